"""The fleet's report is what the fleet page tells, of a period."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.problem import Problem
from app.domain.verdict import State
from app.history.history import History
from app.reports.fleet_report import FleetReport
from app.reports.printing import Period
from app.workflows.forecast import LookAhead
from app.workflows.report_fleet import ReportFleet
from tests.history.builders import START, add_baseline, condition_of, inspection, machine
from tests.reports.long_for_tests import HOW, text_of

DAY = timedelta(days=1)


@pytest.fixture
def history(tmp_path):
    with History.open(tmp_path / "history") as opened:
        yield opened


@pytest.fixture
def report(history, root):
    how = replace(HOW, printed_at=START + 40 * DAY)
    return ReportFleet(history, LookAhead(history), FleetReport(root / "resources" / "fonts"), lambda: how)


def test_machines_first_visits_and_what_changed(history, report, tmp_path):
    for number, area in ((10, "B"), (2, "B"), (1, "")):
        one = history.add_machine(replace(machine(f"Fan {number}"), area=area))
        baseline = add_baseline(history, condition_of(one))
        for at, state in ((1, State.HEALTHY), (20, State.ABNORMAL if number == 2 else State.HEALTHY)):
            history.add_inspection(inspection(one, baseline, state, START + at * DAY))

    text = text_of(report(tmp_path / "fleet.pdf"))

    assert "Fleet / 2026-01-15 to 2026-02-14" in text and "Visits 3" in text and "1 abnormal · 33 %" in text
    assert "Visit this one first Fan 2" in text and "Healthy → Abnormal" in text
    table = text.split("Criticality")[1]
    assert table.index("Fan 2,") < table.index("Fan 10,") < table.index("Fan 1,")

    quiet = text_of(report(tmp_path / "fleet.pdf", Period(START + 2 * DAY, START + 10 * DAY)))
    assert "Visits 0" in quiet and "Nothing in this period." in quiet


def test_without_a_machine_there_is_nothing_to_report(report, tmp_path):
    with pytest.raises(Problem, match="no machine yet"):
        report(tmp_path / "fleet.pdf")

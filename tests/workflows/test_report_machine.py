"""A machine's report tells what its history keeps of a period, numbered from the first visit there ever was."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.domain.problem import Cancelled, Problem
from app.domain.review import BaselineEvent
from app.domain.verdict import State
from app.history.history import History
from app.recordings.photos import PhotoStore
from app.reports.machine_report import MachineReport
from app.reports.machine_report_facts import Kind, MachineReportFacts
from app.reports.printing import Period
from app.workflows import report_machine_parts
from app.workflows.forecast import LookAhead
from app.workflows.progress import Cancel
from app.workflows.report_machine import ReportMachine
from tests.history import builders
from tests.history.builders import START
from tests.reports.long_for_tests import HOW, text_of

DAY = timedelta(days=1)
LATER = replace(HOW, printed_at=START + 100 * DAY)


class Kept(MachineReport):
    """Keeps the facts that it was to print, and prints them when it has fonts."""

    facts: MachineReportFacts

    def write(self, out, facts, on_page=None):
        self.facts = facts
        return super().write(out, facts, on_page) if out.suffix == ".pdf" else 0


class Bench:
    """A machine with two conditions, a healthy sound learnt at the first."""

    def __init__(self, history: History, fonts: Path) -> None:
        self.history = history
        self.machine = history.add_machine(replace(builders.machine(conditions=2), interval_days=28))
        self.condition_id = builders.condition_of(self.machine)
        self.pages = Kept(fonts)
        photos = PhotoStore(history.folder)
        self.report = ReportMachine(history, LookAhead(history), photos, self.pages, lambda: LATER)

    def learn(self):
        return builders.add_baseline(self.history, self.condition_id)

    def visit(self, at: int, state: State = State.HEALTHY, condition: int = 0, baseline=None):
        made = builders.inspection(self.machine, baseline, state, START + at * DAY, condition=condition)
        return self.history.add_inspection(made)

    def of(self, **how) -> MachineReportFacts:
        self.report(self.machine.id, Path("none"), **how)
        return self.pages.facts


@pytest.fixture
def bench(tmp_path, root):
    with History.open(tmp_path / "history") as history:
        yield Bench(history, root / "resources" / "fonts")


def test_visits_of_the_period_keep_the_number_they_have_among_all(bench):
    for day in (1, 8, 15, 22):
        bench.visit(day)
    bench.visit(9, condition=1)
    facts = bench.of(period=Period(START + 8 * DAY, START + 22 * DAY))
    assert [one.number for one in facts.places[0].visits] == [3, 2]
    assert [one.number for one in facts.places[1].visits] == [1]
    assert facts.places[0].forecast is None


def test_each_visit_comes_as_it_was_stored_with_note_review_and_reading(bench):
    kept = bench.visit(8, State.ABNORMAL)
    bench.history.set_note(kept.id, "Belt changed")
    bench.history.add_review(builders.review(kept.id))
    bench.history.readings.add(builders.reading(bench.machine, at=START + 8 * DAY, inspection_id=kept.id))
    (told,) = bench.of().places[0].visits
    verdict = kept.verdict
    assert (told.state, told.score, told.limits, told.finding) == (
        State.ABNORMAL,
        verdict.score,
        verdict.thresholds,
        verdict.finding,
    )
    assert (
        told.take_sha256 == kept.take.sha256 and told.inspector == "M. Großmann" and told.device == "Røde NT-USB"
    )
    assert told.note == "Belt changed" and told.review == "Found faulty: Lager – Käfig, VIB"
    assert [reading.value for reading in told.readings] == [68.25]
    assert [dot.number for dot in bench.of().places[0].dots] == [1]


def test_repairs_and_baselines_of_the_period_get_letters(bench):
    bench.learn()
    bench.history.repair(bench.condition_id, "Bearing changed", "L. Moreau")
    bench.visit(1)
    happened = bench.of().places[0].happenings
    assert [(one.letter, one.kind, one.word) for one in happened] == [
        ("A", Kind.BASELINE, "baseline learnt"),
        ("B", Kind.REPAIR, BaselineEvent.REPAIR.value),
    ]
    assert happened[1].what == "Bearing changed" and happened[1].by == "L. Moreau"
    assert bench.of(period=Period(until=START)).places[0].happenings == ()


def test_now_is_the_worst_condition_whatever_the_period(bench):
    baseline = bench.learn()
    bench.visit(1, baseline=baseline)
    bench.visit(20, State.ABNORMAL, baseline=baseline)
    facts = bench.of(period=Period(until=START + 2 * DAY))
    assert facts.now.state is State.ABNORMAL and facts.now.last.number == 2
    assert facts.now.action.what.startswith("Record once more")
    assert facts.due == "every 28 days, next 2026-02-22, overdue"


def test_very_many_visits_leave_a_trend_that_can_be_drawn(bench, monkeypatch):
    monkeypatch.setattr(report_machine_parts, "MOST_DOTS", 20)
    for hour in range(45):
        bench.visit(hour, State.ABNORMAL if hour == 30 else State.HEALTHY)
    place = bench.of().places[0]
    assert len(place.visits) == 45 and len(place.dots) <= 20
    assert State.ABNORMAL in {dot.state for dot in place.dots}


def test_what_cannot_be_reported_says_so_and_a_stop_is_heard(bench, tmp_path):
    with pytest.raises(Problem, match="Nobody listened to “Supply fan 3” yet"):
        bench.of()
    bench.visit(1)
    stop = Cancel()
    stop.request()
    with pytest.raises(Cancelled):
        bench.report(bench.machine.id, tmp_path / "a.pdf", cancel=stop)
    assert not (tmp_path / "a.pdf").exists()
    with pytest.raises(KeyError):
        bench.report("nobody", tmp_path / "a.pdf")


def test_the_file_is_written(bench, tmp_path):
    bench.visit(1)
    out = bench.report(bench.machine.id, tmp_path / "a.pdf")
    assert "12 dB louder than healthy around 2.1–2.6 kHz." in text_of(out, 1)

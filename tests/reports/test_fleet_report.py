"""The report of all machines: every machine once, what changed once, the first three in front."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PageObject, PdfReader

from app.domain.verdict import State
from app.reports.facts import Paper
from app.reports.fleet_report import FleetReport
from app.reports.state_counts import share_text
from tests.reports.long_for_tests import HOW, fleet_facts, text_of


@pytest.fixture(scope="session")
def pages(fonts):
    return FleetReport(fonts)


@pytest.fixture
def out(tmp_path):
    return tmp_path / "fleet.pdf"


def test_the_first_page_counts_names_the_first_three_and_what_changed(pages, out):
    facts = fleet_facts()
    pages.write(out, facts)
    first = text_of(out, 0)
    for said in (
        "Fleet / 2026-01-05 to 2027-03-01",
        "State of 200 machines",
        "5 sites, 25 areas",
        "Overdue 50 (25 %)",
        "40 alerts, 39 not seen yet",
        "33 abnormal 16 %",
        "Visit these three first",
        "Work order",
    ):
        assert said in first, said
    for card in facts.first:
        assert card.action.what in first and card.now.machine.name in first
    assert "Seen by K. Yıldız: Told the shift leader." in text_of(out)


@pytest.mark.parametrize(("paper", "many"), [(Paper.A4, 1000), (Paper.LETTER, 200)])
def test_every_machine_and_every_change_stands_once(pages, out, paper, many):
    pages.write(out, fleet_facts(many, 90, how=replace(HOW, paper=paper)))
    text = text_of(out)
    assert re.findall(r"Fan \d+, (F-\d{4})", text) == [f"F-{number:04}" for number in range(many)]
    assert re.findall(r"Healthy → Watch, 0\.(\d+)", text) == [str(number) for number in range(90, 0, -1)]
    assert "Site 0 › Hall 0 · 8 machines, 1 abnormal, 1 watch, 1 cannot tell, 1 no baseline, 2 overdue" in text
    with_rows = [
        page for page in map(PageObject.extract_text, PdfReader(out).pages) if re.search(r"F-\d{4}", page)
    ]
    assert len(with_rows) > many / 50 and all("Criticality" in page for page in with_rows)


def test_a_quiet_fleet_says_so(pages, out):
    pages.write(out, replace(fleet_facts(3, 0), first=()))
    text = text_of(out)
    assert "Nothing in this period." in text and "first" not in text_of(out, 0).split("What changed")[1]


@given(st.integers(0, 5000), st.integers(0, 5000))
def test_a_share_is_never_all_or_nothing_unless_it_is(part, rest):
    shown = share_text(part, part + rest)
    assert (shown == "100 %") == (part > 0 and rest == 0)
    assert (shown == "0 %") == (part == 0 and rest > 0)


def test_a_state_without_machines_is_counted_as_none(pages, out):
    only = [one for one in fleet_facts().machines if one.summary.state is State.HEALTHY]
    pages.write(out, replace(fleet_facts(), machines=only, first=()))
    assert "0 abnormal · 0 %" in text_of(out, 0)

"""The report of a walk: the alarms first and the worst of them first, then every stop in its order."""

import re

import pytest

from app.domain.verdict import State
from app.reports.route_report import RouteReport
from tests.reports.long_for_tests import route_facts, text_of

H, W, A, C = State.HEALTHY, State.WATCH, State.ABNORMAL, State.CANNOT_TELL


@pytest.fixture(scope="session")
def pages(fonts):
    return RouteReport(fonts)


@pytest.fixture
def said(pages, tmp_path):
    def write(*states, **changes) -> str:
        pages.write(tmp_path / "route.pdf", route_facts(*states, **changes))
        return text_of(tmp_path / "route.pdf")

    return write


def test_alarms_stand_first_the_worst_of_them_on_top(said):
    text = said(H, W, None, A, C, A, gone=2)
    alarms, stops = text.split("Alarms first")[1].split("All stops", 1)
    assert re.findall(r"Do (\d)\.", alarms) == ["6", "4", "2", "5"]
    assert re.findall(r"Finding (\d)\.", stops) == ["1", "2", "4", "5", "6"]
    assert "Fan 3 Site 0 › Hall 0 skipped not heard" in stops
    for part in (
        "Route report Hall A – Süd / 2026-01-05",
        "2 abnormal",
        "5 of 6 stops done",
        "83 %",
        "Abnormal: Fan 4, Fan 6.",
        "6, 2 more not in the history any more",
        "Skipped 1 (17 %)",
        "Walked by L. Moreau",
        "2026-01-05 09:30:00 +01:00",
        "after 41 min 0 s",
        "Responsible, date",
    ):
        assert part in text, part


def test_a_walk_on_which_all_was_well_or_nothing_heard_says_so(said):
    assert "All healthy" in (text := said(H, H, None)) and "None: all that was heard" in text
    silent = said(None, None)
    assert "Nothing heard" in silent and "Alarms first" not in silent


def test_a_walk_of_three_hundred_stops_has_its_head_on_each_page(said):
    text = said(*(W if number % 7 == 0 else H for number in range(300)))
    stops = text.split("All stops", 1)[1]
    assert re.findall(r"Finding (\d+)\.", stops) == [str(number) for number in range(1, 301)]
    assert stops.count("When, inspector") > 10

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.review import Found, Review
from app.domain.verdict import State
from app.reports.facts import Paper, paper_for_locale
from tests.reports.facts_for_tests import MACHINE, MEASURED, facts, healthy_curve, inspection, verdict, visits


@pytest.mark.parametrize(
    "name", ["en_US", "en-US", "en_US.UTF-8", "fr_CA", "es_MX@euro", "fil_PH", "es_419_MX", "EN_us"]
)
def test_letter_where_offices_print_on_letter(name):
    assert paper_for_locale(name) is Paper.LETTER


@pytest.mark.parametrize(
    "name", ["de_DE", "en_GB.UTF-8", "ca", "ca_ES", "pa_IN", "pt_BR", "C", "POSIX", "", "zh_Hans_CN"]
)
def test_a4_everywhere_else(name):
    assert paper_for_locale(name) is Paper.A4


def test_sizes_are_those_of_the_papers():
    assert (round(Paper.A4.width_pt, 1), round(Paper.A4.height_pt, 1)) == (595.3, 841.9)
    assert (Paper.LETTER.width_pt, Paper.LETTER.height_pt) == (612, 792)


def test_the_visit_itself_comes_first_even_when_the_history_did_not_list_it():
    shown = facts(visits=visits(3)).visits_so_far
    assert [visit.inspection_id for visit in shown] == [inspection().id, "v0", "v1", "v2"]


def test_the_visit_itself_is_not_counted_twice():
    once = facts(visits=visits(3))
    listed = facts(visits=[once.this_visit, *visits(3)])
    assert len(listed.visits_so_far) == len(once.visits_so_far)


def test_later_visits_and_other_conditions_are_left_out():
    later = replace(visits(1)[0], inspection_id="later", recorded_at=MEASURED + timedelta(days=1))
    other = replace(visits(1)[0], inspection_id="other", condition_id="half speed")
    shown = facts(visits=[later, other, *visits(2)])
    assert [visit.inspection_id for visit in shown.visits_so_far[1:]] == ["v0", "v1"]
    assert shown.previous is not None
    assert shown.previous.inspection_id == "v0"


def test_a_first_visit_has_no_previous_one():
    assert facts(visits=[]).previous is None


def test_the_report_number_is_made_of_code_day_and_ordinal():
    assert facts().machine_tag + facts().number_tail == "SF-003 / 2026-11-22 / 14"
    assert facts(machine=replace(MACHINE, code=" ")).machine_tag == "Supply fan 3"


@pytest.mark.parametrize(("clips", "provisional"), [(4, True), (5, False)])
def test_a_baseline_is_provisional_below_five_clips(clips, provisional):
    assert facts(inspection=inspection(healthy=healthy_curve(clips))).provisional is provisional


@pytest.mark.parametrize(
    ("state", "found", "cause", "says"),
    [
        (State.ABNORMAL, None, "", "not yet"),
        (State.ABNORMAL, Found.OPEN, "", "not yet"),
        (State.ABNORMAL, Found.FAULTY, "worn belt", "yes, faulty: worn belt"),
        (State.ABNORMAL, Found.HEALTHY, "", "no, healthy"),
        (State.HEALTHY, Found.HEALTHY, "", "yes, healthy"),
        (State.CANNOT_TELL, Found.FAULTY, "", "faulty"),
    ],
)
def test_what_became_of_the_verdict(state, found, cause, says):
    kept = inspection(verdict=verdict(state, 1.0))
    review = Review(kept.id, found, cause) if found else None
    assert facts(inspection=kept, review=review).confirmed == says


def test_the_next_visit_is_an_interval_after_this_one():
    assert facts().next_visit is None
    planned = facts(machine=replace(MACHINE, interval_days=14))
    assert planned.next_visit == MEASURED + timedelta(days=14)

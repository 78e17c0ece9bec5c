"""What to do names a verb, a thing and a day; the more critical the machine the sooner; never in the past."""

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from app.diagnosis.forecast_action import NOTHING, recommend
from app.domain.forecast import Crossing, Forecast, Outlook, Priority
from app.domain.machine import Criticality
from app.domain.verdict import State
from app.domain.words import iso_date

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
LOW, NORMAL, HIGH = Criticality.LOW, Criticality.NORMAL, Criticality.HIGH


def days(number: int) -> datetime:
    return NOW + timedelta(days=number)


def ahead(state: State, *when: int) -> Forecast:
    crossing = Crossing(state, *(days(one) for one in when))
    return Forecast("c", Outlook.CROSSING, NOW, "It rises.", "Do.", crossings=(crossing,))


def test_maintenance_is_due_by_criticality():
    told = ahead(State.ABNORMAL, 20, 40, 90)
    due = [recommend(State.WATCH, told, one, NOW) for one in (HIGH, NORMAL, LOW)]
    assert [one.by for one in due] == [days(20), days(40), days(90)]
    assert due[0].what == "Schedule maintenance by 2026-12-12."
    assert all(one.priority is Priority.PLAN for one in due)


def test_within_a_week_is_said_so_and_never_today():
    told = ahead(State.ABNORMAL, 0, 5, 90)
    assert recommend(State.HEALTHY, told, NORMAL, NOW).what == "Schedule maintenance within a week, by 2026-11-27."
    at_once = recommend(State.HEALTHY, told, HIGH, NOW)
    assert at_once.by == days(1) and at_once.priority is Priority.SOON


@pytest.mark.parametrize("state", list(State))
def test_the_more_critical_the_sooner(state: State):
    for told in (None, ahead(State.WATCH, 3, 9, 30), ahead(State.ABNORMAL, 3, 9, 30)):
        by = [recommend(state, told, one, NOW).by or days(9999) for one in (HIGH, NORMAL, LOW)]
        assert by == sorted(by)


def test_every_case_has_one_sentence_with_its_day():
    outlooks = [Forecast("c", one, NOW, "What.", "Do.") for one in Outlook if one is not Outlook.CROSSING]
    cases = [None, ahead(State.WATCH, 3, 9, 30), ahead(State.ABNORMAL, 0, 9, 30), *outlooks]
    for state, told, criticality in product(State, cases, Criticality):
        action = recommend(state, told, criticality, NOW)
        assert action.what.endswith(".") and action.what.count(". ") == 0
        if action.by is None:
            assert action.what == NOTHING and action.priority is Priority.NONE
        else:
            assert action.by >= days(1) and iso_date(action.by) in action.what


def test_an_alarm_comes_before_any_forecast():
    action = recommend(State.ABNORMAL, ahead(State.ABNORMAL, 50, 60, 90), NORMAL, NOW)
    assert action.by == days(2) and action.priority is Priority.NOW
    assert recommend(State.WATCH, None, NORMAL, NOW).by == days(7)
    assert recommend(State.HEALTHY, None, HIGH, NOW).what == NOTHING
    step = Forecast("c", Outlook.STEP, NOW, "What.", "Do.")
    assert "was changed" in recommend(State.HEALTHY, step, NORMAL, NOW).what

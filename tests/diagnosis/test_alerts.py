"""An alert is named by what it tells of, and says so in the field's words."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from app.diagnosis import alerts
from app.domain.drift import Change, Drift, FleetDrift
from app.domain.fleet import AlertKind, StateChange
from app.domain.inspection import Visit
from app.domain.review import Found
from app.domain.verdict import State

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
H, W, A, C = State.HEALTHY, State.WATCH, State.ABNORMAL, State.CANNOT_TELL


def change(before: State, after: State, score: float | None, found: Found | None = None, finding: str = ""):
    return StateChange("m", Visit("i", "c", NOON, None, after, score, finding, "", found), before, 0.5)


def test_ids_are_the_same_on_every_laptop_and_in_every_version():
    assert alerts.alert_id(AlertKind.STATE, "i") == "1eb721f5b70350c7bbd9d971c2bf0d69"


def test_ids_differ_by_kind_and_by_what_they_tell_of():
    ids = [alerts.alert_id(kind, *of) for kind in AlertKind for of in (("a", "b"), ("b", "a"), ("ab",), ("a",))]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize(
    ("told", "words", "state"),
    [
        (change(H, W, 0.91), "Healthy → Watch, 0.91", W),
        (change(W, A, 1.842), "Watch → Abnormal, 1.84", A),
        (change(A, H, None), "Abnormal → Healthy", H),
        (change(C, H, 0.4), "Cannot tell → Healthy, 0.40", H),
        (change(H, A, 1.12, Found.HEALTHY), "Healthy → Abnormal, 1.12; found healthy", H),
        (change(H, A, 1.12, Found.FAULTY), "Healthy → Abnormal, 1.12; found faulty", A),
        (change(A, H, 0.5, Found.FAULTY), "Abnormal → Healthy, 0.50; found faulty", A),
        (change(H, C, None, finding="Too noisy to tell: about 9 dB more noise."), "Too noisy to tell", C),
        (change(H, C, None, finding="The take is too short."), "The take is too short", C),
        (change(H, C, None), "Healthy → Cannot tell", C),
    ],
)
def test_change_of_state_is_told_as_it_was_judged_and_shown_as_it_was_found(told, words, state):
    assert (alerts.state_words(told), alerts.state_after(told)) == (words, state)


def test_surge_names_its_place():
    assert alerts.surge_words("Boiler house") == "Boiler house, one day: look for a common cause"
    assert alerts.surge_words("") == "One day: look for a common cause"


def test_confidence_is_told_in_whole_shares():
    assert alerts.confidence_words(0.954, 0.781) == "Less sure, 95 % → 78 %"


def test_drift_names_what_moved_most():
    changes = (Change(2100.0, 2600.0, 6.2), Change(100.0, 200.0, -3.0))
    drift = Drift("c", NOON, 8, 8, 0.01, changes, False, "", "")
    assert alerts.drift_words(drift) == "Slowly 6 dB louder at 2.1–2.6 kHz"
    quieter = replace(drift, changes=changes[::-1], other_microphone=True)
    assert alerts.drift_words(quieter) == "Slowly 3 dB quieter at 0.10–0.20 kHz, through another microphone"


def test_fleet_drift_tells_how_many_and_what_to_check():
    found = FleetDrift(31, 60, NOON, 0.001, True, "", "")
    assert alerts.fleet_drift_words(found) == "31 of 60 changed the same way: check the microphone"
    assert "changed at once" in alerts.fleet_drift_words(replace(found, alike=False))

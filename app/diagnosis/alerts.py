"""What alerts are called and how they are worded: an id from what each tells of, a sentence in field words."""

from uuid import UUID, uuid5

from app.domain.drift import Drift, FleetDrift
from app.domain.fleet import AlertKind, ConditionNow, StateChange
from app.domain.review import Found
from app.domain.verdict import State
from app.domain.words import range_khz, score_text

_ALERTS = UUID("0f032004-caf5-5861-b40a-46699f2e0466")

_FOUND = {Found.HEALTHY: "; found healthy", Found.FAULTY: "; found faulty"}


def alert_id(kind: AlertKind, *of: str) -> str:
    """The id of the alert of that kind about these things, in order: the same on every laptop. 32 hex digits."""
    return uuid5(_ALERTS, "\n".join((kind.name, *of))).hex


def state_after(change: StateChange) -> State:
    """The state to show: the verdict's, unless a technician found otherwise; a false alarm stays no alarm."""
    return ConditionNow(change.visit.condition_id, change.visit, baseline_clips=1).state


def state_words(change: StateChange) -> str:
    """ "Healthy → Watch, 0.91" or "First visit: Abnormal, 1.21", with what a technician found.

    Of a take that could not be judged, why not.
    """
    visit = change.visit
    found = _FOUND.get(visit.found, "") if visit.found else ""
    if visit.state is State.CANNOT_TELL and visit.finding:
        return visit.finding.partition(":")[0].rstrip(".?") + found
    score = f", {score_text(visit.score)}" if visit.score is not None else ""
    before = f"{change.before.value.capitalize()} → " if change.before else "First visit: "
    return f"{before}{visit.state.value.capitalize()}{score}{found}"


def surge_words(place: str) -> str:
    """ "Boiler house, one day: look for a common cause"; `place` is empty where nobody named one."""
    return f"{place}, one day: look for a common cause" if place else "One day: look for a common cause"


def confidence_words(before: float, after: float) -> str:
    """ "Less sure, 95 % → 78 %"; shares from 0 to 1."""
    return f"Less sure, {round(before * 100)} % → {round(after * 100)} %"


def drift_words(drift: Drift) -> str:
    """ "Slowly 6 dB louder at 2.1–2.6 kHz": the range that moved most."""
    most = drift.changes[0]
    louder = "louder" if most.change_db > 0 else "quieter"
    moved = f"Slowly {max(round(abs(most.change_db)), 1)} dB {louder} at {range_khz(most.low_hz, most.high_hz)}"
    return f"{moved}, through another microphone" if drift.other_microphone else moved


def fleet_drift_words(found: FleetDrift) -> str:
    """ "31 of 60 changed the same way: check the microphone"."""
    how = "the same way" if found.alike else "at once"
    return f"{found.changed} of {found.machines} changed {how}: check the microphone"

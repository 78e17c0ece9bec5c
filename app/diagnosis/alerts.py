"""What alerts are called and how they are worded: an id from what each tells of, a sentence in field words."""

from uuid import UUID, uuid5

from app.domain.drift import Drift, FleetDrift
from app.domain.fleet import AlertKind, ConditionNow, StateChange
from app.domain.review import Found
from app.domain.verdict import STATE_NAMES, State
from app.domain.words import range_khz, score_text
from app.language import later, retold, say, tr

_ALERTS = UUID("0f032004-caf5-5861-b40a-46699f2e0466")

_FOUND = {Found.HEALTHY: later("; found healthy"), Found.FAULTY: later("; found faulty")}


def alert_id(kind: AlertKind, *of: str) -> str:
    """The id of the alert of that kind about these things, in order: the same on every laptop. 32 hex digits."""
    return uuid5(_ALERTS, "\n".join((kind.name, *of))).hex


def state_after(change: StateChange) -> State:
    """The state to show: the verdict's, unless a technician found otherwise; a false alarm stays no alarm."""
    return ConditionNow(change.visit.condition_id, change.visit, baseline_clips=1).state


def state_words(change: StateChange) -> str:
    """ "Healthy → Watch, 0.91" or "First visit: Abnormal, 1.21", with what a technician found.

    Of a take that could not be judged, why not. So few words could not be read back from English: they are in the
    user's language at once, since an alert is told anew each time and never kept.
    """
    visit = change.visit
    found = tr(_FOUND[visit.found]) if visit.found in _FOUND else ""
    if visit.state is State.CANNOT_TELL and visit.finding:
        return retold(visit.finding).partition(":")[0].rstrip(".?") + found
    after = tr(STATE_NAMES[visit.state])
    if change.before is None:
        told = tr("First visit: {state}", state=after)
    else:
        told = tr("{before} → {after}", before=tr(STATE_NAMES[change.before]), after=after)
    score = f", {score_text(visit.score)}" if visit.score is not None else ""
    return f"{told}{score}{found}"


def surge_words(place: str) -> str:
    """ "Boiler house, one day: look for a common cause"; `place` is empty where nobody named one."""
    if not place:
        return later("One day: look for a common cause")
    return say("{place}, one day: look for a common cause", place=place)


def confidence_words(before: float, after: float) -> str:
    """ "Less sure, 95 % → 78 %"; shares from 0 to 1."""
    return say("Less sure, {before} % → {after} %", before=round(before * 100), after=round(after * 100))


def drift_words(drift: Drift) -> str:
    """ "Slowly 6 dB louder at 2.1–2.6 kHz": the range that moved most."""
    most = drift.changes[0]
    amount, at = max(round(abs(most.change_db)), 1), range_khz(most.low_hz, most.high_hz)
    if most.change_db > 0:
        moved = say("Slowly {db} dB louder at {range}", db=amount, range=at)
    else:
        moved = say("Slowly {db} dB quieter at {range}", db=amount, range=at)
    return say("{moved_words}, through another microphone", moved_words=moved) if drift.other_microphone else moved


def fleet_drift_words(found: FleetDrift) -> str:
    """ "31 of 60 changed the same way: check the microphone"."""
    if found.alike:
        told = later("{changed} of {machines} changed the same way: check the microphone")
    else:
        told = later("{changed} of {machines} changed at once: check the microphone")
    return say(told, changed=found.changed, machines=found.machines)

"""Which of the alerts of the simulated fleet its technicians took note of, and what they noted."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from app.domain.fleet import Alert, AlertKind, Seen
from app.workflows.demo.chance import Chance

LOOKED_BACK = timedelta(days=120)
"""The alerts of older days nobody looks at any more."""

_FRESH = timedelta(days=8)
_SEEN, _SEEN_FRESH = 0.8, 0.15
_NOTED = 0.35

_NOTES: dict[AlertKind, tuple[str, ...]] = {
    AlertKind.STATE: ("Listened again, see the next visit.", "Work order written.", "Told the shift leader."),
    AlertKind.SURGE: ("The compressor beside the line was running.", "Doors open during the delivery."),
    AlertKind.CONFIDENCE: ("Watching it at the weekly round.",),
    AlertKind.DRIFT: ("Microphone to be compared with a new one.",),
    AlertKind.FLEET_DRIFT: ("Asked the makers of the recorder.",),
}


def noticed(alerts: Sequence[Alert], people: Sequence[str], until: datetime, chance: Chance) -> tuple[Seen, ...]:
    """Most older alerts were seen, few of the newest."""
    found = []
    for alert in alerts:
        one = chance.of(alert.id)
        at = alert.at + timedelta(minutes=one.whole(30, 4000))
        share = _SEEN_FRESH if until - alert.at < _FRESH else _SEEN
        if at < until and one.happens(share):
            note = one.one(_NOTES[alert.kind]) if one.happens(_NOTED) else ""
            found.append(
                Seen(alert.id, note, one.one(tuple(people)), id=one.new_id(), at=at.replace(microsecond=0))
            )
    return tuple(found)

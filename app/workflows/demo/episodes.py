"""A fault as it comes over a machine: from when on, how bad it grows and by when, and what is found in the end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.workflows.demo.chance import Chance
from app.workflows.demo.sound import Fault
from app.workflows.demo.stories import Plot, Story
from app.workflows.demo.walks import Time

_FEWEST = 6
_VISITS_AFTER = {Plot.REPAIRED: 4, Plot.NOT_LEARNT_AGAIN: 0}
_BROKEN_SINCE = timedelta(days=8)


@dataclass(frozen=True, slots=True)
class Found:
    """What a technician found at the machine: a cause in words, its ISO 14224 code, and what was done."""

    cause: str
    code: str
    done: str


_FOUND: dict[Fault, tuple[Found, ...]] = {
    Fault.BEARING: (
        Found("Drive-side bearing worn, outer race pitted", "VIB", "Drive-side bearing replaced"),
        Found("Bearing ran dry", "OHE", "Bearings replaced, grease line cleared"),
    ),
    Fault.BLADE: (Found("Piece of one blade broken off", "STD", "Impeller replaced and balanced"),),
    Fault.DIRT: (Found("Caked dust on the impeller, out of balance", "VIB", "Impeller cleaned and balanced"),),
    Fault.CAVITATION: (
        Found("Suction strainer choked, pump cavitates", "PLU", "Strainer cleaned, impeller changed"),
    ),
    Fault.SEAL: (Found("Mechanical seal leaks", "ELU", "Mechanical seal replaced"),),
    Fault.RAIL: (Found("Rail ran dry, carriage rollers worn", "NOI", "Carriage replaced, rail greased"),),
    Fault.LOOSE: (Found("Foundation bolt loose", "VIB", "Bolts tightened, mounts replaced"),),
}


@dataclass(frozen=True, slots=True)
class Episode:
    """A fault from `begins` on, at its worst, `top`, at `tops`. It is repaired after that, or not yet (None)."""

    fault: Fault
    begins: datetime
    tops: datetime
    top: float
    found: Found | None = None
    repaired: bool = False

    def score(self, when: datetime, healthy: float) -> float:
        """The score it makes at that moment: from the healthy one it grows by the same share each day."""
        if when < self.begins:
            return 0.0
        if self.tops <= self.begins:
            return self.top
        share = min((when - self.begins) / (self.tops - self.begins), 1.0)
        return float(healthy * (max(self.top, healthy) / max(healthy, 0.05)) ** share)


def episodes(
    story: Story, time: Time, visits: Sequence[datetime], watch_from: float, chance: Chance
) -> tuple[Episode, ...]:
    """What comes over a machine visited at these times, in order; `watch_from` is the score it is watched from."""
    found = chance.one(_FOUND[story.fault]) if story.fault in _FOUND else None
    grown = _grown(story, time, watch_from, chance)
    if grown is not None:
        begins, top = grown
        at_once = story.plot is Plot.BROKEN
        return (Episode(story.fault, begins, begins if at_once else time.until, top, found),)
    after = _VISITS_AFTER.get(story.plot)
    if after is None or len(visits) < _FEWEST + after:
        return ()
    # A repair that nobody visited since is not learnt again; else there were some visits, or many.
    last = len(visits) - 1 - after
    tops = visits[last if not after else chance.whole(_FEWEST - 1, last)]
    begins = max(tops - time.span * chance.between(0.12, 0.3), visits[2])
    return (Episode(story.fault, begins, tops, chance.between(1.1, 1.5), found, repaired=True),)


def _grown(story: Story, time: Time, watch_from: float, chance: Chance) -> tuple[datetime, float] | None:
    """Since when a fault that is there at last has grown, and its score by now; None for other stories."""
    lasting, top = {
        Plot.ABNORMAL: (chance.between(0.25, 0.4), chance.between(1.25, 1.6)),
        Plot.BROKEN: (0.0, chance.between(1.5, 2.0)),
        Plot.WATCH: (chance.between(0.2, 0.5), chance.between((watch_from + 1.0) / 2, 0.98)),
        Plot.FADING: (chance.between(0.15, 0.25), 0.95 * watch_from),
        Plot.AGEING: (0.55, 0.9 * watch_from),
    }.get(story.plot, (None, 0.0))
    if lasting is None:
        return None
    return time.until - max(time.span * lasting, min(_BROKEN_SINCE, time.span / 8)), top

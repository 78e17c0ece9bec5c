"""Two takes in memory, and a stand-in for the workflow that compares them."""

from dataclasses import dataclass, field, replace
from datetime import timedelta

import numpy as np

from app.acoustics.bands import centre_hz
from app.acoustics.difference import common_reach_hz, difference_picture
from app.domain.inspection import Visit
from app.domain.problem import Problem
from app.domain.take import SoundPicture
from app.domain.verdict import ExcessRange, State
from app.workflows.compare_values import Compared, Difference, Side
from app.workflows.progress import Cancel
from tests.ui.fakes import NOON, fan, picture, take

FAN = replace(fan(), code="SF-003")
LOST = Problem("The stored recording of “visit.wav” is missing.", "Restore the history folder from a backup.")
SLOPE = np.linspace(-20.0, -60.0, 128)


def side(name: str = "visit.wav", seconds: float = 10.0, days: int = 0, **more) -> Side:
    """A visit some days after the first, or with `inspection_id=None` the baseline."""
    point = FAN.points[0]
    usual = {
        "inspection_id": f"id {name}",
        "state": State.ABNORMAL,
        "score": 1.84,
        "clip_count": 1,
        "levels_db": SLOPE,
        "picture": picture(0.0, seconds),
        "reach_hz": 8000.0,
    }
    return Side(
        FAN, point, point.conditions[0], take(name, seconds), NOON + timedelta(days=days), -28.0, -12.0,
        **(usual | more),
    )  # fmt: skip


def healthy(**more) -> Side:
    return side("healthy-1.wav", days=-200, inspection_id=None, state=None, score=None, clip_count=9, **more)


def visit(one: Side, state: State = State.HEALTHY) -> Visit:
    condition_id = one.condition.id
    return Visit(one.inspection_id, condition_id, one.when, None, state, 0.4, "Sounds alike.", one.take.file_name)


def compared(a: Side | None = None, b: Side | None = None, **more) -> Compared:
    usual = {"match": True, "why": "the microphone is not fixed at this point"}
    return Compared(a or healthy(), b or side(), np.full(128, 1.2), **(usual | more))


def louder(low_hz: float, high_hz: float, db: float) -> np.ndarray:
    hz = centre_hz()
    return np.where((hz >= low_hz) & (hz <= high_hz), db, 0.0)


@dataclass
class FakeCompare:
    """`pairs` by (inspection, other); what differs is `excess_db`, in one range."""

    sides: dict[str, Side] = field(default_factory=dict)
    excess_db: np.ndarray = field(default_factory=lambda: louder(90.0, 170.0, 11.0))
    ranges: tuple[ExcessRange, ...] = (ExcessRange(90.0, 170.0, 11.0), ExcessRange(300.0, 400.0, -6.0))
    found: tuple[Problem | None, Problem | None] = (None, None)
    refuses: Problem | None = None
    asked: list[tuple] = field(default_factory=list)
    subtracted: list[tuple[bool, float]] = field(default_factory=list)
    looked: list[tuple[str, float, float]] = field(default_factory=list)
    more: dict = field(default_factory=dict)

    def of(self, inspection_id: str, other_id: str | None = None, baseline_take_id: str | None = None) -> Compared:
        self.asked.append((inspection_id, other_id, baseline_take_id))
        if self.refuses:
            raise self.refuses
        a = self.sides[other_id] if other_id else healthy()
        takes = (healthy().take, take("healthy-2.wav"))
        visits = tuple(visit(one) for one in self.sides.values())
        return compared(a, self.sides[inspection_id], baseline_takes=takes, visits=visits, **self.more)

    def difference(self, pair: Compared, *, matched: bool, offset_s: float = 0.0) -> Difference:
        self.subtracted.append((matched, offset_s))
        starts = max(0.0, -offset_s), max(0.0, offset_s)
        up_to = common_reach_hz(pair.a.reach_hz or 8000.0, pair.b.reach_hz or 8000.0)
        both = pair.a.picture is not None and pair.b.picture is not None
        made = difference_picture(pair.a.picture, pair.b.picture, *starts) if both else None
        raised = 3.0 if matched else 0.0
        limit = np.full(128, 3.0)
        return Difference(
            *starts, matched, 3.0, raised, self.excess_db + 3.0 - raised, limit, self.ranges, True, up_to, made
        )

    def check(self, pair: Compared, cancel: Cancel | None = None) -> tuple[Problem | None, Problem | None]:
        return self.found

    def closer(self, one: Side, start_s: float, end_s: float) -> SoundPicture:
        self.looked.append((one.take.file_name, start_s, end_s))
        return picture(start_s, end_s)


def usual() -> FakeCompare:
    """Three visits and a baseline."""
    sides = (
        side("first.wav", days=0, state=State.HEALTHY, score=0.4),
        side("second.wav", 20.0, days=20, state=State.WATCH, score=0.8),
        side("third.wav", 30.0, days=40),
    )
    return FakeCompare({one.inspection_id: one for one in sides})

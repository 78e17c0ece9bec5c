"""A machine's story in memory: weekly visits that rise, a repair, a watch's thousands, readings that are kept."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import numpy as np

from app.diagnosis.forecast import Scored, forecast
from app.diagnosis.forecast_action import recommend
from app.domain.baseline import Baseline
from app.domain.bin import Binned, Thing
from app.domain.fleet import ConditionNow
from app.domain.inspection import Visit
from app.domain.machine import Criticality, Machine, MachineType, MeasuringPoint, OperatingCondition
from app.domain.plan import due_at, timing
from app.domain.problem import Problem
from app.domain.reading import UNITS, Quantity, Reading
from app.domain.review import BaselineChange, BaselineEvent, Found
from app.domain.verdict import ExcessRange, State, Thresholds
from app.workflows.baseline_story import BaselineStory, StoryLine
from app.workflows.machine_story_facts import ConditionFacts, MachineFacts
from app.workflows.machine_story_values import (
    Ahead,
    BandLine,
    BandPoint,
    Event,
    EventKind,
    Filters,
    LimitsSince,
    Point,
    ReadingLine,
    Story,
    VisitLine,
    VisitPage,
)

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
DAY = timedelta(days=1)
WEEK = timedelta(weeks=1)
LIMITS = Thresholds(0.7, 1.0)
LOW_RANGE = (87.5, 168.75)
SAID = "11 dB louder than healthy at 0.09–0.17 kHz"


def fan(conditions: int = 2) -> Machine:
    """A fan with two conditions at one point."""
    names = ("Full speed, damper open", "Half speed", "Stand-by")
    point = MeasuringPoint(
        "Inlet side, 0.5 m",
        tuple(
            OperatingCondition(name, 1480.0 if at == 0 else None, id=f"c{at}")
            for at, name in enumerate(names[:conditions])
        ),
    )
    return Machine(
        "Supply fan 3", MachineType.FAN, (point,), "Plant 2", "SF-003", blades=5, area="Hall B",
        criticality=Criticality.HIGH, interval_days=7, id="fan", created_at=NOW - 800 * DAY,
    )  # fmt: skip


def state_of(score: float) -> State:
    return State.ABNORMAL if score >= LIMITS.abnormal else State.WATCH if score >= LIMITS.watch else State.HEALTHY


def point(at: int, when: datetime, score: float | None, **more: object) -> Point:
    state = State.CANNOT_TELL if score is None else state_of(score)
    return Point(f"i{at}", when, state, score, confidence=None if score is None else 0.94, by="J. Brandt", **more)


def weekly(scores: Iterable[float | None], every: timedelta = WEEK) -> list[Point]:
    """A visit a week, the last one today."""
    kept = list(scores)
    return [
        point(at, NOW - (len(kept) - 1 - at) * every - timedelta(minutes=16), score)
        for at, score in enumerate(kept)
    ]


def rising(count: int = 104, seed: int = 4) -> list[Point]:
    """Two years: healthy, then wearing."""
    random = np.random.default_rng(seed)
    wear = np.maximum(np.arange(count) - count * 0.72, 0) / (count * 0.28)
    scores = np.exp(np.log(0.34) + 0.62 * wear + random.normal(0, 0.09, count))
    return weekly([float(score) for score in scores])


def watched(count: int = 3000, seed: int = 2) -> list[Point]:
    """A watch over five days, with one short spell that was abnormal."""
    random = np.random.default_rng(seed)
    scores = np.exp(np.log(0.45) + np.cumsum(random.normal(0, 0.012, count)) * 0.5 + random.normal(0, 0.05, count))
    scores[2100] = 1.31
    return weekly([float(score) for score in scores], timedelta(minutes=2.4))


@dataclass
class FakeStory:
    """Same shape as `MachineStory`."""

    machine_: Machine = field(default_factory=fan)
    points: list[Point] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    kept: list[Reading] = field(default_factory=list)
    ranges: tuple[ExcessRange, ...] = ()
    limits: tuple[LimitsSince, ...] | None = None
    learnt: bool = True
    refuses: Problem | None = None
    binned: list[str] = field(default_factory=list)
    asked: list[tuple[Filters | None, str | None]] = field(default_factory=list)
    typed: list[Reading] = field(default_factory=list)
    photo_: bytes | None = None
    photos: int = 0

    def machine(self, machine_id: str) -> Machine:
        return self.machine_

    def of(self, machine_id: str, condition_id: str, since: datetime | None = None) -> Story:
        self._may()
        points = tuple(one for one in self._here() if condition_id == "c0")
        return Story(
            self.machine_, condition_id, len(points), points, self._limits(points),
            tuple(self.events) if condition_id == "c0" else (), self._lines(condition_id), self.ranges,
            self.learnt,
        )  # fmt: skip

    def facts(self, machine_id: str, condition_id: str, at: datetime | None = None) -> MachineFacts:
        self._may()
        machine, here = self.machine_, self._here()
        visit = self._line(here[-1]).visit if here else None
        learnt = next((one.at for one in self.events if one.kind is EventKind.LEARNT), None)
        rows = [
            ConditionFacts(
                point,
                one,
                ConditionNow(
                    one.id, visit if one.id == "c0" else None, 12 if self.learnt and one.id == "c0" else 0
                ),
                learnt if self.learnt and one.id == "c0" else None,
            )
            for point in machine.points
            for one in point.conditions
        ]
        due = due_at(machine.interval_days, visit.when if visit else None, machine.created_at)
        return MachineFacts(machine, tuple(rows), self._baselines(condition_id), due, timing(due, NOW))

    def photo(self, machine: Machine) -> bytes | None:
        self.photos += 1
        return self.photo_

    def bands(self, condition_id: str, low_hz: float, high_hz: float, since: datetime | None = None) -> BandLine:
        self._may()
        return BandLine(
            low_hz, high_hz,
            tuple(
                BandPoint(one.inspection_id, one.when, 14 * (one.score - 0.33) + (int(low_hz) + at * 7) % 5 * 0.3)
                for at, one in enumerate(self._here())
                if one.score is not None
            ),
        )  # fmt: skip

    def forecast(self, machine_id: str, condition_id: str, now: datetime | None = None) -> Ahead:
        self._may()
        here = self._here() if condition_id == "c0" else []
        repairs = [event.at for event in self.events if event.kind is EventKind.REPAIR and event.stands]
        scored = [
            Scored(one.when, one.score)
            for one in here
            if one.score is not None and all(one.when >= at for at in repairs)
        ]
        told = forecast(condition_id, scored if self.learnt else (), LIMITS, NOW)
        state = here[-1].state if here and self.learnt else State.NO_BASELINE
        return Ahead(state, recommend(state, told, self.machine_.criticality, NOW), told)

    def visits(
        self, machine_id: str, filters: Filters | None = None, before: str | None = None, limit: int = 50
    ) -> VisitPage:
        self._may()
        self.asked.append((filters, before))
        lines = [self._line(one) for one in reversed(self._here())]
        wanted = filters or Filters()
        if wanted.condition_id == "c1":
            lines = []
        if wanted.state:
            lines = [line for line in lines if line.visit.state is wanted.state]
        if wanted.words:
            lines = [line for line in lines if wanted.words in f"{line.visit.finding} {line.note}"]
        ids = [line.visit.inspection_id for line in lines]
        start = ids.index(before) + 1 if before else 0
        return VisitPage(tuple(lines[start : start + limit]), len(lines) > start + limit)

    def throw(self, inspection_id: str, by: str = "") -> Binned:
        self._may()
        self.binned.append(inspection_id)
        return Binned(Thing.INSPECTION, inspection_id, "Supply fan 3, take.wav")

    def bring_back(self, inspection_id: str, by: str = "") -> Binned:
        self.binned.remove(inspection_id)
        return Binned(Thing.INSPECTION, inspection_id, "Supply fan 3, take.wav", brought_back=True)

    def type_in(self, condition_id, quantity, value, unit, *, inspection_id=None, at=None, by="") -> Reading:  # type: ignore[no-untyped-def]
        self._may()
        made = Reading(condition_id, quantity, value, unit, inspection_id, at=at or NOW, typed_at=NOW)
        self.kept.append(made)
        self.typed.append(made)
        return made

    def correct(self, reading_id: str, value: float, unit: str, by: str = "") -> Reading:
        self._may()
        return self._follow(reading_id, value, unit)

    def withdraw(self, reading_id: str, by: str = "") -> Reading:
        return self._follow(reading_id, None, "")

    def undo(self, reading_id: str, by: str = "") -> Reading:
        line = next(one for one in self.typed if one.id == reading_id)
        before = next((one for one in self.typed if one.id == line.replaces), None)
        self.kept = [one for one in self.kept if one.id != reading_id] + ([before] if before else [])
        return before or replace(line, value=None)

    def lines(self, reading_id: str) -> tuple[Reading, ...]:
        found = next(one for one in self.typed if one.id == reading_id)
        return (found, *(self.lines(found.replaces) if found.replaces else ()))

    def read(self, quantity: Quantity, values: Iterable[float], every: timedelta = 4 * WEEK) -> None:
        """Readings up to today."""
        kept = list(values)
        for at, value in enumerate(kept):
            when = NOW - (len(kept) - 1 - at) * every
            made = Reading("c0", quantity, value, UNITS[quantity][0], by="J. Brandt", at=when, typed_at=when)
            self.kept.append(made)
            self.typed.append(made)

    def _follow(self, reading_id: str, value: float | None, unit: str) -> Reading:
        wrong = next(one for one in self.kept if one.id == reading_id)
        line = Reading(
            wrong.condition_id,
            wrong.quantity,
            value,
            unit or wrong.unit,
            replaces=wrong.id,
            at=wrong.at,
            typed_at=NOW,
        )
        self.kept = [one for one in self.kept if one is not wrong] + ([line] if value is not None else [])
        self.typed.append(line)
        return line

    def _baselines(self, condition_id: str) -> BaselineStory:
        told = {
            EventKind.LEARNT: BaselineEvent.LEARNT,
            EventKind.GROWN: BaselineEvent.GROWN,
            EventKind.REPAIR: BaselineEvent.REPAIR,
            EventKind.UNDONE: BaselineEvent.UNDONE,
        }
        lines, baseline = [], Baseline("c0", np.zeros((12, 128), np.float32), ("t0",), "e" * 64)
        for event in self.events if condition_id == "c0" else ():
            if event.kind in told:
                kept = told[event.kind]
                repair = kept is BaselineEvent.REPAIR
                change = BaselineChange("c0", kept, None if repair else "b0", event.what, event.by, at=event.at)
                lines.append(StoryLine(change, None if repair else 12, None if repair else 2, event.stands))
        counting = baseline if self.learnt and lines else None
        return BaselineStory(condition_id, counting, tuple(reversed(lines)), None, None)

    def _here(self) -> list[Point]:
        return [one for one in self.points if one.inspection_id not in self.binned]

    def _line(self, one: Point) -> VisitLine:
        finding = SAID if one.state is State.ABNORMAL else ""
        if one.state is State.CANNOT_TELL:
            finding = "Cannot tell: there is no baseline"
        finding = finding or (
            "5 dB louder than healthy at 0.4 kHz" if one.state is State.WATCH else "Sounds healthy"
        )
        return VisitLine(
            Visit(
                one.inspection_id, "c0", one.when, one.when, one.state, one.score, finding, "take.wav", one.found
            ),
            one.note,
        )

    def _limits(self, points: tuple[Point, ...]) -> tuple[LimitsSince, ...]:
        scored = [one for one in points if one.score is not None]
        return (LimitsSince(scored[0].when, LIMITS),) if scored and self.limits is None else self.limits or ()

    def _lines(self, condition_id: str) -> tuple[ReadingLine, ...]:
        mine = sorted((one for one in self.kept if one.condition_id == condition_id), key=lambda one: one.at)
        return tuple(
            ReadingLine(quantity, UNITS[quantity][0], tuple(one for one in mine if one.quantity is quantity))
            for quantity in Quantity
            if any(one.quantity is quantity for one in mine)
        )

    def _may(self) -> None:
        if self.refuses:
            raise self.refuses


def few() -> FakeStory:
    """Five visits, newly learnt."""
    made = FakeStory(points=weekly([0.31, 0.36, 0.33, 0.41, 0.35]))
    made.events = [Event(made.points[0].when - DAY, EventKind.LEARNT, by="J. Brandt")]
    made.read(Quantity.TEMPERATURE, [38.5, 41.0])
    return made


def worn() -> FakeStory:
    """Two years weekly, rising since spring, with notes, readings and another microphone."""
    made = FakeStory(points=rising(), ranges=(ExcessRange(*LOW_RANGE, 8.0), ExcessRange(350.0, 450.0, 4.0)))
    at = {one.inspection_id: place for place, one in enumerate(made.points)}
    notes = {60: "Belt squeals when wet", 97: "Rumble at the inlet, guard loose on one bolt. Casing 41 °C."}
    for place, note in notes.items():
        made.points[place] = replace(made.points[at[f"i{place}"]], note=note)
    made.points[101] = replace(made.points[101], found=Found.FAULTY, cause="belt worn")
    made.points[70] = replace(made.points[70], state=State.CANNOT_TELL, score=None, confidence=None)
    made.events = [
        Event(made.points[0].when - DAY, EventKind.LEARNT, by="J. Brandt"),
        Event(made.points[4].when, EventKind.GROWN, by="J. Brandt"),
        Event(made.points[66].when, EventKind.MICROPHONE, "Røde NT-USB"),
    ]
    random = np.random.default_rng(7)
    made.read(
        Quantity.TEMPERATURE, [float(round(v, 1)) for v in 38 + np.arange(24) * 0.2 + random.normal(0, 1, 24)]
    )
    made.read(Quantity.VIBRATION, [1.8, 1.9, 1.7, 2.1, 2.4, 2.9, 3.1], 8 * WEEK)
    made.read(Quantity.CURRENT, [12.4, 12.6, 12.5], 20 * WEEK)
    return made


def repaired() -> FakeStory:
    """Worn, repaired, learnt anew with other limits."""
    made = FakeStory(points=rising(70))
    for place in range(48, 70):
        score = 0.3 + 0.02 * (place % 4)
        made.points[place] = replace(made.points[place], score=score, state=State.HEALTHY)
    made.points[46] = replace(
        made.points[46], score=1.42, state=State.ABNORMAL, found=Found.FAULTY, cause="bearing"
    )
    made.points[47] = replace(made.points[47], score=2.9, state=State.ABNORMAL)
    cut = made.points[47].when + 2 * DAY
    made.events = [
        Event(made.points[0].when - DAY, EventKind.LEARNT),
        Event(cut, EventKind.REPAIR, "new bearing", "M. Großmann"),
        Event(cut + 4 * DAY, EventKind.LEARNT),
        Event(cut + 60 * DAY, EventKind.GROWN, stands=False),
        Event(cut + 61 * DAY, EventKind.UNDONE, "baseline grown"),
    ]
    made.limits = (
        LimitsSince(made.points[0].when, Thresholds(0.6, 1.0)),
        LimitsSince(made.points[49].when, Thresholds(0.8, 1.0)),
    )
    made.ranges = (ExcessRange(2100.0, 2600.0, 12.0),)
    return made


def silent() -> FakeStory:
    """No baseline: visits that could not be judged."""
    return FakeStory(points=weekly([None, None, None]), learnt=False)


def empty() -> FakeStory:
    """Nobody was there yet."""
    return FakeStory(learnt=False)

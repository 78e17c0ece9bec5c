"""A fleet in memory, of any size, with two years behind it: the same shape as the workflow."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from math import exp
from random import Random

from app.domain.fleet import (
    Alert,
    AlertKind,
    ConditionNow,
    FirstVisit,
    MachineNow,
    MachineSummary,
    Seen,
    TrendPoint,
)
from app.domain.forecast import Action, Priority
from app.domain.inspection import Visit
from app.domain.machine import Criticality, Machine, MachineType, MeasuringPoint, OperatingCondition
from app.domain.plan import due_at, timing
from app.domain.problem import Problem
from app.domain.verdict import State, Thresholds
from app.workflows.progress import Cancel

NOON = datetime(2026, 11, 22, 9, 14, tzinfo=UTC)
LIMITS = Thresholds(0.7, 1.0)
URGENT = {State.ABNORMAL: 3, State.WATCH: 2, State.CANNOT_TELL: 1}
FINDINGS = {
    State.ABNORMAL: ("11 dB louder than healthy at 0.09–0.17 kHz.", "8 dB louder than healthy at 2.1–2.6 kHz.",
                     "Differs a little from healthy in many places, most at 0.41–0.52 kHz."),
    State.WATCH: ("5 dB louder than healthy at 0.35–0.45 kHz.", "4 dB quieter than healthy at 1.1–1.6 kHz."),
    State.CANNOT_TELL: ("Cannot tell: the take is too quiet.",),
}  # fmt: skip
ACTIONS = {
    State.ABNORMAL: ("Record once more to be sure, then check the machine", 2, Priority.NOW),
    State.WATCH: ("Listen again and check the machine", 7, Priority.SOON),
    State.CANNOT_TELL: ("Record the machine again", 7, Priority.SOON),
}
AREAS = {
    "Plant 2": ("Hall A", "Hall B", "Boiler house", "Roof", "Wastewater treatment", "Paint shop"),
    "Harbour works": ("Conveyor bridge", "Compressor room", "Silo 1", "Silo 2"),
}
KINDS = (
    ("Supply fan", MachineType.FAN), ("Exhaust fan", MachineType.FAN), ("Feed pump", MachineType.PUMP),
    ("Chiller pump", MachineType.PUMP), ("Dust extraction fan", MachineType.FAN),
    ("Slide gate", MachineType.SLIDER), ("Compressor", MachineType.OTHER),
)  # fmt: skip


def machine(name: str, site: str = "Plant 2", area: str = "Hall A", **more: object) -> Machine:
    """A machine with one point and condition."""
    point = MeasuringPoint("Drive end", (OperatingCondition("Full speed", 1480.0),))
    made = Machine(name, MachineType.FAN, (point,), site, area=area, interval_days=28)
    return replace(made, **more)  # type: ignore[arg-type]


def visit(of: Machine, state: State, score: float | None, when: datetime, finding: str = "") -> Visit:
    """The newest visit of a machine."""
    condition_id = of.points[0].conditions[0].id
    return Visit(f"visit-{of.id}", condition_id, when, when, state, score, finding, "take.wav")


def standing(
    of: Machine,
    state: State = State.HEALTHY,
    score: float | None = 0.34,
    days_ago: float = 20.0,
    at: datetime = NOON,
) -> MachineNow:
    """How a machine stands."""
    condition_id = of.points[0].conditions[0].id
    when = at - timedelta(days=days_ago)
    finding = FINDINGS.get(state, ("Sounds like its baseline.",))[0]
    last = None if state is State.NO_BASELINE else visit(of, state, score, when, finding)
    now = MachineSummary(of, (ConditionNow(condition_id, last, 0 if state is State.NO_BASELINE else 9),))
    due = due_at(of.interval_days, now.visited_at, at - timedelta(days=90))
    return MachineNow(now, due, timing(due, at))


def alert(
    of: Sequence[MachineNow],
    at: datetime,
    kind: AlertKind = AlertKind.STATE,
    what: str = "",
    before: State = State.HEALTHY,
) -> Alert:
    """Something that changed."""
    first = of[0].summary
    about = tuple(one.machine.id for one in of)
    key = f"{kind.name}-{about[0]}-{at:%Y%m%d%H%M}"
    if kind is not AlertKind.STATE or first.last is None:
        return Alert(key, kind, at, about, what)
    what = f"{before.value.capitalize()} → {first.state.value.capitalize()}"
    if first.last.score is not None:
        what += f", {first.last.score:.2f}"
    return Alert(key, kind, at, about, what, before, first.state, first.last.score, first.last.inspection_id)


@dataclass
class FakeFleet:
    """What the workflow answers; `refuses` is raised by whatever it names."""

    machines: list[MachineNow] = field(default_factory=list)
    alerts: list[Alert] = field(default_factory=list)
    histories: dict[str, tuple[TrendPoint, ...]] = field(default_factory=dict)
    noted: list[Seen] = field(default_factory=list)
    refuses: dict[str, Problem] = field(default_factory=dict)
    asked: list[tuple[str, ...]] = field(default_factory=list)
    read: list[tuple[datetime, datetime | None]] = field(default_factory=list)
    overviews: int = 0
    while_reading: Callable[[], None] | None = None

    def overview(self, at: datetime | None = None) -> tuple[MachineNow, ...]:
        self._check("overview")
        self.overviews += 1
        return tuple(self.machines)

    def trends(self, machine_ids: Collection[str], count: int = 12) -> dict[str, tuple[TrendPoint, ...]]:
        self._check("trends")
        self.asked.append(tuple(machine_ids))
        return {one: self.histories[one][-count:] for one in machine_ids if one in self.histories}

    def first(
        self, machines: Sequence[MachineNow], count: int = 3, at: datetime | None = None
    ) -> tuple[FirstVisit, ...]:
        wanting = [one for one in machines if one.summary.state in URGENT]
        wanting.sort(key=lambda one: (URGENT[one.summary.state], _score(one)), reverse=True)
        return tuple(self._first(one, place, at or NOON) for place, one in enumerate(wanting[:count]))

    def changes(
        self, since: datetime, until: datetime | None = None, cancel: Cancel | None = None
    ) -> tuple[Alert, ...]:
        self._check("changes")
        self.read.append((since, until))
        found = tuple(one for one in self.alerts if one.at >= since and (until is None or one.at < until))
        if self.while_reading:
            self.while_reading()
        return found

    def see(self, alert_id: str, note: str = "", by: str = "") -> Seen:
        return self._note(Seen(alert_id, note, by, at=NOON))

    def open_again(self, alert_id: str, by: str = "") -> Seen:
        return self._note(Seen(alert_id, by=by, open_again=True, at=NOON))

    def _note(self, seen: Seen) -> Seen:
        self._check("see")
        self.noted.append(seen)
        told = None if seen.open_again else seen
        self.alerts = [replace(one, seen=told) if one.id == seen.alert_id else one for one in self.alerts]
        return seen

    def _first(self, one: MachineNow, place: int, at: datetime) -> FirstVisit:
        what, days, priority = ACTIONS[one.summary.state]
        by = at + timedelta(days=days * (1 + place))
        findings = FINDINGS[one.summary.state]
        return FirstVisit(
            one,
            Action(f"{what} by {by.date().isoformat()}.", priority, by),
            findings[place % len(findings)],
            LIMITS,
            self.histories.get(one.machine.id, ()),
        )

    def _check(self, what: str) -> None:
        if what in self.refuses:
            raise self.refuses[what]


def fleet(count: int, seed: int = 7, at: datetime = NOON) -> FakeFleet:
    """So many machines: most healthy, some worth watching, three or more abnormal, some late."""
    random, made = Random(seed), FakeFleet()
    places = [(site, area) for site, areas in AREAS.items() for area in areas]
    if count <= 30:
        places = [("Plant 2", area) for area in AREAS["Plant 2"][:4]]
    for number in range(count):
        site, area = places[number * len(places) // count]
        word, kind = KINDS[number % len(KINDS)]
        state = _state(number, count, random)
        score = _score_of(state, random)
        days_ago = random.uniform(0, 24) if random.random() > 0.06 else random.uniform(29, 45)
        one = standing(
            machine(
                f"{word} {number + 1}", site, area, code=f"{word[:2].upper()}-{number + 1:03}", type=kind,
                criticality=random.choice(tuple(Criticality)),
                id=f"machine-{number:04}", interval_days=None if number % 17 == 5 else 28,
            ),
            state, score, days_ago, at,
        )  # fmt: skip
        made.machines.append(one)
        made.histories[one.machine.id] = _history(one, random, at)
    made.alerts = _alerts(made, random, at)
    return made


def _state(number: int, count: int, random: Random) -> State:
    marked = {count // 7: State.ABNORMAL, count // 3: State.ABNORMAL, 3 * count // 4: State.ABNORMAL}
    if number in marked and count > 4:
        return marked[number]
    draw = random.random()
    if draw < 0.10:
        return State.WATCH
    if draw < 0.13:
        return State.CANNOT_TELL
    if draw < 0.16:
        return State.NO_BASELINE
    return State.ABNORMAL if draw < 0.18 and count > 60 else State.HEALTHY


def _score_of(state: State, random: Random) -> float | None:
    if state in (State.CANNOT_TELL, State.NO_BASELINE):
        return None
    low, high = {State.HEALTHY: (0.15, 0.6), State.WATCH: (0.71, 0.98), State.ABNORMAL: (1.05, 1.9)}[state]
    return round(random.uniform(low, high), 2)


def _history(one: MachineNow, random: Random, at: datetime) -> tuple[TrendPoint, ...]:
    last = one.summary.last
    if last is None:
        return ()
    end = last.score if last.score is not None else 0.4
    points = []
    for back in range(11, 0, -1):
        usual = 0.34 + (end - 0.34) * exp(-back / 2.2) if end > 0.6 else end
        score = max(0.05, usual + random.gauss(0, 0.04))
        state = State.HEALTHY if score < 0.7 else State.WATCH if score < 1 else State.ABNORMAL
        points.append(TrendPoint(last.when - timedelta(days=28 * back), state, score))
    return (*points, TrendPoint(last.when, last.state, last.score))


def _alerts(made: FakeFleet, random: Random, at: datetime) -> list[Alert]:
    changed = [one for one in made.machines if one.summary.state in URGENT]
    found = []
    for number, one in enumerate(changed):
        before = State.WATCH if one.summary.state is State.ABNORMAL and number % 2 else State.HEALTHY
        found.append(alert([one], at - timedelta(days=number * 2.3 % 27, minutes=26 * number), before=before))
    if len(changed) > 2:
        what = "Boiler house, one day: look for a common cause."
        found.append(alert(changed[:3], at - timedelta(hours=17), AlertKind.SURGE, what))
        what = "Confidence falling over five visits: learn it anew."
        found.append(alert(changed[2:3], at - timedelta(days=3), AlertKind.CONFIDENCE, what))
    for months in range(2, 8):
        found.append(
            alert(made.machines[:1], at - timedelta(days=30 * months), AlertKind.DRIFT, "Louder by 2 dB.")
        )
    found.sort(key=lambda one: one.at, reverse=True)
    for number in range(4, len(found), 3):
        found[number] = replace(found[number], seen=Seen(found[number].id, "Belt changed." * (number % 2), at=at))
    return found


def _score(one: MachineNow) -> float:
    return one.summary.last.score or 0.0 if one.summary.last else 0.0

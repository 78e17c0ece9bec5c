"""Plants in a real history: machines in areas, with an interval and a newest visit of so many days ago."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from app.domain.identity import now
from app.domain.machine import Machine, MeasuringPoint, OperatingCondition
from app.domain.verdict import State
from app.history.history import History
from tests.history.builders import inspection, machine

AREAS = ("Hall A", "Hall B", "Boiler house", "Roof")
KINDS = ("Supply fan", "Exhaust fan", "Feed pump", "Booth exhaust", "Cooling tower fan", "Slide gate drive")
STATES = (
    State.HEALTHY,
    State.HEALTHY,
    State.WATCH,
    State.HEALTHY,
    State.ABNORMAL,
    State.HEALTHY,
    State.CANNOT_TELL,
)
INTERVALS = (7, 14, 30, None, 90, 14)


def point(name: str = "Inlet side, 0.5 m", conditions: int = 1) -> MeasuringPoint:
    """A point with its conditions."""
    words = ("Full speed, damper open", "Half speed", "Cleaning")
    return MeasuringPoint(name, tuple(OperatingCondition(words[at], 1480.0) for at in range(conditions)))


def made(number: int, points: int = 1) -> Machine:
    """The machine of that number: areas and kinds by turns."""
    names = ("Inlet side, 0.5 m", "Drive end", "Outlet")
    return replace(
        machine(f"{KINDS[number % len(KINDS)]} {number // len(KINDS) + 1}"),
        points=tuple(point(names[at]) for at in range(points)),
        site="Plant 2",
        area=AREAS[number % len(AREAS)],
        code=f"SF-{number + 1:03d}",
        interval_days=INTERVALS[number % len(INTERVALS)],
    )


def visit(
    history: History, one: Machine, days_ago: float, state: State = State.HEALTHY, at_point: int = 0
) -> None:
    """A take at the first condition of one of the machine's points."""
    moment = now() - timedelta(days=days_ago)
    made = inspection(one, None, state, recorded_at=moment, analysed_at=moment)
    history.add_inspection(replace(made, condition_id=one.points[at_point].conditions[0].id))


def fill(history: History, count: int) -> list[Machine]:
    """So many machines, most of them visited, some late."""
    machines = [history.add_machine(made(number, points=3 if number % 5 == 1 else 1)) for number in range(count)]
    for number, one in enumerate(machines):
        if number % 9 != 8:
            for at in range(len(one.points)):
                visit(history, one, (number * 7) % 33 + 0.4, STATES[number % len(STATES)], at)
    return machines


@contextmanager
def plant(folder: Path, count: int = 24) -> Iterator[tuple[History, list[Machine]]]:
    """A history of so many machines."""
    with History.open(folder) as history:
        yield history, fill(history, count)

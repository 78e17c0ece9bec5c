"""The machines of the simulated plant: how many stand where, what they are called, how often they are visited."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.domain.machine import Criticality, Machine, MeasuringPoint, OperatingCondition
from app.workflows.demo.chance import Chance
from app.workflows.demo.names import AREAS, CONDITIONS, MACHINE_NOTES, POINTS, SITES, Kind, Site

_INTERVALS: dict[Criticality, tuple[int, ...]] = {
    Criticality.HIGH: (7,),
    Criticality.NORMAL: (7, 7, 7, 14, 28),
    Criticality.LOW: (14, 28, 28, 42, 60),
}
_MACHINES_AN_AREA = 6


@dataclass(frozen=True, slots=True)
class Placed:
    """A machine and the site it stands in; `order` is its place on the walk through its area."""

    machine: Machine
    site: Site
    order: int


def plant(count: int, chance: Chance, begin: datetime) -> tuple[Placed, ...]:
    """So many machines, spread over one to three sites; they were set up in the days before `begin`."""
    sites = SITES[: 3 if count >= 60 else 2 if count >= 12 else 1]
    spots = [(site, area) for site in sites for area in _areas(count // len(sites), chance.of(site.code))]
    numbers: Counter[str] = Counter()
    orders: Counter[tuple[str, str]] = Counter()
    placed = []
    for place in range(count):
        site, area = spots[place % len(spots)]
        one = chance.of(f"machine {place}")
        kinds = AREAS[area]
        order = orders[site.name, area]
        orders[site.name, area] += 1
        kind = kinds[order % len(kinds)]
        numbers[kind.name] += 1
        machine = _machine(kind, numbers[kind.name], (site, area), one, begin)
        placed.append(Placed(machine, site, order))
    return tuple(placed)


def _areas(machines: int, chance: Chance) -> tuple[str, ...]:
    many = min(max(machines // _MACHINES_AN_AREA, 1), len(AREAS))
    chosen = set(chance.some(tuple(AREAS), many))
    return tuple(area for area in AREAS if area in chosen)


def _machine(kind: Kind, number: int, where: tuple[Site, str], chance: Chance, begin: datetime) -> Machine:
    site, area = where
    criticality = chance.one((Criticality.LOW, *[Criticality.NORMAL] * 3, Criticality.HIGH))
    room = list(AREAS).index(area) + 1
    return Machine(
        name=f"{kind.name} {number}",
        type=kind.type,
        points=_points(kind, chance),
        site=site.name,
        code=f"{site.code}-{room:02d}-{kind.prefix}{number:02d}",
        blades=chance.one(kind.blades) if kind.blades else None,
        area=area,
        criticality=criticality,
        notes=chance.one(MACHINE_NOTES) if chance.happens(0.4) else "",
        interval_days=chance.one(_INTERVALS[criticality]),
        id=chance.new_id(),
        created_at=begin - timedelta(days=chance.whole(1, 9), minutes=chance.whole(0, 400)),
    )


def _points(kind: Kind, chance: Chance) -> tuple[MeasuringPoint, ...]:
    """One point and one condition mostly; some machines have a second of either."""
    rpm = chance.one(kind.rpm)
    names = POINTS[kind.type]
    more = chance.numbers.random()
    usual, other = CONDITIONS[kind.type]
    points = []
    for number, name in enumerate(names[: 2 if more > 0.82 else 1]):
        conditions = [OperatingCondition(usual, rpm, chance.new_id())]
        if number == 0 and 0.74 < more <= 0.82:
            conditions.append(OperatingCondition(other, round(rpm * 0.6, -1), chance.new_id()))
        points.append(MeasuringPoint(name, tuple(conditions), chance.new_id()))
    return tuple(points)

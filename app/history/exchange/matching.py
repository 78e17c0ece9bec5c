"""Which machine of this history a machine from outside is, and what its points and conditions are called here.

A machine is known by its id. One that was taken for another machine here before is recognised by what of it is
kept there already, so nobody has to say it twice. Names and asset codes are shown and never decide alone.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.machine import Machine, MeasuringPoint, OperatingCondition
from app.domain.problem import Problem
from app.history.exchange.damage import ContradictionError
from app.history.in_the_bin import newest_about
from app.history.machines import Machines
from app.history.mappers_machine import name_key
from app.history.tables import ConditionRow, InspectionRow, MachineRow, PointRow
from app.language import later, say

_AT_ONCE = 500

Visit = tuple[str, str]
"""The ids of an inspection and of its condition."""


@dataclass(frozen=True, slots=True)
class Match:
    """`here` is what `theirs` is here, None where it is new; `points`, `conditions` give ids that differ here."""

    theirs: Machine
    here: Machine | None = None
    points: dict[str, str] = field(default_factory=dict)
    conditions: dict[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The machine's id here."""
        return self.here.id if self.here else self.theirs.id

    @property
    def taken_for(self) -> bool:
        """Whether it is kept under another id here."""
        return self.id != self.theirs.id

    @property
    def as_here(self) -> Machine:
        """Theirs with the ids of here."""
        if not self.taken_for:
            return self.theirs
        points: dict[str, MeasuringPoint] = {}
        for point in self.theirs.points:
            point_id = self.points.get(point.id, point.id)
            conditions = {one.id: one for one in points[point_id].conditions} if point_id in points else {}
            for one in point.conditions:
                here = self.conditions.get(one.id, one.id)
                conditions.setdefault(here, replace(one, id=here))
            points[point_id] = replace(point, id=point_id, conditions=tuple(conditions.values()))
        return replace(self.theirs, id=self.id, points=tuple(points.values()))


def match(session: Session, theirs: Machine, visits: Iterable[Visit], wanted: str | None = None) -> Match:
    """What a machine is here; `wanted` is the id of the machine here that the user says it is.

    Raises:
        Problem: it can't be the one that was named.
        ContradictionError: a point or condition of it is another machine's here.
    """
    if wanted is not None and wanted != theirs.id:
        return _taken_for(session, theirs, _named(session, theirs, wanted), visits)
    if session.get(MachineRow, theirs.id) is not None:
        here = Machines(session).get(theirs.id)
        _refuse_others(session, theirs, here.id)
        return Match(theirs, here)
    owner = _owner(session, theirs, iter(visits))
    if owner is not None:
        return _taken_for(session, theirs, Machines(session).get(owner), visits)
    _refuse_others(session, theirs, theirs.id)
    return Match(theirs)


def namesake(session: Session, name: str, machine_id: str) -> str | None:
    """The id of another machine here that has this name and is not in the bin."""
    return session.scalar(
        select(MachineRow.id).where(MachineRow.name_key == name_key(name), MachineRow.id != machine_id)
    )


def free_name(session: Session, machine: Machine) -> str:
    """Its name, with its code or a part of its id behind it where another machine here has the name."""
    tags = ["", f" ({machine.code.strip()})" if machine.code.strip() else "", f" ({machine.id[:4]})"]
    for tag in (*tags, f" ({machine.id})"):
        if namesake(session, machine.name + tag, machine.id) is None:
            return machine.name + tag
    raise ContradictionError(f"every name of machine {machine.id} is taken")


def same_code(session: Session, theirs: Machine) -> Machine | None:
    """The one machine here with the same type and asset code."""
    if not theirs.code.strip():
        return None
    wanted = theirs.code.strip().casefold()
    found = [
        one
        for one in Machines(session).all()
        if one.code.strip().casefold() == wanted and one.type is theirs.type and one.id != theirs.id
    ]
    return found[0] if len(found) == 1 else None


def _named(session: Session, theirs: Machine, wanted: str) -> Machine:
    here = Machines(session).get(wanted)
    line = newest_about(session, wanted)
    if line is not None and not line.brought_back:
        raise Problem(
            say("“{name}” is in the bin.", name=here.name),
            later("Bring it back from the bin, or choose another machine."),
        )
    if here.type is not theirs.type:
        raise Problem(
            say(
                "“{theirs}” is a {their_type_words} and “{ours}” a {our_type_words}.",
                theirs=theirs.name,
                their_type_words=theirs.type.value,
                ours=here.name,
                our_type_words=here.type.value,
            ),
            later("Choose a machine of the same type, or keep the two apart."),
        )
    if session.get(MachineRow, theirs.id) is not None:
        raise Problem(
            say("“{name}” is in this history already, under its own name.", name=theirs.name),
            later("Take the file in without a match."),
        )
    return here


def _owner(session: Session, theirs: Machine, visits: Iterator[Visit]) -> str | None:
    """The machine here under which something of theirs is kept already."""
    conditions = [one.id for point in theirs.points for one in point.conditions]
    owner = session.scalar(
        select(PointRow.machine_id)
        .join(ConditionRow, ConditionRow.point_id == PointRow.id)
        .where(ConditionRow.id.in_(conditions))
        .limit(1)
    )
    while owner is None and (ids := [visit_id for visit_id, _ in islice(visits, _AT_ONCE)]):
        owner = session.scalar(select(InspectionRow.machine_id).where(InspectionRow.id.in_(ids)).limit(1))
    return owner


def _taken_for(session: Session, theirs: Machine, here: Machine, visits: Iterable[Visit]) -> Match:
    """Points and conditions by what was kept before, then by their names; what is left comes as it is."""
    known = _known_conditions(session, here.id, visits)
    point_of = {one.id: point.id for point in here.points for one in point.conditions}
    named_points = {name_key(point.name): point for point in here.points}
    points: dict[str, str] = {}
    conditions = {theirs_id: here_id for theirs_id, here_id in known.items() if here_id in point_of}
    for point in theirs.points:
        same = named_points.get(name_key(point.name))
        if any(one.id == point.id for one in here.points):
            points[point.id] = point.id
        elif same is not None:
            points[point.id] = same.id
        for one in point.conditions:
            if one.id in point_of or one.id in conditions:
                continue
            twins = [twin for twin in (same.conditions if same else ()) if _like(twin, one)]
            if len(twins) == 1:
                conditions[one.id] = twins[0].id
    _refuse_others(session, theirs, here.id)
    return Match(theirs, here, points, conditions)


def _like(one: OperatingCondition, other: OperatingCondition) -> bool:
    return name_key(one.name) == name_key(other.name) and one.rpm == other.rpm


def _known_conditions(session: Session, machine_id: str, visits: Iterable[Visit]) -> dict[str, str]:
    known: dict[str, str] = {}
    waiting = iter(visits)
    while some := dict(islice(waiting, _AT_ONCE)):
        for visit_id, condition_id in session.execute(
            select(InspectionRow.id, InspectionRow.condition_id).where(
                InspectionRow.id.in_(some), InspectionRow.machine_id == machine_id
            )
        ):
            known[some[visit_id]] = condition_id
    return known


def _refuse_others(session: Session, theirs: Machine, machine_id: str) -> None:
    """No point or condition of theirs may be another machine's here."""
    points = [point.id for point in theirs.points]
    conditions = [one.id for point in theirs.points for one in point.conditions]
    owners = set(session.scalars(select(PointRow.machine_id).where(PointRow.id.in_(points))))
    owners |= set(
        session.scalars(
            select(PointRow.machine_id)
            .join(ConditionRow, ConditionRow.point_id == PointRow.id)
            .where(ConditionRow.id.in_(conditions))
        )
    )
    if owners - {machine_id}:
        raise ContradictionError(f"points of machine {theirs.id} are another machine's here")

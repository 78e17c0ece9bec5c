"""The history as it is filled at once: the years of one machine in one transaction, with the times they tell.

The history's own methods stamp what they write with the present moment, and cost a transaction each. Here the same
mappers make the same rows. Only for a history that nobody else writes to meanwhile.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.baseline import Baseline
from app.domain.bin import Binned, Thing
from app.domain.fleet import Seen
from app.domain.inspection import Inspection
from app.domain.machine import Machine, MachineVersion
from app.domain.placement import Placement
from app.domain.plan import Route, RouteRun
from app.domain.quality import Quality
from app.domain.reading import Reading
from app.domain.review import BaselineChange, Review
from app.domain.take import Clips, Take
from app.history.arrays import content_id
from app.history.history import History
from app.history.mappers_fleet import binned_row, reading_row, route_row, run_row, seen_row
from app.history.mappers_inspection import details_row, healthy_curve_row, inspection_row, model_row
from app.history.mappers_machine import fill_machine, name_key, point_row, version_row
from app.history.mappers_placement import placement_row
from app.history.mappers_review import change_row, review_row
from app.history.mappers_take import baseline_row, clip_bands_row, take_row
from app.history.tables import (
    Base,
    BaselineTakeRow,
    ClipBandsRow,
    HealthyCurveRow,
    MachineRow,
    ModelRow,
    NoteRow,
)


@dataclass(frozen=True, slots=True, eq=False)
class HeardTake:
    """A take with its band levels, and how good it is."""

    take: Take
    clips: Clips
    quality: Quality


@dataclass(frozen=True, slots=True, eq=False)
class Life:
    """All that is known of one machine. The newest of `versions` is the machine as it is now.

    `changes` are the log of its baselines, the oldest of each condition first; a take is learnt from or inspected,
    each once. A machine with `binned` lies in the bin.
    """

    versions: tuple[MachineVersion, ...]
    learnt: tuple[HeardTake, ...] = ()
    baselines: tuple[Baseline, ...] = ()
    changes: tuple[BaselineChange, ...] = ()
    inspections: tuple[Inspection, ...] = ()
    reviews: tuple[Review, ...] = ()
    readings: tuple[Reading, ...] = ()
    placements: tuple[Placement, ...] = ()
    binned: tuple[Binned, ...] = ()

    @property
    def heard(self) -> tuple[HeardTake, ...]:
        """All takes, those learnt from first."""
        return (*self.learnt, *(HeardTake(one.take, one.clips, one.quality) for one in self.inspections))

    @property
    def machine(self) -> Machine:
        """The machine as it is now."""
        return self.versions[-1].machine


class BulkHistory(History):
    """An opened history, as it is filled."""

    def __init__(self, history: History) -> None:
        super().__init__(history._database)

    def anything(self) -> bool:
        """Whether it holds a machine, be it in the bin."""
        with self._database.reading() as session:
            return bool(session.scalar(select(func.count()).select_from(MachineRow)))

    def keep(self, life: Life) -> None:
        """Keep a machine that is new with all that is known of it, or nothing of it."""
        with self._database.writing() as session:
            for rows in (*_of_machine(life), *_of_takes(life)):
                session.add_all(rows)
                session.flush()
            _add_inspections(session, life.inspections)
            for rows in _said_of(life):
                session.add_all(rows)
            session.flush()

    def keep_plans(self, routes: Sequence[Route], runs: Sequence[RouteRun], seen: Sequence[Seen]) -> None:
        """Keep new routes, walks along them, and which alerts were seen."""
        with self._database.writing() as session:
            session.add_all(route_row(route, 1) for route in routes)
            for run in runs:
                row = run_row(run, 1)
                row.changed_at = run.ended_at or run.started_at
                session.add(row)
            session.add_all(seen_row(one, 1) for one in seen)


def _of_machine(life: Life) -> list[list[Base]]:
    machine = life.machine
    row = MachineRow(id=machine.id)
    fill_machine(row, machine)
    if any(one.thing is Thing.MACHINE for one in life.binned):
        row.name_key = f"{name_key(machine.name)} {machine.id}"
    row.points = [point_row(point, place) for place, point in enumerate(machine.points)]
    return [
        [row],
        [version_row(one) for one in life.versions],
        [placement_row(one, n + 1) for n, one in _numbered(life)],
    ]


def _numbered(life: Life) -> list[tuple[int, Placement]]:
    """Each placement with how many there were before it at its point."""
    before: Counter[str] = Counter()
    found = []
    for one in life.placements:
        found.append((before[one.point_id], one))
        before[one.point_id] += 1
    return found


def _of_takes(life: Life) -> list[list[Base]]:
    revisions: Counter[str] = Counter()
    changes: list[Base] = []
    for change in life.changes:
        revisions[change.condition_id] += 1
        changes.append(change_row(change, revisions[change.condition_id], None))
    return [
        [take_row(one.take, one.quality) for one in life.heard],
        [_clips_row(one.take, one.clips) for one in life.heard],
        [baseline_row(one) for one in life.baselines],
        [
            BaselineTakeRow(baseline_id=one.id, position=position, take_id=take_id)
            for one in life.baselines
            for position, take_id in enumerate(one.take_ids)
        ],
        changes,
    ]


def _clips_row(take: Take, clips: Clips) -> ClipBandsRow:
    row = clip_bands_row(take, clips)
    row.added_at = take.added_at
    return row


def _add_inspections(session: Session, inspections: Sequence[Inspection]) -> None:
    models = {id(one.model): model_row(one.model) for one in inspections if one.model}
    curves = {id(one.healthy): healthy_curve_row(one.healthy) for one in inspections if one.healthy}
    shared: tuple[ModelRow | HealthyCurveRow, ...] = (*models.values(), *curves.values())
    for row in {row.id: row for row in shared}.values():
        if session.get(type(row), row.id) is None:
            session.add(row)
    session.flush()
    session.add_all(
        inspection_row(one, one.take, models[id(one.model)].id if one.model else None) for one in inspections
    )
    session.flush()
    session.add_all(
        details_row(
            one, clip_bands_row(one.take, one.clips).id, curves[id(one.healthy)].id if one.healthy else None
        )
        for one in inspections
    )
    session.add_all(
        NoteRow(
            id=content_id(one.id, one.note),
            inspection_id=one.id,
            revision=1,
            written_at=one.analysed_at,
            text=one.note,
        )
        for one in inspections
        if one.note
    )
    session.flush()


def _said_of(life: Life) -> list[list[Base]]:
    revisions: Counter[str] = Counter()
    reviews: list[Base] = []
    for review in life.reviews:
        revisions[review.inspection_id] += 1
        reviews.append(review_row(review, revisions[review.inspection_id]))
    return [
        reviews,
        [reading_row(one, one.id, 1) for one in life.readings],
        [binned_row(one, 1) for one in life.binned],
    ]

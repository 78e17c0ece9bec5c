"""Readings, routes, seen alerts and the bin between rows and domain values.

Rows of a log that has no ids of its own in the domain are named by what they say, so that the same line is one
line on every laptop.
"""

from app.domain.bin import Binned
from app.domain.fleet import Seen
from app.domain.plan import Route, RouteRun
from app.domain.reading import Reading
from app.history.arrays import content_id
from app.history.tables_fleet import BinnedRow, ReadingRow, RouteRow, RouteRunRow, SeenAlertRow


def reading_row(reading: Reading, about_id: str, revision: int) -> ReadingRow:
    """A new row for the reading."""
    return ReadingRow(
        id=reading.id,
        about_id=about_id,
        revision=revision,
        condition_id=reading.condition_id,
        inspection_id=reading.inspection_id,
        quantity=reading.quantity,
        value=reading.value,
        unit=reading.unit,
        replaces_id=reading.replaces,
        read_at=reading.at,
        typed_at=reading.typed_at,
        typed_by=reading.by,
    )


def to_reading(row: ReadingRow) -> Reading:
    """The reading in this row."""
    return Reading(
        id=row.id,
        condition_id=row.condition_id,
        quantity=row.quantity,
        value=row.value,
        unit=row.unit,
        inspection_id=row.inspection_id,
        replaces=row.replaces_id,
        by=row.typed_by,
        at=row.read_at,
        typed_at=row.typed_at,
    )


def route_row(route: Route, revision: int) -> RouteRow:
    """A new row for this wording of the route."""
    row = RouteRow(
        route_id=route.id,
        revision=revision,
        changed_at=route.changed_at,
        changed_by=route.by,
        name=route.name,
        machine_ids=list(route.machine_ids),
        dropped=route.dropped,
    )
    said = (route.id, revision, route.changed_at.timestamp(), route.by, route.name, route.dropped)
    row.id = content_id(*(str(part) for part in said), *route.machine_ids)
    return row


def to_route(row: RouteRow) -> Route:
    """The route as this row words it."""
    return Route(
        id=row.route_id,
        name=row.name,
        machine_ids=tuple(row.machine_ids),
        dropped=row.dropped,
        by=row.changed_by,
        changed_at=row.changed_at,
    )


def run_row(run: RouteRun, revision: int) -> RouteRunRow:
    """A new row for how far the walk is; when that was is still to be set."""
    row = RouteRunRow(
        run_id=run.id,
        revision=revision,
        route_id=run.route_id,
        started_at=run.started_at,
        ended_at=run.ended_at,
        walked_by=run.by,
        machine_ids=list(run.machine_ids),
        skipped=list(run.skipped),
    )
    ended = run.ended_at.timestamp() if run.ended_at else None
    row.id = content_id(run.id, str(revision), str(ended), *run.skipped)
    return row


def to_run(row: RouteRunRow) -> RouteRun:
    """The walk as this row says."""
    return RouteRun(
        id=row.run_id,
        route_id=row.route_id,
        machine_ids=tuple(row.machine_ids),
        skipped=tuple(row.skipped),
        by=row.walked_by,
        ended_at=row.ended_at,
        started_at=row.started_at,
    )


def seen_row(seen: Seen, revision: int) -> SeenAlertRow:
    """A new row for what somebody noted of an alert."""
    return SeenAlertRow(
        id=seen.id,
        alert_id=seen.alert_id,
        revision=revision,
        seen_at=seen.at,
        seen_by=seen.by,
        note=seen.note,
        open_again=seen.open_again,
    )


def to_seen(row: SeenAlertRow) -> Seen:
    """What somebody noted of an alert."""
    return Seen(
        id=row.id,
        alert_id=row.alert_id,
        note=row.note,
        by=row.seen_by,
        open_again=row.open_again,
        at=row.seen_at,
    )


def binned_row(line: Binned, revision: int) -> BinnedRow:
    """A new row for a line about the bin."""
    return BinnedRow(
        id=line.id,
        thing=line.thing,
        thing_id=line.thing_id,
        revision=revision,
        binned_at=line.at,
        binned_by=line.by,
        name=line.name,
        brought_back=line.brought_back,
    )


def to_binned(row: BinnedRow) -> Binned:
    """The line about the bin in this row."""
    return Binned(
        id=row.id,
        thing=row.thing,
        thing_id=row.thing_id,
        name=row.name,
        by=row.binned_by,
        brought_back=row.brought_back,
        at=row.binned_at,
    )

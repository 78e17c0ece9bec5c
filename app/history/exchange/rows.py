"""Whole rows between a history and JSON lines, each checked for what it says by itself."""

from collections.abc import Callable
from typing import Any

import numpy as np

from app.domain.problem import Problem
from app.domain.reading import UNITS
from app.domain.take import BAND_COUNT
from app.history.arrays import content_id, unpack_levels, unpack_times
from app.history.exchange.damage import DamageError
from app.history.exchange.details import DETAILS, machine_ids_of, photo_of, place_of
from app.history.exchange.kinds import Kind, Row
from app.history.exchange.values import value_in, value_out
from app.history.mappers_fleet import route_row, run_row, to_route, to_run
from app.history.mappers_inspection import model_row, to_model
from app.history.tables import ModelRow
from app.history.tables_fleet import RouteRow, RouteRunRow

_LONGEST_NAME = 1_000
_MOST_CLIPS = 1_000_000


def row_out(kind: Kind, row: Row) -> dict[str, Any]:
    """The row as a JSON object."""
    return {column.name: value_out(column, row[column.name]) for column in kind.columns}


def row_in(kind: Kind, given: Any) -> Row:
    """The row in that JSON object.

    Raises:
        DamageError: it is no such row, or one that contradicts itself.
        UnknownWordError: it holds a word that this program does not know.
    """
    if not isinstance(given, dict):
        raise DamageError("no table")
    columns = kind.columns
    strange = given.keys() - {column.name for column in columns}
    if strange:
        raise DamageError(f"odd fields: {sorted(strange)[:5]!r:.200}")
    row = {column.name: value_in(column, given.get(column.name)) for column in columns}
    for column in columns:
        check = DETAILS.get((kind.name, column.name))
        if check is not None:
            row[column.name] = check(row[column.name])
    alone = _ALONE.get(kind.name)
    if alone is not None:
        alone(row)
    return row


def clips_id(row: Row) -> str:
    """The id that band levels of this take have."""
    return content_id(row["take_id"], row["ear_sha256"], row["bands"], row["start_s"], row["duration_s"])


def _take(row: Row) -> None:
    row["stored_as"] = place_of(row["sha256"], row["stored_as"])
    if not row["sample_rate_hz"] or not row["channels"] or not row["frames"]:
        raise DamageError("a take without sound")
    if len(row["file_name"]) > _LONGEST_NAME:
        raise DamageError("a name that is too long")


def _clips(row: Row) -> None:
    count = _clip_count(row)
    _levels(row["bands"], (count, BAND_COUNT))
    for name in ("start_s", "duration_s"):
        _times(row[name], count)
    if row["id"] != clips_id(row):
        raise DamageError("band levels under the id of others")


def _model(row: Row) -> None:
    _named(row, model_row(to_model(ModelRow(**row))).id)


def _baseline(row: Row) -> None:
    _levels(row["bands"], (_clip_count(row), BAND_COUNT))


def _curve(row: Row) -> None:
    _levels(row["mean"], (BAND_COUNT,))
    _levels(row["spread"], (BAND_COUNT,))
    _clip_count(row)
    parts = (row["baseline_id"], str(row["clip_count"]), str(row["learnt_at"].timestamp()))
    _named(row, content_id(*parts, row["mean"], row["spread"]))


def _details(row: Row) -> None:
    if row["excess_db"] is not None:
        _levels(row["excess_db"], (BAND_COUNT,))


def _reading(row: Row) -> None:
    if row["unit"] not in UNITS[row["quantity"]]:
        raise DamageError("a reading in a unit of another quantity")
    if (row["replaces_id"] is None) != (row["about_id"] == row["id"]):
        raise DamageError("a reading that follows nothing")
    if row["value"] is None and row["replaces_id"] is None:
        raise DamageError("a reading without a value")
    if row["value"] is not None and not np.isfinite(row["value"]):
        raise DamageError("a reading that is no number")


def _placement(row: Row) -> None:
    photo_of(row["photo"])


def _version(row: Row) -> None:
    if row["machine"]["id"] != row["machine_id"]:
        raise DamageError("a version of another machine")


def _route(row: Row) -> None:
    _named(row, route_row(to_route(RouteRow(**row)), row["revision"]).id)


def _run(row: Row) -> None:
    _named(row, run_row(to_run(RouteRunRow(**row)), row["revision"]).id)
    if set(row["skipped"]) - set(machine_ids_of(row["machine_ids"])):
        raise DamageError("a stop left out that was none")


_ALONE: dict[str, Callable[[Row], None]] = {
    "versions": _version,
    "takes": _take,
    "clip_bands": _clips,
    "models": _model,
    "baselines": _baseline,
    "healthy_curves": _curve,
    "inspection_details": _details,
    "readings": _reading,
    "placements": _placement,
    "routes": _route,
    "route_runs": _run,
}


def _named(row: Row, wanted: str) -> None:
    if row["id"] != wanted:
        raise DamageError("content under the id of other content")


def _clip_count(row: Row) -> int:
    count: int = row["clip_count"]
    if count > _MOST_CLIPS:
        raise DamageError("too many clips")
    return count


def _levels(blob: bytes, shape: tuple[int, ...]) -> None:
    try:
        levels = unpack_levels(blob, shape)
    except Problem as problem:
        raise DamageError(problem.detail) from problem
    if not np.isfinite(levels).all():
        raise DamageError("levels that are no numbers")


def _times(blob: bytes, count: int) -> None:
    try:
        times_s = unpack_times(blob, count)
    except Problem as problem:
        raise DamageError(problem.detail) from problem
    if not np.isfinite(times_s).all():
        raise DamageError("times that are no numbers")

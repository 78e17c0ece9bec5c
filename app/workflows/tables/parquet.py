"""The only file that names pyarrow: tables as Parquet, for notebooks and databases. It is installed with the extra
`analyst`, and loaded here only."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.domain.machine import Machine
from app.domain.problem import Problem
from app.history.exchange.exchange_history import ExchangeHistory
from app.history.exchange.plain_lines import InspectionLine, Wanted
from app.language import later, say
from app.workflows.tables.saving import saved

if TYPE_CHECKING:
    import pyarrow

_AT_ONCE = 2_000

_TIME, _TEXT, _NUMBER, _WHOLE, _LEVELS = "time", "text", "number", "whole", "levels"

_MACHINES = {
    "machine_id": _TEXT,
    "machine": _TEXT,
    "type": _TEXT,
    "site": _TEXT,
    "area": _TEXT,
    "asset_code": _TEXT,
    "criticality": _TEXT,
    "blades": _WHOLE,
    "interval_days": _WHOLE,
    "created_at": _TIME,
    "point_id": _TEXT,
    "point": _TEXT,
    "condition_id": _TEXT,
    "condition": _TEXT,
    "rpm": _NUMBER,
}
_INSPECTIONS = {
    "id": _TEXT,
    "machine_id": _TEXT,
    "condition_id": _TEXT,
    "recorded_at": _TIME,
    "analysed_at": _TIME,
    "when_at": _TIME,
    "state": _TEXT,
    "score": _NUMBER,
    "watch_from": _NUMBER,
    "abnormal_from": _NUMBER,
    "finding": _TEXT,
    "next_step": _TEXT,
    "inspector": _TEXT,
    "app_version": _TEXT,
    "take_sha256": _TEXT,
    "file_name": _TEXT,
    "device": _TEXT,
    "model": _TEXT,
    "model_version": _TEXT,
    "ear_sha256": _TEXT,
    "found": _TEXT,
    "cause": _TEXT,
    "cause_code": _TEXT,
    "bands": _LEVELS,
    "excess_db": _LEVELS,
}
_READINGS = {
    "id": _TEXT,
    "machine_id": _TEXT,
    "condition_id": _TEXT,
    "inspection_id": _TEXT,
    "quantity": _TEXT,
    "value": _NUMBER,
    "unit": _TEXT,
    "read_at": _TIME,
    "typed_by": _TEXT,
}
_REVIEWS = {
    "id": _TEXT,
    "inspection_id": _TEXT,
    "revision": _WHOLE,
    "found": _TEXT,
    "cause": _TEXT,
    "cause_code": _TEXT,
    "reviewed_by": _TEXT,
    "reviewed_at": _TIME,
}


def write_all(
    folder: Path,
    history: ExchangeHistory,
    machines: Sequence[Machine],
    wanted: Wanted,
    tell: Callable[[Iterator[InspectionLine]], Iterator[InspectionLine]],
) -> dict[Path, int]:
    """machines, inspections, readings and reviews (`.parquet`) in `folder`; how many rows each has.

    machines has a row for each operating condition; inspections has `bands`, the mean over the take's clips, and
    `excess_db`, as lists of 128 float32; `found` and causes there are those of the newest review.
    """
    require_pyarrow()
    _make(folder)
    inspections = ({name: getattr(one, name) for name in _INSPECTIONS} for one in tell(_visits(history, wanted)))
    tables: tuple[tuple[str, Mapping[str, str], Iterable[dict[str, Any]]], ...] = (
        ("machines", _MACHINES, _machines(machines)),
        ("inspections", _INSPECTIONS, inspections),
        ("readings", _READINGS, (asdict(one) for one in history.reading_lines(wanted))),
        ("reviews", _REVIEWS, (asdict(one) for one in history.review_lines(wanted))),
    )
    return {
        folder / f"{name}.parquet": _write(folder / f"{name}.parquet", columns, iter(rows))
        for name, columns, rows in tables
    }


def require_pyarrow() -> None:
    """Problem where it is not installed."""
    try:
        import pyarrow.parquet  # noqa: F401
    except ImportError as error:
        raise Problem(
            later("Parquet files need the package pyarrow, which is not installed."),
            later("Install it (pip install pyarrow, or the extra “analyst”), or export a CSV."),
            repr(error),
        ) from error


def _write(out: Path, columns: Mapping[str, str], rows: Iterator[dict[str, Any]]) -> int:
    import pyarrow
    from pyarrow import parquet

    schema = pyarrow.schema([(name, _type(kind)) for name, kind in columns.items()])
    count = 0
    with saved(out) as part, parquet.ParquetWriter(part, schema, compression="zstd") as writer:
        while some := list(islice(rows, _AT_ONCE)):
            values = {name: [_plain(row[name]) for row in some] for name in columns}
            writer.write_table(pyarrow.table(values, schema=schema))
            count += len(some)
    return count


def _type(kind: str) -> "pyarrow.DataType":
    import pyarrow

    return {
        _TIME: pyarrow.timestamp("us", tz="UTC"),
        _TEXT: pyarrow.string(),
        _NUMBER: pyarrow.float64(),
        _WHOLE: pyarrow.int64(),
        _LEVELS: pyarrow.list_(pyarrow.float32()),
    }[kind]


def _plain(value: Any) -> Any:
    return value.value if isinstance(value, StrEnum) else value


def _visits(history: ExchangeHistory, wanted: Wanted) -> Iterator[InspectionLine]:
    return history.inspection_lines(wanted, bands=True)


def _machines(machines: Sequence[Machine]) -> Iterator[dict[str, Any]]:
    for one in machines:
        for point in one.points:
            for condition in point.conditions:
                yield {
                    "machine_id": one.id,
                    "machine": one.name,
                    "type": one.type,
                    "site": one.site,
                    "area": one.area,
                    "asset_code": one.code,
                    "criticality": one.criticality,
                    "blades": one.blades,
                    "interval_days": one.interval_days,
                    "created_at": one.created_at.astimezone(UTC),
                    "point_id": point.id,
                    "point": point.name,
                    "condition_id": condition.id,
                    "condition": condition.name,
                    "rpm": condition.rpm,
                }


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Problem(
            say("The folder {folder} can't be made.", folder=folder),
            later("Choose another folder for the tables."),
            repr(error),
        ) from error

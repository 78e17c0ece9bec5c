"""What kinds of rows make up a machine in an exchange file, in the order in which they can be written.

The fields of a kind are its table's columns but for `seq`, which counts rows of one database. A column that is
added to a table is one more field: `tests/history/exchange/test_kinds.py` then asks for another format number.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sqlalchemy import Column, Table

from app.history.tables import (
    Base,
    BaselineRow,
    BaselineTakeRow,
    ClipBandsRow,
    HealthyCurveRow,
    InspectionDetailsRow,
    InspectionRow,
    ModelRow,
    NoteRow,
    PlacementRow,
    RoomSoundRow,
    TakeRow,
)
from app.history.tables_fleet import (
    BinnedRow,
    MachineVersionRow,
    ReadingRow,
    RouteRow,
    RouteRunRow,
    SeenAlertRow,
)
from app.history.tables_review import BaselineChangeRow, ReviewRow

_LOCAL = "seq"

Row = dict[str, Any]
"""One row by its columns' names, with values as the columns give and take them."""


class About(StrEnum):
    """What a column names; ids of these may differ between two laptops, all others are the same on both."""

    MACHINE = "machine"
    POINT = "point"
    CONDITION = "condition"
    TAKE = "take"
    CLIPS = "clip_bands"


@dataclass(frozen=True, slots=True, eq=False)
class Kind:
    """One table. `key` names a row, `about` are the columns whose ids may differ here, `inside` those that name
    another row of the same machine (by kind), `order` the columns that bring each row behind what it refers to.

    Rows of one `named_by_content` have an id that is made from what they hold, so equal ids hold the same.
    """

    name: str
    rows: type[Base]
    order: tuple[str, ...]
    about: Mapping[str, About] = field(default_factory=dict)
    inside: Mapping[str, str] = field(default_factory=dict)
    key: tuple[str, ...] = ("id",)
    named_by_content: bool = False

    @property
    def columns(self) -> list[Column[Any]]:
        """The columns that travel."""
        table = self.rows.__table__
        assert isinstance(table, Table)
        return [column for column in table.columns if column.name != _LOCAL]

    def key_of(self, row: Row) -> tuple[Any, ...]:
        """What names the row."""
        return tuple(row[name] for name in self.key)


_CONDITION = {"condition_id": About.CONDITION}
_POINT = {"point_id": About.POINT}
_TAKE = {"take_id": About.TAKE}

VERSIONS = Kind("versions", MachineVersionRow, ("revision", "changed_at", "id"), {"machine_id": About.MACHINE})
TAKES = Kind("takes", TakeRow, ("id",))
CLIPS = Kind("clip_bands", ClipBandsRow, ("added_at", "id"), _TAKE, named_by_content=True)
MODELS = Kind("models", ModelRow, ("id",), named_by_content=True)
BASELINES = Kind("baselines", BaselineRow, ("seq",), _CONDITION)
BASELINE_TAKES = Kind(
    "baseline_takes",
    BaselineTakeRow,
    ("baseline_id", "position"),
    _TAKE,
    {"baseline_id": "baselines"},
    ("baseline_id", "position"),
)
BASELINE_CHANGES = Kind(
    "baseline_changes",
    BaselineChangeRow,
    ("condition_id", "revision", "changed_at", "id"),
    _CONDITION,
    {"baseline_id": "baselines", "undoes_id": "baseline_changes"},
)
CURVES = Kind("healthy_curves", HealthyCurveRow, ("id",), {}, {"baseline_id": "baselines"}, named_by_content=True)
INSPECTIONS = Kind(
    "inspections",
    InspectionRow,
    ("seq",),
    {"machine_id": About.MACHINE, **_CONDITION, **_TAKE},
    {"model_id": "models"},
)
DETAILS = Kind(
    "inspection_details",
    InspectionDetailsRow,
    ("inspection_id",),
    {"clip_bands_id": About.CLIPS},
    {"inspection_id": "inspections", "healthy_curve_id": "healthy_curves"},
    ("inspection_id",),
)
NOTES = Kind("notes", NoteRow, ("inspection_id", "revision", "id"), {}, {"inspection_id": "inspections"})
REVIEWS = Kind("reviews", ReviewRow, ("inspection_id", "revision", "id"), {}, {"inspection_id": "inspections"})
READINGS = Kind(
    "readings",
    ReadingRow,
    ("about_id", "revision", "typed_at", "id"),
    _CONDITION,
    {"inspection_id": "inspections", "replaces_id": "readings", "about_id": "readings"},
)
PLACEMENTS = Kind("placements", PlacementRow, ("point_id", "revision", "id"), _POINT)
ROOMS = Kind(
    "room_sounds",
    RoomSoundRow,
    ("point_id", "revision", "id"),
    {**_POINT, **_TAKE, "clip_bands_id": About.CLIPS},
)
BINNED = Kind("binned", BinnedRow, ("thing_id", "revision", "binned_at", "id"))
SEEN = Kind("seen_alerts", SeenAlertRow, ("alert_id", "revision", "seen_at", "id"))

OF_MACHINE = (
    VERSIONS,
    TAKES,
    CLIPS,
    MODELS,
    BASELINES,
    BASELINE_TAKES,
    BASELINE_CHANGES,
    CURVES,
    INSPECTIONS,
    DETAILS,
    NOTES,
    REVIEWS,
    READINGS,
    PLACEMENTS,
    ROOMS,
    BINNED,
)
"""The kinds of one machine; what a row refers to is of a kind before its own, or before it in its own."""

ROUTES = Kind("routes", RouteRow, ("route_id", "revision", "changed_at", "id"))
RUNS = Kind("route_runs", RouteRunRow, ("run_id", "revision", "changed_at", "id"))

OF_ALL = (ROUTES, RUNS, SEEN)
"""The kinds that are about several machines."""

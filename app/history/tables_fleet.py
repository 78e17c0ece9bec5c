"""The tables of what technicians do with the machines over the years. Nothing in them is changed, only followed.

A line that follows has the next revision of what it is about: a clock set back changes nothing, and of lines that
two laptops wrote at the same time the later one counts on both.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.bin import Thing
from app.domain.reading import Quantity
from app.history.columns import Json
from app.history.tables import ID, Base


class MachineVersionRow(Base):
    """A machine as it was left by one change, whole; the one with the highest revision is what `machines` says."""

    __tablename__ = "machine_versions"
    __table_args__ = (Index(None, "machine_id", "revision", "changed_at", "id"),)

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    machine_id: Mapped[str] = mapped_column(ID, ForeignKey("machines.id"))
    revision: Mapped[int]
    changed_at: Mapped[datetime]
    changed_by: Mapped[str]
    machine: Mapped[dict[str, Any]] = mapped_column(Json)


class ReadingRow(Base):
    """A reading, or a line that follows one: `about_id` is the first of them, the highest revision counts."""

    __tablename__ = "readings"
    __table_args__ = (
        Index(None, "about_id", "revision", "typed_at", "id"),
        Index(None, "condition_id", "read_at"),
    )

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    about_id: Mapped[str] = mapped_column(ID)
    revision: Mapped[int]
    condition_id: Mapped[str] = mapped_column(ID, ForeignKey("conditions.id"))
    inspection_id: Mapped[str | None] = mapped_column(ID, ForeignKey("inspections.id"), index=True)
    quantity: Mapped[Quantity]
    value: Mapped[float | None]
    unit: Mapped[str]
    replaces_id: Mapped[str | None] = mapped_column(ID, ForeignKey("readings.id"), index=True)
    read_at: Mapped[datetime]
    typed_at: Mapped[datetime]
    typed_by: Mapped[str]


class RouteRow(Base):
    """One wording of a route; the one with the highest revision counts."""

    __tablename__ = "routes"
    __table_args__ = (Index(None, "route_id", "revision", "changed_at", "id"),)

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    route_id: Mapped[str] = mapped_column(ID)
    revision: Mapped[int]
    changed_at: Mapped[datetime]
    changed_by: Mapped[str]
    name: Mapped[str]
    machine_ids: Mapped[list[str]] = mapped_column(Json)
    dropped: Mapped[bool]


class RouteRunRow(Base):
    """How far a walk along a route was at one moment; the one with the highest revision counts."""

    __tablename__ = "route_runs"
    __table_args__ = (Index(None, "run_id", "revision", "changed_at", "id"), Index(None, "route_id", "started_at"))

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    run_id: Mapped[str] = mapped_column(ID)
    revision: Mapped[int]
    changed_at: Mapped[datetime]
    route_id: Mapped[str] = mapped_column(ID)
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    walked_by: Mapped[str]
    machine_ids: Mapped[list[str]] = mapped_column(Json)
    skipped: Mapped[list[str]] = mapped_column(Json)


class SeenAlertRow(Base):
    """Somebody took note of an alert or took that back; the one with the highest revision counts."""

    __tablename__ = "seen_alerts"
    __table_args__ = (Index(None, "alert_id", "revision", "seen_at", "id"),)

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    alert_id: Mapped[str]
    revision: Mapped[int]
    seen_at: Mapped[datetime]
    seen_by: Mapped[str]
    note: Mapped[str]
    open_again: Mapped[bool]


class BinnedRow(Base):
    """Something was thrown away or brought back; the one with the highest revision of a thing counts."""

    __tablename__ = "binned"
    __table_args__ = (Index(None, "thing_id", "revision", "binned_at", "id"),)

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    thing: Mapped[Thing]
    thing_id: Mapped[str] = mapped_column(ID)
    revision: Mapped[int]
    binned_at: Mapped[datetime]
    binned_by: Mapped[str]
    name: Mapped[str]
    brought_back: Mapped[bool]

"""The tables as typed models. They never leave this room: mappers turn rows into domain values.

Every id is a UUID from the domain, or made from the content it names, so that histories of two laptops can be
merged. Where order among equal times matters, a `seq` counts rows as they were added; nothing refers to it. What
lists and fleet queries need lies in narrow columns with an index; what only one opened inspection needs lies in
`inspection_details`. What technicians say afterwards lies in `tables_review`, how they go about the machines in
`tables_fleet`. What one row refers to has an index there: without it, removing a row would read the whole table.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Double, ForeignKey, Index, LargeBinary, MetaData, String, false, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from app.domain.bin import Thing
from app.domain.machine import Criticality, MachineType
from app.domain.microphone import Ending
from app.domain.reading import Quantity
from app.domain.review import BaselineEvent, Found
from app.domain.take import RawStream
from app.domain.verdict import State
from app.history.columns import Json, PlainText, UtcTime, Word

ID = String(32)
SHA256 = String(64)


class Base(DeclarativeBase):
    """Names every constraint, so that a migration can name it too."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy's own declaration
        str: PlainText(),
        float: Double(),
        datetime: UtcTime(),
        bytes: LargeBinary(),
        State: Word(State),
        MachineType: Word(MachineType),
        RawStream: Word(RawStream),
        Ending: Word(Ending),
        Found: Word(Found),
        BaselineEvent: Word(BaselineEvent),
        Criticality: Word(Criticality),
        Quantity: Word(Quantity),
        Thing: Word(Thing),
    }


class MachineRow(Base):
    """A machine; `name_key` is its name as it is compared: caseless, one way of writing accents.

    In the bin the key carries the machine's id as well, so that another may have the name.
    """

    __tablename__ = "machines"

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(unique=True)
    type: Mapped[MachineType]
    site: Mapped[str]
    code: Mapped[str]
    blades: Mapped[int | None]
    created_at: Mapped[datetime]
    area: Mapped[str] = mapped_column(server_default=text("''"))
    criticality: Mapped[Criticality] = mapped_column(server_default=Criticality.NORMAL.name)
    notes: Mapped[str] = mapped_column(server_default=text("''"))
    photo: Mapped[str] = mapped_column(server_default=text("''"))
    interval_days: Mapped[int | None]
    points: Mapped[list["PointRow"]] = relationship(order_by="PointRow.position", cascade="all, delete-orphan")


class PointRow(Base):
    """A measuring point, in the order the technician gave; `fixed`: its microphone is mounted there."""

    __tablename__ = "points"

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    machine_id: Mapped[str] = mapped_column(ID, ForeignKey("machines.id"), index=True)
    position: Mapped[int]
    name: Mapped[str]
    fixed: Mapped[bool] = mapped_column(server_default=false())
    conditions: Mapped[list["ConditionRow"]] = relationship(
        order_by="ConditionRow.position", cascade="all, delete-orphan"
    )


class ConditionRow(Base):
    """An operating condition at a point."""

    __tablename__ = "conditions"

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    point_id: Mapped[str] = mapped_column(ID, ForeignKey("points.id"), index=True)
    position: Mapped[int]
    name: Mapped[str]
    rpm: Mapped[float | None]


class TakeRow(Base):
    """A recording, kept once however often it is used; `quality` is how it passed the gate when it came."""

    __tablename__ = "takes"

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    sha256: Mapped[str] = mapped_column(SHA256, unique=True)
    file_name: Mapped[str]
    stored_as: Mapped[str]
    sample_rate_hz: Mapped[int]
    channels: Mapped[int]
    frames: Mapped[int] = mapped_column(BigInteger)
    container: Mapped[str]
    encoding: Mapped[str]
    bits: Mapped[int | None]
    recorded_at: Mapped[datetime | None]
    added_at: Mapped[datetime]
    device: Mapped[str]
    raw_stream: Mapped[RawStream]
    quality: Mapped[dict[str, object]] = mapped_column(Json)


class ClipBandsRow(Base):
    """Band levels of a take's clips as one ear gave them; the id is made from all of it: equals are kept once."""

    __tablename__ = "clip_bands"
    __table_args__ = (Index(None, "take_id", "ear_sha256"),)

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    take_id: Mapped[str] = mapped_column(ID, ForeignKey("takes.id"))
    ear_sha256: Mapped[str] = mapped_column(SHA256)
    added_at: Mapped[datetime]
    clip_count: Mapped[int]
    start_s: Mapped[bytes]
    duration_s: Mapped[bytes]
    bands: Mapped[bytes]


class BaselineRow(Base):
    """A learnt healthy sound; `seq` decides between two of the same version."""

    __tablename__ = "baselines"
    __table_args__ = (Index(None, "condition_id", "version", "seq"),)

    seq: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(ID, unique=True)
    condition_id: Mapped[str] = mapped_column(ID, ForeignKey("conditions.id"))
    version: Mapped[int]
    learnt_at: Mapped[datetime]
    ear_sha256: Mapped[str] = mapped_column(SHA256)
    clip_count: Mapped[int]
    bands: Mapped[bytes]


class BaselineTakeRow(Base):
    """The takes a baseline was learnt from, in order."""

    __tablename__ = "baseline_takes"

    baseline_id: Mapped[str] = mapped_column(ID, ForeignKey("baselines.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    take_id: Mapped[str] = mapped_column(ID, ForeignKey("takes.id"), index=True)


class HealthyCurveRow(Base):
    """A baseline as it was when verdicts were given. Many inspections share one; the id is made from all of it."""

    __tablename__ = "healthy_curves"

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    baseline_id: Mapped[str] = mapped_column(ID, ForeignKey("baselines.id"), index=True)
    clip_count: Mapped[int]
    learnt_at: Mapped[datetime]
    mean: Mapped[bytes]
    spread: Mapped[bytes]


class ModelRow(Base):
    """A model that gave verdicts; the id is made from all of it."""

    __tablename__ = "models"

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    name: Mapped[str]
    version: Mapped[str]
    machine_type: Mapped[str]
    ear_sha256: Mapped[str] = mapped_column(SHA256)
    judge_sha256: Mapped[str] = mapped_column(SHA256)


class InspectionRow(Base):
    """An inspection in one line. `when_at` is when the machine sounded like this: recorded, else analysed."""

    __tablename__ = "inspections"
    __table_args__ = (
        # The narrow one counts 100,000 visits in half the time that the wide one takes.
        Index(None, "machine_id"),
        Index(None, "machine_id", "when_at", "analysed_at", "seq"),
        # State and score come along, so that a small trend is read from the index alone.
        Index(None, "condition_id", "when_at", "analysed_at", "seq", "state", "score"),
        Index(None, "state", "when_at"),
        Index(None, "when_at"),
        Index(None, "score"),
        # What one model said over the months is counted from this alone.
        Index(None, "model_id", "analysed_at", "state"),
    )

    seq: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(ID, unique=True)
    machine_id: Mapped[str] = mapped_column(ID, ForeignKey("machines.id"))
    condition_id: Mapped[str] = mapped_column(ID, ForeignKey("conditions.id"))
    take_id: Mapped[str] = mapped_column(ID, ForeignKey("takes.id"), index=True)
    when_at: Mapped[datetime]
    analysed_at: Mapped[datetime]
    state: Mapped[State]
    score: Mapped[float | None]
    watch_from: Mapped[float | None]
    abnormal_from: Mapped[float | None]
    finding: Mapped[str]
    model_id: Mapped[str | None] = mapped_column(ID, ForeignKey("models.id"))
    app_version: Mapped[str]
    inspector: Mapped[str]


class InspectionDetailsRow(Base):
    """What is only shown when one inspection is opened."""

    __tablename__ = "inspection_details"

    inspection_id: Mapped[str] = mapped_column(ID, ForeignKey("inspections.id"), primary_key=True)
    clip_bands_id: Mapped[str] = mapped_column(ID, ForeignKey("clip_bands.id"), index=True)
    healthy_curve_id: Mapped[str | None] = mapped_column(ID, ForeignKey("healthy_curves.id"), index=True)
    next_step: Mapped[str]
    reasons: Mapped[list[str]] = mapped_column(Json)
    clip_scores: Mapped[list[float | str]] = mapped_column(Json)
    ranges: Mapped[list[list[float | str]]] = mapped_column(Json)
    quality: Mapped[dict[str, object]] = mapped_column(Json)
    excess_db: Mapped[bytes | None]
    overruled: Mapped[list[str]] = mapped_column(Json, server_default="[]")
    above_room_db: Mapped[float | None]
    ending: Mapped[Ending | None]
    explained: Mapped[dict[str, Any]] = mapped_column(Json, server_default="{}")


class NoteRow(Base):
    """One wording of an inspection's note; the one with the highest revision counts, none is overwritten."""

    __tablename__ = "notes"
    __table_args__ = (Index(None, "inspection_id", "revision"),)

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    inspection_id: Mapped[str] = mapped_column(ID, ForeignKey("inspections.id"))
    revision: Mapped[int]
    written_at: Mapped[datetime]
    text: Mapped[str]


class PlacementRow(Base):
    """How the microphone was placed; the one with the highest revision counts, none is overwritten."""

    __tablename__ = "placements"
    __table_args__ = (Index(None, "point_id", "revision"),)

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    point_id: Mapped[str] = mapped_column(ID, ForeignKey("points.id"))
    revision: Mapped[int]
    placed_at: Mapped[datetime]
    placed_by: Mapped[str]
    note: Mapped[str]
    photo: Mapped[str]


class RoomSoundRow(Base):
    """The room without the machine, heard from a point; the one with the highest revision counts."""

    __tablename__ = "room_sounds"
    __table_args__ = (Index(None, "point_id", "revision"),)

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    point_id: Mapped[str] = mapped_column(ID, ForeignKey("points.id"))
    revision: Mapped[int]
    take_id: Mapped[str] = mapped_column(ID, ForeignKey("takes.id"), index=True)
    clip_bands_id: Mapped[str] = mapped_column(ID, ForeignKey("clip_bands.id"), index=True)
    level_dbfs: Mapped[float]
    heard_at: Mapped[datetime]

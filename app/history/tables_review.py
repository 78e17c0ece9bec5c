"""The tables of what technicians say and do after a verdict. Nothing in them is ever changed, only followed.

A line that follows has the next revision of what it is about: a clock set back changes nothing.
"""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.review import BaselineEvent, Found
from app.history.tables import ID, Base


class ReviewRow(Base):
    """What was found at a machine after an inspection; the one with the highest revision counts."""

    __tablename__ = "reviews"
    __table_args__ = (Index(None, "inspection_id", "revision", "reviewed_at", "id"),)

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    inspection_id: Mapped[str] = mapped_column(ID, ForeignKey("inspections.id"))
    revision: Mapped[int]
    reviewed_at: Mapped[datetime]
    reviewed_by: Mapped[str]
    found: Mapped[Found]
    cause: Mapped[str]
    cause_code: Mapped[str]


class BaselineChangeRow(Base):
    """One line of a condition's baseline log; the one with the highest revision says which baseline counts.

    `undoes_id` is the line that an undo takes back; to take back an undo is to undo its line.
    """

    __tablename__ = "baseline_changes"
    __table_args__ = (Index(None, "condition_id", "revision", "changed_at", "id"),)

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    condition_id: Mapped[str] = mapped_column(ID, ForeignKey("conditions.id"))
    revision: Mapped[int]
    changed_at: Mapped[datetime]
    changed_by: Mapped[str]
    event: Mapped[BaselineEvent]
    baseline_id: Mapped[str | None] = mapped_column(ID, ForeignKey("baselines.id"), index=True)
    undoes_id: Mapped[str | None] = mapped_column(ID, ForeignKey("baseline_changes.id"), index=True)
    what: Mapped[str]


class ModelChoiceRow(Base):
    """Which version of a model judges a machine type; the one with the highest revision counts."""

    __tablename__ = "model_choices"
    __table_args__ = (Index(None, "machine_type", "revision", "chosen_at", "id"),)

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    machine_type: Mapped[str]
    revision: Mapped[int]
    chosen_at: Mapped[datetime]
    chosen_by: Mapped[str]
    version: Mapped[str]

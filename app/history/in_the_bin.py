"""What lies in the bin, for the queries that leave it out: of each thing the newest line of `binned` counts."""

from sqlalchemy import ColumnElement, ScalarSelect, Select, func, select, true
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from app.history.fleet_problems import in_the_bin
from app.history.tables_fleet import BinnedRow

IdColumn = InstrumentedAttribute[str] | InstrumentedAttribute[str | None]


def in_place(thing_id: IdColumn) -> ColumnElement[bool]:
    """Whether that row's thing is not in the bin; found by index, so it suits lists of which few rows are read."""
    newest = (
        select(BinnedRow.brought_back)
        .where(BinnedRow.thing_id == thing_id)
        .order_by(BinnedRow.revision.desc(), BinnedRow.binned_at.desc(), BinnedRow.id.desc())
        .limit(1)
        .correlate_except(BinnedRow)
        .scalar_subquery()
    )
    return func.coalesce(newest, true())


def thrown_away() -> Select[str]:
    """The ids of all things in the bin; reads the whole bin, so it suits what is asked once for many rows."""
    return select(BinnedRow.thing_id).where(BinnedRow.id == newest_line(), BinnedRow.brought_back.is_(False))


def newest_line() -> ScalarSelect[str]:
    """The id of the newest line about the thing of a `BinnedRow`."""
    later = aliased(BinnedRow)
    return (
        select(later.id)
        .where(later.thing_id == BinnedRow.thing_id)
        .order_by(later.revision.desc(), later.binned_at.desc(), later.id.desc())
        .limit(1)
        .correlate(BinnedRow)
        .scalar_subquery()
    )


def newest_about(session: Session, thing_id: str) -> BinnedRow | None:
    """The newest line about a thing, None where it never was in the bin."""
    return session.scalar(
        select(BinnedRow)
        .where(BinnedRow.thing_id == thing_id)
        .order_by(BinnedRow.revision.desc(), BinnedRow.binned_at.desc(), BinnedRow.id.desc())
        .limit(1)
    )


def refuse_if_binned(session: Session, thing_id: str) -> None:
    """Problem when the thing is in the bin."""
    line = newest_about(session, thing_id)
    if line is not None and not line.brought_back:
        raise in_the_bin(line.name)

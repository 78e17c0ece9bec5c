"""Reviews: what technicians found after inspections. Each is kept, the newest of an inspection counts."""

from typing import TypeVar

from sqlalchemy import Label, ScalarSelect, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.domain.review import Found, Review
from app.history.mappers_review import review_row, to_review
from app.history.tables import InspectionRow
from app.history.tables_review import ReviewRow

Column = TypeVar("Column")


class Reviews:
    """Reviews of one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, review: Review) -> Review:
        """Keep a review as its inspection's newest; returns it as it is kept."""
        self._require_inspection(review.inspection_id)
        highest = self._session.scalar(
            select(func.max(ReviewRow.revision)).where(ReviewRow.inspection_id == review.inspection_id)
        )
        row = review_row(review, (highest or 0) + 1)
        self._session.add(row)
        self._session.flush()
        self._session.expire(row)
        return to_review(row)

    def newest(self, inspection_id: str) -> Review | None:
        """The review that counts; None where there is none or it was taken back."""
        newest = next(iter(self.of(inspection_id, limit=1)), None)
        return None if newest is None or newest.found is Found.OPEN else newest

    def of(self, inspection_id: str, limit: int | None = None) -> list[Review]:
        """All reviews of an inspection, newest first."""
        rows = self._session.scalars(
            select(ReviewRow)
            .where(ReviewRow.inspection_id == inspection_id)
            .order_by(ReviewRow.revision.desc(), ReviewRow.reviewed_at.desc(), ReviewRow.id.desc())
            .limit(limit)
        ).all()
        if not rows:
            self._require_inspection(inspection_id)
        return [to_review(row) for row in rows]

    def _require_inspection(self, inspection_id: str) -> None:
        if self._session.scalar(select(InspectionRow.id).where(InspectionRow.id == inspection_id)) is None:
            raise KeyError(inspection_id)


def newest_found() -> Label[Found]:
    """What the newest review says of each inspection in a list, as the column `found`; found by index."""
    return newest_review(ReviewRow.found).label("found")


def newest_review(column: InstrumentedAttribute[Column]) -> ScalarSelect[Column]:
    """That column of the newest review of each inspection."""
    return (
        select(column)
        .where(ReviewRow.inspection_id == InspectionRow.id)
        .order_by(ReviewRow.revision.desc(), ReviewRow.reviewed_at.desc(), ReviewRow.id.desc())
        .limit(1)
        .correlate(InspectionRow)
        .scalar_subquery()
    )


def standing(found: Found | None) -> Found | None:
    """What the newest review says, None where it takes the ones before back."""
    return None if found is Found.OPEN else found

"""Reviews, the log of baselines and the choice of models between rows and domain values."""

from app.domain.identity import new_id
from app.domain.model_use import ModelChoice
from app.domain.review import BaselineChange, Review
from app.history.tables_review import BaselineChangeRow, ModelChoiceRow, ReviewRow


def review_row(review: Review, revision: int) -> ReviewRow:
    """A new row for the review."""
    return ReviewRow(
        id=review.id,
        inspection_id=review.inspection_id,
        revision=revision,
        reviewed_at=review.at,
        reviewed_by=review.by,
        found=review.found,
        cause=review.cause,
        cause_code=review.cause_code,
    )


def to_review(row: ReviewRow) -> Review:
    """The review in this row."""
    return Review(
        id=row.id,
        inspection_id=row.inspection_id,
        found=row.found,
        cause=row.cause,
        cause_code=row.cause_code,
        by=row.reviewed_by,
        at=row.reviewed_at,
    )


def change_row(change: BaselineChange, revision: int, undoes_id: str | None) -> BaselineChangeRow:
    """A new row for a line of the log."""
    return BaselineChangeRow(
        id=change.id,
        condition_id=change.condition_id,
        revision=revision,
        changed_at=change.at,
        changed_by=change.by,
        event=change.event,
        baseline_id=change.baseline_id,
        undoes_id=undoes_id,
        what=change.what,
    )


def to_change(row: BaselineChangeRow) -> BaselineChange:
    """The line of the log in this row."""
    return BaselineChange(
        id=row.id,
        condition_id=row.condition_id,
        event=row.event,
        baseline_id=row.baseline_id,
        what=row.what,
        by=row.changed_by,
        at=row.changed_at,
    )


def choice_row(choice: ModelChoice, revision: int) -> ModelChoiceRow:
    """A new row for the choice."""
    return ModelChoiceRow(
        id=new_id(),
        machine_type=choice.machine_type,
        revision=revision,
        chosen_at=choice.at,
        chosen_by=choice.by,
        version=choice.version,
    )


def to_choice(row: ModelChoiceRow) -> ModelChoice:
    """The choice in this row."""
    return ModelChoice(machine_type=row.machine_type, version=row.version, at=row.chosen_at, by=row.chosen_by)

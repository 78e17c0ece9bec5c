"""What a technician found out: reviews, the log of every baseline, which model judges, why a verdict is so, and
where a microphone is mounted.

A migration never imports the tables: it stays as it was when databases of its format were made.
"""

from itertools import groupby
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add what reviewing brought; each baseline there is gets the line that it would have been given."""
    _reviews()
    _baseline_changes()
    _model_choices()
    _inspections()
    op.add_column("points", sa.Column("fixed", sa.Boolean(), server_default=sa.false(), nullable=False))
    _tell_of_the_baselines()


def _reviews() -> None:
    op.create_table(
        "reviews",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("inspection_id", sa.String(32), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("reviewed_at", sa.String(32), nullable=False),
        sa.Column("reviewed_by", sa.Text(), nullable=False),
        sa.Column("found", sa.String(16), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("cause_code", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["inspection_id"], ["inspections.id"], name="fk_reviews_inspection_id"),
        sa.PrimaryKeyConstraint("id", name="pk_reviews"),
    )
    op.create_index(
        "ix_reviews_inspection_id_revision_reviewed_at_id",
        "reviews",
        ["inspection_id", "revision", "reviewed_at", "id"],
    )


def _baseline_changes() -> None:
    op.create_table(
        "baseline_changes",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("condition_id", sa.String(32), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.String(32), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.Column("event", sa.String(16), nullable=False),
        sa.Column("baseline_id", sa.String(32), nullable=True),
        sa.Column("undoes_id", sa.String(32), nullable=True),
        sa.Column("what", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["baseline_id"], ["baselines.id"], name="fk_baseline_changes_baseline_id"),
        sa.ForeignKeyConstraint(["condition_id"], ["conditions.id"], name="fk_baseline_changes_condition_id"),
        sa.ForeignKeyConstraint(["undoes_id"], ["baseline_changes.id"], name="fk_baseline_changes_undoes_id"),
        sa.PrimaryKeyConstraint("id", name="pk_baseline_changes"),
    )
    op.create_index(
        "ix_baseline_changes_condition_id_revision_changed_at_id",
        "baseline_changes",
        ["condition_id", "revision", "changed_at", "id"],
    )


def _model_choices() -> None:
    op.create_table(
        "model_choices",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("machine_type", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("chosen_at", sa.String(32), nullable=False),
        sa.Column("chosen_by", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_model_choices"),
    )
    op.create_index(
        "ix_model_choices_machine_type_revision_chosen_at_id",
        "model_choices",
        ["machine_type", "revision", "chosen_at", "id"],
    )


def _inspections() -> None:
    op.create_index(
        "ix_inspections_model_id_analysed_at_state", "inspections", ["model_id", "analysed_at", "state"]
    )
    # Columns added this way cost the same whether there are ten inspections or a hundred thousand.
    op.add_column("inspection_details", sa.Column("explained", sa.Text(), server_default="{}", nullable=False))


def _tell_of_the_baselines() -> None:
    connection = op.get_bind()
    takes: dict[str, list[str]] = {}
    for baseline_id, take_id in connection.execute(
        sa.text("SELECT baseline_id, take_id FROM baseline_takes ORDER BY baseline_id, position")
    ):
        takes.setdefault(baseline_id, []).append(take_id)
    kept = connection.execute(
        sa.text(
            "SELECT id, condition_id, learnt_at, ear_sha256 FROM baselines ORDER BY condition_id, version, seq"
        )
    ).all()
    lines = [
        line
        for _, versions in groupby(kept, lambda row: row.condition_id)
        for line in _lines(list(versions), takes)
    ]
    if lines:
        connection.execute(
            sa.text(
                "INSERT INTO baseline_changes"
                " (id, condition_id, revision, changed_at, changed_by, event, baseline_id, undoes_id, what) VALUES"
                " (:id, :condition_id, :revision, :changed_at, '', :event, :id, NULL, '')"
            ),
            lines,
        )


def _lines(versions: list[sa.Row[Any]], takes: dict[str, list[str]]) -> list[dict[str, object]]:
    """A line for each baseline of one condition, oldest first.

    The line is named like its baseline, so that two laptops that migrate copies of one history agree.
    """
    lines: list[dict[str, object]] = []
    before: sa.Row[Any] | None = None
    for number, row in enumerate(versions, 1):
        lines.append(
            {
                "id": row.id,
                "condition_id": row.condition_id,
                "revision": number,
                "changed_at": row.learnt_at,
                "event": _event(row, before, takes),
            }
        )
        before = row
    return lines


def _event(row: sa.Row[Any], before: sa.Row[Any] | None, takes: dict[str, list[str]]) -> str:
    if before is None:
        return "LEARNT"
    now, then = takes.get(row.id, []), takes.get(before.id, [])
    if now == then and row.ear_sha256 != before.ear_sha256:
        return "HEARD_AGAIN"
    return "GROWN" if then and now[: len(then)] == then else "LEARNT"

"""The first format: machines, takes, baselines, inspections.

A migration never imports the tables: it stays as it was when databases of its format were made.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make every table of an empty database."""
    _machines()
    _takes()
    _baselines()
    _inspections()
    _inspection_indexes()
    _inspection_details()


def _machines() -> None:
    op.create_table(
        "machines",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("type", sa.String(16), nullable=False),
        sa.Column("site", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("blades", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_machines"),
        sa.UniqueConstraint("name_key", name="uq_machines_name_key"),
    )
    op.create_table(
        "points",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("machine_id", sa.String(32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["machine_id"], ["machines.id"], name="fk_points_machine_id"),
        sa.PrimaryKeyConstraint("id", name="pk_points"),
    )
    op.create_index("ix_points_machine_id", "points", ["machine_id"])
    op.create_table(
        "conditions",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("point_id", sa.String(32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("rpm", sa.Double(), nullable=True),
        sa.ForeignKeyConstraint(["point_id"], ["points.id"], name="fk_conditions_point_id"),
        sa.PrimaryKeyConstraint("id", name="pk_conditions"),
    )
    op.create_index("ix_conditions_point_id", "conditions", ["point_id"])


def _takes() -> None:
    op.create_table(
        "takes",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("stored_as", sa.Text(), nullable=False),
        sa.Column("sample_rate_hz", sa.Integer(), nullable=False),
        sa.Column("channels", sa.Integer(), nullable=False),
        sa.Column("frames", sa.BigInteger(), nullable=False),
        sa.Column("container", sa.Text(), nullable=False),
        sa.Column("encoding", sa.Text(), nullable=False),
        sa.Column("bits", sa.Integer(), nullable=True),
        sa.Column("recorded_at", sa.String(32), nullable=True),
        sa.Column("added_at", sa.String(32), nullable=False),
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("raw_stream", sa.String(16), nullable=False),
        sa.Column("quality", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_takes"),
        sa.UniqueConstraint("sha256", name="uq_takes_sha256"),
    )
    op.create_table(
        "clip_bands",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("take_id", sa.String(32), nullable=False),
        sa.Column("ear_sha256", sa.String(64), nullable=False),
        sa.Column("added_at", sa.String(32), nullable=False),
        sa.Column("clip_count", sa.Integer(), nullable=False),
        sa.Column("start_s", sa.LargeBinary(), nullable=False),
        sa.Column("duration_s", sa.LargeBinary(), nullable=False),
        sa.Column("bands", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["take_id"], ["takes.id"], name="fk_clip_bands_take_id"),
        sa.PrimaryKeyConstraint("id", name="pk_clip_bands"),
    )
    op.create_index("ix_clip_bands_take_id_ear_sha256", "clip_bands", ["take_id", "ear_sha256"])


def _baselines() -> None:
    op.create_table(
        "baselines",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("condition_id", sa.String(32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("learnt_at", sa.String(32), nullable=False),
        sa.Column("ear_sha256", sa.String(64), nullable=False),
        sa.Column("clip_count", sa.Integer(), nullable=False),
        sa.Column("bands", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["condition_id"], ["conditions.id"], name="fk_baselines_condition_id"),
        sa.PrimaryKeyConstraint("seq", name="pk_baselines"),
        sa.UniqueConstraint("id", name="uq_baselines_id"),
    )
    op.create_index("ix_baselines_condition_id_version_seq", "baselines", ["condition_id", "version", "seq"])
    op.create_table(
        "baseline_takes",
        sa.Column("baseline_id", sa.String(32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("take_id", sa.String(32), nullable=False),
        sa.ForeignKeyConstraint(["baseline_id"], ["baselines.id"], name="fk_baseline_takes_baseline_id"),
        sa.ForeignKeyConstraint(["take_id"], ["takes.id"], name="fk_baseline_takes_take_id"),
        sa.PrimaryKeyConstraint("baseline_id", "position", name="pk_baseline_takes"),
    )
    op.create_index("ix_baseline_takes_take_id", "baseline_takes", ["take_id"])
    op.create_table(
        "healthy_curves",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("baseline_id", sa.String(32), nullable=False),
        sa.Column("clip_count", sa.Integer(), nullable=False),
        sa.Column("learnt_at", sa.String(32), nullable=False),
        sa.Column("mean", sa.LargeBinary(), nullable=False),
        sa.Column("spread", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["baseline_id"], ["baselines.id"], name="fk_healthy_curves_baseline_id"),
        sa.PrimaryKeyConstraint("id", name="pk_healthy_curves"),
    )
    op.create_index("ix_healthy_curves_baseline_id", "healthy_curves", ["baseline_id"])


def _inspections() -> None:
    op.create_table(
        "models",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("machine_type", sa.Text(), nullable=False),
        sa.Column("ear_sha256", sa.String(64), nullable=False),
        sa.Column("judge_sha256", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_models"),
    )
    op.create_table(
        "inspections",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("machine_id", sa.String(32), nullable=False),
        sa.Column("condition_id", sa.String(32), nullable=False),
        sa.Column("take_id", sa.String(32), nullable=False),
        sa.Column("when_at", sa.String(32), nullable=False),
        sa.Column("analysed_at", sa.String(32), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("score", sa.Double(), nullable=True),
        sa.Column("watch_from", sa.Double(), nullable=True),
        sa.Column("abnormal_from", sa.Double(), nullable=True),
        sa.Column("finding", sa.Text(), nullable=False),
        sa.Column("model_id", sa.String(32), nullable=True),
        sa.Column("app_version", sa.Text(), nullable=False),
        sa.Column("inspector", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["condition_id"], ["conditions.id"], name="fk_inspections_condition_id"),
        sa.ForeignKeyConstraint(["machine_id"], ["machines.id"], name="fk_inspections_machine_id"),
        sa.ForeignKeyConstraint(["model_id"], ["models.id"], name="fk_inspections_model_id"),
        sa.ForeignKeyConstraint(["take_id"], ["takes.id"], name="fk_inspections_take_id"),
        sa.PrimaryKeyConstraint("seq", name="pk_inspections"),
        sa.UniqueConstraint("id", name="uq_inspections_id"),
    )


def _inspection_indexes() -> None:
    op.create_index(
        "ix_inspections_condition_id_when_at_analysed_at_seq",
        "inspections",
        ["condition_id", "when_at", "analysed_at", "seq"],
    )
    op.create_index(
        "ix_inspections_machine_id_when_at_analysed_at_seq",
        "inspections",
        ["machine_id", "when_at", "analysed_at", "seq"],
    )
    op.create_index("ix_inspections_machine_id", "inspections", ["machine_id"])
    op.create_index("ix_inspections_score", "inspections", ["score"])
    op.create_index("ix_inspections_state_when_at", "inspections", ["state", "when_at"])
    op.create_index("ix_inspections_take_id", "inspections", ["take_id"])
    op.create_index("ix_inspections_when_at", "inspections", ["when_at"])


def _inspection_details() -> None:
    op.create_table(
        "notes",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("inspection_id", sa.String(32), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("written_at", sa.String(32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["inspection_id"], ["inspections.id"], name="fk_notes_inspection_id"),
        sa.PrimaryKeyConstraint("id", name="pk_notes"),
    )
    op.create_index("ix_notes_inspection_id_revision", "notes", ["inspection_id", "revision"])
    op.create_table(
        "inspection_details",
        sa.Column("inspection_id", sa.String(32), nullable=False),
        sa.Column("clip_bands_id", sa.String(32), nullable=False),
        sa.Column("healthy_curve_id", sa.String(32), nullable=True),
        sa.Column("next_step", sa.Text(), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("clip_scores", sa.Text(), nullable=False),
        sa.Column("ranges", sa.Text(), nullable=False),
        sa.Column("quality", sa.Text(), nullable=False),
        sa.Column("excess_db", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["clip_bands_id"], ["clip_bands.id"], name="fk_inspection_details_clip_bands_id"),
        sa.ForeignKeyConstraint(
            ["healthy_curve_id"], ["healthy_curves.id"], name="fk_inspection_details_healthy_curve_id"
        ),
        sa.ForeignKeyConstraint(["inspection_id"], ["inspections.id"], name="fk_inspection_details_inspection_id"),
        sa.PrimaryKeyConstraint("inspection_id", name="pk_inspection_details"),
    )

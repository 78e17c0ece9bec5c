"""The microphone: how it was placed, what the room sounds like, how a recording ended and what was overruled.

A migration never imports the tables: it stays as it was when databases of its format were made.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add what recording brought; inspections so far were of files, with nothing overruled."""
    _placements()
    _room_sounds()
    _inspection_details()


def _placements() -> None:
    op.create_table(
        "placements",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("point_id", sa.String(32), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("placed_at", sa.String(32), nullable=False),
        sa.Column("placed_by", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("photo", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["point_id"], ["points.id"], name="fk_placements_point_id"),
        sa.PrimaryKeyConstraint("id", name="pk_placements"),
    )
    op.create_index("ix_placements_point_id_revision", "placements", ["point_id", "revision"])


def _room_sounds() -> None:
    op.create_table(
        "room_sounds",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("point_id", sa.String(32), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("take_id", sa.String(32), nullable=False),
        sa.Column("clip_bands_id", sa.String(32), nullable=False),
        sa.Column("level_dbfs", sa.Double(), nullable=False),
        sa.Column("heard_at", sa.String(32), nullable=False),
        sa.ForeignKeyConstraint(["clip_bands_id"], ["clip_bands.id"], name="fk_room_sounds_clip_bands_id"),
        sa.ForeignKeyConstraint(["point_id"], ["points.id"], name="fk_room_sounds_point_id"),
        sa.ForeignKeyConstraint(["take_id"], ["takes.id"], name="fk_room_sounds_take_id"),
        sa.PrimaryKeyConstraint("id", name="pk_room_sounds"),
    )
    op.create_index("ix_room_sounds_point_id_revision", "room_sounds", ["point_id", "revision"])
    op.create_index("ix_room_sounds_take_id", "room_sounds", ["take_id"])


def _inspection_details() -> None:
    # Columns added this way cost the same whether there are ten inspections or a hundred thousand.
    op.add_column("inspection_details", sa.Column("overruled", sa.Text(), server_default="[]", nullable=False))
    op.add_column("inspection_details", sa.Column("above_room_db", sa.Double(), nullable=True))
    op.add_column("inspection_details", sa.Column("ending", sa.String(16), nullable=True))

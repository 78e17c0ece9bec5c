"""The machines over the years: their versions, readings, routes, alerts seen, the bin.

A migration never imports the tables: it stays as it was when databases of its format were made.
"""

import json
from collections import defaultdict
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add what looking after a fleet brought; each machine there is gets its first version."""
    _machines()
    _indexes()
    _readings()
    _routes()
    _seen_alerts()
    _binned()
    _tell_of_the_machines()


def _machines() -> None:
    op.add_column("machines", sa.Column("area", sa.Text(), server_default=sa.text("''"), nullable=False))
    op.add_column("machines", sa.Column("criticality", sa.String(16), server_default="NORMAL", nullable=False))
    op.add_column("machines", sa.Column("notes", sa.Text(), server_default=sa.text("''"), nullable=False))
    op.add_column("machines", sa.Column("photo", sa.Text(), server_default=sa.text("''"), nullable=False))
    op.add_column("machines", sa.Column("interval_days", sa.Integer(), nullable=True))
    op.create_table(
        "machine_versions",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("machine_id", sa.String(32), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.String(32), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.Column("machine", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["machine_id"], ["machines.id"], name="fk_machine_versions_machine_id"),
        sa.PrimaryKeyConstraint("id", name="pk_machine_versions"),
    )
    op.create_index(
        "ix_machine_versions_machine_id_revision_changed_at_id",
        "machine_versions",
        ["machine_id", "revision", "changed_at", "id"],
    )


def _indexes() -> None:
    op.drop_index("ix_inspections_condition_id_when_at_analysed_at_seq", "inspections")
    op.create_index(
        "ix_inspections_condition_id_when_at_analysed_at_seq_state_score",
        "inspections",
        ["condition_id", "when_at", "analysed_at", "seq", "state", "score"],
    )
    op.create_index("ix_inspection_details_clip_bands_id", "inspection_details", ["clip_bands_id"])
    op.create_index("ix_inspection_details_healthy_curve_id", "inspection_details", ["healthy_curve_id"])
    op.create_index("ix_room_sounds_clip_bands_id", "room_sounds", ["clip_bands_id"])
    op.create_index("ix_baseline_changes_baseline_id", "baseline_changes", ["baseline_id"])
    op.create_index("ix_baseline_changes_undoes_id", "baseline_changes", ["undoes_id"])


def _readings() -> None:
    op.create_table(
        "readings",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("about_id", sa.String(32), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("condition_id", sa.String(32), nullable=False),
        sa.Column("inspection_id", sa.String(32), nullable=True),
        sa.Column("quantity", sa.String(16), nullable=False),
        sa.Column("value", sa.Double(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("replaces_id", sa.String(32), nullable=True),
        sa.Column("read_at", sa.String(32), nullable=False),
        sa.Column("typed_at", sa.String(32), nullable=False),
        sa.Column("typed_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["condition_id"], ["conditions.id"], name="fk_readings_condition_id"),
        sa.ForeignKeyConstraint(["inspection_id"], ["inspections.id"], name="fk_readings_inspection_id"),
        sa.ForeignKeyConstraint(["replaces_id"], ["readings.id"], name="fk_readings_replaces_id"),
        sa.PrimaryKeyConstraint("id", name="pk_readings"),
    )
    op.create_index(
        "ix_readings_about_id_revision_typed_at_id", "readings", ["about_id", "revision", "typed_at", "id"]
    )
    op.create_index("ix_readings_condition_id_read_at", "readings", ["condition_id", "read_at"])
    op.create_index("ix_readings_inspection_id", "readings", ["inspection_id"])
    op.create_index("ix_readings_replaces_id", "readings", ["replaces_id"])


def _routes() -> None:
    op.create_table(
        "routes",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("route_id", sa.String(32), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.String(32), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("machine_ids", sa.Text(), nullable=False),
        sa.Column("dropped", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_routes"),
    )
    op.create_index(
        "ix_routes_route_id_revision_changed_at_id", "routes", ["route_id", "revision", "changed_at", "id"]
    )
    op.create_table(
        "route_runs",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("run_id", sa.String(32), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.String(32), nullable=False),
        sa.Column("route_id", sa.String(32), nullable=False),
        sa.Column("started_at", sa.String(32), nullable=False),
        sa.Column("ended_at", sa.String(32), nullable=True),
        sa.Column("walked_by", sa.Text(), nullable=False),
        sa.Column("machine_ids", sa.Text(), nullable=False),
        sa.Column("skipped", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_route_runs"),
    )
    op.create_index(
        "ix_route_runs_run_id_revision_changed_at_id", "route_runs", ["run_id", "revision", "changed_at", "id"]
    )
    op.create_index("ix_route_runs_route_id_started_at", "route_runs", ["route_id", "started_at"])


def _seen_alerts() -> None:
    op.create_table(
        "seen_alerts",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("alert_id", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("seen_at", sa.String(32), nullable=False),
        sa.Column("seen_by", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("open_again", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_seen_alerts"),
    )
    op.create_index(
        "ix_seen_alerts_alert_id_revision_seen_at_id", "seen_alerts", ["alert_id", "revision", "seen_at", "id"]
    )


def _binned() -> None:
    op.create_table(
        "binned",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("thing", sa.String(16), nullable=False),
        sa.Column("thing_id", sa.String(32), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("binned_at", sa.String(32), nullable=False),
        sa.Column("binned_by", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("brought_back", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_binned"),
    )
    op.create_index(
        "ix_binned_thing_id_revision_binned_at_id", "binned", ["thing_id", "revision", "binned_at", "id"]
    )


def _tell_of_the_machines() -> None:
    """The version is named like its machine, so that two laptops that migrate copies of one history agree."""
    connection = op.get_bind()
    conditions: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in connection.execute(sa.text("SELECT id, point_id, name, rpm FROM conditions ORDER BY position")):
        conditions[row.point_id].append({"id": row.id, "name": row.name, "rpm": row.rpm})
    points: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in connection.execute(sa.text("SELECT id, machine_id, name, fixed FROM points ORDER BY position")):
        points[row.machine_id].append(
            {"id": row.id, "name": row.name, "fixed": bool(row.fixed), "conditions": conditions[row.id]}
        )
    machines = connection.execute(sa.text("SELECT id, name, type, site, code, blades, created_at FROM machines"))
    versions = [
        {"id": row.id, "changed_at": row.created_at, "machine": _whole(row, points[row.id])} for row in machines
    ]
    if versions:
        connection.execute(
            sa.text(
                "INSERT INTO machine_versions (id, machine_id, revision, changed_at, changed_by, machine)"
                " VALUES (:id, :id, 1, :changed_at, '', :machine)"
            ),
            versions,
        )


def _whole(row: sa.Row[Any], points: list[dict[str, Any]]) -> str:
    fields = ("id", "name", "type", "site", "code", "blades", "created_at")
    known = {name: getattr(row, name) for name in fields}
    new = {"area": "", "criticality": "NORMAL", "notes": "", "photo": "", "interval_days": None}
    return json.dumps({**known, **new, "points": points}, separators=(",", ":"))

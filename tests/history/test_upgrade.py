"""Formats of the database: each old one opens and holds what it held, a newer one is refused, nothing is lost."""

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from app.domain.bin import Thing
from app.domain.machine import Criticality
from app.domain.microphone import Ending
from app.domain.model_use import ModelChoice
from app.domain.problem import Problem
from app.domain.quality import Check
from app.domain.review import BaselineEvent, Found
from app.domain.verdict import State
from app.history import upgrade
from app.history.history import History
from app.history.tables import Base
from tests.history.builders import (
    START,
    condition_of,
    explained,
    looked_after,
    machine,
    mounted,
    placement,
    reading,
    review,
    room,
    same,
    verdict,
)
from tests.history.make_format import PHOTO

FORMATS = Path(__file__).with_name("formats")
LAST = upgrade.REVISIONS[-1]
NEXT = "9998"


def build(folder: Path, revision: str) -> Path:
    """A history as the program of that format left it."""
    folder.mkdir(parents=True)
    database = folder / "earshot.db"
    with closing(sqlite3.connect(database)) as raw:
        raw.execute("PRAGMA journal_mode = WAL")
        raw.executescript((FORMATS / f"{revision}.sql").read_text("utf-8"))
    return database


def ask(database: Path, query: str) -> list[tuple]:
    with closing(sqlite3.connect(database)) as raw:
        return raw.execute(query).fetchall()


def test_constant_names_the_migrations_there_are():
    config = Config()
    config.set_main_option("script_location", str(upgrade.MIGRATIONS))
    config.set_main_option("path_separator", "os")
    scripts = ScriptDirectory.from_config(config)

    assert [script.revision for script in reversed(list(scripts.walk_revisions()))] == list(upgrade.REVISIONS)
    assert scripts.get_heads() == [upgrade.REVISIONS[-1]]


def test_migrated_tables_are_the_models(history):
    with history._database.engine.connect() as connection:
        options = {"compare_type": True, "compare_server_default": True}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, Base.metadata) == []


def test_models_that_differ_would_be_seen(history):
    with history._database.engine.connect() as connection:
        connection.exec_driver_sql("DROP INDEX ix_inspections_score")
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, Base.metadata) != []


@pytest.mark.parametrize("revision", upgrade.REVISIONS)
def test_each_format_opens_and_holds_what_it_held(tmp_path, revision):
    build(tmp_path / "history", revision)

    with History.open(tmp_path / "history") as history:
        fan = history.machine_named("Lüfter 3")
        assert [m.name for m in history.machines()] == ["Lüfter 3", "Pump 1"]
        abnormal, bare = [history.inspection(v.inspection_id) for v in history.visits(fan.id)]
        assert same(abnormal.verdict, verdict())
        assert abnormal.note == "second"
        assert abnormal.healthy.baseline_id == history.baseline(abnormal.condition_id).id
        assert len(history.takes_of_baseline(abnormal.healthy.baseline_id)) == 1
        assert (bare.verdict.state, bare.model, len(bare.clips)) == (State.CANNOT_TELL, None, 0)
        history.check()


def test_first_format_reads_what_came_later_as_its_defaults(tmp_path):
    build(tmp_path / "history", "0001")

    with History.open(tmp_path / "history") as history:
        fan = history.machine_named("Lüfter 3")
        for visit in history.visits(fan.id):
            old = history.inspection(visit.inspection_id)
            assert (old.overruled, old.above_room_db, old.ending) == ((), None, None)
        assert history.placement(fan.points[0].id) is None
        assert history.room(fan.points[0].id) is None
        assert history.last_time(old.condition_id).level_dbfs == -52.25
        assert history.last_time(old.condition_id).above_room_db is None


def test_second_format_holds_the_microphone_and_the_room(tmp_path):
    build(tmp_path / "history", "0002")

    with History.open(tmp_path / "history") as history:
        fan = history.machine_named("Lüfter 3")
        abnormal, bare = [history.inspection(v.inspection_id) for v in history.visits(fan.id)]
        assert (abnormal.overruled, abnormal.above_room_db) == ((Check.KNOCKS, Check.ROOM), 7.25)
        assert abnormal.ending is Ending.LOST
        assert (bare.overruled, bare.above_room_db, bare.ending) == ((), None, None)
        kept = history.placement(fan.points[0].id)
        assert same(kept, replace(placement(fan, photo=PHOTO), id=kept.id))
        heard = history.room(fan.points[0].id)
        known = {"id": heard.id, "take": history.take(heard.take.id)}
        assert same(heard, replace(room(fan), **known))


def test_second_format_reads_what_came_later_as_its_defaults(tmp_path):
    build(tmp_path / "history", "0002")

    with History.open(tmp_path / "history") as history:
        fan = history.machine_named("Lüfter 3")
        visits = history.visits(fan.id)
        assert [visit.found for visit in visits] == [None, None]
        assert history.reviews(visits[0].inspection_id) == []
        old = history.inspection(visits[0].inspection_id).verdict
        assert (old.cannot, old.confidence, old.p_value, old.level_counted) == (None, None, None, False)
        assert (old.markers, old.hints, old.moments) == ((), (), ())
        assert history.model_choice("fan") is None
        condition_id = visits[0].condition_id
        (change,) = history.baseline_changes(condition_id)
        kept = history.baseline(condition_id)
        assert (change.event, change.baseline_id, change.at) == (BaselineEvent.LEARNT, kept.id, kept.learnt_at)
        assert history.undo_baseline(condition_id).baseline_id is None


def learn_again(raw: sqlite3.Connection, new_id: str, version: int, ear: str, take_ids: list[str]) -> None:
    """One more baseline of the condition that has one, as the second format kept it."""
    raw.execute(
        "INSERT INTO baselines (id, condition_id, version, learnt_at, ear_sha256, clip_count, bands)"
        " SELECT ?, condition_id, ?, learnt_at, ?, clip_count, bands FROM baselines WHERE version = 1",
        (new_id, version, ear),
    )
    raw.executemany(
        "INSERT INTO baseline_takes VALUES (?, ?, ?)",
        [(new_id, position, take_id) for position, take_id in enumerate(take_ids)],
    )


def test_each_baseline_of_the_second_format_gets_the_line_it_would_have_been_given(tmp_path):
    database = build(tmp_path / "history", "0002")
    (first, ear) = ask(database, "SELECT id, ear_sha256 FROM baselines")[0]
    (mine,) = ask(database, f"SELECT take_id FROM baseline_takes WHERE baseline_id = '{first}'")[0]
    (other,) = ask(database, f"SELECT id FROM takes WHERE id != '{mine}'")[0]
    with closing(sqlite3.connect(database)) as raw:
        for version, (new_id, by, takes) in enumerate(
            [
                ("grown", ear, [mine, other]),
                ("again", "n" * 64, [mine, other]),
                ("anew", "n" * 64, [other]),
                ("same", "n" * 64, [other]),
            ],
            2,
        ):
            learn_again(raw, new_id, version, by, takes)
        raw.commit()

    with History.open(tmp_path / "history") as history:
        fan = history.machine_named("Lüfter 3")
        changes = history.baseline_changes(condition_of(fan))
        assert [(c.event.name, c.baseline_id) for c in reversed(changes)] == [
            ("LEARNT", first),
            ("GROWN", "grown"),
            ("HEARD_AGAIN", "again"),
            ("LEARNT", "anew"),
            ("GROWN", "same"),
        ]
        assert history.baseline(condition_of(fan)).id == "same"
        assert [b.id for b in history.baselines(condition_of(fan))] == ["same", "anew", "again", "grown", first]


def test_third_format_holds_reviews_the_log_and_the_reasons(tmp_path):
    build(tmp_path / "history", "0003")

    with History.open(tmp_path / "history") as history:
        pump = history.machine_named("Pump 1")
        assert [machine.points[0].fixed for machine in history.machines()] == [False, True]
        (visit,) = history.visits(pump.id)
        assert visit.found is Found.FAULTY
        assert same(history.inspection(visit.inspection_id).verdict, explained())
        faulty, healthy = history.reviews(visit.inspection_id)
        assert same(faulty, replace(review(visit.inspection_id), id=faulty.id))
        assert healthy.found is Found.HEALTHY
        events = [change.event.name for change in history.baseline_changes(visit.condition_id)]
        assert events == ["UNDONE", "REPAIR", "GROWN", "LEARNT"]
        assert history.baseline(visit.condition_id).clip_count == 5
        assert history.redo_baseline(visit.condition_id).baseline_id is None
        assert history.model_choice("pump") == ModelChoice("pump", "2.0.0", START, "M. Großmann")


@pytest.mark.parametrize("revision", ["0001", "0002", "0003"])
def test_machines_of_earlier_formats_get_their_first_version(tmp_path, revision):
    build(tmp_path / "history", revision)

    with History.open(tmp_path / "history") as history:
        for kept in history.machines():
            (version,) = history.machine_log.versions(kept.id)
            assert (version.machine, version.id, version.at) == (kept, kept.id, kept.created_at)
            assert (kept.area, kept.criticality, kept.notes, kept.photo) == ("", Criticality.NORMAL, "", "")
            assert kept.interval_days is None
        changed = history.change_machine(replace(kept, area="Line 4"))
        assert history.machine_log.restore(kept.id) == kept
        assert [one.machine for one in history.machine_log.versions(kept.id)] == [kept, changed, kept]


def test_third_format_reads_what_came_later_as_its_defaults(tmp_path):
    build(tmp_path / "history", "0003")

    with History.open(tmp_path / "history") as history:
        pump = history.machine_named("Pump 1")
        (visit,) = history.visits(pump.id)
        assert history.readings.of_condition(visit.condition_id) == []
        assert history.readings.of_inspection(visit.inspection_id) == []
        assert history.routes.all() == []
        assert history.bin.contents() == []
        assert [one.machine for one in history.fleet()] == history.machines()


def test_fourth_format_holds_what_became_of_the_machines(tmp_path):
    build(tmp_path / "history", "0004")

    with History.open(tmp_path / "history") as history:
        fan, pump = history.machines()
        assert pump == replace(looked_after(mounted(machine("Pump 1"))), id=pump.id, points=pump.points)
        assert [one.by for one in history.machine_log.versions(pump.id)] == ["M. Großmann", ""]
        (corrected,) = history.readings.of_condition(condition_of(pump))
        typed = history.readings.lines(corrected.id)[1]
        assert same(typed, replace(reading(pump), id=typed.id))
        assert (corrected.value, corrected.unit, corrected.at) == (71.5, "°F", typed.at)
        (route,) = history.routes.all()
        assert (route.name, route.machine_ids) == ("Monday – hall 2", (pump.id, fan.id))
        (run,) = history.routes.runs(route.id)
        assert (run.skipped, run.ended_at is None) == ((fan.id,), False)
        assert history.alerts.seen_of(["a" * 32])["a" * 32].note == "looked at it – “dirt”"
        (binned,) = history.bin.contents()
        assert (binned.thing, binned.name) == (Thing.MACHINE, "Old fan")
        history.bin.bring_back(binned.thing_id)
        assert history.machine_named("Old fan").id == binned.thing_id


@pytest.mark.parametrize("revision", upgrade.REVISIONS)
def test_each_format_becomes_what_a_new_history_is(tmp_path, folder, revision):
    database = build(tmp_path / "kept", revision)
    History.open(database.parent).close()

    tables = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name"
    assert ask(database, tables) == ask(folder / "earshot.db", tables)


def test_opening_does_not_import_alembic(folder):
    code = "import sys; from pathlib import Path; from app.history.history import History; "
    code += "History.open(Path(sys.argv[1])).close(); print('alembic' in sys.modules)"

    done = subprocess.run([sys.executable, "-c", code, folder], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "False"


@pytest.fixture
def next_format(tmp_path, monkeypatch):
    """Pretends that there is one more format; call it with the body of its migration."""

    def pretend(body: str) -> None:
        migrations = tmp_path / "100% migrations"
        shutil.copytree(upgrade.MIGRATIONS, migrations)
        (migrations / "versions" / f"{NEXT}_next.py").write_text(
            "import sqlalchemy as sa\nfrom alembic import op\n"
            f"revision = '{NEXT}'\ndown_revision = '{LAST}'\n\ndef upgrade():\n    {body}\n"
        )
        monkeypatch.setattr(upgrade, "MIGRATIONS", migrations)
        monkeypatch.setattr(upgrade, "REVISIONS", (*upgrade.REVISIONS, NEXT))

    return pretend


REBUILD = """with op.batch_alter_table("machines", recreate="always") as machines:
        machines.add_column(sa.Column("colour", sa.Text(), nullable=True))"""


def test_upgrade_keeps_a_copy_of_what_was(tmp_path, next_format):
    database = build(tmp_path / "history", LAST)
    before = ask(database, "SELECT * FROM machines ORDER BY id")
    next_format(REBUILD)

    with History.open(database.parent) as history:
        assert len(history.machines()) == 2
        history.add_machine(machine("New"))

    copy = database.parent / f"earshot-before-{NEXT}.db"
    assert ask(database, "SELECT version_num FROM alembic_version") == [(NEXT,)]
    assert ask(database, "SELECT count(colour) FROM machines") == [(0,)]
    assert ask(copy, "SELECT version_num FROM alembic_version") == [(LAST,)]
    assert ask(copy, "SELECT * FROM machines ORDER BY id") == before
    assert not list(database.parent.glob("*.part"))


def test_upgraded_history_is_refused_by_the_older_program(tmp_path, next_format, monkeypatch):
    database = build(tmp_path / "history", LAST)
    next_format(REBUILD)
    History.open(database.parent).close()
    monkeypatch.undo()
    before = database.read_bytes()

    with pytest.raises(Problem, match=rf"written by a newer Earshot \(format {NEXT}; this one knows {LAST}\)"):
        History.open(database.parent)

    assert database.read_bytes() == before


@pytest.mark.parametrize(
    "body",
    [
        f"{REBUILD}\n    raise ZeroDivisionError",
        "op.execute('DELETE FROM points')",
    ],
    ids=["breaks off", "leaves orphans"],
)
def test_upgrade_that_fails_leaves_the_history_as_it_was(tmp_path, next_format, monkeypatch, body):
    database = build(tmp_path / "history", LAST)
    next_format(body)

    with pytest.raises((ZeroDivisionError, RuntimeError)):
        History.open(database.parent)

    monkeypatch.undo()
    with History.open(database.parent) as history:
        assert len(history.machines()) == 2
    assert ask(database.parent / f"earshot-before-{NEXT}.db", "SELECT count(*) FROM machines") == [(3,)]


def test_upgrade_without_room_for_the_copy_is_not_begun(tmp_path, next_format, monkeypatch):
    database = build(tmp_path / "history", LAST)
    next_format(REBUILD)

    def full(_path):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("app.history.database._sync", full)
    with pytest.raises(Problem, match="is full"):
        History.open(database.parent)

    assert ask(database, "SELECT version_num FROM alembic_version") == [(LAST,)]
    assert not list(database.parent.glob("earshot-before*"))

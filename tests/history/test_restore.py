"""A restored backup is the history; the one before is kept, whatever state it was in; refused, nothing changed."""

import random
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.domain.problem import Cancelled, Problem
from app.history.backup import Backups
from app.history.backup_contents import contents
from app.history.backup_names import Why
from app.history.history import History
from app.history.restore import restore
from app.history.upgrade import REVISIONS
from tests.history.builders import machine
from tests.history.test_backup_contents import first_bytes_lost, half_missing, of_format, pages_lost, text

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def backup(folder: Path) -> Path:
    """A backup with the machine "old"; the history has "new" as well."""
    with History.open(folder) as history:
        history.add_machine(machine("old"))
        made = Backups(folder).make()
        history.add_machine(machine("new"))
    assert made is not None
    return made.path


def machines(folder: Path) -> list[str]:
    with History.open(folder, busy_timeout_s=0.2) as history:
        history.check()
        return [one.name for one in history.machines()]


def files(folder: Path) -> dict[str, bytes]:
    found = {path for path in folder.rglob("*") if path.is_file() and not path.name.endswith((".checked", "-shm"))}
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}


def test_it_is_the_history_and_the_one_before_can_be_had_again(folder: Path, backup: Path):
    kept_as = restore(folder, backup, AT)

    assert machines(folder) == ["old"]
    assert kept_as is not None
    assert kept_as.name == f"earshot-20260301T120000Z-2-{REVISIONS[-1]}-before-restore.db"
    newest = Backups(folder).all()[0]
    assert (newest.path, newest.why) == (kept_as, Why.BEFORE_RESTORE)

    restore(folder, kept_as)

    assert machines(folder) == ["new", "old"]
    assert not list(folder.rglob("*.part*"))


def test_what_was_only_in_the_log_of_a_crashed_program_is_kept_too(folder: Path, backup: Path):
    code = "import os, sys; from pathlib import Path; from app.history.history import History; "
    code += "from tests.history.builders import machine; h = History.open(Path(sys.argv[1])); "
    code += "h.add_machine(machine('crashed')); os._exit(1)"
    subprocess.run([sys.executable, "-c", code, folder], check=False)
    assert (folder / "earshot.db-wal").stat().st_size

    kept_as = restore(folder, backup)

    assert kept_as is not None
    assert contents(kept_as).machines == 3
    assert machines(folder) == ["old"]


def test_the_recordings_stay_where_they_are(folder: Path, backup: Path):
    take = folder / "takes" / "ab" / "ab.wav"
    take.parent.mkdir(parents=True)
    take.write_bytes(b"sound")

    restore(folder, backup)

    assert take.read_bytes() == b"sound"


@pytest.mark.parametrize("revision", REVISIONS[:-1])
def test_an_older_format_is_brought_up_when_it_is_opened(
    folder: Path, backup: Path, tmp_path: Path, revision: str
):
    old = of_format(tmp_path / "old.db", revision)

    restore(folder, old)

    with closing(sqlite3.connect(folder / "earshot.db")) as raw:
        assert raw.execute("SELECT version_num FROM alembic_version").fetchone() == (revision,)
    assert {"Lüfter 3", "Pump 1"} <= set(machines(folder))


def test_copies_made_before_a_new_format_are_not_replaced_by_later_ones(tmp_path: Path):
    folder = tmp_path / "history"
    folder.mkdir()
    of_format(folder / "earshot.db", REVISIONS[0])
    with History.open(folder) as history:
        first = history.add_machine(machine("first"))
    (copy,) = folder.glob("earshot-before-*.db")
    was = copy.read_bytes()
    changed = tmp_path / "changed.db"
    changed.write_bytes(was)
    with closing(sqlite3.connect(changed)) as raw:
        raw.execute("UPDATE machines SET site = 'elsewhere'")
        raw.commit()

    for again in (changed, copy, changed):
        restore(folder, again)
        assert first.name not in machines(folder)

    assert copy.read_bytes() == was
    assert len(list(folder.glob("earshot-before-*.db"))) == 2


@pytest.mark.parametrize("spoil", [first_bytes_lost, half_missing, pages_lost, text])
def test_a_damaged_history_is_kept_too(folder: Path, backup: Path, spoil):
    database = folder / "earshot.db"
    database.write_bytes(spoil(database.read_bytes()))
    spoilt = database.read_bytes()
    with pytest.raises(Problem, match="is damaged") as told:
        History.open(folder)
    assert str(backup) in told.value.to_do

    kept_as = restore(folder, backup)

    assert machines(folder) == ["old"]
    assert kept_as is not None
    # One byte that says whether a log goes with the file may differ.
    assert len(kept_as.read_bytes()) == len(spoilt)
    assert kept_as.read_bytes()[4096:] == spoilt[4096:]
    assert not contents(kept_as).whole


def test_the_log_of_a_damaged_history_goes_with_it_and_never_meets_the_new_one(folder: Path, backup: Path):
    history = History.open(folder)
    history.add_machine(machine("in the log"))
    log = (folder / "earshot.db-wal").read_bytes()
    history.close()
    (folder / "earshot.db").write_bytes(text(b""))
    (folder / "earshot.db-wal").write_bytes(log)

    kept_as = restore(folder, backup)

    assert machines(folder) == ["old"]
    assert kept_as is not None
    assert kept_as.with_name(f"{kept_as.name}-wal").read_bytes() == log


def test_a_history_that_is_gone_comes_back(folder: Path, backup: Path):
    (folder / "earshot.db").unlink()
    with pytest.raises(Problem, match="no longer there"):
        History.open(folder)

    assert restore(folder, backup) is None

    assert machines(folder) == ["old"]


def test_a_backup_goes_to_another_laptop(tmp_path: Path, backup: Path):
    assert restore(tmp_path / "new" / "history", backup) is None

    assert machines(tmp_path / "new" / "history") == ["old"]


@pytest.mark.parametrize("spoil", [first_bytes_lost, half_missing, pages_lost, text])
def test_a_damaged_backup_is_refused(folder: Path, backup: Path, spoil):
    backup.write_bytes(spoil(backup.read_bytes()))
    before = files(folder)

    with pytest.raises(Problem, match=r"backup .* is damaged"):
        restore(folder, backup)

    assert files(folder) == before


def test_a_newer_one_is_refused(folder: Path, backup: Path):
    with closing(sqlite3.connect(backup)) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '0999'")
        raw.commit()
    before = files(folder)

    with pytest.raises(Problem, match=r"newer Earshot \(format 0999"):
        restore(folder, backup)

    assert files(folder) == before


def test_the_history_is_no_backup_of_itself(folder: Path, backup: Path):
    with pytest.raises(Problem, match="is the history itself"):
        restore(folder, folder / "earshot.db")


def test_it_is_refused_while_this_program_has_the_history_open(folder: Path, backup: Path):
    with History.open(folder) as history:
        history.machines()
        with pytest.raises(Problem, match="locked by another program"):
            restore(folder, backup)
        history.add_machine(machine("still here"))

    assert machines(folder) == ["new", "old", "still here"]
    assert len(Backups(folder).all()) == 1


def test_it_is_refused_while_a_second_program_has_it_open_and_idle(folder: Path, backup: Path):
    code = "import sys; from pathlib import Path; from app.history.history import History; "
    code += "h = History.open(Path(sys.argv[1])); print('open', flush=True); sys.stdin.read(); h.close()"
    other = subprocess.Popen(
        [sys.executable, "-c", code, folder], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert other.stdout is not None
    assert other.stdout.readline() == "open\n"

    with pytest.raises(Problem, match="locked by another program"):
        restore(folder, backup)

    other.communicate()
    assert other.returncode == 0
    restore(folder, backup)
    assert machines(folder) == ["old"]


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be replaced there")
def test_who_opened_the_old_file_the_moment_before_cannot_write_beside_the_new_one(folder: Path, backup: Path):
    """Its log would bear the name of the new one's: SQLite refuses, since the old file would need a new log."""
    with closing(sqlite3.connect(folder / "earshot.db", isolation_level=None)) as early:
        restore(folder, backup)
        with pytest.raises(sqlite3.OperationalError):
            early.execute("PRAGMA journal_mode = WAL").fetchall()
        with pytest.raises(sqlite3.OperationalError):
            early.execute("DELETE FROM machines")

    assert machines(folder) == ["old"]


def test_stopped_nothing_changed(folder: Path, backup: Path):
    def stop(_share: float) -> None:
        raise Cancelled

    before = files(folder)
    with pytest.raises(Cancelled):
        restore(folder, backup, tick=stop)

    assert files(folder) == before


def test_any_sequence_of_work_backup_and_restore_loses_nothing(folder: Path):
    """Each backup is what the history was when it was made; the history before each restore is a backup."""
    seed = random.randrange(10**6)
    sys.stdout.write(f"seed {seed}\n")
    chance = random.Random(seed)
    known: dict[Path, list[str]] = {}
    current: list[str] = []
    for step in range(30):
        act = chance.choice(["work", "work", "back up", "restore"])
        if act == "work":
            with History.open(folder) as history:
                history.add_machine(machine(f"fan {step:02}"))
            current = sorted([*current, f"fan {step:02}"])
        elif act == "back up":
            made = Backups(folder).make()
            if made:
                known[made.path] = current
        elif known:
            choice = chance.choice(sorted(known))
            kept_as = restore(folder, choice)
            assert kept_as is not None
            known[kept_as], current = current, known[choice]
        assert machines(folder) == current
        known = {path: names for path, names in known.items() if path.exists()}
    for path, names in known.items():
        assert contents(path).machines == len(names)

"""Killed anywhere in a backup or a restore: the old or the new history opens, whole, and no half backup counts.

`python -m tests.history.test_restore_killed` is the program that is killed: one child a round, so that the imports
are paid for once. Told a number, the child ends at that step (a file opened, made, renamed, removed); told a time,
the system ends it then.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.history.backup import Backups
from app.history.backup_contents import contents
from app.history.history import History
from app.history.restore import restore
from tests.history.builders import inspection, machine

ROUNDS = 40
STEPS = ("open", "os.", "sqlite3.", "shutil.")

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL and fork")


class Killed:
    """The program in which something is done and killed."""

    def __init__(self, root: Path) -> None:
        self._program = subprocess.Popen(
            [sys.executable, "-m", "tests.history.test_restore_killed"],
            cwd=root,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def end(self) -> None:
        self._program.communicate()

    def __call__(
        self, what: str, folder: Path, backup: Path, step: int = 0, after_s: float = 0.0
    ) -> tuple[int, float]:
        """How many steps it came and how long it took; zeros when it was killed at `step` or after that time."""
        assert self._program.stdin is not None and self._program.stdout is not None
        self._program.stdin.write(f"{what}\t{folder}\t{backup}\t{step}\t{after_s}\n")
        self._program.stdin.flush()
        steps, took_s = self._program.stdout.readline().split()
        return int(steps), float(took_s)


@pytest.fixture(scope="module")
def killed(root: Path) -> Iterator[Killed]:
    program = Killed(root)
    yield program
    program.end()


@pytest.fixture
def chance() -> random.Random:
    seed = random.randrange(10**6)
    sys.stdout.write(f"seed {seed}\n")
    return random.Random(seed)


@pytest.fixture
def backup(folder: Path) -> Path:
    """A backup with the machine "old"; the history has "new" as well, and both have some hundred pages."""
    with History.open(folder) as history:
        fan = history.add_machine(machine("old"))
        for _ in range(20):
            history.add_inspection(inspection(fan))
        made = Backups(folder).make()
        history.add_machine(machine("new"))
    assert made is not None
    return made.path


def machines(folder: Path) -> list[str]:
    with History.open(folder, busy_timeout_s=0.2) as history:
        history.check()
        return [one.name for one in history.machines()]


def leave_a_log(folder: Path) -> None:
    """As after a crash: something confirmed is in the log only."""
    copy = folder.with_name("crashed")
    with History.open(folder) as history:
        history.add_machine(machine("log"))
        shutil.copytree(folder, copy)
    shutil.rmtree(folder)
    copy.rename(folder)


@pytest.mark.parametrize("crashed", [False, True], ids=["closed well", "left a log"])
def test_killed_in_a_restore(folder: Path, backup: Path, killed: Killed, chance: random.Random, crashed: bool):
    if crashed:
        leave_a_log(folder)
    old = ["log", "new", "old"] if crashed else ["new", "old"]
    clean = folder.with_name("clean")
    folder.rename(clean)
    backup = folder / backup.relative_to(folder)
    shutil.copytree(clean, folder)
    steps, took_s = killed("restore", folder, backup)
    assert machines(folder) == ["old"]
    assert steps > 10
    seen = set()
    for number in range(ROUNDS // 2):
        shutil.rmtree(folder)
        shutil.copytree(clean, folder)
        if number % 3:
            killed("restore", folder, backup, step=chance.randint(1, steps))
        else:
            killed("restore", folder, backup, after_s=chance.uniform(0.001, took_s))

        found = machines(folder)

        assert found in (old, ["old"])
        seen.add(tuple(found))
        listed = [contents(one.path) for one in Backups(folder).all()]
        assert all(one.whole for one in listed)
        if found == ["old"]:
            # What was the history is a backup now.
            assert len(old) in [one.machines for one in listed]
        restore(folder, backup)
        assert machines(folder) == ["old"]
    assert tuple(old) in seen


def test_killed_in_a_backup(folder: Path, backup: Path, killed: Killed, chance: random.Random):
    clean = folder.with_name("clean")
    shutil.copytree(folder, clean)
    steps, took_s = killed("make", folder, backup)
    assert len(Backups(folder).all()) == 2
    for number in range(ROUNDS // 2):
        shutil.rmtree(folder)
        shutil.copytree(clean, folder)
        if number % 3:
            killed("make", folder, backup, step=chance.randint(1, steps))
        else:
            killed("make", folder, backup, after_s=chance.uniform(0.001, took_s))

        assert machines(folder) == ["new", "old"]
        for one in Backups(folder).all():
            assert contents(one.path).whole
        made = Backups(folder).make()
        assert len(Backups(folder).all()) == 2
        assert contents((made or Backups(folder).all()[0]).path).machines == 2


def test_a_history_that_was_damaged_can_still_be_restored_after_a_kill(
    folder: Path, backup: Path, killed: Killed, chance: random.Random
):
    leave_a_log(folder)
    database, log = folder / "earshot.db", (folder / "earshot.db-wal").read_bytes()
    assert log
    database.write_bytes(b"no database any more" * 500)
    clean = folder.with_name("clean")
    shutil.copytree(folder, clean)
    steps, _ = killed("restore", folder, backup)
    for _ in range(ROUNDS // 4):
        shutil.rmtree(folder)
        shutil.copytree(clean, folder)

        killed("restore", folder, backup, step=chance.randint(1, steps))

        whole = database.read_bytes()[:6] == b"SQLite"
        kept = [one.path.read_bytes() for one in Backups(folder).all()]
        assert whole or database.read_bytes().startswith(b"no database")
        assert not whole or b"no database any more" * 500 in kept
        assert log in [path.read_bytes() for path in folder.rglob("*.db-wal") if path.stat().st_size]
        restore(folder, backup)
        assert machines(folder) == ["old"]


def _count_steps(kill_at: int) -> list[int]:
    steps = [0]

    def hook(event: str, _arguments: object) -> None:
        if event.startswith(STEPS):
            steps[0] += 1
            if steps[0] == kill_at:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)
    return steps


def _do(what: str, folder: Path, backup: Path, step: int, after_s: float) -> str:
    steps, began_s = _count_steps(step), time.monotonic()
    if after_s:
        # Nobody handles this signal: the process is gone as after SIGKILL, and no other can be hit by mistake.
        signal.setitimer(signal.ITIMER_REAL, after_s)
    if what == "make":
        Backups(folder).make()
    else:
        restore(folder, backup)
    return f"{steps[0]} {time.monotonic() - began_s}"


def _serve() -> None:
    for line in sys.stdin:
        what, folder, backup, step, after_s = line.rstrip("\n").split("\t")
        read, write = os.pipe()
        child = os.fork()
        if not child:
            try:
                os.write(write, _do(what, Path(folder), Path(backup), int(step), float(after_s)).encode())
            finally:
                os._exit(0)
        os.close(write)
        os.waitpid(child, 0)
        sys.stdout.write(f"{os.read(read, 99).decode() or '0 0'}\n")
        sys.stdout.flush()
        os.close(read)


if __name__ == "__main__":
    _serve()

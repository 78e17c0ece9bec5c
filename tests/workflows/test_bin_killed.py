"""Killed anywhere while the bin is emptied: nothing kept loses a file, and no file is left of what is gone.

`python -m tests.workflows.test_bin_killed` is the program that is killed, one child a round.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.bin import Thing
from app.history.history import History
from app.workflows import bin_files
from app.workflows.bin import ThrowAway
from tests.workflows.bin_folder import busy, files

ROUNDS = 8
THICK = 14
"""Among the first steps is the moment at which the rows are gone and the files are not: half the rounds."""
STEPS = ("open", "os.", "sqlite3.")

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL and fork")


@pytest.fixture(scope="module")
def program(root: Path) -> Iterator[subprocess.Popen[str]]:
    started = subprocess.Popen(
        [sys.executable, "-m", "tests.workflows.test_bin_killed"],
        cwd=root,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    yield started
    started.communicate()


def killed(program: subprocess.Popen[str], folder: Path, step: int) -> int:
    """How many steps emptying took; 0 when it was killed at `step`."""
    assert program.stdin is not None and program.stdout is not None
    program.stdin.write(f"{folder}\t{step}\n")
    program.stdin.flush()
    return int(program.stdout.readline())


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    """One machine that stays, one and a visit of the other in the bin."""
    folder = tmp_path / "clean"
    with History.open(folder) as history:
        _, ids = busy(history, "kept")
        gone, _ = busy(history, "gone")
        history.bin.throw(Thing.INSPECTION, ids[0])
        history.bin.throw(Thing.MACHINE, gone.id)
    return folder


def test_killed_while_the_bin_is_emptied(
    clean: Path, program: subprocess.Popen[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(bin_files, "_YOUNG_S", -1.0)
    folder = tmp_path / "history"
    shutil.copytree(clean, folder)
    whole = files(folder)
    steps = killed(program, folder, 0)
    after = _recovered(folder)
    assert steps > 20 and len(after) == 5 + 3 * 3 - 1
    seed = random.randrange(10**6)
    sys.stdout.write(f"seed {seed}, {steps} steps\n")
    found = set()
    chance = random.Random(seed)
    rounds = chance.sample(range(2, THICK), ROUNDS // 2) + chance.sample(range(THICK, steps + 1), ROUNDS // 2)
    for step in [1, *rounds]:
        shutil.rmtree(folder)
        shutil.copytree(clean, folder)
        assert killed(program, folder, step) == 0

        left = _recovered(folder)

        assert left in (whole, after), f"at step {step}"
        found.add(len(left))
    assert len(found) == 2


def _recovered(folder: Path) -> set[str]:
    """The files after the next start, when what was set aside has rested."""
    with History.open(folder) as history:
        history.check()
        throw = ThrowAway(history)
        throw.purge_due()
        bin_files.FilesAside(history, rest_s=0.0).tidy()
        lying = throw.contents()
        assert len(lying) in (0, 2)
        return files(folder)


def _serve() -> None:
    for line in sys.stdin:
        folder, step = line.rstrip("\n").split("\t")
        read, write = os.pipe()
        child = os.fork()
        if not child:
            try:
                os.write(write, str(_empty(Path(folder), int(step))).encode())
            finally:
                os._exit(0)
        os.close(write)
        os.waitpid(child, 0)
        sys.stdout.write(f"{os.read(read, 99).decode() or '0'}\n")
        sys.stdout.flush()
        os.close(read)


def _empty(folder: Path, kill_at: int) -> int:
    steps = 0

    def hook(event: str, _arguments: object) -> None:
        nonlocal steps
        if event.startswith(STEPS):
            steps += 1
            if steps == kill_at:
                os.kill(os.getpid(), signal.SIGKILL)

    with History.open(folder) as history:
        throw = ThrowAway(history)
        shown = [line.thing_id for line in throw.contents()]
        sys.addaudithook(hook)
        throw.empty(shown)
        return steps


if __name__ == "__main__":
    _serve()

"""The cache when programs are killed in the middle, or work side by side."""

import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from tests.training.datasets.trees import plant

CLIPS = 40
DEADLINE_S = 60


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    return plant(tmp_path / "F1", *(f"ok/{number}.wav" for number in range(CLIPS)))


def start(root: Path, machine: Path, name: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.training.datasets.slow_features"]
    folder = machine.parent
    return subprocess.Popen([*command, machine, folder / "cache", folder / f"{name}.log", folder / name], cwd=root)


def lines(path: Path) -> int:
    return len(path.read_text().splitlines()) if path.exists() else 0


def test_work_goes_on_where_it_was_killed(root: Path, machine: Path, tmp_path: Path):
    killed = start(root, machine, "killed.npy")
    deadline = time.monotonic() + DEADLINE_S
    while lines(tmp_path / "killed.npy.log") < 8 and time.monotonic() < deadline:
        time.sleep(0.01)
    killed.kill()
    assert killed.wait(DEADLINE_S) != 0
    assert start(root, machine, "again.npy").wait(DEADLINE_S) == 0
    done, computed = lines(tmp_path / "killed.npy.log"), lines(tmp_path / "again.npy.log")
    assert 8 <= done < CLIPS
    assert CLIPS - done <= computed < CLIPS
    assert np.load(tmp_path / "again.npy").shape == (CLIPS, 3)


def test_two_programs_at_once_find_the_same(root: Path, machine: Path, tmp_path: Path):
    both = [start(root, machine, name) for name in ("one.npy", "two.npy")]
    assert [program.wait(DEADLINE_S) for program in both] == [0, 0]
    np.testing.assert_array_equal(np.load(tmp_path / "one.npy"), np.load(tmp_path / "two.npy"))
    assert all(path.suffix == ".npz" for path in (tmp_path / "cache" / "slow-1").iterdir())

"""A crash that Python never sees leaves a trace, which is told at the next start; anything else leaves none."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from app.main.crash_trace import left_behind, traces
from tests.conftest import ROOT

BEGIN = (
    "import faulthandler, os, sys, signal; from pathlib import Path; from app.main.crash_trace import CrashTrace;"
)


def run(folder: Path, then: str) -> subprocess.CompletedProcess[str]:
    """A program that begins its trace in the folder, and then does something."""
    program = f"{BEGIN} trace = CrashTrace(Path({str(folder)!r})); trace.begin(); {then}"
    return subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
    )


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="signals of POSIX")
@pytest.mark.parametrize("number", [signal.SIGSEGV, signal.SIGABRT])
def test_a_crash_is_told_at_the_next_start_and_once(tmp_path: Path, number: signal.Signals):
    ended = run(tmp_path, f"trace.note('Qt: no platform plugin'); os.kill(os.getpid(), {int(number)})")
    assert ended.returncode == -number
    told = left_behind(tmp_path)
    (kept,) = traces(tmp_path)
    assert told is not None and str(kept) in told.to_do and "safe" in told.what
    assert "Qt: no platform plugin" in kept.read_text() and "Current thread" in kept.read_text()
    assert left_behind(tmp_path) is None
    assert list(tmp_path.iterdir()) == [kept]


def test_a_program_that_ends_in_order_leaves_nothing(tmp_path: Path):
    assert run(tmp_path, "trace.end()").returncode == 0
    assert left_behind(tmp_path) is None and not list(tmp_path.iterdir())


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="signals of POSIX")
def test_one_that_was_killed_is_no_crash_of_ours(tmp_path: Path):
    assert run(tmp_path, "os.kill(os.getpid(), signal.SIGKILL)").returncode == -signal.SIGKILL
    assert left_behind(tmp_path) is None and not list(tmp_path.iterdir())


def test_the_trace_of_a_program_that_is_still_open_is_left_alone(tmp_path: Path):
    program = f"{BEGIN} CrashTrace(Path({str(tmp_path)!r})).begin(); print('open', flush=True); sys.stdin.read()"
    alive = subprocess.Popen(
        [sys.executable, "-c", program], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert alive.stdout is not None and alive.stdin is not None
    alive.stdout.readline()
    (theirs,) = tmp_path.glob("*.open")
    theirs.write_text("a fault that Qt handled itself")
    assert left_behind(tmp_path) is None and theirs.exists()
    alive.stdin.close()
    alive.wait(30)
    alive.stdout.close()
    assert left_behind(tmp_path) is not None


def test_only_the_newest_traces_are_kept(tmp_path: Path):
    for day in range(10, 20):
        (tmp_path / f"earshot-crash-202611{day}-080000-1.open").write_text("x")
    assert left_behind(tmp_path) is not None
    assert [path.name[14:22] for path in traces(tmp_path)] == [f"202611{day}" for day in range(19, 14, -1)]


def test_a_folder_that_cannot_be_written_costs_the_file_alone(tmp_path: Path):
    (tmp_path / "file").touch()
    ended = run(tmp_path / "file", "trace.note('x'); trace.end()")
    assert ended.returncode == 0, ended.stderr
    assert left_behind(tmp_path / "file") is None and left_behind(tmp_path / "nowhere") is None


def test_where_there_is_no_file_the_trace_goes_to_standard_error(tmp_path: Path):
    (tmp_path / "file").touch()
    assert "Current thread" in run(tmp_path / "file", "os.abort()").stderr

"""Sleep is put off only while it is wanted, and never at the cost of an error."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from app.capture import awake
from app.capture.awake import keep_awake

ROOT = Path(__file__).resolve().parents[2]

INHIBITOR = """#!/bin/sh
echo "$@" > "{told}"
echo $$ > "{pid}"
exec cat
"""


@pytest.fixture
def inhibitor(tmp_path, monkeypatch):
    """A systemd-inhibit of the test's own, which says what it was asked and who it is."""
    script = tmp_path / "systemd-inhibit"
    script.write_text(INHIBITOR.format(told=tmp_path / "told", pid=tmp_path / "pid"))
    script.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr(awake.sys, "platform", "linux")
    return tmp_path


def until(true):
    end_s = time.monotonic() + 20
    while not true():
        assert time.monotonic() < end_s
        time.sleep(0.01)


def lives(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return b"\nState:\tZ" not in Path(f"/proc/{pid}/status").read_bytes()


@pytest.mark.skipif(os.name != "posix", reason="a shell script stands in for the helper")
def test_it_is_put_off_while_it_is_wanted(inhibitor):
    with keep_awake():
        until((inhibitor / "pid").exists)
        until(lambda: (inhibitor / "pid").read_text().strip())
        pid = int((inhibitor / "pid").read_text())
        assert lives(pid)
        assert "--what=sleep:idle" in (inhibitor / "told").read_text()
    assert not lives(pid)


@pytest.mark.skipif(os.name != "posix", reason="a shell script stands in for the helper")
def test_a_killed_program_keeps_no_laptop_awake(inhibitor):
    code = "import time\nfrom app.capture.awake import keep_awake\nwith keep_awake():\n    time.sleep(60)"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen([sys.executable, "-c", code], env=environment) as program:
        until((inhibitor / "pid").exists)
        until(lambda: (inhibitor / "pid").read_text().strip())
        program.send_signal(signal.SIGKILL)
    pid = int((inhibitor / "pid").read_text())
    until(lambda: not lives(pid))


def test_a_system_without_it_is_no_error(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with keep_awake():
        pass


@pytest.mark.skipif(os.name != "posix", reason="a shell script stands in for the helper")
def test_one_that_fails_at_once_or_hangs_is_no_error(inhibitor):
    script = inhibitor / "systemd-inhibit"
    script.write_text("#!/bin/sh\nexit 1\n")
    with keep_awake():
        time.sleep(0.1)
    script.write_text("#!/bin/sh\nexec sleep 60\n")
    with keep_awake():
        pass
    script.write_bytes(b"\x7fnot a program")
    with keep_awake():
        pass


def test_what_goes_wrong_inside_gets_out(inhibitor):
    with pytest.raises(KeyError), keep_awake():
        raise KeyError

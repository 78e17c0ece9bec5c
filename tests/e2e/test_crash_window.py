"""What breaks in the real window is seen on the real screen, and what kills it is told at the next start."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from app.main.paths import log_path
from app.main.window import Opener
from tests.conftest import ROOT
from tests.e2e.screens import x_screen

pytestmark = pytest.mark.slow

PATIENCE_S = 90.0
BREAKS_LATER = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from app.ui import run
kept = []
class Breaking(run.MainWindow):
    def __init__(self, *given):
        super().__init__(*given)
        clock = QTimer(self, interval=300)
        clock.timeout.connect(lambda: {}["deep inside"])
        clock.start()
        self.clock = clock
run.MainWindow = Breaking
from app.main.window import open_window
sys.exit(open_window(Path(sys.argv[1])))
"""


def windows(screen: dict[str, str], name: str) -> list[str]:
    found = subprocess.run(
        ["xdotool", "search", "--onlyvisible", "--name", name],
        env=screen,
        capture_output=True,
        text=True,
        check=False,
    )
    return found.stdout.split()


def wait_for(screen: dict[str, str], name: str, program: "subprocess.Popen[str]") -> list[str]:
    end_s = time.monotonic() + PATIENCE_S
    while not windows(screen, name):
        assert program.poll() is None and time.monotonic() < end_s, f"no window {name}"
        time.sleep(0.3)
    return windows(screen, name)


def start(screen: dict[str, str], *words: str) -> "subprocess.Popen[str]":
    return subprocess.Popen([sys.executable, *words], cwd=ROOT, env=screen, stderr=subprocess.PIPE, text=True)


def test_a_slot_that_breaks_again_and_again_brings_up_one_dialog(tmp_path: Path):
    with x_screen() as screen:
        program = start(screen, "-c", BREAKS_LATER, str(tmp_path))
        try:
            wait_for(screen, "Something went wrong inside Earshot", program)
            time.sleep(3.0)
            assert len(windows(screen, "Something went wrong inside Earshot")) == 1
            assert windows(screen, "^Earshot$"), "the window is still there"
        finally:
            program.kill()
            program.communicate()
    assert "KeyError: 'deep inside'" in log_path(tmp_path).read_text()


def test_a_window_that_crashes_is_told_of_at_the_next_start(tmp_path: Path):
    with x_screen() as screen:
        program = start(screen, "-m", "app", "--history", str(tmp_path))
        wait_for(screen, "^Earshot$", program)
        os.kill(program.pid, signal.SIGSEGV)
        program.communicate(timeout=PATIENCE_S)
    notices = dict(Opener(tmp_path).notices())
    assert "broke down" in notices["crashed before"].what
    assert "crashed before" not in dict(Opener(tmp_path).notices())

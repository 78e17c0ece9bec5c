"""The program as it is started, on a screen of its own, pressed by a mouse that is not Qt's."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest

from app.domain.verdict import State
from app.history.history import History
from tests.conftest import ROOT
from tests.e2e.screens import x_screen

T = TypeVar("T")

PATIENCE_S = 90.0
STEPS = ((288, 363), (715, 363), (1142, 363))
"""Where the three buttons of the start page are on a screen of 1366×768, as resources/docs shows."""

SKIP_ALL = (1303, 28)
"""Where the first start lets itself be skipped; on the start page there is nothing."""

pytestmark = pytest.mark.slow


def until(true: Callable[[], object], what: str) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not true():
        assert time.monotonic() < deadline, f"waited in vain for {what}"
        time.sleep(0.3)


@pytest.fixture
def screen() -> Iterator[dict[str, str]]:
    """The environment of an empty X screen."""
    with x_screen() as environment:
        yield environment


def test_three_real_clicks_lead_to_a_verdict_that_is_kept(screen: dict[str, str], tmp_path: Path):
    history = tmp_path / "history"
    log = (tmp_path / "said.txt").open("w")
    program = subprocess.Popen(
        [sys.executable, "-m", "app", "--history", str(history)], cwd=ROOT, env=screen, stdout=log, stderr=log
    )

    def click(x: int, y: int) -> None:
        subprocess.run(["xdotool", "mousemove", str(x), str(y), "click", "1"], env=screen, check=True)

    def clips() -> int:
        return _read(history, lambda kept: max((s.baseline_clips for s in kept.fleet()), default=0))

    def verdicts() -> list[State]:
        return _read(history, lambda kept: [s.last.state for s in kept.fleet() if s.last])

    try:
        found = ["xdotool", "search", "--name", "Earshot"]
        until(lambda: subprocess.run(found, env=screen, capture_output=True, check=False).stdout, "the window")
        # A click before the history is open goes nowhere, as it does for an impatient user: click again.
        until(lambda: click(*SKIP_ALL) or click(*STEPS[0]) or clips() == 5, "five healthy clips")
        until(lambda: click(*STEPS[1]) or verdicts(), "the verdict")
        assert verdicts() == [State.ABNORMAL]
        click(*STEPS[2])
        until(lambda: program.poll() is None, "the window to live on")
    finally:
        program.terminate()
        program.wait(timeout=30)
        log.close()
    assert (tmp_path / "said.txt").read_text() == ""


def _read(history: Path, ask: Callable[[History], T]) -> T:
    with History.open(history) as kept:
        return ask(kept)

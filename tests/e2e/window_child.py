"""The whole program as it is started, which also tells the test what is on its screen, line by line.

It runs as a program of its own: the sound server must be in the environment before PortAudio is loaded. Hands are
not lent: pressing is done from outside, by xdotool on the screen.
"""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_S = 90.0

_CHILD = r"""
import json, os, signal, sys, time
from pathlib import Path
answers = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)
history = Path(sys.argv[1])
from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QApplication
from app.main.window import Opener
from app.ui.jobs import Jobs
from app.ui.main_window import MainWindow

qt = QApplication([])
opener, jobs = Opener(history), Jobs()
window = MainWindow(opener, jobs, history, history / "earshot.log")
window.resize(1366, 768)
window.move(0, 0)
before = None

def place(widget):
    middle = widget.mapToGlobal(widget.rect().center())
    return [middle.x(), middle.y()] if widget.isVisible() and widget.isEnabled() else None

def buttons(page):
    from app.ui.widgets import Button
    return {b.text(): place(b) for b in page.findChildren(Button) if b.isVisible() and b.text()}

def shown():
    desk = window.desk
    if desk is None:
        return {"ready": False}
    page, face = desk.record.page, desk.record.presenter.face
    status = desk.record._record.listener.status
    inspection = desk.record.presenter.taking.inspection
    return {
        "ready": True,
        "on_page": page.isVisible(),
        "live": page.level.live is not None,
        "banner": window.shell.frame.banner.text,
        "state": face.state,
        "what": face.what,
        "phase": desk.record.presenter.taking.phase.value,
        "listening": status.listening,
        "microphone": status.microphone.name if status.microphone else "",
        "recorded": int(status.recorded_s),
        "verdict": inspection.verdict.state.value if inspection else "",
        "ending": inspection.ending.value if inspection and inspection.ending else "",
        "big": place(page.record.big),
        "buttons": buttons(page),
        "notice": [window.shell.frame.notice.notice.title] if window.shell.frame.notice.notice else [],
        "notice_buttons": buttons(window.shell.frame.notice),
    }

def look():
    global before
    now = shown()
    if now != before:
        before = now
        print(json.dumps({"at_s": time.monotonic(), **now}), file=answers, flush=True)

# Python hears a signal when the timer next lets it run, or in the middle of painting: no moment to close a window.
signal.signal(signal.SIGUSR1, lambda number, frame: QTimer.singleShot(0, window.close))
clock = QTimer(interval=50)
clock.timeout.connect(look)
clock.start()
window.show()
code = qt.exec()
jobs.close()
opener.close()
sys.exit(code)
"""


class WindowChild:
    """The program on a screen; `now` is what it showed last."""

    def __init__(self, history: Path, environment: dict[str, str]) -> None:
        self.environment = {**environment, "PYTHONPATH": str(ROOT)}
        self.process = subprocess.Popen(
            [sys.executable, "-X", "faulthandler", "-c", _CHILD, str(history)],
            env=self.environment,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.now: dict[str, Any] = {}
        self._said: list[str] = []
        self._lines: Queue[str] = Queue()
        self._ears: list[Thread] | None = [
            Thread(target=listen, daemon=True) for listen in (self._listen, self._listen_to_complaints)
        ]
        for ear in self._ears:
            ear.start()

    def until(self, true: Callable[[dict[str, Any]], object], what: str, patience_s: float = PATIENCE_S) -> float:
        """Waits until the screen shows it; gives when that was, on this computer's monotonic clock."""
        end_s = time.monotonic() + patience_s
        while True:
            if self.now and true(self.now):
                return float(self.now["at_s"])
            try:
                self.now = json.loads(self._lines.get(timeout=0.2))
            except Empty:
                assert self.process.poll() is None, f"the program ended: {self.complaints}"
                assert time.monotonic() < end_s, f"waited in vain for {what}: {self.now} {self.complaints}"

    def press_until(self, key: str, true: Callable[[dict[str, Any]], object], what: str) -> None:
        """Presses a key again and again, as an impatient user does: one pressed too early goes nowhere."""
        for _ in range(20):
            self.key(key)
            try:
                self.until(true, what, patience_s=4.0)
                return
            except AssertionError:
                assert self.process.poll() is None, f"the program ended: {self.complaints}"
        raise AssertionError(f"{key} does not lead to {what}: {self.now}")

    def click(self, place: list[int]) -> None:
        """A real click, by a mouse that is not Qt's."""
        x, y = map(str, place)
        self._xdotool("mousemove", x, y, "click", "1")

    def key(self, key: str) -> None:
        """A real key. Without a window manager nobody gives the window the keyboard but we."""
        self._xdotool("search", "--onlyvisible", "--name", "Earshot", "windowfocus", "key", key)

    @property
    def complaints(self) -> str:
        """What it wrote on standard error."""
        return "".join(self._said)

    def close(self, patience_s: float = 30.0) -> None:
        """Closes the window as a window manager does, and waits for the program to end in order."""
        self.process.send_signal(signal.SIGUSR1)
        assert self.process.wait(patience_s) == 0, self.complaints

    def end(self) -> None:
        """Ends it, however it is; a second time nothing happens."""
        if self._ears is None:
            return
        self.process.kill()
        self.process.wait()
        for ear, pipe in zip(self._ears, (self.process.stdout, self.process.stderr), strict=True):
            ear.join()
            assert pipe is not None
            pipe.close()
        self._ears = None

    def _xdotool(self, *words: str) -> None:
        subprocess.run(["xdotool", *words], env=self.environment, check=True, timeout=30)

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(line)

    def _listen_to_complaints(self) -> None:
        assert self.process.stderr is not None
        self._said.extend(self.process.stderr)

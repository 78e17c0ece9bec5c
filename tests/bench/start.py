"""Time to first paint, against an empty PySide6 window, each in a fresh process."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from statistics import median

from tests.bench.figures import told
from tests.conftest import ROOT

ROUNDS = 9

_PROBE = """
import os, sys, time
begun = float(sys.argv.pop(1))
from PySide6.QtCore import QEvent, QObject
class FirstPaint(QObject):
    # On the window alone: a filter on the application would make Python objects of all that Qt has inside.
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            print(time.time() - begun, sum(os.times()[:2]), flush=True)
            os._exit(0)
        return False
"""

_EMPTY = (
    _PROBE
    + """
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication([])
window = QWidget()
window.resize(1366, 768)
probe = FirstPaint()
window.installEventFilter(probe)
window.show()
app.exec()
"""
)

_EARSHOT = (
    _PROBE
    + """
from pathlib import Path
import app.ui.run
from app.main.window import open_window
class Watched(app.ui.run.MainWindow):
    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.probe = FirstPaint()
        self.installEventFilter(self.probe)
app.ui.run.MainWindow = Watched
open_window(Path(sys.argv[1]))
"""
)


def measure() -> Iterator[str]:
    """Lines for wall and CPU time; the history was opened before, as on every start but the first."""
    with tempfile.TemporaryDirectory() as history:
        _run(_EARSHOT, history)
        empty, ours = [], []
        for _ in range(ROUNDS):
            empty.append(_run(_EMPTY, history))
            ours.append(_run(_EARSHOT, history))
    for index, clock in enumerate(("wall", "CPU")):
        empty_s, ours_s = (median(run[index] for run in runs) for runs in (empty, ours))
        detail = f"{ours_s * 1000:.0f} against {empty_s * 1000:.0f} ms {clock}, median of {ROUNDS}"
        yield told(f"first paint / empty PySide6 window ({clock})", ours_s / empty_s, 1.5, detail)


def _run(script: str, history: str) -> tuple[float, float]:
    environment = {**os.environ, "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
    script = f"import time; {script}"
    process = subprocess.run(
        [sys.executable, "-c", script, _now(), history],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    wall_s, cpu_s = process.stdout.split()
    return float(wall_s), float(cpu_s)


def _now() -> str:
    import time

    return repr(time.time())

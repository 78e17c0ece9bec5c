"""PySide6 6.12.0 on Python 3.11 loses a reference at each emit until it aborts: never ship such a pair."""

import os
import subprocess
import sys

_CANARY = """
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QPushButton
class Bird(QObject):
    sang = Signal()
app, bird = QApplication([]), Bird()
for _ in range(20_000):
    bird.sang.emit()
    bird.sang.connect(app.processEvents); bird.sang.disconnect()
button = QPushButton()
for turn in range(5_000):
    button.setEnabled(turn % 2 == 0)
"""


def test_twenty_thousand_signals_and_the_program_still_lives():
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    bird = subprocess.run(
        [sys.executable, "-c", _CANARY], env=environment, capture_output=True, text=True, check=False
    )
    assert bird.returncode == 0, bird.stderr[-2000:]

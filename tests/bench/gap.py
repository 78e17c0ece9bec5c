"""The longest the window did not answer while a 30-minute file was inspected."""

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import soundfile

from app.acoustics.synthesis import fan_take
from app.main.wiring import opened

MINUTES = 30
RATE_HZ = 48_000
AIM_MS = 50.0


def measure() -> Iterator[str]:
    """The longest and the 99.9th percentile gap between two turns of the event loop, idle and at work."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        gaps_ms, seconds = _inspect(folder, _long_file(folder))
    worst, usual = max(gaps_ms), sorted(gaps_ms)[int(0.999 * len(gaps_ms))]
    holds = "holds" if worst <= AIM_MS else "missed"
    yield (
        f"longest gap of the event loop, {MINUTES} min at {RATE_HZ // 1000} kHz being inspected: {worst:.0f} ms "
        f"(aim ≤ {AIM_MS:.0f} ms, {holds}; 99.9 % under {usual:.0f} ms; {seconds:.1f} s in all)"
    )


def _long_file(folder: Path) -> Path:
    minute = fan_take(60.0, RATE_HZ, 7)
    path = folder / "long.wav"
    with soundfile.SoundFile(path, "w", RATE_HZ, 1, "PCM_16") as out:
        for _ in range(MINUTES):
            out.write(minute)
    return path


def _inspect(folder: Path, path: Path) -> tuple[list[float], float]:
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from app.main.window import Opener
    from app.ui.jobs import Jobs
    from app.ui.main_window import MainWindow

    history = folder / "history"
    with opened(history) as workflows:
        fan = workflows.sample.machine()
        workflows.learn(fan.id, fan.points[0].conditions[0].id, workflows.sample.healthy_takes)
    qt = QApplication.instance() or QApplication([])
    opener, jobs = Opener(history), Jobs()
    window = MainWindow(opener, jobs, folder)
    window.show()
    _until(lambda: window.desk is not None and window.desk.result.page.heard is not None)
    desk = window.desk
    assert desk is not None
    _until(lambda: bool(desk.machines))
    desk.go("machine")
    _until(lambda: desk.result.place is not None)

    ticks: list[float] = []
    heart = QTimer()
    heart.timeout.connect(lambda: ticks.append(time.perf_counter()))
    heart.start(0)
    place = desk.result.place
    assert place is not None
    desk.files.inspect(place, [path])
    _until(lambda: desk.result.inspection is not None and desk.result.presenter.pictured is not None)
    heart.stop()
    window.close()
    opener.close()
    del qt
    return [(after - before) * 1000 for before, after in pairwise(ticks)], ticks[-1] - ticks[0]


def _until(true: Callable[[], object], patience_s: float = 300.0) -> None:
    from PySide6.QtWidgets import QApplication

    deadline = time.perf_counter() + patience_s
    while not true():
        QApplication.processEvents()
        if time.perf_counter() > deadline:
            raise TimeoutError("the window did not get there")

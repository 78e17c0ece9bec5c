"""Pictures of the listening watch: `python -m tests.ui.pages.watch.gallery OUT_DIR [WIDTHxHEIGHT] [gloves]`."""

import os
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.problem import Problem
from app.domain.verdict import State
from app.look.tokens import PALETTES
from app.ui.frame import HELP, MACHINE, SETTINGS
from app.ui.pages.problems import Problems
from app.ui.pages.watch.desk import WatchDesk
from app.ui.theme import apply_theme, set_touch, top_bar_height
from app.ui.widgets import Banner, Rail
from tests.ui.fakes import InlineJobs
from tests.ui.pages.watch.fakes import START, Chunk, Clock, FakeMemory, watched

H, W, A, C = State.HEALTHY, State.WATCH, State.ABNORMAL, State.CANNOT_TELL
QUIET = "The take is too quiet to judge."


class Shown:
    """The page in something like the window, and a way to let an hour pass."""

    def __init__(self, clips: int = 9) -> None:
        self.flows, self.machine, self.condition_id = watched(clips)
        self.clock, self.memory = Clock(START - timedelta(minutes=62)), FakeMemory()
        self.window = QWidget()
        self.banner = Banner(self.window)
        problems = Problems(lambda p: self.banner.show_problem(p.what, p.to_do) if p else self.banner.clear())

        class Around:
            show_problem, clear_problem = problems.show, problems.clear

        self.around = Around()
        self.around.show_problem, self.around.clear_problem = problems.show, problems.clear
        self.desk = WatchDesk(self.flows, InlineJobs(), self.around, self.memory, self.window)
        self.desk._clock.setInterval(10**8)
        self.desk.presenter._now = self.clock.now
        self.desk.presenter._ear._clock = self.clock.monotonic
        self._build()

    def _build(self) -> None:
        self.window.setProperty("ground", "window")
        self.window.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.rail = Rail([MACHINE], [SETTINGS, HELP], self.window)
        column = QVBoxLayout()
        column.setSpacing(0)
        self.desk.bar.setFixedHeight(top_bar_height())
        for part in (self.desk.bar, self.banner):
            column.addWidget(part)
        column.addWidget(self.desk.page, 1)
        column.addWidget(self.desk.line)
        row = QHBoxLayout(self.window)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(column, 1)

    def listen(self) -> None:
        self.desk.open(self.machine.id, self.condition_id)
        self.desk.presenter.toggle()
        self.desk.presenter.tick()

    def hear(self, *states: State, why: str = QUIET) -> None:
        for state in states:
            self.flows.record.listener.waiting.append(Chunk(self.clock.at, state, why if state is C else ""))
            self.clock.go(10)
            self.desk.presenter.tick()

    def lose(self, seconds: float) -> None:
        self.flows.record.listener.lose()
        self.flows.record.listener.refuses = Problem("The microphone can't be opened.", "See that it is on.")
        for _ in range(int(seconds / 10)):
            self.clock.go(10)
            self.desk.presenter.tick()


def ready() -> Shown:
    made = Shown()
    made.desk.open(made.machine.id, made.condition_id)
    return made


def first() -> Shown:
    made = Shown()
    made.listen()
    return made


def healthy() -> Shown:
    made = Shown()
    made.listen()
    made.hear(*[H] * 120, W, *[H] * 100, C, C, *[H] * 149)
    return made


def abnormal() -> Shown:
    made = Shown()
    made.listen()
    made.hear(*[H] * 90, C, *[H] * 60, *[W, H, W, H], *[W] * 50, H, H, *[W] * 50, *[A, W, A, A, W], *[A] * 95)
    return made


def lost() -> Shown:
    made = Shown()
    made.listen()
    made.hear(*[H] * 200)
    made.lose(300)
    made.flows.record.listener.refuses = None
    made.clock.go(10)
    made.desk.presenter.tick()
    made.hear(*[H] * 60)
    made.lose(480)
    return made


def no_baseline() -> Shown:
    made = Shown(0)
    made.desk.open(made.machine.id, made.condition_id)
    return made


def elsewhere() -> Shown:
    """As another page sees it: the line at the foot."""
    made = abnormal()
    made.desk.leave()
    return made


SCENES: dict[str, Callable[[], Shown]] = {
    "ready": ready,
    "first": first,
    "healthy": healthy,
    "abnormal": abnormal,
    "lost": lost,
    "no-baseline": no_baseline,
    "elsewhere": elsewhere,
}


def main(out: Path, size: tuple[int, int], gloves: bool, only: str = "") -> None:
    out.mkdir(parents=True, exist_ok=True)
    app = QApplication.instance() or QApplication([])
    QLocale.setDefault(QLocale("en_GB"))
    for palette in PALETTES.values():
        apply_theme(app, palette)
        set_touch(gloves)
        for name, scene in SCENES.items():
            if only and only not in name:
                continue
            shown = scene()
            shown.window.resize(*size)
            shown.window.show()
            for _ in range(20):
                app.processEvents()
            kind = "-gloves" if gloves else ""
            shown.window.grab().save(str(out / f"{name}-{palette.name.replace(' ', '-')}-{size[0]}{kind}.png"))
            shown.window.close()
            shown.window.deleteLater()
            app.processEvents()


if __name__ == "__main__":
    wide, high = (int(n) for n in (sys.argv[2] if len(sys.argv) > 2 else "1366x768").split("x"))
    main(
        Path(sys.argv[1]),
        (wide, high),
        "gloves" in sys.argv[3:],
        next((a for a in sys.argv[3:] if a != "gloves"), ""),
    )

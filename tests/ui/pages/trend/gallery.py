"""Pictures of the trend page: `python -m tests.ui.pages.trend.gallery OUT_DIR [1366x768] [gloves] [NAME …]`."""

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QLocale, QPointF, Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.problem import Problem
from app.domain.reading import Quantity
from app.look.tokens import PALETTES
from app.ui.frame import HELP, MACHINE, SETTINGS
from app.ui.pages.problems import Problems
from app.ui.pages.trend.desk import TrendDesk
from app.ui.pages.trend.values import Reach
from app.ui.theme import apply_theme, set_touch, top_bar_height
from app.ui.widgets import Banner, Rail
from tests.ui.fakes import InlineJobs
from tests.ui.pages.trend.fakes import NOW, FakeStory, empty, few, repaired, silent, watched, worn


class Around:
    """The window, as far as the page asks it for something; what it asked for is kept."""

    def __init__(self, problems: Problems) -> None:
        self.show_problem, self.clear_problem = problems.show, problems.clear
        self.undos: list[tuple[str, object]] = []
        self.opened: list[tuple[str, str]] = []
        self.changed = 0

    def show_notice(self, notice: object) -> None:
        pass

    def offer_undo(self, text: str, undo: object) -> None:
        self.undos.append((text, undo))

    def open_machine(self, machine_id: str) -> None:
        pass

    def open_visit(self, machine_id: str, inspection_id: str) -> None:
        self.opened.append((machine_id, inspection_id))

    def go(self, key: str) -> None:
        pass

    def machines_changed(self) -> None:
        self.changed += 1


class Shown:
    """The page in something like the window."""

    def __init__(self, story: FakeStory, jobs: InlineJobs | None = None) -> None:
        self.story = story
        self.window = QWidget()
        self.banner = Banner(self.window)
        problems = Problems(lambda p: self.banner.show_problem(p.what, p.to_do) if p else self.banner.clear())
        self.around = Around(problems)
        self.desk = TrendDesk(story, jobs or InlineJobs(), self.around, self.window)  # type: ignore[arg-type]
        self.desk.presenter._clock = lambda: NOW
        self._build()

    @property
    def page(self):
        return self.desk.page

    def _build(self) -> None:
        self.window.setProperty("ground", "window")
        self.window.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        rail = Rail([MACHINE], [SETTINGS, HELP], self.window)
        column = QVBoxLayout()
        column.setSpacing(0)
        self.desk.bar.setFixedHeight(top_bar_height())
        column.addWidget(self.desk.bar)
        column.addWidget(self.banner)
        column.addWidget(self.desk.page, 1)
        row = QHBoxLayout(self.window)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(rail)
        row.addLayout(column, 1)

    def open(self) -> None:
        self.desk.open(self.story.machine_.id)


def hover(shown: Shown) -> None:
    chart = shown.page.chart
    spot = next(one for one in chart.laid.places if one.point.inspection_id == "i97")
    chart.hovered(QPointF(spot.x, spot.y))


def compare(shown: Shown) -> None:
    for line in shown.page.visits.rows._model.rows[1:4:2]:
        shown.page.visits.rows.ticked.emit(line.visit.inspection_id)


def correct(shown: Shown) -> None:
    shown.page.readings.reading_chosen.emit(shown.story.kept[23])
    shown.page.readings.entry.value.setText("420")


def trouble(shown: Shown) -> None:
    shown.story.refuses = Problem("The history can't be read.", "See that its drive is connected.")
    shown.desk.refresh()


def everything(shown: Shown) -> None:
    shown.desk.bar.reach_chosen.emit(Reach.ALL)
    for quantity, values in ((Quantity.PRESSURE, [1.2, 1.3]), (Quantity.SPEED, [1480.0, 1475.0])):
        shown.story.read(quantity, values)
    shown.desk.refresh()
    for choice in shown.page.panel._choices:
        if not choice.shown:
            shown.page.panel.lane_toggled.emit(choice.key)
    shown.page.panel.range.begin()


SCENES = {
    "few": (few, None),
    "worn": (worn, None),
    "hover": (worn, hover),
    "ticked": (worn, compare),
    "correct": (worn, correct),
    "all": (worn, everything),
    "repaired": (repaired, lambda shown: shown.desk.bar.reach_chosen.emit(Reach.ALL)),
    "watched": (lambda: FakeStory(points=watched()), None),
    "silent": (silent, None),
    "empty": (empty, None),
    "trouble": (worn, trouble),
    "loading": (None, None),
}


def main(out: Path, size: tuple[int, int], gloves: bool, wanted: tuple[str, ...]) -> None:
    out.mkdir(parents=True, exist_ok=True)
    app = QApplication.instance() or QApplication([])
    QLocale.setDefault(QLocale("en_GB"))
    looks = [look for look in PALETTES if not wanted or look in wanted] or ["light", "dark"]
    for look in looks:
        for name, (make, then) in SCENES.items():
            if wanted and name not in wanted and not set(wanted) <= set(PALETTES):
                continue
            set_touch(gloves)
            apply_theme(app, PALETTES[look], 1.0)
            shown = Shown(make()) if make else Shown(worn(), InlineJobs(auto=False))
            shown.window.resize(*size)
            shown.window.show()
            shown.open()
            app.processEvents()
            if then:
                then(shown)
            for _ in range(5):
                app.processEvents()
            path = out / f"{name}-{look}-{size[0]}{'-gloves' if gloves else ''}.png"
            shown.window.grab().save(str(path))
            shown.window.close()
            shown.window.deleteLater()
            app.processEvents()


if __name__ == "__main__":
    words = sys.argv[2:]
    sizes = [word for word in words if "x" in word and word.replace("x", "").isdigit()]
    wide, high = (sizes or ["1366x768"])[0].split("x")
    names = tuple(word for word in words if word not in sizes and word != "gloves")
    main(Path(sys.argv[1]), (int(wide), int(high)), "gloves" in words, names)

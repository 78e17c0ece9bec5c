"""Pictures of the fleet page: `python -m tests.ui.pages.fleet.gallery OUT [WxH] [gloves] [light] [SCENE …]`."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QLocale, QTimer
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.problem import Problem
from app.domain.verdict import State
from app.look.tokens import PALETTES
from app.ui.frame import FLEET, MACHINE, MODEL, RECORD
from app.ui.pages.fleet.desk import FleetDesk
from app.ui.pages.fleet.values import Arrangement, Group
from app.ui.theme import apply_theme, set_touch, top_bar_height
from app.ui.widgets import Rail
from tests.ui.fakes import InlineJobs
from tests.ui.pages.fleet.fakes import NOON, FakeFleet, fleet, machine, standing

RAIL = [FLEET, MACHINE, RECORD, MODEL]


class Nowhere:
    """A window that does nothing."""

    def __getattr__(self, name: str) -> Callable[..., None]:
        return lambda *args: None


def rest(ms: int = 150) -> None:
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


class Stage(QWidget):
    """Rail, bar and page as the window holds them."""

    def __init__(self, made: FakeFleet, jobs: InlineJobs, around: object | None = None) -> None:
        super().__init__()
        self.setProperty("ground", "window")
        self.desk = FleetDesk(made, jobs, around or Nowhere(), self)  # type: ignore[arg-type]
        self.desk.presenter._clock = self.desk.changes._clock = lambda: NOON
        rail = Rail(RAIL, (), self)
        rail.set_current("fleet")
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.desk.bar)
        column.addWidget(self.desk.page, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(rail)
        row.addLayout(column, 1)
        self.desk.bar.setFixedHeight(top_bar_height())


def of(count: int, then: Callable[[FleetDesk], None] | None = None) -> Callable[[], Stage]:
    def scene() -> Stage:
        stage = Stage(fleet(count), InlineJobs())
        stage.desk.open()
        if then:
            then(stage.desk)
        return stage

    return scene


def calm() -> Stage:
    made = fleet(23)
    made.machines = [standing(one.machine, days_ago=9.0 + at % 11) for at, one in enumerate(made.machines)]
    made.alerts = []
    stage = Stage(made, InlineJobs())
    stage.desk.open()
    return stage


def empty() -> Stage:
    stage = Stage(FakeFleet(), InlineJobs())
    stage.desk.open()
    return stage


def failed() -> Stage:
    made = fleet(23)
    made.refuses["overview"] = Problem("The history is gone.", "Connect the drive again.")
    stage = Stage(made, InlineJobs())
    stage.desk.open()
    return stage


def reading() -> Stage:
    stage = Stage(fleet(23), InlineJobs(auto=False))
    stage.desk.open()
    return stage


def late() -> Stage:
    made = fleet(5)
    made.machines[0] = standing(
        machine("Extract fan of the long corridor behind hall B, upper deck", code="X-1"),
        State.ABNORMAL,
        2.9,
        400.0,
    )
    stage = Stage(made, InlineJobs())
    stage.desk.open()
    return stage


def table(desk: FleetDesk) -> None:
    desk.presenter.arrange(Arrangement.TABLE)


def watch(desk: FleetDesk) -> None:
    desk.presenter.choose_states({State.WATCH}, False)


def nothing(desk: FleetDesk) -> None:
    desk.presenter.seek("zebra")


def surge(desk: FleetDesk) -> None:
    desk.presenter.choose_machines([f"machine-{at:04}" for at in (3, 8, 20)], "3 machines worse")


def by_state(desk: FleetDesk) -> None:
    desk.presenter.divide(Group.STATE)


def seen(desk: FleetDesk) -> None:
    desk.page.changes._folded = False
    desk.changes.show_all(True)


def scrolled(desk: FleetDesk) -> None:
    QTimer.singleShot(30, lambda: desk.page.area.verticalScrollBar().setValue(900))


def noting(desk: FleetDesk) -> None:
    desk.page.changes._folded = False
    alert = desk.changes._shown.shown[1]
    desk.changes.see(alert.id)
    QTimer.singleShot(30, lambda: desk.page.changes.list.write_note(alert.id))


SCENES: dict[str, Callable[[], Stage]] = {
    "m5": of(5), "m23": of(23), "m200": of(200), "m1000": of(1000),
    "table23": of(23, table), "table200": of(200, table),
    "watch": of(200, watch), "nothing": of(200, nothing), "surge": of(200, surge), "by_state": of(200, by_state),
    "seen": of(200, seen), "scrolled": of(200, scrolled), "noting": of(23, noting), "calm": calm, "empty": empty,
    "failed": failed, "reading": reading, "late": late,
}  # fmt: skip


def main(out: Path, size: tuple[int, int], gloves: bool, looks: list[str], wanted: list[str]) -> None:
    out.mkdir(parents=True, exist_ok=True)
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    QLocale.setDefault(QLocale("en_GB"))
    for look in looks:
        apply_theme(app, PALETTES[look])
        set_touch(gloves)
        for name in wanted or SCENES:
            stage = SCENES[name]()
            stage.resize(*size)
            stage.show()
            rest()
            stage.grab().save(str(out / f"{name}-{look}-{size[0]}{'-touch' * gloves}.png"))
            stage.close()
            stage.deleteLater()
            app.processEvents()


if __name__ == "__main__":
    more = sys.argv[2:]
    sized = next((tuple(int(n) for n in one.split("x")) for one in more if one[0].isdigit()), (1366, 768))
    main(
        Path(sys.argv[1]),
        (sized[0], sized[1]),
        "gloves" in more,
        [one for one in more if one in PALETTES] or ["light", "dark"],
        [one for one in more if one in SCENES],
    )

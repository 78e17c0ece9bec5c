"""Pictures of the route page: `python -m tests.ui.pages.route.gallery OUT [WxH] [gloves] [light] [SCENE …]`.

With `EARSHOT_FOLDER` the history of that folder is shown; take a copy, it is written to.
"""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from app.domain.plan import Route
from app.domain.problem import Problem
from app.history.history import History
from app.look.tokens import PALETTES
from app.ui.frame import Frame
from app.ui.pages.route.desk import RouteDesk
from app.ui.pages.route.values import View
from app.ui.theme import apply_theme, set_touch
from app.workflows.walk_route import WalkRoute
from tests.ui.fakes import InlineJobs
from tests.ui.pages.route.plant import fill, visit


def rest(ms: int = 60) -> None:
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


class Window(Frame):
    """The frame alone, with what a page asks of it."""

    def show_problem(self, key: str, problem: Problem) -> None:
        self.banner.show_problem(problem.what, problem.to_do)

    def clear_problem(self, key: str) -> None:
        self.banner.clear()

    def show_notice(self, notice: object) -> None: ...
    def open_machine(self, machine_id: str) -> None: ...
    def open_visit(self, machine_id: str, inspection_id: str) -> None: ...
    def go(self, key: str) -> None: ...
    def machines_changed(self) -> None: ...


def route(history: History, count: int = 12, name: str = "Monday, hall A") -> Route:
    return history.routes.add(Route(name, tuple(one.id for one in history.machines()[:count])))


def before(history: History, desk: RouteDesk) -> None:
    route(history)
    kept = route(history, 7, "Thursday, roof and boiler house")
    desk.routes.follow(kept.id)
    desk.open()


def due(history: History, desk: RouteDesk) -> None:
    route(history)
    desk.open_run()


def walking(history: History, desk: RouteDesk, count: int = 12, gone: int = 5) -> None:
    kept = route(history, count)
    route(history, 7, "Thursday, roof and boiler house")
    run = history.routes.start_run(kept.id)
    for at, machine_id in enumerate(run.machine_ids[:gone]):
        if at == 2:
            history.routes.skip(run.id, machine_id)
        else:
            one = history.machine(machine_id)
            for number in range(len(one.points)):
                visit(history, one, -0.0001 * (at + 1), at_point=number)
    following = history.machine(run.machine_ids[gone])
    if len(following.points) > 1:
        visit(history, following, -0.001, at_point=0)
    desk.open_run()


def long(history: History, desk: RouteDesk) -> None:
    walking(history, desk, len(history.machines()), 57)


def over(history: History, desk: RouteDesk) -> None:
    walking(history, desk, 6, 5)
    desk.routes.pass_over()


def looking(history: History, desk: RouteDesk) -> None:
    walking(history, desk)
    desk.page.route.stops.setCurrentIndex(desk.page.route.stops.model().index(2, 0))


def editing(history: History, desk: RouteDesk) -> None:
    before(history, desk)
    desk.page.route.edit.click()
    desk.drafts.look_at(3)
    desk.drafts.seek("fan")


def plan(history: History, desk: RouteDesk) -> None:
    route(history)
    desk.open()
    desk.show_view(View.PLAN)


def planning(history: History, desk: RouteDesk) -> None:
    plan(history, desk)
    desk.plans.choose_until(1)


def planned(history: History, desk: RouteDesk) -> None:
    plan(history, desk)
    desk.page.plan.table.choose(desk.page.plan.table._machines.rows[0].machine_ids[:4])
    desk.page.plan.panel.intervals[2].click()


def none(history: History, desk: RouteDesk) -> None:
    for one in history.machines():
        WalkRoute(history).set_intervals({one.id: None})
    desk.open()


def loading(history: History, desk: RouteDesk) -> None: ...


def empty(history: History, desk: RouteDesk) -> None:
    from app.domain.bin import Thing

    for one in history.machines():
        history.bin.throw(Thing.MACHINE, one.id)
    desk.open()


def taken(history: History, desk: RouteDesk) -> None:
    before(history, desk)
    desk.page.route.edit.click()
    desk.drafts.set_name("Monday, hall A")
    desk.drafts.save()


Scene = Callable[[History, RouteDesk], None]
SCENES: dict[str, Scene] = {
    one.__name__: one
    for one in (
        before, due, walking, long, over, looking, editing, plan, planning, planned, none, loading, empty, taken,
    )
}  # fmt: skip
FEW = {"none", "empty"}


@contextmanager
def opened(folder: Path, scene: str) -> Iterator[History]:
    kept = os.environ.get("EARSHOT_FOLDER")
    with History.open(Path(kept) if kept else folder) as history:
        if not kept:
            fill(history, 3 if scene in FEW else 200 if scene in ("long", "plan", "planning") else 24)
        yield history


def main(out: Path, size: tuple[int, int], gloves: bool, looks: list[str], wanted: list[str]) -> None:
    out.mkdir(parents=True, exist_ok=True)
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    for name in wanted or SCENES:
        with TemporaryDirectory() as folder, opened(Path(folder), name) as history:
            apply_theme(app, PALETTES["light"])
            set_touch(gloves)
            window = Window()
            desk = RouteDesk(WalkRoute(history), InlineJobs(), window, window)
            window.add_page(desk.page, desk.bar)
            window.show_page(desk.page, "route", with_machines=False)
            window.resize(*size)
            window.show()
            rest()
            SCENES[name](history, desk)
            for look in looks:
                apply_theme(app, PALETTES[look])
                rest(150)
                window.grab().save(str(out / f"{name}-{look}.png"))
            window.close()
            window.deleteLater()
            app.processEvents()


if __name__ == "__main__":
    more = sys.argv[2:]
    sized = next((tuple(int(n) for n in one.split("x")) for one in more if one[0].isdigit()), (1366, 768))
    main(
        Path(sys.argv[1]),
        (sized[0], sized[1]),
        "gloves" in more,
        [one for one in more if one in ("light", "dark")] or ["light", "dark"],
        [one for one in more if one in SCENES],
    )

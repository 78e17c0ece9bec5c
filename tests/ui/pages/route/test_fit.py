"""The page fits: nothing is cut or too small to press, and a row costs the same among ten and a thousand."""

import subprocess
import sys

import pytest
from PySide6.QtWidgets import QApplication, QScrollBar

from app.domain.plan import Route, StopState
from app.domain.verdict import State
from app.ui.pages.route.plan_paint import PlanPainter
from app.ui.pages.route.plan_table import PlanTable
from app.ui.pages.route.stop_list import StopList
from app.ui.pages.route.stop_paint import StopPainter
from app.ui.pages.route.values import Group, PlanHead, PlanRow, StopRow, View
from tests.ui.touch_targets import gloves, too_small

__all__ = ["gloves"]


def settle(desk, size: tuple[int, int]) -> None:
    desk.page.resize(*size)
    desk.bar.resize(size[0], 80)
    desk.bar.show()
    for _ in range(5):
        QApplication.processEvents()


def scrolls(view) -> bool:
    bar: QScrollBar = view.verticalScrollBar()
    return bar.maximum() > 0


@pytest.fixture
def walked(desk, history, machines):
    route = history.routes.add(Route("Monday", tuple(one.id for one in machines)))
    history.routes.start_run(route.id)
    desk.routes.follow(route.id)
    desk.open()
    return desk


@pytest.mark.parametrize("size", [(1302, 712), (1856, 1024)])
def test_no_page_scrolls_on_a_laptop(walked, size):
    for view in (View.ROUTE, View.PLAN):
        walked.show_view(view)
        settle(walked, size)
        assert not scrolls(walked.page.currentWidget())
    walked.show_view(View.ROUTE)
    walked.page.route.edit.click()
    settle(walked, size)
    assert not scrolls(walked.page.route)


@pytest.mark.parametrize("size", [(736, 1200), (1216, 720)], ids=["portrait", "landscape"])
def test_the_page_can_be_worked_with_gloves(gloves, walked, size):
    for act in (lambda: None, walked.page.route.edit.click, lambda: walked.show_view(View.PLAN)):
        act()
        settle(walked, size)
        assert too_small(walked.page) == []
        assert too_small(walked.bar) == []


def test_in_portrait_the_next_stop_stands_above_the_list(gloves, walked):
    settle(walked, (736, 1200))
    view = walked.page.route
    assert view.stop.mapTo(view, view.stop.rect().bottomLeft()).y() < view.stops.mapTo(view, view.stops.pos()).y()
    assert view.select.isVisible() and not view.routes.isVisible()
    assert not scrolls(view)


def stops(count: int) -> list[StopRow]:
    return [
        StopRow(n, f"m{n}", State.HEALTHY, f"Fan {n}", "SF", "today", False, StopState.LEFT)
        for n in range(1, count + 1)
    ]


def planned(count: int) -> list[PlanHead | PlanRow]:
    rows = [PlanRow(f"m{n}", State.WATCH, f"Fan {n}", "SF", None, None, "today", True, 7) for n in range(count)]
    return [PlanHead(Group.OVERDUE, count, tuple(row.machine_id for row in rows)), *rows]


def painted(monkeypatch, painter: type, view, count: int) -> int:
    """How many rows one paint touches."""
    seen: list[int] = []
    paint = painter.paint
    monkeypatch.setattr(painter, "paint", lambda self, *told: (seen.append(1), paint(self, *told))[1])
    view.resize(600, 500)
    view.show()
    view.grab()
    seen.clear()
    view.grab()
    monkeypatch.undo()
    return len(seen)


def test_one_paint_costs_the_same_for_ten_rows_and_a_thousand(qtbot, monkeypatch):
    counts = []
    for number in (40, 1000):
        table, walk = PlanTable(), StopList()
        for view in (table, walk):
            qtbot.addWidget(view)
        table.show_rows(planned(number))
        walk.show_rows(stops(number), 3, movable=False)
        counts.append(
            (painted(monkeypatch, PlanPainter, table, number), painted(monkeypatch, StopPainter, walk, number))
        )
    assert counts[0] == counts[1]
    assert 0 < counts[0][0] < 20


def test_a_thousand_are_chosen_as_one_range(qtbot):
    table = PlanTable()
    qtbot.addWidget(table)
    rows = planned(1000)
    table.show_rows(rows)
    told: list[int] = []
    table.chosen_changed.connect(lambda: told.append(len(table.chosen)))
    table.choose([row.machine_id for row in rows[1:]])
    assert len(table.selectionModel().selection()) == 1
    assert told[-1] == 1000 and len(told) <= 2


def test_what_decides_needs_no_widget_and_nothing_heavy():
    heavy = ["PySide6.QtWidgets", "sqlalchemy", "onnxruntime", "pyqtgraph"]
    modules = ", ".join(
        f"app.ui.pages.route.{name}" for name in ("presenter", "draft_presenter", "plan_presenter")
    )
    code = f"import sys, {modules}; print(*[n for n in {heavy!r} if n in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []

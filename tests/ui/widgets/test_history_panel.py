"""Trend and visits: both open a visit, by mouse and keyboard, with none, one or five hundred."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtWidgets import QListView

from app.domain.verdict import State
from app.look.tokens import LIGHT
from app.ui.theme import apply_theme
from app.ui.widgets import HistoryPanel
from app.ui.widgets.trend import Trend
from tests.ui.widgets.samples import NOW, visit, year_of_visits

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def panel(shown):
    made = HistoryPanel()
    shown(made, width=1080, height=196)
    return made


def trend_of(panel):
    return panel.findChild(Trend)


def test_a_mark_opens_its_visit(qtbot, panel):
    visits = year_of_visits()
    panel.show_visits(visits, visits[-1].inspection_id, watch=0.7)
    mark = trend_of(panel).marks()[2]
    with qtbot.waitSignal(panel.visit_chosen) as caught:
        qtbot.mouseClick(trend_of(panel), LEFT, pos=QPointF(mark.x, mark.y).toPoint())
    assert caught.args == [mark.visit.inspection_id]
    with qtbot.assertNotEmitted(panel.visit_chosen):
        qtbot.mouseClick(trend_of(panel), LEFT, pos=QPoint(200, 20))


def test_arrows_walk_over_the_marks_and_enter_opens(qtbot, panel):
    visits = year_of_visits()
    panel.show_visits(visits, visits[-1].inspection_id)
    trend = trend_of(panel)
    trend.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(trend, Qt.Key.Key_Left)
    with qtbot.waitSignal(panel.visit_chosen) as caught:
        qtbot.keyClick(trend, Qt.Key.Key_Return)
    assert caught.args == [trend.marks()[-2].visit.inspection_id]
    assert "0.81" in QAccessible.queryAccessibleInterface(trend).text(QAccessible.Text.Description)
    for _ in range(40):
        qtbot.keyClick(trend, Qt.Key.Key_Left)
    with qtbot.waitSignal(panel.visit_chosen) as caught:
        qtbot.keyClick(trend, Qt.Key.Key_Space)
    assert caught.args == [visits[0].inspection_id]


def test_the_list_is_newest_first_and_opens_by_click_and_key(qtbot, panel):
    visits = year_of_visits()
    panel.show_visits(visits, visits[-1].inspection_id)
    rows = panel.findChild(QListView)
    first, second = rows.model().index(0, 0), rows.model().index(1, 0)
    assert first.data() == "22 Nov, 09:14" or "Nov" in first.data()
    with qtbot.waitSignal(panel.visit_chosen) as caught:
        qtbot.mouseClick(rows.viewport(), LEFT, pos=rows.visualRect(second).center())
    assert caught.args == [visits[-2].inspection_id]
    qtbot.keyClick(rows, Qt.Key.Key_Up)
    with qtbot.waitSignal(panel.visit_chosen) as caught:
        qtbot.keyClick(rows, Qt.Key.Key_Return)
    assert caught.args == [visits[-1].inspection_id]


def test_visits_are_spoken(panel):
    panel.show_visits(year_of_visits())
    rows = QAccessible.queryAccessibleInterface(panel.findChild(QListView))
    newest = rows.child(0).text(QAccessible.Text.Name)
    assert newest.endswith(", abnormal, score 1.84")
    assert "2026" in newest
    assert "Score of 14 visits. Last: " in trend_of(panel).accessibleName()


@pytest.mark.parametrize("count", [0, 1, 2, 500])
@pytest.mark.parametrize("scale", [1.0, 1.5])
@pytest.mark.parametrize("width", [420, 800, 1920])
def test_any_number_of_visits_at_any_width(panel, qapp, count, scale, width):
    apply_theme(qapp, LIGHT, scale)
    panel.window().resize(width, panel.window().sizeHint().height())
    visits = [visit(NOW - timedelta(days=3 * i), (i * 7 % 13) / 9 or None) for i in range(count)]
    panel.show_visits(visits, visits[0].inspection_id if visits else None, learnt=[NOW], watch=0.7)
    qapp.processEvents()
    image = panel.grab().toImage()
    assert not image.isNull()
    trend = trend_of(panel)
    marks = trend.marks()
    assert len(marks) <= max(count, 0)
    assert all(trend.rect().contains(QPointF(m.x, m.y).toPoint()) for m in marks)
    assert bool(marks) == bool(count)


def test_zones_lines_and_shapes_are_painted(panel):
    visits = year_of_visits()
    panel.show_visits(visits, watch=0.7, learnt=[visits[1].when])
    trend = trend_of(panel)
    image = trend.grab().toImage()
    colours = {image.pixelColor(x, y).name().upper() for x in range(image.width()) for y in range(image.height())}
    red, amber = LIGHT.states[State.ABNORMAL], LIGHT.states[State.WATCH]
    assert {red.tint, amber.tint, red.mark, amber.mark, LIGHT.states[State.HEALTHY].mark} <= colours
    newest = trend.marks()[-1]
    assert image.pixelColor(round(newest.x - 5), round(newest.y)) == QColor(red.mark)


@pytest.mark.parametrize("first", [True, False], ids=["left edge", "right edge"])
def test_a_pinned_mark_is_whole_and_inside_the_frame(panel, first):
    days = (0, 40) if first else (40, 0)
    pinned, other = (
        visit(NOW - timedelta(days=40 - day), score) for day, score in zip(days, (9.0, 0.3), strict=True)
    )
    panel.show_visits([pinned, other], pinned.inspection_id, watch=0.7)
    trend = trend_of(panel)
    image = trend.grab().toImage()
    mark = next(m for m in trend.marks() if m.visit is pinned)
    red = LIGHT.states[State.ABNORMAL]
    x, y, reach = round(mark.x), round(mark.y), 12
    for out_x, out_y in ((0, -reach), (-reach, 0) if first else (reach, 0)):
        assert image.rect().contains(x + out_x, y + out_y)
    # The frame's ground above the mark, and its own edge pixel just below the top of the octagon.
    assert image.pixelColor(x, y - 10 + 1) == QColor(red.mark)
    beside = x - 9 if first else x + 8
    assert image.pixelColor(beside, y) == QColor(red.mark)
    ground = [image.pixelColor(x + dx, y - 9).name().upper() for dx in (-9, 9)]
    assert ground == [red.tint, red.tint]


def test_without_a_watch_limit_there_is_no_watch_zone(panel):
    panel.show_visits([visit(NOW, 0.2)])
    image = trend_of(panel).grab().toImage()
    tint = LIGHT.states[State.WATCH].tint
    assert not any(
        image.pixelColor(x, y).name().upper() == tint
        for x in range(0, image.width(), 3)
        for y in range(image.height())
    )


def test_nothing_yet_is_said(panel):
    panel.show_visits([])
    assert trend_of(panel).accessibleName() == "No visit yet"
    assert not trend_of(panel).grab().toImage().isNull()

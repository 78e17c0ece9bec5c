"""The trend page: pointed at, zoomed, opened, compared, typed into, with mouse, keys and gloves."""

from contextlib import suppress
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.problem import Problem
from app.domain.review import Found
from app.domain.verdict import State
from app.ui.pages.trend.chart_lanes import grouped
from app.ui.pages.trend.faces import head, marks, shown
from app.ui.pages.trend.values import Reach, TrendState
from app.ui.pages.trend.words import found_words, headline, local_dates, point_lines
from app.ui.theme import set_touch
from app.workflows.machine_story_values import Filters
from tests.ui.fakes import InlineJobs
from tests.ui.pages.trend.fakes import (
    NOW,
    FakeStory,
    empty,
    few,
    point,
    repaired,
    rising,
    silent,
    watched,
    weekly,
    worn,
)
from tests.ui.touch_targets import too_small


def at(chart, inspection_id: str) -> QPoint:
    spot = next(one for one in chart.laid.places if one.point.inspection_id == inspection_id)
    return QPoint(round(spot.x), round(spot.y))


def wheel(chart, turned: int, x: float) -> QWheelEvent:
    place = QPointF(x, 100)
    event = QWheelEvent(
        place, chart.mapToGlobal(place), QPoint(), QPoint(0, turned), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(chart, event)
    return event


# Words


def test_a_visit_says_all_that_is_known_of_it():
    said = point_lines(point(1, NOW, 1.31, note="Belt\nslips", found=Found.FAULTY, cause="belt"))
    assert said[1:] == ("abnormal, score 1.31, 94 % confident", "found faulty: belt", "J. Brandt", "“Belt slips”")
    assert point_lines(point(1, NOW, None))[1] == "cannot tell"
    assert found_words(point(1, NOW, 0.3, found=Found.HEALTHY)) == "found healthy"
    assert found_words(point(1, NOW, 0.3, found=Found.FAULTY, cause_code="VIB")) == "found faulty: VIB"


def test_dates_are_the_users():
    year = datetime.now().astimezone().year
    assert local_dates(f"Listen again by {year}-03-09.") == "Listen again by 9 Mar."
    assert local_dates("about 1999-12-31, or never") == "about 31 Dec 1999, or never"


def test_the_head_tells_when_which_limit_is_likely_reached():
    ahead = worn().forecast("fan", "c0")
    assert headline(ahead.forecast).startswith("Rising: watch likely ")
    told = head(ahead, worn().points)
    assert told.to_do.startswith("Schedule maintenance by") and told.urgent and told.state is State.HEALTHY
    assert "-" not in told.what and head(few().forecast("fan", "c0"), ()).title == "No forecast yet"
    assert head(None, ()).state is None


def test_a_repair_is_in_front_of_what_happened_in_the_same_days(trend):
    made = trend(repaired())
    made.page.chart.show_reach(Reach.ALL)
    group = next(one for one in made.page.chart.laid.groups if len(one.marks) > 1 and one.marks[0].breaks)
    assert [mark.icon for mark in group.marks] == ["wrench", "graduation-cap"]
    assert group.marks[0].title == "new bearing"
    assert len(grouped((), made.page.chart.laid.time)) == 0


def test_what_was_undone_is_pale_and_notes_are_marks():
    made = marks(repaired().events, [point(3, NOW, 0.4, note="Oil\nchanged")])
    assert [one.pale for one in made if one.icon == "plus"] == [True]
    assert made[-1].detail == "Oil changed" and not made[-1].strong


def test_lanes_are_the_ranges_read_and_the_readings_not_hidden():
    story = worn()
    bands = (((87.5, 168.75), story.bands("c0", 87.5, 168.75)), ((350.0, 450.0), None))
    state = TrendState(story.of("fan", "c0"), NOW, None, bands, frozenset({"VIBRATION"}))
    trend = shown(state)
    assert [lane.title for lane in trend.chart.lanes] == ["0.09–0.17 kHz", "Temperature", "Current"]
    assert [(one.title, one.shown) for one in trend.choices][-1] == ("0.35–0.45 kHz", False)
    assert trend.facts == "Plant 2 · Hall B · 104 visits · since 1 Dec 2024"


# The chart


def test_pointing_tells_and_a_click_opens(trend):
    made = trend(worn())
    chart = made.page.chart
    QTest.mouseMove(chart, at(chart, "i97"))
    assert chart.aim is not None and chart.aim.inspection_id == "i97"
    assert any("Rumble" in line for line in chart.aim.lines)
    assert "+4 dB against healthy at 0.09–0.17 kHz" in chart.aim.lines
    chart.grab()
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=at(chart, "i97"))
    assert made.around.opened == [("fan", "i97")]


def test_icons_and_lanes_tell_too(trend):
    made = trend(worn())
    chart = made.page.chart
    note = next(group for group in chart.laid.groups if group.marks[0].detail.startswith("Rumble"))
    chart.hovered(QPointF(note.x, 10))
    assert chart.aim.lines[0] == "note" and chart.aim.inspection_id is None
    lane = chart.laid.frame.lanes[1]
    chart.hovered(QPointF(chart.laid.time.x(NOW), lane.center().y()))
    assert chart.aim.lines[0].startswith("temperature 42.9 °C")
    chart.hovered(QPointF(lane.left() - 30, lane.center().y()))
    assert chart.aim is None


def test_keys_walk_over_all_visits_and_open(trend):
    made = trend(worn())
    chart = made.page.chart
    chart.setFocus()
    QTest.keyClick(chart, Qt.Key.Key_Left)
    assert chart.aim.inspection_id == "i103"
    QTest.keyClick(chart, Qt.Key.Key_Left)
    QTest.keyClick(chart, Qt.Key.Key_Return)
    assert made.around.opened == [("fan", "i102")]
    assert made.page.readings.when.currentText().startswith("At the visit of")
    QTest.keyClick(chart, Qt.Key.Key_Home)
    assert chart.aim.inspection_id == "i0" and chart.span.start <= chart.aim.when
    assert chart.accessibleDescription().startswith("1 Dec 2024")
    chart.grab()


def test_wheel_keys_and_drag_move_and_double_click_resets(trend):
    made = trend(worn())
    chart = made.page.chart
    usual = chart.span
    assert wheel(chart, 120, 400).isAccepted() and chart.span.length < usual.length
    nearer = chart.span
    QTest.mousePress(chart, Qt.MouseButton.LeftButton, pos=QPoint(300, 100))
    QTest.mouseMove(chart, QPoint(420, 100))
    QTest.mouseRelease(chart, Qt.MouseButton.LeftButton, pos=QPoint(420, 100))
    assert chart.span.start < nearer.start and chart.span.length == nearer.length
    assert made.around.opened == []
    QTest.mouseDClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(420, 100))
    assert chart.span == usual
    chart.setFocus()
    QTest.keyClick(chart, Qt.Key.Key_Plus)
    QTest.keyClick(chart, Qt.Key.Key_0)
    assert chart.span == usual


def test_where_all_is_in_sight_the_page_scrolls_on(trend):
    made = trend(worn())
    made.desk.bar.reach_chosen.emit(Reach.ALL)
    assert made.page.chart.span == made.page.chart.bounds
    assert not wheel(made.page.chart, -120, 400).isAccepted()


def test_a_forecast_that_comes_later_moves_nothing_one_has_looked_at(trend):
    late = InlineJobs(auto=False)
    made = trend(worn(), jobs=late)
    late.settle(1)
    looked = made.page.chart.span.zoomed(NOW, 0.3, made.page.chart.bounds)
    made.page.chart.look(looked)
    late.settle()
    assert made.page.chart.span == looked and made.page.chart.laid.chart.forecast is not None


def test_with_gloves_the_first_tap_tells_and_the_second_opens(trend):
    set_touch(True)
    made = trend(worn(), (800, 1280))
    chart = made.page.chart
    for opened in ([], [("fan", "i90")]):
        QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=at(chart, "i90"))
        assert made.around.opened == opened
        assert chart.aim is not None


@pytest.mark.parametrize("story", [few, worn, repaired, silent, empty, lambda: FakeStory(points=watched())])
def test_every_history_is_drawn(trend, qtbot, story):
    made = trend(story())
    assert not made.window.grab().isNull()
    qtbot.waitUntil(lambda: made.page.content.height() <= made.page.viewport().height())


def test_what_is_drawn_is_said(trend):
    assert trend(empty()).page.chart.accessibleName() == "No visit yet"
    assert trend(few()).page.chart.accessibleName().startswith("Trend of 5 visits. Last: 22 Nov 2026")


def test_loading_and_trouble(trend):
    made = trend(worn(), jobs=InlineJobs(auto=False))
    assert made.page.head.title.text() == "Looking ahead …" and made.page.chart.laid is None
    assert not made.page.panel.lanes.isEnabled()
    story = worn()
    story.refuses = Problem("The history is gone.", "Plug in its drive.")
    assert trend(story).banner.isVisible()


# Lanes


def test_the_menu_of_lanes_shows_hides_and_adds(trend):
    made = trend(worn())
    panel = made.page.panel
    texts = [action.text() for action in panel.menu().actions() if action.text()]
    assert texts == [
        "0.09–0.17 kHz", "Temperature", "Vibration velocity", "Current", "0.35–0.45 kHz", "Add range …",
    ]  # fmt: skip
    action = next(one for one in panel.menu().actions() if one.text() == "Temperature")
    action.trigger()
    assert len(made.page.chart.laid.frame.lanes) == 2
    panel.range.begin()
    panel.range.low.setText("2,1")
    panel.range.high.setText("1.8")
    panel.range.add.click()
    assert panel.range.isVisible() and "lower one first" in panel.range._told.text()
    panel.range.high.setText("2.6")
    panel.range.add.click()
    assert not panel.range.isVisible()
    assert "2.1–2.6 kHz" in [lane.title for lane in made.page.chart.laid.chart.lanes]


# The list


def row_at(rows, row: int, x: int) -> QPoint:
    rect = rows.visualRect(rows.model().index(row, 0))
    return QPoint(rect.x() + x, rect.center().y())


def test_a_row_opens_its_box_ticks_and_two_are_compared(trend):
    made = trend(worn())
    rows, wanted = made.page.visits.rows, []
    made.desk.compare_wanted.connect(lambda *ids: wanted.append(ids))
    view = rows.viewport()
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=row_at(rows, 0, 12))
    assert made.around.opened == [] and made.page.visits.compare.text() == "Compare with baseline"
    made.page.visits.compare.click()
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=row_at(rows, 2, 12))
    made.page.visits.compare.click()
    assert wanted == [("i103", ""), ("i101", "i103")]
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=row_at(rows, 1, 120))
    assert made.around.opened == [("fan", "i102")]


def test_the_list_by_keys_points_ticks_opens_and_throws_away(trend):
    made = trend(worn())
    rows = made.page.visits.rows
    rows.setFocus()
    rows.setCurrentIndex(rows.model().index(1, 0))
    assert made.page.chart.aim is None or made.page.chart.aim.inspection_id == "i102"
    QTest.keyClick(rows, Qt.Key.Key_Space)
    assert made.page.visits.throw.isEnabled()
    QTest.keyClick(rows, Qt.Key.Key_Return)
    assert made.around.opened == [("fan", "i102")]
    QTest.keyClick(rows, Qt.Key.Key_Delete)
    assert made.story.binned == ["i102"] and made.around.changed == 1
    assert rows.model().rows[1].visit.inspection_id == "i101" and rows.currentIndex().row() == 1
    assert not made.page.visits.throw.isEnabled()
    assert all(one.inspection_id != "i102" for one in made.page.chart.laid.chart.points)
    made.around.undos[-1][1]()
    assert rows.model().rows[1].visit.inspection_id == "i102"


def test_scrolling_to_the_end_reads_on_and_nothing_jumps(trend, qtbot):
    made = trend(FakeStory(points=rising(140)))
    rows = made.page.visits.rows
    assert rows.model().rowCount() == 50
    rows.scrollToBottom()
    top = rows.verticalScrollBar().value()
    qtbot.waitUntil(lambda: rows.model().rowCount() == 100)
    QApplication.processEvents()
    assert rows.verticalScrollBar().value() == top < rows.verticalScrollBar().maximum()


def test_filters_are_told_once_and_follow_the_chart(trend, qtbot):
    made = trend(worn())
    panel = made.page.visits
    panel.state.setCurrentIndex(2)
    assert made.story.asked[-1][0] == Filters("c0", State.WATCH)
    panel.state.setCurrentIndex(0)
    panel.time.setCurrentIndex(1)
    span = made.page.chart.span
    assert made.story.asked[-1][0] == Filters("c0", since=span.start, until=span.end)
    asked = len(made.story.asked)
    made.page.chart.look(span.zoomed(NOW, 0.5, made.page.chart.bounds))
    qtbot.waitUntil(lambda: len(made.story.asked) == asked + 1)
    panel.words.setText("nobody wrote this")
    panel.words.returnPressed.emit()
    assert panel.nothing.isVisible() and panel.nothing.text() == "No inspection is like that."
    panel.where.chosen.emit("whole")
    assert panel.filters.words == "nobody wrote this"


def test_another_machine_begins_without_filters(trend):
    made = trend(worn())
    made.page.visits.state.setCurrentIndex(1)
    made.desk.open("other")
    assert made.page.visits.filters == Filters() and made.story.asked[-1][0] == Filters("c0")


def test_another_condition_is_chosen_in_the_bar(trend):
    made = trend(worn())
    assert made.desk.bar.place.count() == 2
    made.desk.bar.place_chosen.emit("c1")
    assert made.page.chart.laid.chart.points == () and made.page.visits.nothing.isVisible()
    assert made.desk.bar.place.currentIndex() == 1


# The readings


def test_a_reading_is_typed_in_drawn_corrected_and_withdrawn(trend):
    made = trend(few())
    panel = made.page.readings
    panel.fold.click()
    QTest.keyClicks(panel.entry.value, "43,5")
    panel.entry.keep.click()
    assert made.story.kept[-1].value == 43.5 and panel.entry.value.text() == ""
    assert made.page.chart.laid.chart.lanes[-1].points[-1].value == 43.5
    panel.rows.setFocus()
    newest = next(at for at, one in enumerate(panel.rows.model().rows) if one.value == 43.5)
    panel.rows.setCurrentIndex(panel.rows.model().index(newest, 0))
    QTest.keyClick(panel.rows, Qt.Key.Key_Return)
    assert panel.entry.value.text() == "43.5" and panel.withdraw.isVisible()
    assert "43.5 °C, typed" in panel.lines.text()
    panel.entry.value.setText("42")
    panel.entry.keep.click()
    assert made.story.kept[-1].value == 42 and not panel.withdraw.isVisible()
    panel.reading_chosen.emit(made.story.kept[-1])
    panel.withdraw.click()
    assert [one.value for one in made.story.kept] == [38.5, 41.0]
    assert made.around.undos[-1][0] == "Temperature is withdrawn."
    panel.reading_chosen.emit(made.story.kept[0])
    panel.cancel.click()
    assert panel.entry.value.text() == "" and panel.entry.quantity.isEnabled()


def test_correcting_takes_no_room_from_the_list_beside(trend):
    made = trend(worn())
    made.page.readings.fold.click()
    QApplication.processEvents()
    before = made.page.visits.height()
    made.page.readings.reading_chosen.emit(made.story.kept[0])
    QApplication.processEvents()
    assert made.page.visits.height() == before
    hint = made.page.readings.entry.hint
    assert hint.height() >= 16 and hint.y() >= made.page.readings.entry.value.geometry().bottom()


# Sizes


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080)])
def test_it_fits_without_scrolling(trend, qtbot, size):
    made = trend(worn(), size)
    qtbot.waitUntil(lambda: made.page.content.height() <= made.page.viewport().height())
    assert made.page.content.width() <= made.page.viewport().width()


@pytest.mark.parametrize("size", [(800, 1280), (1280, 800)])
def test_it_can_be_worked_with_gloves(trend, qtbot, size):
    set_touch(True)
    made = trend(worn(), size)
    made.page.panel.range.begin()
    made.page.readings.reading_chosen.emit(made.story.kept[0])
    with suppress(TimeoutError):
        qtbot.waitUntil(lambda: not too_small(made.page) and not too_small(made.desk.bar))
    assert too_small(made.page) == [] and too_small(made.desk.bar) == []
    assert made.page.content.width() <= made.page.viewport().width()


def test_all_that_takes_the_focus_has_a_name(trend):
    made = trend(worn())
    nameless = [
        widget
        for widget in made.page.findChildren(type(made.page.chart).__mro__[2])
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and not (widget.accessibleName() or widget.property("text") or widget.property("placeholderText"))
        and type(widget).__name__ not in {"TrendPage"}
    ]
    assert nameless == []


def test_the_pointer_gone_tells_nothing_and_leaving_drops(trend):
    made = trend(FakeStory(points=weekly([0.3, 0.4, 0.5], timedelta(days=30))))
    chart = made.page.chart
    chart.hovered(QPointF(at(chart, "i1")))
    assert chart.aim is not None
    QApplication.sendEvent(chart, QEvent(QEvent.Type.Leave))
    assert chart.aim is None
    made.desk.leave()
    made.desk.refresh()
    assert made.page.chart.laid is not None

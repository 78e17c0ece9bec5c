"""The fleet page as it is seen, pressed, walked over by keyboard, told to screen readers, reached with gloves."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QApplication, QLineEdit, QScrollBar, QWidget

from app.domain.fleet import AlertKind
from app.domain.problem import Problem
from app.domain.verdict import State
from app.look.tokens import DARK, HIGH_CONTRAST
from app.ui.pages.fleet.changes_rows import Link, Row
from app.ui.pages.fleet.table_columns import COLUMNS
from app.ui.pages.fleet.tile_paint import learn_place
from app.ui.pages.fleet.values import Arrangement, Group, Sort
from app.ui.theme import apply_theme
from app.ui.widgets.row_list import ROW
from tests.ui.fakes import InlineJobs
from tests.ui.pages.fleet.fakes import FakeFleet, fleet, machine, standing
from tests.ui.touch_targets import gloves, too_small

__all__ = ["gloves"]


def settle(ms: int = 120) -> None:
    QTest.qWait(ms)


def press(view: QAbstractScrollArea, place: QPoint) -> None:
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_it_says_at_a_glance_which_three_want_a_visit(opened, made):
    desk, told = opened()
    cards = desk.page.cards.cards
    assert len(cards) == 3 and desk.page.first_title.text() == "Visit these three first"
    assert all(card.accessibleName().startswith(f"Visit {number}: ") for number, card in enumerate(cards, 1))
    assert len({card.height() for card in cards}) == 1 and cards[2].geometry().right() <= desk.page.cards.width()
    cards[1].click()
    assert told.of("open_machine") == [(made.first(made.machines)[1].now.machine.id,)]
    assert "23 machines" in desk.bar._facts.text()


def test_a_count_shows_its_machines_alone_and_lets_go_again(opened):
    desk, _ = opened()
    button = desk.page.counts.buttons[State.ABNORMAL]
    assert button.accessibleName() == "3 abnormal, 13 % of all" and button.isCheckable()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert desk.page.found.title.text() == "3 of 23 machines" and not desk.page.cards.isVisible()
    assert desk.page.tiles.model().rowCount() == 3 and desk.bar.tools.filter.text() == "Abnormal"
    desk.page.found.everything.click()
    assert not button.isChecked() and desk.page.cards.isVisible()


def test_search_finds_while_typing_and_goes_on_with_the_keyboard(opened):
    desk, told = opened()
    desk.page.window().activateWindow()
    QTest.keySequence(desk.page.window(), QKeySequence(QKeySequence.StandardKey.Find))
    search = desk.bar.tools.search
    assert search.hasFocus()
    QTest.keyClicks(search, "PUMP boiler")
    rows = [desk.page.tiles.model().index(at, 0).data(ROW) for at in range(desk.page.tiles.model().rowCount())]
    assert rows and all("pump" in one.haystack and "boiler" in one.haystack for one in rows)
    QTest.keyClick(search, Qt.Key.Key_Down)
    assert desk.page.tiles.hasFocus()
    QTest.keyClick(desk.page.tiles, Qt.Key.Key_Return)
    assert told.of("open_machine") == [(rows[0].id,)]
    QTest.keyClick(search, Qt.Key.Key_Escape)
    assert not search.text() and desk.page.cards.isVisible()


def test_arrows_walk_over_the_tiles_and_the_page_follows(opened):
    desk, _ = opened(fake=fleet(200))
    tiles = desk.page.tiles
    desk.page.window().activateWindow()
    desk.page.focus_machines()
    QTest.keyClick(tiles, Qt.Key.Key_Right)
    assert tiles.currentIndex().row() == 1
    QTest.keyClick(tiles, Qt.Key.Key_Down)
    below = tiles.visualRect(tiles.currentIndex())
    assert below.y() > tiles.visualRect(tiles.model().index(1, 0)).y()
    assert desk.page.area.verticalScrollBar().value() == 0 or below.y() > 0
    QTest.keyClick(tiles, Qt.Key.Key_End)
    assert tiles.currentIndex().row() == tiles.model().rowCount() - 1
    bar = desk.page.area.verticalScrollBar()
    assert bar.value() > bar.maximum() - 100


def test_only_the_trends_on_and_next_to_the_screen_are_asked_for(opened):
    made = fleet(1000)
    desk, _ = opened(fake=made)
    settle()
    assert len(made.asked) == 1 and 20 <= len(made.asked[0]) <= 70, "those on the screen and on the next one"
    first = set(made.asked[0])
    desk.page.area.verticalScrollBar().setValue(6000)
    desk.page.area.verticalScrollBar().setValue(9000)
    settle()
    assert len(made.asked) == 2, "one asking once the scrolling is over"
    assert not first & set(made.asked[1])
    desk.page.area.verticalScrollBar().setValue(0)
    settle()
    assert len(made.asked) == 2, "they are known"


def test_a_reading_leaves_filter_and_scroll_place_as_they_are(opened):
    desk, _ = opened(fake=fleet(200))
    desk.presenter.divide(Group.STATE)
    settle(30)
    bar = desk.page.area.verticalScrollBar()
    bar.setValue(1500)
    desk.refresh()
    settle(30)
    assert bar.value() == 1500 and desk.bar.tools.group.text() == "Group: state"


def test_learning_is_pressed_on_a_tile_without_a_baseline(opened):
    new = standing(machine("New fan", id="new"), State.NO_BASELINE)
    desk, told = opened(fake=FakeFleet([new, standing(machine("Fan 1"))]))
    wanted = []
    desk.learn_wanted.connect(wanted.append)
    tiles = desk.page.tiles
    row = next(at for at in range(2) if tiles.model().index(at, 0).data(ROW).id == "new")
    press(tiles, learn_place(tiles.visualRect(tiles.model().index(row, 0))).center())
    assert wanted == ["new"] and not told.of("open_machine")
    press(tiles, tiles.visualRect(tiles.model().index(row, 0)).topLeft() + QPoint(30, 15))
    assert told.of("open_machine") == [("new",)]


def test_a_heading_shows_its_area_alone_under_a_chip(opened):
    desk, _ = opened()
    tiles = desk.page.tiles
    press(tiles, QPoint(10, 20))
    assert desk.page.found.place.text() == "Plant 2 · Boiler house"
    assert all(one.place[1] == "Boiler house" for one in desk.page._shown.entries)
    desk.page.found.place.click()
    assert desk.page.found.title.text() == "All others"


def test_the_table_is_ordered_by_its_heads_and_needs_no_scroll_bar_across(opened):
    desk, told = opened(fake=fleet(200))
    desk.bar.arranged.emit(Arrangement.TABLE)
    settle(30)
    table = desk.page.table
    assert table.isVisible() and not desk.page.tiles.isVisible()
    shown = [one for at, one in enumerate(COLUMNS) if not table.isColumnHidden(at)]
    assert len(shown) == len(COLUMNS), "two sites, so every column says something"
    assert sum(table.columnWidth(at) for at in range(len(COLUMNS))) <= table.viewport().width()
    score = next(at for at, one in enumerate(COLUMNS) if one.key == "score")
    head = table.horizontalHeader()
    place = QPoint(head.sectionViewportPosition(score) + 5, 8)
    QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert desk.presenter.choices.sort is Sort.SCORE and desk.bar.tools.sort.text() == "Sort: score"
    scores = [table.model().index(at, 0).data(ROW).score for at in range(5)]
    assert scores == sorted(scores, reverse=True)
    QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert desk.presenter.choices.reverse
    table.setCurrentIndex(table.model().index(2, 1))
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert told.of("open_machine") == [(table.model().index(2, 0).data(ROW).id,)]


def row_of(desk, wanted) -> tuple[int, Row]:
    model = desk.page.changes.list.model()
    rows = [model.index(at, 0).data(ROW) for at in range(model.rowCount())]
    return next((at, row) for at, row in enumerate(rows) if isinstance(row, Row) and wanted(row))


def link(desk, at: int, which: Link) -> QPoint:
    view = desk.page.changes.list
    index = view.model().index(at, 0)
    rect = view.visualRect(index)
    plan = view._painter.plan(rect, index.data(ROW))
    return (plan.again if which is Link.AGAIN else plan.link_text).center()


def test_an_alert_opens_its_visit_and_seen_is_not_the_row(opened, made):
    desk, told = opened()
    at, row = row_of(desk, lambda row: row.alert.kind is AlertKind.STATE)
    view = desk.page.changes.list
    press(view, link(desk, at, Link.SEEN))
    assert made.noted[-1].alert_id == row.alert.id and not told.of("open_visit")
    assert view.model().index(at, 0).data(ROW).seen, "it stays where it is, quiet"
    press(view, link(desk, at, Link.AGAIN))
    assert made.noted[-1].open_again
    press(view, view.visualRect(view.model().index(at, 0)).center())
    assert told.of("open_visit") == [(row.alert.machine_ids[0], row.alert.inspection_id)]


def test_a_note_is_typed_in_its_row(opened, made):
    desk, _ = opened()
    desk.page.window().activateWindow()
    view = desk.page.changes.list
    at, row = row_of(desk, lambda row: not row.seen)
    view.setFocus()
    view.setCurrentIndex(view.model().index(at, 0))
    QTest.keyClick(view, Qt.Key.Key_N)
    field = view.viewport().findChild(QLineEdit)
    assert field is not None and field.isVisible() and field.height() > 20
    QTest.keyClicks(field, "Belt ")
    made.alerts = [one for one in made.alerts if one.kind is not AlertKind.SURGE]
    desk.refresh()
    QTest.keyClicks(field, "slipped")
    QTest.keyClick(field, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert made.noted[-1].note == "Belt slipped" and made.noted[-1].alert_id == row.alert.id
    view.setCurrentIndex(view.model().index(at, 0))
    QTest.keyClick(view, Qt.Key.Key_S)
    assert made.noted[-1].open_again


def test_an_alert_about_several_shows_them_alone_under_a_chip(opened):
    desk, _ = opened()
    at, row = row_of(desk, lambda row: row.alert.kind is AlertKind.SURGE)
    view = desk.page.changes.list
    press(view, view.visualRect(view.model().index(at, 0)).center())
    assert desk.page.found.machines.text() == "3 machines worse"
    assert {one.id for one in desk.page._shown.entries} == set(row.alert.machine_ids)
    desk.page.found.machines.click()
    assert desk.page.found.title.text() == "All others"


def test_older_ones_and_seen_ones_are_there_when_asked_for(opened, made):
    desk, _ = opened()
    panel = desk.page.changes
    rows = panel.list.model().rowCount()
    panel.switch.click()
    assert panel.switch.text() == "Only open" and panel.list.model().rowCount() > rows
    panel.older.click()
    assert made.read[-1][0] == made.read[0][0] - timedelta(days=30)


def test_without_machines_it_leads_to_the_first(opened):
    desk, told = opened(fake=FakeFleet())
    added = []
    desk.add_wanted.connect(lambda: added.append("machine"))
    desk.sample_wanted.connect(lambda: added.append("sample"))
    messages = desk.page.messages
    assert messages.empty.isVisible() and not desk.page.changes.isVisible()
    assert messages.height() < 200
    messages.add.click()
    messages.sample.click()
    messages.load.click()
    assert added == ["machine", "sample"] and told.of("go") == [("data",)]


def test_while_nothing_is_read_it_says_so_and_a_failure_offers_another_try(opened, made):
    jobs = InlineJobs(auto=False)
    desk, told = opened(jobs=jobs)
    assert desk.page.messages.reading.isVisible() and not desk.page.counts.isVisible()
    made.refuses["overview"] = Problem("The history is gone.", "Connect the drive again.")
    jobs.settle()
    assert desk.page.messages.failed.isVisible() and "fleet" in told.problems()
    made.refuses.clear()
    desk.page.messages.again.click()
    jobs.settle()
    assert desk.page.counts.isVisible() and "fleet" not in told.problems()


def test_nothing_found_offers_all(opened):
    desk, _ = opened()
    desk.presenter.seek("zebra")
    assert desk.page.messages.nothing.isVisible() and desk.page.found.title.text() == "0 of 23 machines"
    desk.page.messages.everything.click()
    assert desk.page.tiles.isVisible()


def test_where_it_is_narrow_all_is_in_one_scroll(opened, gloves):
    desk, _ = opened(size=(800, 1280), fake=fleet(200))
    page = desk.page
    assert desk.bar.below and page.tools_place.isVisible() and desk.bar.tools.search.isVisible()
    assert page.changes.parentWidget() is page.area.content and not page.changes.list.isVisible()
    page.changes.fold.click()
    settle(30)
    assert page.changes.list.isVisible() and page.changes.list.verticalScrollBar().maximum() == 0
    assert page.area.content.width() <= page.area.viewport().width()
    desk.bar.arranged.emit(Arrangement.TABLE)
    settle(30)
    assert page.table.verticalScrollBar().maximum() == 0
    page.window().resize(1920, 1080)
    settle(30)
    assert not desk.bar.below and desk.bar.tools.parentWidget() is desk.bar


@pytest.mark.parametrize("arrangement", Arrangement)
def test_everything_is_large_enough_for_a_glove(opened, gloves, arrangement):
    desk, _ = opened(size=(800, 1280), fake=fleet(30))
    desk.bar.arranged.emit(arrangement)
    desk.page.changes.fold.click()
    desk.changes.show_all(True)
    desk.presenter.choose_place(("Plant 2", "Hall A"))
    settle(30)
    small = [one for one in too_small(desk.page) if "ChangesList" not in one and "TableHead" not in one]
    assert small == [] and too_small(desk.bar) == []
    assert not desk.page.table.isVisible() or desk.page.table.horizontalHeader().height() >= 48
    at, row = row_of(desk, lambda row: row.seen)
    rect = desk.page.changes.list.visualRect(desk.page.changes.list.model().index(at, 0))
    plan = desk.page.changes.list._painter.plan(rect, row)
    assert rect.height() >= 48
    for which in (Link.NOTE, Link.AGAIN):
        place = link(desk, at, which)
        reached = [y for y in range(rect.top(), rect.bottom() + 1) if plan.link_at(place.x(), y) is which]
        assert len(reached) >= 48, which


@pytest.mark.parametrize("palette", [DARK, HIGH_CONTRAST], ids=lambda one: one.name)
@pytest.mark.parametrize("arrangement", Arrangement)
def test_every_look_is_painted(opened, qapp, palette, arrangement):
    desk, _ = opened(fake=fleet(60))
    apply_theme(qapp, palette, 1.25)
    desk.bar.arranged.emit(arrangement)
    settle()
    picture = desk.page.grab().toImage()
    assert picture.pixelColor(2, picture.height() - 2).name().upper() == palette.window


def test_all_that_takes_the_focus_has_a_name_and_is_reached_by_tab(opened):
    desk, _ = opened()
    for part in (desk.page, desk.bar):
        for widget in part.findChildren(QWidget):
            inner = isinstance(widget.parentWidget(), QAbstractScrollArea) or isinstance(widget, QScrollBar)
            if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.isVisible() and not inner:
                name = QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
                assert name or widget is desk.page.area, widget
            if isinstance(widget, QAbstractButton) and widget.isVisible():
                group = widget.group().buttons() if widget.group() else [widget]
                assert any(one.focusPolicy() & Qt.FocusPolicy.TabFocus for one in group), widget


def test_a_screen_reader_is_told_each_machine(opened):
    desk, _ = opened()
    tiles = desk.page.tiles
    view = QAccessible.queryAccessibleInterface(tiles)
    assert view.childCount() == tiles.model().rowCount()
    entry = tiles.model().index(0, 0).data(ROW)
    said = view.child(0).text(QAccessible.Text.Name)
    assert said.startswith(entry.now.machine.name) and entry.state.value in said
    assert view.child(0).rect().isValid()


def test_the_layout_is_kept_for_the_settings(opened):
    desk, _ = opened()
    desk.presenter.order(Sort.NAME)
    desk.presenter.divide(Group.TYPE)
    kept = desk.state()
    other, _ = opened()
    other.restore(kept)
    assert other.bar.tools.sort.text() == "Sort: name" and other.bar.tools.group.text() == "Group: type"
    assert all(isinstance(value, str) for value in kept.values())


def test_the_filter_menu_stays_open_for_several(opened):
    desk, _ = opened()
    menu = desk.bar.tools.filter.choices
    menu.aboutToShow.emit()
    words = [action.text() for action in menu.actions() if action.text()]
    assert words[:6] == ["Abnormal", "Watch", "Cannot tell", "No baseline", "Healthy", "Overdue"]
    assert "Plant 2 · Roof" in words
    for action in menu.actions()[:2]:
        assert menu._tick(action)
    assert desk.presenter.choices.sieve.states == {State.ABNORMAL, State.WATCH}
    assert desk.bar.tools.filter.text() == "2 chosen"
    place = next(action for action in menu.actions() if action.text() == "Plant 2 · Roof")
    assert not menu._tick(place), "one of several closes the menu"


def test_the_route_starts_from_the_bar(opened):
    desk, _ = opened()
    started = []
    desk.route_wanted.connect(lambda: started.append(1))
    desk.bar.route.click()
    assert started == [1]

"""The exchange section as one sees and presses it."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from app.ui.pages.exchange.desk import ExchangeDesk
from app.ui.widgets.row_list import ROW
from tests.ui.pages.conftest import Told
from tests.ui.pages.exchange.scenes import desk, machines
from tests.ui.touch_targets import gloves, too_small
from tests.workflows.exchange.laptops import Laptop, full_machine

__all__ = ["gloves"]


def shown(qtbot, laptop: Laptop, size=(1302, 712)) -> tuple[ExchangeDesk, Told]:
    around = Told()
    made = desk(laptop, around)
    qtbot.addWidget(made.page)
    made.page.resize(*size)
    made.page.show()
    made.open()
    qtbot.wait(1)
    return made, around


def test_a_press_or_space_takes_the_tick_away(qtbot, mine):
    machines(mine, 3)
    made, _ = shown(qtbot, mine)
    picks = made.page.send.list
    picks.clicked.emit(picks.model().index(1, 0))
    assert [row.picked for row in picks.rows()] == [True, False, True]
    assert "2 machines" in made.page.send.line.text() and made.page.send.all.text() == "All"
    picks.setCurrentIndex(picks.model().index(0, 0))
    picks.keyPressEvent(QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier))
    assert not picks.rows()[0].picked
    spoken = picks.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Fan 0, Hall 1 · Line 1 · AHU-000, not ticked"
    made.page.send.all.click()
    assert all(row.picked for row in picks.rows())


def test_a_dropped_file_is_looked_into_and_taken_in_and_its_machines_open(qtbot, mine, theirs, tmp_path):
    fan = full_machine(mine)
    out = mine.write(tmp_path / "x.earshot", fan, by="M. Großmann")
    made, around = shown(qtbot, theirs)
    panel = made.page.file
    assert panel.drop.isVisible() and not panel.take.isVisible()
    panel.drop.dropped.emit([out])
    assert panel.take.isVisible() and panel.take.isEnabled() and not panel.drop.isVisible()
    assert "by M. Großmann" in panel.line.text() and "1 machine, 2 visits" in panel.news.text()
    panel.take.click()
    assert not panel.take.isVisible() and "Taken in" in panel.line.text()
    assert around.of("machines_changed") == [()]
    panel.list.row_opened.emit(panel.list.model().index(0, 0).data(ROW))
    assert around.last("open_machine") == fan.id
    panel.away.click()
    assert panel.drop.isVisible() and not panel.list.isVisible()


def test_while_something_is_written_nothing_else_begins(qtbot, mine):
    full_machine(mine)
    made, _ = shown(qtbot, mine)
    page = made.page
    made.presenter._busy("Writing x.earshot", 0.5)
    assert page.progress.isVisible()
    assert not any(one.isEnabled() for one in (page.send.write, page.tables.cmms, page.tables.parquet))
    made.presenter._busy("", None)
    assert not page.progress.isVisible() and page.send.write.isEnabled()


@pytest.mark.parametrize("size", [(1302, 712), (1856, 1016), (800, 1152)])
def test_it_fits_across_and_on_a_small_screen_without_scrolling(qtbot, mine, theirs, tmp_path, size):
    full_machine(mine)
    made, _ = shown(qtbot, mine, size)
    page = made.page
    made.presenter.file.look(mine.write(tmp_path / "x.earshot"))
    qtbot.wait(1)
    assert page.content.minimumSizeHint().width() <= page.viewport().width()
    assert page.verticalScrollBar().maximum() == 0 or size[0] < 1000


def test_everything_is_large_enough_for_gloves(qtbot, mine, theirs, tmp_path, gloves):
    full_machine(theirs)
    machines(mine, 8)
    made, _ = shown(qtbot, mine, (800, 1152))
    made.presenter.file.look(theirs.write(tmp_path / "x.earshot"))
    qtbot.wait(1)
    assert too_small(made.page) == []

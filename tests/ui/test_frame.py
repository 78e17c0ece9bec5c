"""The frame turns pages: each is laid out for the room it has, and painted once."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QMainWindow, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.frame import FLEET, MACHINE, Frame
from app.ui.theme import px


class Page(QWidget):
    """Counts what it costs to be shown."""

    def __init__(self) -> None:
        super().__init__()
        self.painted: list[QSize] = []
        self.resized: list[QSize] = []
        self.field = QLineEdit()
        column = QVBoxLayout(self)
        column.addWidget(self.field)
        column.addStretch(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        # A cursor that blinks has its own place painted.
        if event.rect() == self.rect():
            self.painted.append(self.size())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.resized.append(event.size())

    def forget(self) -> None:
        self.painted.clear()
        self.resized.clear()


@pytest.fixture
def frame(qtbot: QtBot) -> Frame:
    window = QMainWindow()
    window.resize(px(1366), px(768))
    frame = Frame(window)
    window.setCentralWidget(frame)
    frame.outer = window
    frame.with_list, frame.without = Page(), Page()
    frame.add_page(frame.with_list, QWidget())
    frame.add_page(frame.without, QWidget())
    qtbot.addWidget(window)
    turn(frame, frame.with_list)
    window.show()
    qtbot.waitUntil(lambda: bool(frame.with_list.painted))
    for page in (frame.without, frame.with_list):
        turn(frame, page)
        qtbot.wait(50)
    for page in (frame.without, frame.with_list):
        page.forget()
    return frame


def turn(frame: Frame, page: Page) -> None:
    key = FLEET.key if page is frame.without else MACHINE.key
    frame.show_page(page, key, with_machines=page is frame.with_list)


def test_a_page_is_painted_once_at_the_width_it_keeps(frame: Frame, qtbot: QtBot):
    for page in (frame.without, frame.with_list) * 2:
        turn(frame, page)
        qtbot.wait(50)
        assert not page.resized, "it had this width when it was seen last"
        assert page.painted == [page.size()]
        assert page.size() == frame.pages.size()
        page.forget()
    assert frame.without.width() > frame.with_list.width()


def test_the_page_that_goes_is_not_laid_out_once_more(frame: Frame, qtbot: QtBot):
    turn(frame, frame.without)
    qtbot.wait(50)
    assert not frame.with_list.resized


def test_a_page_has_the_room_there_is_when_the_window_was_resized_meanwhile(frame: Frame, qtbot: QtBot):
    for size in ((1600, 900), (1100, 700), (900, 700)):
        frame.window().resize(*map(px, size))
        qtbot.wait(20)
        for page in (frame.without, frame.with_list):
            turn(frame, page)
            qtbot.wait(20)
            assert page.size() == frame.pages.size()
            assert frame.bars.currentWidget().size() == frame.bars.size()


def test_the_cursor_goes_to_the_page_that_comes(frame: Frame, qtbot: QtBot):
    frame.window().activateWindow()
    frame.with_list.field.setFocus()
    turn(frame, frame.without)
    qtbot.wait(20)
    assert frame.focusWidget() is frame.without.field

"""The guide in the window: every page laid out, searched, followed, in every look and width."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.problem import Problem
from app.look.tokens import DARK, LIGHT
from app.ui.pages.help.desk import CARD, HelpDesk
from app.ui.theme import apply_theme
from tests.ui.fakes import InlineJobs
from tests.ui.pages.conftest import Told
from tests.ui.touch_targets import gloves, too_small  # noqa: F401


class FakeCard:
    """Writes nothing, or can't."""

    def __init__(self) -> None:
        self.problem: Problem | None = None

    def __call__(self, out: Path) -> Path:
        if self.problem:
            raise self.problem
        return out


@pytest.fixture
def around() -> Told:
    return Told()


@pytest.fixture
def card() -> FakeCard:
    return FakeCard()


@pytest.fixture
def desk(qtbot, around, card):
    made = HelpDesk(card, InlineJobs(), around)  # type: ignore[arg-type]
    qtbot.addWidget(made.page)
    qtbot.addWidget(made.bar)
    made.page.resize(1302, 712)
    made.page.show()
    made.open()
    QApplication.processEvents()
    return made


def _text(desk) -> QTextDocument:
    return desk.page.text.document()


def _top(desk) -> int:
    return desk.page.text.verticalScrollBar().value()


def test_every_page_is_laid_out_with_its_pictures_and_none_is_wider_than_its_place(desk):
    for chapter in desk.presenter._guide.chapters:
        desk.open(chapter.key)
        QApplication.processEvents()
        document = _text(desk)
        assert document.firstBlock().text() == chapter.title
        assert document.idealWidth() <= desk.page.text.viewport().width()
        assert desk.page.text.horizontalScrollBar().maximum() == 0


def test_headings_are_in_the_type_of_the_window(desk):
    desk.open("recording")
    first = _text(desk).firstBlock()
    assert first.begin().fragment().charFormat().font().pixelSize() == 20
    assert first.begin().fragment().charFormat().font().families() == ["Inter"]


def test_a_section_is_scrolled_to(desk):
    desk.open("recording#the-microphone")
    QApplication.processEvents()
    assert _top(desk) > 200


def test_a_link_is_followed_and_back_leads_to_where_it_was(desk):
    desk.open("recording")
    desk.page.text.verticalScrollBar().setValue(150)
    desk.page.text.link_followed.emit("05-verdict.md")
    assert _text(desk).firstBlock().text() == "Reading a verdict"
    desk.bar.back.click()
    assert _text(desk).firstBlock().text() == "Recording well"
    assert _top(desk) == 150


def test_another_look_takes_the_text_along(desk, qapp):
    desk.open("recording")
    apply_theme(qapp, DARK)
    try:
        second = _text(desk).firstBlock().begin().fragment().charFormat()
        assert second.foreground().color().name().upper() == DARK.text
    finally:
        apply_theme(qapp, LIGHT)


def test_search_finds_and_marks_and_enter_goes_into_the_list(desk):
    QTest.keyClicks(desk.page.side.field, "bluetooth")
    assert [row.title for row in desk.page.side.list.rows()] == ["The microphone"]
    desk.page.side.list.chosen.emit("recording#the-microphone")
    assert _text(desk).firstBlock().text() == "Recording well"
    assert [one.cursor.selectedText() for one in desk.page.text.extraSelections()] == ["Bluetooth"]
    QTest.keyClick(desk.page.side.field, Qt.Key.Key_Escape)
    assert desk.page.side.field.text() == ""
    assert len(desk.page.side.list.rows()) == 10


def test_where_it_is_narrow_the_contents_are_asked_for(desk):
    desk.page.resize(736, 1200)
    QApplication.processEvents()
    assert not desk.page.side.isVisible()
    assert desk.bar.contents.isVisibleTo(desk.bar)
    desk.bar.contents.click()
    assert desk.page.side.isVisible()
    assert not desk.page.text.isVisible()
    desk.page.side.list.chosen.emit("data")
    assert desk.page.text.isVisible()
    assert _text(desk).firstBlock().text() == "Data and backups"
    desk.page.resize(1302, 712)
    QApplication.processEvents()
    assert desk.page.side.isVisible()
    assert not desk.bar.contents.isVisibleTo(desk.bar)


def test_page_down_reads_on_as_soon_as_it_is_open(desk, qtbot):
    desk.open("recording")
    qtbot.waitUntil(lambda: desk.page.text.verticalScrollBar().maximum() > 0)
    assert desk.page.focusWidget() is desk.page.text
    QTest.keyClick(desk.page.text, Qt.Key.Key_PageDown)
    assert _top(desk) > 100


def test_one_turns_the_pages_with_the_keyboard(desk):
    desk.open("recording")
    desk.page.turned.emit(1)
    assert _text(desk).firstBlock().text() == "Learning healthy"


def test_the_card_is_written_and_told(desk, around, tmp_path):
    desk.write_card(tmp_path / "card.pdf")
    assert around.last("show_notice").title == "Written: card.pdf"


def test_a_card_that_cannot_be_written_is_told(desk, around, card, tmp_path):
    card.problem = Problem("The disk is full.", "Free some space.")
    desk.write_card(tmp_path / "card.pdf")
    assert around.problems() == {CARD: "The disk is full."}


def test_everything_can_be_pressed_with_gloves(gloves, desk):  # noqa: F811
    desk.page.resize(736, 1200)
    desk.bar.resize(736, 80)
    desk.bar.show()
    desk.bar.contents.click()
    QApplication.processEvents()
    assert too_small(desk.page.side) == []
    assert too_small(desk.bar) == []

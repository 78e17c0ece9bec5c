"""Checks of a take: what passed, what did not, and one explanation at a time."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from app.domain.quality import Check
from app.ui.widgets import QualityPanel
from app.ui.widgets.quality_line import CheckLine
from app.ui.widgets.quality_panel import _MEANING, Fold
from tests.ui.widgets.samples import good_quality, poor_quality

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def panel(shown):
    made = QualityPanel()
    made.setFixedWidth(264)
    shown(made)
    return made


def lines(panel):
    return [line for line in panel.findChildren(QAbstractButton) if line.isVisible()]


def texts(panel):
    return [label.text() for label in panel.findChildren(QLabel) if label.isVisible() and label.text()]


def test_a_good_take_is_one_word_and_no_sentence(panel):
    panel.show_quality(good_quality())
    assert texts(panel) == ["Quality of the take", "good"]
    assert len(lines(panel)) == 6


def test_the_worst_check_is_explained_at_once(panel):
    panel.show_quality(poor_quality())
    assert "unusable" in texts(panel)
    assert any(
        "nothing above 3.4 kHz, as a telephone" in text and "send the file" in text for text in texts(panel)
    )


def test_pressing_a_check_explains_it_and_closes_the_other(qtbot, panel):
    panel.show_quality(poor_quality())
    clipping = next(line for line in lines(panel) if line.text().startswith("Clipping"))
    qtbot.mouseClick(clipping, LEFT)
    said = " ".join(texts(panel))
    assert "Turn the input level down" in said
    assert "telephone" not in said
    clipping.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(clipping, Qt.Key.Key_Space)
    assert "Turn the input level down" not in " ".join(texts(panel))


def test_a_passed_check_explains_itself_too(qtbot, panel):
    panel.show_quality(good_quality())
    qtbot.mouseClick(lines(panel)[2], LEFT)
    assert _MEANING[Check.LEVEL] in texts(panel)
    assert set(_MEANING) == set(Check)


def test_checks_are_heard_with_grade_and_value(panel):
    panel.show_quality(poor_quality())
    names = [QAccessible.queryAccessibleInterface(line).text(QAccessible.Text.Name) for line in lines(panel)]
    assert "Clipping, noted, 12 samples" in names
    described = [QAccessible.queryAccessibleInterface(x).text(QAccessible.Text.Description) for x in lines(panel)]
    assert all(described)


def test_another_take_leaves_nothing_of_the_one_before(panel):
    panel.show_quality(poor_quality())
    panel.show_quality(good_quality())
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert len(panel.findChildren(CheckLine)) == len(lines(panel)) == 6
    panel.clear()
    assert texts(panel) == ["Quality of the take"]


def below(panel):
    """The lines from top to bottom."""
    return sorted(lines(panel), key=lambda line: line.y())


def test_where_there_is_little_room_the_passed_ones_share_a_line_until_it_is_pressed(qtbot, panel):
    panel.show_quality(poor_quality())
    panel.set_fold(Fold.PASSED)
    qtbot.waitUntil(lambda: below(panel)[-1].text() == "4 checks passed")
    said = [line.text() for line in below(panel)]
    assert len(said) == 3
    assert any("telephone" in text for text in texts(panel))
    qtbot.mouseClick(below(panel)[-1], LEFT)
    assert len(lines(panel)) == 2 + 1 + 4
    assert panel._passed.nextInFocusChain() is panel._lines[0], "Tab follows reading order"
    panel.set_fold(Fold.PASSED_AND_SENTENCES)
    assert not any("telephone" in text for text in texts(panel))
    qtbot.mouseClick(below(panel)[0], LEFT)
    assert len(texts(panel)) == 3, "pressed, it explains itself all the same"
    panel.show_quality(good_quality())
    assert [line.text() for line in lines(panel)] == ["All 6 checks passed"]
    panel.set_fold(Fold.NOTHING)
    assert len(lines(panel)) == 6

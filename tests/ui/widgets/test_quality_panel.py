"""Checks of a take: what passed, what did not, and one explanation at a time."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from app.domain.quality import Check
from app.ui.widgets import QualityPanel
from app.ui.widgets.quality_panel import _MEANING
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
    assert len(panel.findChildren(QAbstractButton)) == 6
    panel.clear()
    assert texts(panel) == ["Quality of the take"]

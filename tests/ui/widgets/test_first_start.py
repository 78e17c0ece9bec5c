"""Steps of the first start and the field for dropped files."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from app.look.tokens import LIGHT
from app.ui.widgets import DropField, Step, StepCard, Text, dropped_paths

LEFT = Qt.MouseButton.LeftButton


def card():
    return StepCard(1, "Learn healthy", "Five takes of a sample fan.", "Learn from 5 takes", "graduation-cap")


def test_only_the_current_step_can_be_pressed_and_is_filled(qtbot, shown):
    step = card()
    shown(step)
    with qtbot.assertNotEmitted(step.clicked):
        qtbot.mouseClick(step.button, LEFT)
    step.set_step(Step.CURRENT)
    with qtbot.waitSignal(step.clicked):
        qtbot.mouseClick(step.button, LEFT)
    step.button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
    assert step.button.grab().toImage().pixelColor(6, 6) == QColor(LIGHT.accent_fill)
    assert step.grab().toImage().pixelColor(60, 0) == QColor(LIGHT.accent)
    step.set_step(Step.DONE)
    assert not step.button.isEnabled()
    assert step.step is Step.DONE


def test_what_a_step_shows_stands_between_its_text_and_its_button(shown):
    step = card()
    content = Text("1 2 3 4 5")
    step.set_content(content)
    shown(step, width=420, height=320)
    assert content.y() < step.button.y()
    assert content.y() < 120


def mime(*urls: str) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl(url) for url in urls])
    return data


def test_dropped_files_are_local_and_counted_once():
    data = mime("file:///a/Lüfter%203.wav", "file:///a", "https://example.org/x.wav", "file:///a")
    assert dropped_paths(data) == [Path("/a/Lüfter 3.wav"), Path("/a")]
    text = QMimeData()
    text.setText("hello")
    assert dropped_paths(text) == []


def drag(field: DropField, data: QMimeData) -> QDragEnterEvent:
    event = QDragEnterEvent(
        QPointF(5, 5).toPoint(), Qt.DropAction.CopyAction, data, LEFT, Qt.KeyboardModifier.NoModifier
    )
    event.ignore()
    QApplication.sendEvent(field, event)
    return event


def test_files_are_taken_and_text_is_not(qtbot, shown):
    field = DropField()
    shown(field)
    assert not drag(field, QMimeData()).isAccepted()
    data = mime("file:///a/b.wav")
    assert drag(field, data).isAccepted()
    drop = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, LEFT, Qt.KeyboardModifier.NoModifier)
    with qtbot.waitSignal(field.dropped) as caught:
        QApplication.sendEvent(field, drop)
    assert caught.args == [[Path("/a/b.wav")]]


def test_pressing_the_field_asks_for_files(qtbot, shown):
    field = DropField()
    shown(field)
    with qtbot.waitSignal(field.choose_wanted):
        qtbot.mouseClick(field, LEFT)
    field.setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.waitSignal(field.choose_wanted):
        qtbot.keyClick(field, Qt.Key.Key_Space)

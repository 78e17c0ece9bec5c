"""Buttons by mouse and keyboard, and what they show when there is little room."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QColor, QFontMetrics

from app.look.tokens import HIGH_CONTRAST, LIGHT
from app.ui.theme import apply_theme
from app.ui.widgets import (
    FilledButton,
    IconButton,
    Look,
    PlainButton,
    QuietButton,
    SegmentedControl,
    Select,
)

LEFT = Qt.MouseButton.LeftButton


@pytest.mark.parametrize("kind", [FilledButton, PlainButton, QuietButton])
def test_click_space_and_enter_press_a_button(qtbot, shown, kind):
    button = kind("Export PDF", "file-down")
    shown(button)
    presses = []
    button.clicked.connect(lambda: presses.append(1))
    qtbot.mouseClick(button, LEFT)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert len(presses) == 2


def test_a_click_leaves_the_focus_where_the_keyboard_works(qtbot, shown):
    one, other = PlainButton("One"), PlainButton("Other")
    shown(one, other)
    one.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.mouseClick(other, LEFT)
    assert one.hasFocus()


def test_its_key_presses_it_even_after_its_text_changed(qtbot, shown):
    button = PlainButton("Pause", "pause", keys="Ctrl+P")
    window = shown(button)
    button.setText("Play & listen")
    button.set_icon("play")
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)


def test_with_little_room_the_key_goes_first_then_the_text_is_shortened(qtbot, shown):
    button = FilledButton("Export PDF", "file-down", keys="Ctrl+E")
    shown(button)
    button.resize(button.sizeHint())
    whole = button.grab()
    assert button.toolTip() == ""
    button.resize(button.sizeHint().width() - 30, 32)
    assert button.grab().toImage() != whole.toImage()
    assert button.toolTip() == "", "without its key the text still fits"
    button.resize(button.minimumSizeHint())
    button.grab()
    assert button.toolTip() == "Export PDF"


def test_a_pixel_lost_by_rounding_costs_neither_icon_nor_letters(qtbot, shown):
    button = QuietButton("Add machine", "plus")
    shown(button)
    icon, text = 16 + 8, QFontMetrics(button.font()).horizontalAdvance(button.text())
    whole = 2 * 12 + icon + text
    ink = []
    for width in (whole, whole - 1, whole - 2):
        button.setFixedWidth(width)
        # Wherever the test before has left the mouse.
        button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
        image = button.grab().toImage()
        assert button.toolTip() == ""
        plus = image.copy(12, 0, 16, image.height())
        ink.append(sum(plus.pixelColor(8, y) != plus.pixelColor(0, 0) for y in range(plus.height())))
    assert ink[0] == ink[1] > ink[2], "at two pixels and more the words take the icon's place"


def test_a_disabled_button_is_not_filled_and_is_dashed_in_high_contrast(qtbot, qapp, shown):
    button = FilledButton("Inspect")
    shown(button)
    button.resize(button.sizeHint())
    button.setEnabled(False)
    image = button.grab().toImage()
    assert image.pixelColor(6, 6) != QColor(LIGHT.accent_fill)
    apply_theme(qapp, HIGH_CONTRAST)
    image = button.grab().toImage()
    edge = {image.pixelColor(x, 0).name() for x in range(10, image.width() - 10)}
    assert len(edge) > 1
    assert qtbot.mouseClick(button, LEFT) is None


def test_the_filled_look_moves_along_without_changing_the_height(qtbot, shown):
    button = PlainButton("Inspect")
    shown(button)
    before = button.sizeHint().height()
    button.set_look(Look.FILLED)
    button.resize(button.sizeHint())
    button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
    assert button.sizeHint().height() == before
    assert button.grab().toImage().pixelColor(6, 6) == QColor(LIGHT.accent_fill)


def test_an_icon_button_says_what_it_does(qtbot):
    button = IconButton("repeat", "Loop")
    qtbot.addWidget(button)
    button.grab()
    assert QAccessible.queryAccessibleInterface(button).text(QAccessible.Text.Name) == "Loop"
    assert button.toolTip() == "Loop"


def test_segments_exclude_each_other_by_mouse_and_arrow_keys(qtbot, shown):
    control = SegmentedControl([("take", "This take"), ("healthy", "Healthy")], keys=("", "B"))
    shown(control)
    first, second = control.findChildren(type(control._segments["take"]))
    with qtbot.waitSignal(control.chosen) as caught:
        qtbot.mouseClick(second, LEFT)
    assert caught.args == ["healthy"]
    assert control.current == "healthy"
    second.setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.waitSignal(control.chosen) as caught:
        qtbot.keyClick(second, Qt.Key.Key_Left)
    assert caught.args == ["take"]
    assert first.isChecked()


def test_choosing_a_segment_from_outside_is_silent_and_moves_nothing(qtbot, shown):
    control = SegmentedControl([("take", "This take"), ("healthy", "Healthy")])
    shown(control)
    width = control.sizeHint().width()
    with qtbot.assertNotEmitted(control.chosen):
        control.set_current("healthy")
    assert control.sizeHint().width() == width
    with pytest.raises(KeyError):
        control.set_current("nothing")


def test_a_segment_that_is_not_there_yet_cannot_be_chosen(qtbot, shown):
    control = SegmentedControl([("take", "This take"), ("healthy", "Healthy")])
    shown(control)
    control.set_available("healthy", False)
    qtbot.mouseClick(control._segments["healthy"], LEFT)
    assert control.current == "take"


def test_a_select_is_named_and_shortens_a_long_choice(qtbot, shown):
    select = Select("Operating condition", "gauge")
    select.addItems(["Full speed, damper open, guard removed, second shift", "Half speed"])
    shown(select)
    assert QAccessible.queryAccessibleInterface(select).text(QAccessible.Text.Description) == "Operating condition"
    assert select.sizeHint().width() <= 240
    with qtbot.waitSignal(select.currentIndexChanged):
        qtbot.keyClick(select, Qt.Key.Key_Down)
    assert select.currentText() == "Half speed"

"""The large button: what it says, how loud it is, and what gives way where it is narrow."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from app.look.tokens import BIG_BUTTON_HEIGHT, LIGHT
from app.ui.theme import set_touch
from app.ui.widgets import BigButton
from app.ui.widgets.big_button import DISC, SQUARE


@pytest.fixture
def button(shown):
    made = BigButton("Record", DISC, keys="Space")
    shown(made, width=320)
    return made


def image_of(button):
    # Wherever the test before has left the mouse.
    button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
    return button.grab().toImage()


def inked(button, colour):
    image = image_of(button)
    return [
        x
        for x in range(image.width())
        if any(image.pixelColor(x, y) == QColor(colour) for y in range(10, image.height() - 10))
    ]


def test_it_is_as_high_as_designed_and_says_its_key(button):
    assert button.height() == BIG_BUTTON_HEIGHT
    assert button.accessibleName() == "Record (Space)"


def test_it_is_filled_to_start_and_plain_where_nobody_should_hit_it_in_passing(qtbot, button):
    assert image_of(button).pixelColor(8, 8) == QColor(LIGHT.accent_fill)
    button.show_act("Stop listening", SQUARE, filled=False)
    assert image_of(button).pixelColor(8, 8) == QColor(LIGHT.surface)
    button.setEnabled(False)
    assert image_of(button).pixelColor(8, 8) == QColor(LIGHT.sunken)


def test_space_and_a_click_press_it(qtbot, button):
    presses = []
    button.clicked.connect(lambda: presses.append(1))
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert len(presses) == 2


def test_where_it_is_narrow_the_key_goes_first_and_then_the_word_is_smaller(button):
    button.setFixedWidth(300)
    with_key = inked(button, LIGHT.on_accent)
    button.setFixedWidth(230)
    without = inked(button, LIGHT.on_accent)
    button.setFixedWidth(160)
    smaller = inked(button, LIGHT.on_accent)
    assert max(with_key) - min(with_key) > max(without) - min(without) > max(smaller) - min(smaller)
    assert min(smaller) >= 16 and max(smaller) < 160 - 16, "nothing is cut"


def test_for_gloves_there_is_no_key_to_be_shown(button):
    button.setFixedWidth(300)
    wide = inked(button, LIGHT.on_accent)
    set_touch(True)
    button.setFixedWidth(301)
    assert max(inked(button, LIGHT.on_accent)) < max(wide)

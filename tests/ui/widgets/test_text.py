"""Texts are shown as they are, whole or with the whole in a tool tip."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.look.tokens import BODY, CAPTION, LIGHT, SECTION, TITLE
from app.ui.theme import apply_theme
from app.ui.widgets import Chip, KeyCap, Rule, Text
from app.ui.widgets.text import shortened

RIGHT = Qt.TextElideMode.ElideRight


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5])
@pytest.mark.parametrize("size", [CAPTION, BODY, SECTION, TITLE])
@pytest.mark.parametrize("words", ["Supply fan 3", "Plant 2 › Hall B", "iiiiiiii", "Wäscherei-Abluft WWWW 11"])
def test_a_text_with_the_room_it_asks_for_is_not_shortened(qtbot, qapp, size, words, scale):
    apply_theme(qapp, LIGHT, scale)
    text = Text(words, size, elide=RIGHT)
    whole = Text(words, size)
    for label in (text, whole):
        qtbot.addWidget(label)
        label.resize(text.sizeHint())
    assert text.grab().toImage() == whole.grab().toImage()
    assert text.toolTip() == ""


def test_a_shortened_text_is_whole_in_its_tool_tip_and_for_screen_readers(qtbot):
    text = Text("Dust extraction fan of the carpentry", elide=RIGHT)
    qtbot.addWidget(text)
    text.show()
    text.resize(80, 20)
    assert text.toolTip() == "Dust extraction fan of the carpentry"
    name = QAccessible.queryAccessibleInterface(text).text(QAccessible.Text.Name)
    assert name == "Dust extraction fan of the carpentry"
    text.resize(600, 20)
    assert text.toolTip() == ""


def test_of_a_row_of_facts_the_last_give_way_whole(qtbot):
    whole, two = "Hall B · 1,480 rpm, 7 blades · baseline of 5 clips", "Hall B · 1,480 rpm, 7 blades"
    text = Text(whole, CAPTION, elide=RIGHT)
    qtbot.addWidget(text)
    text.show()
    metrics = text.fontMetrics()
    text.resize(metrics.horizontalAdvance(two) + 40, 20)
    assert shortened(whole, metrics, RIGHT, text.width()) == two
    alone = Text(two, CAPTION, elide=RIGHT)
    qtbot.addWidget(alone)
    alone.resize(text.size())
    assert text.grab().toImage() == alone.grab().toImage()
    assert text.toolTip() == whole and alone.toolTip() == ""
    assert shortened(whole, metrics, RIGHT, 2000) == whole
    assert shortened(whole, metrics, RIGHT, 30) == metrics.elidedText("Hall B", RIGHT, 30)
    assert shortened("30.0 s · 16 kHz", metrics, RIGHT, metrics.horizontalAdvance("30.…")) == ""
    assert shortened("30.0 s · 16 kHz", metrics, RIGHT, metrics.horizontalAdvance("30.0 s") + 1) == "30.0 s"


def test_a_name_is_never_taken_for_markup(qtbot):
    text = Text("<b>Fan</b> & <img src=x>")
    qtbot.addWidget(text)
    assert text.textFormat() == Qt.TextFormat.PlainText


def test_tone_and_size_change_in_place(qtbot):
    text = Text("Watch", tone="text2")
    qtbot.addWidget(text)
    text.show()
    text.set_tone("watch")
    assert text.palette().color(text.foregroundRole()).name().upper() == LIGHT.states["watch"].text
    text.set_size(TITLE)
    assert text.font().pixelSize() == 20


def test_a_chip_is_hidden_while_empty_and_never_cut(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    row = QHBoxLayout(window)
    chip = Chip("", window)
    row.addWidget(chip)
    window.show()
    assert not chip.isVisible()
    chip.setText("SF-003")
    assert chip.isVisible()
    assert chip.minimumSizeHint() == chip.sizeHint()


def test_a_key_cap_shows_keys_without_the_plus(qtbot):
    cap, wider = KeyCap("Ctrl+E"), KeyCap("Ctrl+Shift+E")
    for each in (cap, wider):
        qtbot.addWidget(each)
    assert cap.sizeHint().width() < wider.sizeHint().width()
    cap.resize(cap.sizeHint())
    assert not cap.grab().toImage().isNull()


def test_a_rule_is_one_pixel_either_way(qtbot):
    rule = Rule()
    qtbot.addWidget(rule)
    assert rule.maximumHeight() == 1
    rule.turn(upright=True)
    assert rule.maximumWidth() == 1
    assert rule.maximumHeight() > 1000

"""A reading is typed in with comma or point; odd values are asked about and still taken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.domain.reading import UNITS, Quantity, Reading
from app.ui.theme import set_touch
from app.ui.widgets.reading_entry import ReadingEntry
from app.ui.widgets.reading_words import doubt, in_words, parse_value, value_text, with_unit


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("41.5", 41.5), ("41,5", 41.5), (" 1 480 ", 1480.0), ("1.480,5", 1480.5), ("1,480.5", 1480.5),
        ("−3,2", -3.2), ("+7", 7.0), ("1’480", 1480.0), (",5", 0.5),
        ("", None), ("-", None), ("41 °C", None), ("4e2", None), ("nan", None), ("1.2.3", None), ("٣", None),
    ],
)  # fmt: skip
def test_numbers_as_people_type_them(text, value):
    assert parse_value(text) == value


@given(st.text(max_size=12))
def test_whatever_is_typed_is_a_finite_number_or_none(text):
    value = parse_value(text)
    assert value is None or abs(value) < float("inf")


@given(st.floats(-99999, 99999))
def test_what_is_shown_is_understood_again(value):
    assert parse_value(value_text(value)) == pytest.approx(value, rel=1e-5, abs=1e-4)


def test_only_odd_values_are_asked_about():
    assert doubt(Quantity.TEMPERATURE, 420.0, "°C") == "420 °C – really?"
    assert doubt(Quantity.TEMPERATURE, 42.0, "°C") == "" and doubt(Quantity.TEMPERATURE, 300.0, "°F") == ""
    assert doubt(Quantity.SPEED, 1.48, "rpm") == "1.48 rpm – really?"
    assert with_unit(-3.0, "bar") == "−3 bar" and value_text(None) == "–" and value_text(1480.0) == "1480"
    withdrawn = Reading("c", Quantity.LOAD, None, "%")
    assert (
        in_words(withdrawn) == "load withdrawn" and in_words(Reading("c", Quantity.LOAD, 80.0, "%")) == "load 80 %"
    )


@pytest.fixture
def entry(shown):
    made = ReadingEntry()
    made.said = []
    made.typed.connect(lambda *what: made.said.append(what))
    shown(made, width=320)
    return made


def test_typed_by_keyboard_with_its_unit(entry):
    entry.quantity.setCurrentIndex(list(Quantity).index(Quantity.PRESSURE))
    entry.unit.setCurrentIndex(1)
    QTest.keyClicks(entry.value, "120,5")
    QTest.keyClick(entry.value, Qt.Key.Key_Return)
    assert entry.said == [(Quantity.PRESSURE, 120.5, "kPa")]
    entry.clear()
    assert entry.value.text() == "" and entry.unit.currentText() == "kPa"


def test_an_odd_value_is_asked_about_and_taken(entry):
    QTest.keyClicks(entry.value, "420")
    assert entry.hint.text() == "420 °C – really?" and entry.said == []
    entry.keep.click()
    assert entry.said == [(Quantity.TEMPERATURE, 420.0, "°C")]


def test_no_number_is_said_and_not_taken(entry):
    QTest.keyClicks(entry.value, "warm")
    entry.keep.click()
    assert entry.said == [] and entry.hint.text().startswith("Type a number")
    assert entry.value.property("bad") is True
    entry.value.setText("41")
    assert entry.hint.text() == "" and not entry.value.property("bad")


def test_a_correction_begins_with_what_was_typed(entry):
    entry.begin(Quantity.VIBRATION, 0.12, "in/s", "Correct")
    assert (entry.value.text(), entry.unit.currentText(), entry.keep.text()) == ("0.12", "in/s", "Correct")
    assert not entry.quantity.isEnabled() and entry.unit.count() == len(UNITS[Quantity.VIBRATION])
    entry.clear()
    assert entry.quantity.isEnabled() and entry.keep.text() == "Keep"


def test_one_line_where_there_is_room_and_large_for_gloves(shown, qapp):
    narrow, wide = ReadingEntry(), ReadingEntry()
    shown(narrow, width=320)
    shown(wide, width=700)
    assert narrow.value.y() > narrow.quantity.y() and abs(wide.value.y() - wide.quantity.y()) < 4
    set_touch(True)
    qapp.processEvents()
    assert min(one.height() for one in (narrow.value, narrow.keep, narrow.quantity, narrow.unit)) >= 48

"""Readings are drawn in one unit, whatever unit they were typed in."""

import pytest

from app.domain.reading import UNITS, Quantity, Reading


@pytest.mark.parametrize(
    ("quantity", "value", "unit", "drawn"),
    [
        (Quantity.TEMPERATURE, 32.0, "°F", 0.0),
        (Quantity.TEMPERATURE, 212.0, "°F", 100.0),
        (Quantity.TEMPERATURE, 68.5, "°C", 68.5),
        (Quantity.VIBRATION, 0.1, "in/s", 2.54),
        (Quantity.PRESSURE, 250.0, "kPa", 2.5),
        (Quantity.PRESSURE, 14.5038, "psi", 1.0),
    ],
)
def test_every_unit_is_drawn_in_the_first(quantity, value, unit, drawn):
    assert Reading("c", quantity, value, unit).drawn == pytest.approx(drawn, abs=1e-4)


def test_withdrawn_reading_is_not_drawn():
    assert Reading("c", Quantity.LOAD, None, "%", replaces="r").drawn is None


def test_every_quantity_has_a_unit():
    assert set(UNITS) == set(Quantity)
    assert all(UNITS.values())

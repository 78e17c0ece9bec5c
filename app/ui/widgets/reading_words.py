"""What is typed in as a reading, understood and doubted in words; no widget here."""

from math import isfinite

from app.domain.reading import UNITS, Quantity, Reading
from app.domain.words import MINUS, UNKNOWN
from app.language import tr

_USUAL: dict[Quantity, tuple[float, float]] = {
    Quantity.TEMPERATURE: (-40.0, 200.0),
    Quantity.VIBRATION: (0.0, 60.0),
    Quantity.CURRENT: (0.0, 1500.0),
    Quantity.PRESSURE: (-1.0, 100.0),
    Quantity.SPEED: (10.0, 20000.0),
    Quantity.LOAD: (0.0, 130.0),
    Quantity.OIL: (0.0, 100.0),
}
"""In the quantity's first unit: what lies outside is asked about, never refused."""


def parse_value(text: str) -> float | None:
    """A number with a decimal comma or point, blanks between thousands; None when it is none.

    Where both marks stand in it, the last one is the decimal one: "1.480,5" and "1,480.5" are the same.
    """
    bare = "".join(text.split()).replace(MINUS, "-").replace("’", "").replace("'", "")
    comma, point = bare.rfind(","), bare.rfind(".")
    if comma >= 0 and point >= 0:
        bare = bare.replace("." if comma > point else ",", "")
    bare = bare.replace(",", ".")
    if not bare or any(mark not in "+-.0123456789" for mark in bare):
        return None
    try:
        value = float(bare)
    except ValueError:
        return None
    return value if isfinite(value) else None


def value_text(value: float | None) -> str:
    """The value without needless digits: "41.5", "1480", "−3"; "–" for none."""
    if value is None or not isfinite(value):
        return UNKNOWN
    text = f"{value:.6g}"
    if "e" in text:
        text = f"{value:.4f}".rstrip("0").rstrip(".")
    return text.replace("-", MINUS) if text != "-0" else "0"


def with_unit(value: float | None, unit: str) -> str:
    """The value with its unit: "41.5 °C"."""
    return f"{value_text(value)} {unit}"


def doubt(quantity: Quantity, value: float, unit: str) -> str:
    """A question where a value is not usual, such as "420 °C – really?"; empty where it is."""
    drawn = Reading("", quantity, value, unit).drawn
    low, high = _USUAL[quantity]
    return "" if drawn is None or low <= drawn <= high else tr("{value} – really?", value=with_unit(value, unit))


def in_words(reading: Reading) -> str:
    """A reading in a few words: "temperature 41.5 °C", or "temperature withdrawn"."""
    if reading.value is None:
        return tr("{quantity} withdrawn", quantity=tr(reading.quantity.value))
    return f"{tr(reading.quantity.value)} {with_unit(reading.value, reading.unit)}"


def units_of(quantity: Quantity) -> tuple[str, ...]:
    """The units it may be typed in; the first is the one drawn."""
    return UNITS[quantity]

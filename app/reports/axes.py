"""Scales of the figures: where a value lies in a box, which values get a tick, and the frame around it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import floor, isfinite, log, log10

from app.domain import words
from app.look.tokens import LIGHT
from app.reports.sheet import Box, Sheet
from app.reports.text import CAPTION

AXIS = CAPTION

KHZ_TICKS = (50.0, 100.0, 200.0, 500.0, 1000.0, 2000.0, 4000.0, 8000.0)

_OVERHANG = 6.0
"""So far may a number stand out beside its figure."""

_NICE = (1.0, 2.0, 5.0, 10.0)


@dataclass(frozen=True, slots=True)
class Scale:
    """Maps values from `low` … `high` to places from `start` to `end` in pt; what lies outside is pinned."""

    low: float
    high: float
    start: float
    end: float
    logarithmic: bool = False

    def __call__(self, value: float) -> float:
        if not isfinite(value):
            return self.start
        span = self._bend(self.high) - self._bend(self.low)
        share = (self._bend(value) - self._bend(self.low)) / span if span else 0.5
        return self.start + min(max(share, 0.0), 1.0) * (self.end - self.start)

    def _bend(self, value: float) -> float:
        return log(max(value, 1e-9)) if self.logarithmic else value


def nice_step(span: float, most: int) -> float:
    """The smallest step of 1, 2 or 5 times a power of ten that divides `span` into at most `most` parts."""
    if not isfinite(span) or span <= 0:
        return 1.0
    rough = span / most
    power = 10.0 ** floor(log10(rough))
    return next((power * nice for nice in _NICE if power * nice >= rough * 0.999), power * 10)


def ticks_between(low: float, high: float, most: int) -> list[float]:
    """Round values from `low` to `high`, at most `most` + 1 of them."""
    step = nice_step(high - low, most)
    first = -floor(-low / step + 1e-9)
    last = floor(high / step + 1e-9)
    return [step * index for index in range(first, last + 1)]


def tick_number(value: float) -> str:
    """A tick's value with as many decimals as it needs, up to three."""
    text = words.number(value, 3)
    return text.rstrip("0").rstrip(".") if "." in text else text


def frame(sheet: Sheet, box: Box) -> None:
    """The edge of a figure."""
    sheet.box(box, edge=LIGHT.strong, thick=0.6)


def label_x(
    sheet: Sheet,
    box: Box,
    scale: Scale,
    values: Sequence[float],
    *,
    unit: str = "",
    name: Callable[[float], str] = tick_number,
) -> None:
    """Ticks and numbers below the box; the last number carries the unit and is never left out."""
    free_to = box.right + 2 * _OVERHANG
    for index, value in reversed(list(enumerate(values))):
        x = scale(value)
        sheet.line([(x, box.bottom), (x, box.bottom + 3)], LIGHT.strong)
        text = name(value) + (f" {unit}" if unit and index == len(values) - 1 else "")
        wide = sheet.typeface.width(text, AXIS)
        left = min(max(x - wide / 2, box.left - _OVERHANG), box.right + _OVERHANG - wide)
        if left + wide <= free_to:
            sheet.text(left, box.bottom + 11, text, AXIS, LIGHT.text2)
            free_to = left - 4


def label_y(
    sheet: Sheet,
    box: Box,
    scale: Scale,
    values: Sequence[float],
    *,
    unit: str = "",
    name: Callable[[float], str] = tick_number,
) -> None:
    """Ticks and numbers left of the box; the topmost number carries the unit."""
    for index, value in enumerate(values):
        y = scale(value)
        sheet.line([(box.left - 3, y), (box.left, y)], LIGHT.strong)
        text = name(value) + (f" {unit}" if unit and index == len(values) - 1 else "")
        sheet.text(box.left - 5, y + 2.6, text, AXIS, LIGHT.text2, align="right")


def empty(sheet: Sheet, box: Box, reason: str) -> None:
    """A figure that cannot be drawn keeps its place and says why."""
    sheet.box(box, fill=LIGHT.sunken, edge=LIGHT.line)
    text = sheet.typeface.shorten(sheet.clean(reason), AXIS, box.width - 8)
    sheet.text(box.left + box.width / 2, box.top + box.height / 2 + 3, text, AXIS, LIGHT.text2, align="middle")

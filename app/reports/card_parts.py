"""What the drawings of the card are made of: a fan, a microphone, a laptop, a person; thick lines, no colour."""

from collections.abc import Sequence
from math import cos, pi, sin

from app.look.tokens import LIGHT
from app.reports.sheet import Box, Point, Sheet
from app.reports.text import CAPTION

INK, GREY, PALE = LIGHT.text, LIGHT.text2, LIGHT.line
THICK, THIN = 1.4, 0.8
_BLADES, _STEPS = 5, 24


def arc(x: float, y: float, radius: float, start: float, end: float) -> list[Point]:
    """Points along a circle, angles in turns, 0 at the right and growing downwards."""
    turns = (start + (end - start) * step / _STEPS for step in range(_STEPS + 1))
    return [(x + radius * cos(2 * pi * turn), y + radius * sin(2 * pi * turn)) for turn in turns]


def draw_fan(sheet: Sheet, x: float, y: float, radius: float) -> None:
    """A fan's guard from the front, with blades and hub."""
    sheet.disc(x, y, radius, fill=LIGHT.sunken, edge=INK)
    sheet.disc(x, y, radius * 0.93, edge=GREY)
    for blade in range(_BLADES):
        at = blade / _BLADES
        outer = arc(x, y, radius * 0.82, at - 0.05, at + 0.07)
        sheet.area([(x, y), *outer], PALE, INK, THIN)
    sheet.disc(x, y, radius * 0.2, fill=LIGHT.surface, edge=INK)


def draw_microphone(sheet: Sheet, x: float, y: float, size: float, *, to_left: bool = True) -> None:
    """A microphone whose head is at `x`, `y`; its handle leads away from what it listens to."""
    side = 1.0 if to_left else -1.0
    head = size * 0.24
    handle = [
        (x + side * head * 0.6, y - head * 0.55),
        (x + side * size, y - head * 0.3),
        (x + side * size, y + head * 0.3),
        (x + side * head * 0.6, y + head * 0.55),
    ]
    sheet.area(handle, LIGHT.surface, INK, THICK)
    sheet.disc(x, y, head, fill=PALE, edge=INK)
    sheet.line([(x, y - head), (x, y + head)], INK, THIN)


def draw_laptop(sheet: Sheet, x: float, y: float, wide: float) -> None:
    """A laptop whose foot stands at `y`, its middle at `x`."""
    high, half = wide * 0.56, wide / 2
    sheet.rounded(Box(x - half * 0.86, y - high, wide * 0.86, high - 4), 2, LIGHT.surface, INK, thick=THICK)
    wave = [
        (x - half * 0.6 + step * wide * 0.06, y - high / 2 - 2 + (6 if step % 2 else -6)) for step in range(11)
    ]
    sheet.line(wave, GREY, THIN)
    sheet.area([(x - half, y - 4), (x + half, y - 4), (x + half - 3, y), (x - half + 3, y)], PALE, INK, THIN)


def draw_person(sheet: Sheet, x: float, y: float, size: float) -> None:
    """Head and shoulders, the shoulders' foot at `y`."""
    head = size * 0.24
    sheet.area([*arc(x, y, size * 0.42, 0.5, 1.0)], LIGHT.surface, INK, THICK)
    sheet.disc(x, y - size * 0.64, head, fill=LIGHT.surface, edge=INK)


def draw_arrow(sheet: Sheet, start: Point, end: Point, colour: str = GREY, thick: float = THICK) -> None:
    """A line with a head at its end."""
    (x0, y0), (x1, y1) = start, end
    long = max(((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5, 0.01)
    ux, uy = (x1 - x0) / long, (y1 - y0) / long
    back, out = 5.0, 2.6
    sheet.line([start, (x1 - ux * back * 0.7, y1 - uy * back * 0.7)], colour, thick)
    head = [
        end,
        (x1 - ux * back - uy * out, y1 - uy * back + ux * out),
        (x1 - ux * back + uy * out, y1 - uy * back - ux * out),
    ]
    sheet.area(head, colour)


def draw_cross(sheet: Sheet, x: float, y: float, size: float) -> None:
    """Not like this: a heavy cross on white, so that it is seen on whatever it lies."""
    half = size / 2
    strokes: Sequence[list[Point]] = (
        [(x - half, y - half), (x + half, y + half)],
        [(x - half, y + half), (x + half, y - half)],
    )
    for colour, thick in ((LIGHT.surface, 6.0), (INK, 2.6)):
        for stroke in strokes:
            sheet.line(stroke, colour, thick, round_ends=True)


def draw_tick(sheet: Sheet, x: float, y: float, size: float) -> None:
    """Like this."""
    for colour, thick in ((LIGHT.surface, 6.0), (INK, 2.6)):
        stroke = [(x - size / 2, y), (x - size / 8, y + size / 2.6), (x + size / 2, y - size / 2.2)]
        sheet.line(stroke, colour, thick, round_ends=True)


def draw_distance(sheet: Sheet, x0: float, x1: float, y: float, text: str) -> None:
    """A measure with its words above."""
    middle = (x0 + x1) / 2
    draw_arrow(sheet, (middle, y), (x0, y), INK, THIN)
    draw_arrow(sheet, (middle, y), (x1, y), INK, THIN)
    for x in (x0, x1):
        sheet.line([(x, y - 4), (x, y + 4)], INK, THIN)
    sheet.text(middle, y - 6.5, text, CAPTION, align="middle")

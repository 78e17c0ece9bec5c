"""What happened at a machine, marked above its trend: letters for repairs and baselines, numbers for visits."""

from collections.abc import Iterable

from app.look.tokens import LIGHT
from app.reports.axes import Scale
from app.reports.machine_report_facts import Happening, Kind, PlaceFacts
from app.reports.sheet import Box, Sheet
from app.reports.text import CAPTION, CAPTION_STRONG

MARKS_HEIGHT = 28.0
"""What the marks take above the figure: a row of letters, and below it a row of numbers."""

_CHIP = 11.0
_APART = 1.5

Taken = list[tuple[float, float]]


def draw_marks(sheet: Sheet, box: Box, place: PlaceFacts, across: Scale) -> None:
    """Lines through the figure and chips above it; where chips have no room, the line alone tells the day."""
    inside = [one for one in place.happenings if across.low <= one.at.timestamp() <= across.high]
    for one in inside:
        _line(sheet, box, across(one.at.timestamp()), one)
    letters: Taken = []
    # Repairs first: they are what one looks for, and must not lose their letter to a baseline.
    for one in sorted(inside, key=_rank):
        chip = _chip(sheet, across(one.at.timestamp()), box, one.letter, letters)
        _draw_chip(sheet, chip, box.top - 2 * _CHIP - 3.5, one.letter, filled=True)
    numbers: Taken = []
    for dot in reversed([dot for dot in place.dots if dot.number is not None]):
        x, text = across(dot.when.timestamp()), str(dot.number)
        sheet.line([(x, box.top - 2.5), (x, box.top)], LIGHT.strong, 0.8)
        chip = _chip(sheet, x, box, text, numbers)
        _draw_chip(sheet, chip, box.top - _CHIP - 2.5, text, filled=False)


def _rank(one: Happening) -> tuple[bool, bool, float]:
    return one.kind is not Kind.REPAIR, not one.stands, -one.at.timestamp()


def _line(sheet: Sheet, box: Box, x: float, one: Happening) -> None:
    solid = one.kind is Kind.REPAIR
    sheet.line(
        [(x, box.top - _CHIP - 3.5), (x, box.bottom)],
        LIGHT.text if one.stands else LIGHT.strong,
        1.0 if solid else 0.6,
        dash=() if solid else (1, 2),
    )


def _chip(sheet: Sheet, x: float, box: Box, text: str, taken: Taken) -> tuple[float, float] | None:
    """Where a chip goes, or None where another one stands; remembered in `taken`."""
    width = max(sheet.typeface.width(text, CAPTION_STRONG) + 5, _CHIP)
    left = min(max(x - width / 2, box.left - 8), box.right + 8 - width)
    beside = (left, *(end + _APART for _, end in taken if abs(end - left) < _CHIP), left)
    free = next((at for at in beside if not _overlaps(at, at + width, taken)), None)
    if free is None:
        return None
    taken.append((free, free + width))
    return free, width


def _overlaps(left: float, right: float, taken: Iterable[tuple[float, float]]) -> bool:
    return any(left < end + _APART - 0.01 and right > start - _APART + 0.01 for start, end in taken)


def _draw_chip(sheet: Sheet, chip: tuple[float, float] | None, top: float, text: str, *, filled: bool) -> None:
    if chip is None:
        return
    left, width = chip
    fill, ink = (LIGHT.text, LIGHT.surface) if filled else (LIGHT.surface, LIGHT.text)
    shown = CAPTION_STRONG if filled else CAPTION
    sheet.rounded(Box(left, top, width, _CHIP), 1.5, fill=fill, edge=LIGHT.text, thick=0.5)
    sheet.text(left + width / 2, top + _CHIP - 2.6, text, shown, ink, align="middle")

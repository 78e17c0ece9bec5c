"""How many there are of each state, and their share: as numbers with their shapes, and as one bar."""

from collections.abc import Mapping, Sequence

from app.domain import words
from app.domain.verdict import State
from app.look.tokens import LIGHT
from app.reports.sheet import Box, Sheet
from app.reports.signs import draw_state
from app.reports.text import CAPTION, SECTION

HEIGHT = 46.0
"""What it needs in pt."""

ORDER = (State.ABNORMAL, State.WATCH, State.CANNOT_TELL, State.HEALTHY, State.NO_BASELINE)
"""What wants to be seen first stands first."""

_BAR = 11.0
_SIGN = 13.0
_INSIDE = 8.0


def draw_counts(sheet: Sheet, top: float, counts: Mapping[State, int], *, states: Sequence[State] = ORDER) -> None:
    """Each of `states` with its number across the type area, and below them the bar of the shares."""
    whole = sum(counts.values())
    told = [
        (words.number(counts.get(state, 0)), f"{state.value} · {share_text(counts.get(state, 0), whole)}")
        for state in states
    ]
    width = sheet.typeface.width
    wide = [_SIGN + 11 + width(many, SECTION) + width(share, CAPTION) for many, share in told]
    apart = (sheet.width - sum(wide)) / max(len(wide) - 1, 1)
    left = sheet.left
    for state, (many, share), wanted in zip(states, told, wide, strict=True):
        draw_state(sheet, left, top + 4, _SIGN, state)
        used = sheet.text(left + _SIGN + 6, top + 14.5, many, SECTION, kind="P")
        sheet.text(left + _SIGN + 11 + used, top + 14.5, share, CAPTION, LIGHT.text2)
        left += wanted + apart
    with sheet.marked("Figure", "The shares as one bar."):
        _bar(sheet, Box(sheet.left, top + 26, sheet.width, _BAR), counts, states, whole)


def share_text(part: int, whole: int) -> str:
    """ "3 %"; what is there but rounds to nothing is "< 1 %", and what is not all is never "100 %"."""
    if not whole:
        return words.UNKNOWN
    percent = round(100 * part / whole)
    if part and not percent:
        return "< 1 %"
    return "> 99 %" if percent == 100 and part < whole else f"{percent} %"


def _bar(sheet: Sheet, box: Box, counts: Mapping[State, int], states: Sequence[State], whole: int) -> None:
    if not whole:
        sheet.box(box, fill=LIGHT.sunken, edge=LIGHT.line)
        return
    left = box.left
    for state in states:
        width = counts.get(state, 0) / whole * box.width
        if not width:
            continue
        colours = LIGHT.states[state]
        hollow = state in (State.CANNOT_TELL, State.NO_BASELINE)
        part = Box(left, box.top, width, box.height)
        sheet.box(part, fill=colours.tint if hollow else colours.fill, edge=LIGHT.surface, thick=1.0)
        if width > _INSIDE + 4:
            x, y = left + (width - _INSIDE) / 2, box.top + (box.height - _INSIDE) / 2
            draw_state(sheet, x, y, _INSIDE, state, on_fill=not hollow)
        left += width
    sheet.box(box, edge=LIGHT.strong)

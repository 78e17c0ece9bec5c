"""How many there are of each state, and their share: as numbers with their shapes, and as one bar."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from app.domain import words
from app.domain.verdict import State
from app.language import tr
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
_APART_AT_LEAST = 6.0


@dataclass(frozen=True, slots=True)
class _Count:
    """How many there are of a state; `lines` stand beside the number, two where one would be too long."""

    state: State
    many: str
    lines: Sequence[str]


def draw_counts(sheet: Sheet, top: float, counts: Mapping[State, int], *, states: Sequence[State] = ORDER) -> None:
    """Each of `states` with its number across the type area, and below them the bar of the shares."""
    whole = sum(counts.values())
    told = _told(counts, states, whole, " · ".join)
    if _apart(sheet, told) < _APART_AT_LEAST:
        told = _told(counts, states, whole, "\n".join)
    apart, left = _apart(sheet, told), sheet.left
    for one in told:
        draw_state(sheet, left, top + 4, _SIGN, one.state)
        used = sheet.text(left + _SIGN + 6, top + 14.5, one.many, SECTION, kind="P")
        base = top + 14.5 - (len(one.lines) - 1) * CAPTION.leading / 2
        sheet.lines(left + _SIGN + 11 + used, base, one.lines, CAPTION, LIGHT.text2)
        left += _width(sheet, one) + apart
    with sheet.marked("Figure", tr("The shares as one bar.")):
        _bar(sheet, Box(sheet.left, top + 26, sheet.width, _BAR), counts, states, whole)


def _told(
    counts: Mapping[State, int], states: Sequence[State], whole: int, joined: Callable[[tuple[str, str]], str]
) -> list[_Count]:
    """The word and the share of each in one line or two, as they are joined."""
    return [
        _Count(state, words.number(many), joined((tr(state.value), share_text(many, whole))).split("\n"))
        for state in states
        for many in (counts.get(state, 0),)
    ]


def _width(sheet: Sheet, one: _Count) -> float:
    width = sheet.typeface.width
    return _SIGN + 11 + width(one.many, SECTION) + max(width(line, CAPTION) for line in one.lines)


def _apart(sheet: Sheet, told: Sequence[_Count]) -> float:
    """The room between them in pt where they share the width; below nothing where they do not fit."""
    return (sheet.width - sum(_width(sheet, one) for one in told)) / max(len(told) - 1, 1)


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

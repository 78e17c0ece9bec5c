"""The card "How to record a machine well": one page for the wall, legible without colour."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.language import later, tr
from app.look.tokens import LIGHT
from app.reports.card_drawings import (
    draw_condition,
    draw_days,
    draw_length,
    draw_level,
    draw_place,
    draw_quiet,
    draw_room,
    draw_wind,
)
from app.reports.facts import Paper
from app.reports.pdf_a import finished, new_sheet
from app.reports.pdf_a_xmp import About
from app.reports.saving import save
from app.reports.sheet import GAP, MARGIN, Box, Sheet
from app.reports.text import BODY, CAPTION, LEAD, SECTION, VERDICT, Typeface

TITLE = later("How to record a machine well")
_LEAD = later("A verdict is only as good as its take. Do it alike each time.")
_FOOT = later("If Earshot says “Not good enough”: do what it says and press Retake. The guide (F1) has more.")

_HEAD, _FOOT_HEIGHT = 62.0, 22.0
_DRAWING = Box(0.0, 0.0, 100.0, 96.0)
_PADDING, _BESIDE, _LARGER = 10.0, 10.0, 1.15


@dataclass(frozen=True, slots=True)
class _Advice:
    """One panel; `seen` is said where the drawing can't be seen."""

    title: str
    text: str
    seen: str
    draw: Callable[[Sheet, Box], None]


_ADVICE = (
    _Advice(
        later("The same place"),
        later("At the measuring point, facing the same way: as on the photo, or half a metre from the guard."),
        later("A microphone half a metre before the guard of a fan."),
        draw_place,
    ),
    _Advice(
        later("Beside the wind"),
        later("Wind in a microphone rumbles like a fault. Hold it beside the air stream, never in it."),
        later("A microphone in the air stream, crossed out, and one beside it, ticked."),
        draw_wind,
    ),
    _Advice(
        later("A good level"),
        later(
            "The bar ends in “good”, best where it was last time. Too quiet: go closer. Too loud: further away."
        ),
        later("The level bar, ending between quiet and loud."),
        draw_level,
    ),
    _Advice(
        later("As it always runs"),
        later(
            "The same speed, load and damper as in its baseline. Any other way of running is another condition."
        ),
        later("A dial that stands where it always stands."),
        draw_condition,
    ),
    _Advice(
        later("Half a minute"),
        later("30 s are three clips of 10 s: one that a passer-by spoils is outvoted."),
        later("A clock showing 30 seconds, and three clips."),
        draw_length,
    ),
    _Advice(
        later("Quiet, hands off"),
        later("Put the microphone down where you can. Do not talk, walk or touch anything until it is over."),
        later("A person who talks, crossed out, beside a laptop that stands still."),
        draw_quiet,
    ),
    _Advice(
        later("The room, once"),
        later("Where it is loud: press Record room with the machine off, or from afar. Close doors."),
        later("A fan that is off and a microphone before it: five seconds."),
        draw_room,
    ),
    _Advice(
        later("Healthy, on two days"),
        later("Three healthy takes suffice, five are firm. A second day teaches how it wanders."),
        later("Two days of a calendar, three takes on the first and two on the second."),
        draw_days,
    ),
)


class RecordingCard:
    """Writes the card with the typeface in the folder `fonts`; the fonts are read when first needed."""

    def __init__(self, fonts: Path, program: str) -> None:
        self._fonts = fonts
        self._program = program
        self._typeface: Typeface | None = None

    def write(self, out: Path, paper: Paper, printed_at: datetime) -> None:
        """Puts the card at `out`, whole or not at all. The same paper and time give the same bytes.

        Raises: Problem when it cannot be written there; what was there before is then untouched.
        """
        if self._typeface is None:
            self._typeface = Typeface(self._fonts)
        sheet = new_sheet(self._typeface, paper)
        _draw(sheet)
        sheet.canvas.showPage()
        about = About(tr(TITLE), self._program, tr(_LEAD), self._program, printed_at, {})
        save(out, finished(sheet, about))


def _draw(sheet: Sheet) -> None:
    sheet.text(sheet.left, MARGIN + 24, tr(TITLE), VERDICT)
    sheet.text(sheet.left, MARGIN + 44, tr(_LEAD), LEAD)
    sheet.rule(sheet.left, sheet.right, MARGIN + 54, LIGHT.text, 1.2)
    bottom = sheet.paper.height_pt - MARGIN - _FOOT_HEIGHT
    columns = sheet.columns(2, GAP * 2 / 3)
    rows = len(_ADVICE) // len(columns)
    gap = GAP * 2 / 3
    high = (bottom - MARGIN - _HEAD - gap * (rows - 1)) / rows
    for at, advice in enumerate(_ADVICE):
        column, row = columns[at % 2], at // 2
        top = MARGIN + _HEAD + row * (high + gap)
        _panel(sheet, Box(column.left, top, column.width, high), at + 1, advice)
    foot = sheet.paper.height_pt - MARGIN
    sheet.text(sheet.left, foot - 2, tr(_FOOT), BODY)
    sheet.text(sheet.right, foot - 2, "Earshot", CAPTION, LIGHT.text2, align="right")


def _panel(sheet: Sheet, box: Box, number: int, advice: _Advice) -> None:
    sheet.rounded(box, 4, edge=LIGHT.strong)
    base = box.top + _PADDING + 14
    sheet.disc(box.left + _PADDING + 10, base - 5, 10, fill=LIGHT.text)
    sheet.text(box.left + _PADDING + 10, base - 1, str(number), SECTION, LIGHT.surface, align="middle", kind="P")
    sheet.text(box.left + _PADDING + 28, base, tr(advice.title), SECTION, kind="H2")
    below = box.top + _PADDING + 24
    room = box.bottom - below - _PADDING
    drawing = Box(box.left + _PADDING, below + (room - _DRAWING.height) / 2, _DRAWING.width, _DRAWING.height)
    with sheet.marked("Figure", tr(advice.seen)), _enlarged(sheet, drawing):
        advice.draw(sheet, drawing)
    left = drawing.left + _DRAWING.width * _LARGER + _BESIDE
    lines = sheet.wrap(tr(advice.text), LEAD, box.right - left - _PADDING / 2)
    sheet.lines(left, below + (room - len(lines) * LEAD.leading) / 2 + 11, lines, LEAD)


@contextmanager
def _enlarged(sheet: Sheet, drawing: Box) -> Iterator[None]:
    """What is drawn inside is larger, from its left edge and its middle."""
    canvas, x, y = sheet.canvas, drawing.left, sheet.paper.height_pt - drawing.top - drawing.height / 2
    canvas.saveState()
    canvas.translate(x, y)
    canvas.scale(_LARGER, _LARGER)
    canvas.translate(-x, -y)
    yield
    canvas.restoreState()

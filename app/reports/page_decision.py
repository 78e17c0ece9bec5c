"""Page 1, the decision: which machine, what state, what to do, why; and room to sign."""

from dataclasses import dataclass

from app.language import later, tr
from app.look.tokens import LIGHT
from app.reports.facts import ReportFacts
from app.reports.frame import Frame, draw_signatures
from app.reports.panels import (
    MOST_ROWS,
    draw_glance,
    draw_quality,
    draw_review,
    draw_visits,
    panels_height,
    review_rows,
)
from app.reports.rows import Row, draw_rows, inspection_rows, machine_rows, rows_height
from app.reports.sheet import GAP, Box, Sheet
from app.reports.text import BODY, SECTION
from app.reports.verdict_panel import VerdictPanel

_SIGN_ROOM = 22.0
_BELOW_SIGNATURES = 26.0
_BELOW_PANEL = 1.0
_NOTE_LINES = 2
"""A longer note has to wait for what the other texts leave."""


@dataclass(frozen=True, slots=True)
class Caps:
    """How many lines each text may have, and the small panels: what is longer is printed in full at the end."""

    value: int
    finding: int
    next_step: int
    hint: int
    reasons: int
    rows: int = MOST_ROWS


_CAPS = (
    Caps(2, 2, 3, 4, 6),
    Caps(2, 2, 2, 4, 4),
    Caps(2, 2, 2, 3, 3),
    Caps(2, 2, 2, 3, 2, 5),
    Caps(1, 2, 2, 2, 2, 5),
    Caps(1, 2, 2, 2, 2, 4),
    Caps(1, 2, 2, 2, 2, 3),
    Caps(1, 1, 2, 1, 1, 5),
)
"""From roomy to tight; the first that fits the paper is taken."""


def draw_decision(frame: Frame) -> None:
    """The whole page."""
    sheet, facts = frame.sheet, frame.facts
    top = frame.begin(later("decision")) + 20
    signing = sheet.bottom - _BELOW_SIGNATURES
    caps = next((caps for caps in _CAPS if _end(sheet, facts, caps, top) <= signing - _SIGN_ROOM), _CAPS[-1])
    left, right = sheet.columns(2, GAP * 4 / 3)
    rows = _blocks(sheet, facts, left.width, caps)
    for title, column, block in zip((tr("Machine"), tr("Inspection")), (left, right), rows, strict=True):
        sheet.text(column.left, top + 4, title, SECTION)
        draw_rows(sheet, column.left, top + 13, column.width, block)
    y = top + 13 + max(map(rows_height, rows)) + GAP - 8
    panel = _panel(sheet, facts, caps)
    panel.draw(y)
    y += panel.height + GAP + _BELOW_PANEL
    first, second, third = sheet.columns(3)
    draw_visits(sheet, first.left, y, first.width, facts, rows=caps.rows)
    draw_quality(sheet, second.left, y, second.width, facts.inspection.quality, rows=caps.rows)
    draw_glance(sheet, Box(third.left, y, third.width, panels_height(caps.rows)), facts)
    y += panels_height(caps.rows) + GAP - 2
    _note(sheet, y, signing - _SIGN_ROOM, second.right - first.left, facts.inspection.note)
    draw_review(sheet, third.left, y, third.width, review_rows(sheet, facts, third.width))
    draw_signatures(sheet, signing)


def _blocks(sheet: Sheet, facts: ReportFacts, width: float, caps: Caps) -> tuple[list[Row], list[Row]]:
    return machine_rows(sheet, facts, width, caps.value), inspection_rows(sheet, facts, width, caps.value)


def _panel(sheet: Sheet, facts: ReportFacts, caps: Caps) -> VerdictPanel:
    return VerdictPanel(
        sheet, facts, finding=caps.finding, next_step=caps.next_step, hint=caps.hint, reasons=caps.reasons
    )


def _end(sheet: Sheet, facts: ReportFacts, caps: Caps, top: float) -> float:
    trial = Sheet(sheet.canvas, sheet.typeface, sheet.paper)
    rows = _blocks(trial, facts, trial.columns(2, GAP * 4 / 3)[0].width, caps)
    panel = _panel(trial, facts, caps)
    blocks = (
        13 + max(map(rows_height, rows)) + GAP - 8 + panel.height + GAP + _BELOW_PANEL + panels_height(caps.rows)
    )
    first, second, third = trial.columns(3)
    note = len(trial.wrap(facts.inspection.note, BODY, second.right - first.left))
    aside = 9 + rows_height(review_rows(trial, facts, third.width))
    return top + blocks + GAP - 2 + max(21 + min(max(note, 1), _NOTE_LINES) * BODY.leading, aside)


def _note(sheet: Sheet, y: float, bottom: float, width: float, note: str) -> None:
    sheet.text(sheet.left, y, tr("Note"), SECTION)
    sheet.rule(sheet.left, sheet.left + width, y + 9)
    room = int((bottom - y - 22) // BODY.leading) + 1
    if note.strip():
        lines = sheet.fit(tr("Note"), note, BODY, width, max(room, 1))
        sheet.lines(sheet.left, y + 24, lines, BODY)
    else:
        sheet.text(sheet.left, y + 24, tr("No note."), BODY, LIGHT.text3)

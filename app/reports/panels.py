"""The small panels of the decision page: last visits, quality of the take, the sound at a glance, the review."""

from app.domain import words
from app.domain.quality import Finding, Grade, Quality
from app.language import later, retold, tr
from app.look.tokens import LIGHT
from app.reports.axes import KHZ_TICKS
from app.reports.facts import ReportFacts
from app.reports.figure_sound import draw_spectrogram, label_time, time_scale
from app.reports.rows import Row, draw_rows
from app.reports.sheet import Box, Sheet
from app.reports.signs import draw_check, draw_state
from app.reports.text import BODY, BODY_STRONG, CAPTION, SECTION
from app.reports.wording import quality_label, state_word

_ROW = 17.0
_SIGN = 10.5
_STATE, _BEFORE_SCORE = 86.0, 3.0
MOST_ROWS = 6
_REVIEW_LINES, _REVIEW_LABEL, _AFTER_LABEL = 2, 56.0, 6.0
_GRADES = (Grade.FAILED, Grade.NOTED, Grade.PASSED)
_LAST = {
    3: later("Last three visits"),
    4: later("Last four visits"),
    5: later("Last five visits"),
    6: later("Last six visits"),
}
_BELOW = 6.0
_HEAD = 9.0
"""From the heading's baseline to the first rule."""


def panels_height(rows: int) -> float:
    """Height in pt of the three of them with so many rows, from their headings' baseline."""
    return _HEAD + rows * _ROW + _BELOW


def draw_visits(sheet: Sheet, x: float, y: float, width: float, facts: ReportFacts, *, rows: int) -> None:
    """The last visits in this point and condition, this one first."""
    visits = facts.visits_so_far[:rows]
    sheet.text(x, y, tr(_LAST[rows]) if len(visits) == rows else tr("Visits so far"), SECTION)
    y += _HEAD
    with sheet.part("Table"):
        for visit in visits:
            sheet.rule(x, x + width, y)
            draw_state(sheet, x, y + (_ROW - _SIGN) / 2, _SIGN, visit.state)
            base = y + 12.0
            with sheet.part("TR"):
                sheet.text(x + 17, base, facts.day(visit.when), BODY, kind="TH")
                score = words.score_text(visit.score)
                room = width - _STATE - sheet.typeface.width(score, BODY_STRONG) - _BEFORE_SCORE
                word = state_word(visit.state)
                shown = BODY if sheet.typeface.width(word, BODY) <= room else CAPTION
                left = x + min(_STATE, _STATE + room - sheet.typeface.width(word, shown))
                sheet.text(left, base, word, shown, LIGHT.text2, kind="TD")
                sheet.text(x + width, base, score, BODY_STRONG, align="right", kind="TD")
            y += _ROW


def draw_quality(sheet: Sheet, x: float, y: float, width: float, quality: Quality, *, rows: int) -> None:
    """The checks that matter most with their values; all stand under evidence, with their sentences."""
    sheet.text(x, y, tr("Quality of the take"), SECTION)
    y += _HEAD
    shown, more = _most_telling(quality, rows)
    with sheet.part("Table"):
        for finding in shown:
            sheet.rule(x, x + width, y)
            draw_check(sheet, x, y + (_ROW - _SIGN) / 2, _SIGN, finding.grade)
            with sheet.part("TR"):
                _check(sheet, x, y + _ROW / 2 + 3.5, width, finding)
            y += _ROW
    if more:
        sheet.rule(x, x + width, y)
        sheet.text(x + 17, y + _ROW / 2 + 3.5, more, BODY, LIGHT.text2)


def _check(sheet: Sheet, x: float, base: float, width: float, finding: Finding) -> None:
    name = 17 + sheet.text(x + 17, base, tr(finding.check.value), BODY, kind="TH")
    failed = finding.grade is Grade.FAILED
    style = BODY_STRONG if failed else BODY
    value = sheet.one_line(quality_label(finding.check), retold(finding.value), style, width - name - 8)
    colour = LIGHT.text if failed else LIGHT.text2
    sheet.text(x + width, base, value, style, colour, align="right", kind="TD")


def _most_telling(quality: Quality, rows: int) -> tuple[list[Finding], str]:
    """As many checks as there is room for, what was not passed first, and what to say of the others."""
    findings = sorted(quality.findings, key=lambda finding: _GRADES.index(finding.grade))
    if len(findings) <= rows:
        return list(quality.findings), ""
    shown, others = findings[: rows - 1], findings[rows - 1 :]
    all_passed = all(finding.grade is Grade.PASSED for finding in others)
    template = later("{count} more passed") if all_passed else later("{count} more under evidence")
    return shown, tr(template, count=len(others))


def draw_glance(sheet: Sheet, place: Box, facts: ReportFacts) -> None:
    """The spectrogram, small; `place` reaches from the heading's baseline to the end of the axis."""
    sheet.text(place.left, place.top, tr("What it heard"), SECTION)
    box = Box(place.left + 32, place.top + _HEAD + 2, place.width - 38, place.height - _HEAD - 24)
    with sheet.marked("Figure", tr("Spectrogram of the take, small; it is larger under evidence.")):
        draw_spectrogram(sheet, box, facts.picture, KHZ_TICKS[1::3])
        if facts.picture is not None:
            label_time(sheet, box, time_scale(facts.picture, facts.inspection.take.format.duration_s, box))


def review_rows(sheet: Sheet, facts: ReportFacts, width: float) -> list[Row]:
    """What became of the verdict, and when the next visit is planned."""
    next_visit = facts.day(facts.next_visit) if facts.next_visit else tr("not planned")
    beside = width - _review_label(sheet)
    return [
        Row(label, sheet.fit(label, value, BODY, beside, _REVIEW_LINES) or [words.UNKNOWN])
        for label, value in ((tr("Confirmed"), facts.confirmed), (tr("Next visit"), next_visit))
    ]


def _review_label(sheet: Sheet) -> float:
    """What the labels of the review take in pt."""
    widest = max(sheet.typeface.width(label, CAPTION) for label in (tr("Confirmed"), tr("Next visit")))
    return max(_REVIEW_LABEL, widest + _AFTER_LABEL)


def draw_review(sheet: Sheet, x: float, y: float, width: float, rows: list[Row]) -> None:
    """The review from its heading's baseline at `y`."""
    sheet.text(x, y, tr("Review"), SECTION)
    draw_rows(sheet, x, y + _HEAD, width, rows, label=_review_label(sheet))

"""The verdict as on the screen: band, finding, what to do, reasons and gauge in one frame."""

from app.domain import words
from app.domain.quality import Finding
from app.domain.verdict import State
from app.language import retold, tr
from app.look.tokens import LIGHT, RADIUS
from app.reports.facts import ReportFacts
from app.reports.gauge import HEIGHT as GAUGE_HEIGHT
from app.reports.gauge import draw_empty_gauge, draw_gauge
from app.reports.reasons import hint_text, percent
from app.reports.sheet import Box, Sheet
from app.reports.signs import draw_state
from app.reports.text import BODY, BODY_STRONG, CAPTION, LEAD, PX, SECTION, TITLE, VERDICT
from app.reports.wording import score_line, state_word

_BLANK = [words.UNKNOWN]
_BAND = 44.0
_RADIUS = RADIUS * PX
_PADDING = 12.0
_LABEL_WIDTH = 96.0


class VerdictPanel:
    """Measures its texts when made, so that the page knows its `height` before anything is drawn."""

    def __init__(
        self, sheet: Sheet, facts: ReportFacts, *, finding: int, next_step: int, hint: int, reasons: int
    ) -> None:
        self._sheet = sheet
        self._facts = facts
        verdict = facts.inspection.verdict
        self._x = sheet.left + _PADDING + _LABEL_WIDTH
        self._width = sheet.right - _PADDING - self._x - 3
        self._finding = sheet.fit(tr("Finding"), retold(verdict.finding), TITLE, self._width, finding) or _BLANK
        self._next = sheet.fit(tr("What to do"), retold(verdict.next_step), LEAD, self._width, next_step) or _BLANK
        failed = facts.used_anyway
        anyway = tr("{checks} failed, overruled by the technician.", checks=failed) if failed else ""
        self._anyway = sheet.fit(tr("Used anyway"), anyway, BODY_STRONG, self._width, finding)
        self._hints = [
            line
            for number, found in enumerate(verdict.hints, start=1)
            for line in sheet.fit(
                tr("Hint to check, {number}", number=number),
                hint_text(found, verdict.next_step),
                BODY,
                self._width,
                hint,
            )
        ]
        self._reasons = sheet.fit(
            tr("Reasons"), " ".join(map(retold, verdict.reasons)), BODY, self._width, reasons
        )
        texts = len(self._finding) * TITLE.leading + len(self._next) * LEAD.leading
        texts += len(self._anyway) * BODY.leading + 7 if self._anyway else 0
        texts += len(self._hints) * BODY.leading + 7 if self._hints else 0
        self._texts = texts + 7 + (len(self._reasons) * BODY.leading + 7 if self._reasons else 0)
        self.height = _BAND + _PADDING + self._texts + 6 + GAUGE_HEIGHT + 8

    def draw(self, top: float) -> None:
        """The panel across the type area, from `top` down."""
        sheet, state = self._sheet, self._facts.inspection.verdict.state
        fill = LIGHT.states[state].fill
        whole = Box(sheet.left, top, sheet.width, self.height)
        sheet.rounded(Box(sheet.left, top, sheet.width, _BAND + 2 * _RADIUS), _RADIUS, fill=fill)
        sheet.box(Box(sheet.left, top + _BAND, sheet.width, 3 * _RADIUS), fill=LIGHT.surface)
        sheet.rounded(whole, _RADIUS, edge=fill, thick=0.9)
        self._band(top, state)
        y = self._text_rows(top + _BAND + _PADDING)
        self._gauge(y + 6)

    def _band(self, top: float, state: State) -> None:
        sheet, ink = self._sheet, LIGHT.states[state].on_fill
        draw_state(sheet, sheet.left + _PADDING + 2, top + 8, 28, state, on_fill=True)
        sheet.text(sheet.left + _PADDING + 42, top + 29.5, state_word(state), VERDICT, ink, kind="H2")
        right = sheet.right - _PADDING
        verdict = self._facts.inspection.verdict
        score = score_line(verdict.score)
        small = self._small_print()
        sheet.text(right, top + (19 if small else 26), score, SECTION, ink, align="right", kind="P")
        sheet.text(right, top + 32.5, small, CAPTION, ink, align="right")

    def _small_print(self) -> str:
        inspection = self._facts.inspection
        parts = []
        if inspection.verdict.score is not None and inspection.verdict.thresholds:
            limit = words.score_text(inspection.verdict.thresholds.abnormal)
            parts.append(tr("abnormal from {limit}", limit=limit))
        if inspection.verdict.confidence is not None:
            parts.append(tr("{sure} confident", sure=percent(inspection.verdict.confidence)))
        if self._facts.provisional:
            parts.append(tr("provisional baseline"))
        if inspection.overruled:
            parts.append(tr("used anyway"))
        if not inspection.quality.usable and not inspection.overruled:
            parts.append(tr("take not usable"))
        elif inspection.healthy is None:
            parts.append(tr("no baseline"))
        return " · ".join(parts)

    def _text_rows(self, y: float) -> float:
        sheet, label_x = self._sheet, self._sheet.left + _PADDING
        sheet.text(label_x, y + 13.5, tr("Finding"), CAPTION, LIGHT.text2)
        y = sheet.lines(self._x, y + 14, self._finding, TITLE) - 14 + 4
        if self._anyway:
            sheet.text(label_x, y + 11.8, tr("Used anyway"), CAPTION, LIGHT.text2)
            y = sheet.lines(self._x, y + 12, self._anyway, BODY_STRONG) - 12 + 7
        sheet.text(label_x, y + 11.3, tr("What to do"), CAPTION, LIGHT.text2)
        y = sheet.lines(self._x, y + 11.5, self._next, LEAD) - 11.5 + 3
        one = len(self._facts.inspection.verdict.hints) < 2
        hints = tr("Hint to check") if one else tr("Hints to check")
        for label, lines in ((hints, self._hints), (tr("Reasons"), self._reasons)):
            if lines:
                y += 4
                sheet.text(label_x, y + 9.8, label, CAPTION, LIGHT.text2)
                y = sheet.lines(self._x, y + 10, lines, BODY) - 10 + 3
        return y

    def _gauge(self, top: float) -> None:
        verdict, previous = self._facts.inspection.verdict, self._facts.previous
        if verdict.score is None or verdict.thresholds is None:
            draw_empty_gauge(self._sheet, self._x, top, self._width, self._why_no_score())
        else:
            last = previous.score if previous else None
            draw_gauge(
                self._sheet,
                self._x,
                top,
                self._width,
                thresholds=verdict.thresholds,
                score=verdict.score,
                last=last,
            )

    def _why_no_score(self) -> str:
        inspection = self._facts.inspection
        if inspection.quality.failures and not inspection.overruled:
            return self._failed(inspection.quality.failures)
        if inspection.healthy is None:
            return tr("No baseline was learnt for this measuring point and condition.")
        return tr("No score was given.")

    def _failed(self, failures: tuple[Finding, ...]) -> str:
        """Why each check failed, or only which ones where that would not fit on a line."""
        sentences = " ".join(retold(failure.what) for failure in failures)
        if len(failures) == 1 or self._sheet.typeface.width(self._sheet.clean(sentences), CAPTION) <= self._width:
            return sentences
        told = ", ".join(f"{tr(failure.check.value)} ({retold(failure.value)})" for failure in failures)
        return tr("Failed: {checks}.", checks=told)

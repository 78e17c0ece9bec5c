"""The band of a state with what is said of it below: the machine as it stands now, or a route as it was walked."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.verdict import State, Thresholds
from app.language import tr
from app.look.tokens import LIGHT, RADIUS
from app.reports.gauge import HEIGHT as GAUGE_HEIGHT
from app.reports.gauge import draw_gauge
from app.reports.sheet import Box, Sheet
from app.reports.signs import draw_state
from app.reports.text import BODY, CAPTION, LEAD, PX, SECTION, TITLE, VERDICT, Style
from app.reports.wording import state_word

_BAND = 44.0
_RADIUS = RADIUS * PX
_PADDING = 12.0
_LABEL_WIDTH = 96.0
_FIRST = (TITLE, LEAD)
"""The first row is the finding, the second what to do; the others are small."""


@dataclass(frozen=True, slots=True)
class Score:
    """What the gauge shows: `score` against its own limits, and the one before where there was one."""

    score: float
    limits: Thresholds
    last: float | None = None


@dataclass(frozen=True, slots=True)
class PanelTexts:
    """`right` and `small` stand in the band, `rows` below it: label and text, each of two lines at most."""

    state: State
    right: str
    small: str
    rows: Sequence[tuple[str, str]]
    score: Score | None = None
    word: str = ""


class StatePanel:
    """Measures its texts when made, so that the page knows its `height` before anything is drawn."""

    def __init__(self, sheet: Sheet, texts: PanelTexts) -> None:
        self._sheet = sheet
        self._texts = texts
        self._x = sheet.left + _PADDING + _LABEL_WIDTH
        width = sheet.right - _PADDING - self._x - 3
        self._width = width
        self._rows: list[tuple[str, list[str], Style]] = []
        for index, (label, text) in enumerate(texts.rows):
            shown = _FIRST[index] if index < len(_FIRST) else BODY
            if lines := sheet.fit(label, text, shown, width, 2):
                self._rows.append((label, lines, shown))
        gauge = GAUGE_HEIGHT + 6 if texts.score else 0.0
        below = sum(len(lines) * shown.leading + 6 for _, lines, shown in self._rows)
        self.height = _BAND + _PADDING + below + gauge + 4

    def draw(self, top: float) -> None:
        """The panel across the type area, from `top` down."""
        sheet, texts = self._sheet, self._texts
        colours = LIGHT.states[texts.state]
        sheet.rounded(Box(sheet.left, top, sheet.width, _BAND + 2 * _RADIUS), _RADIUS, fill=colours.fill)
        sheet.box(Box(sheet.left, top + _BAND, sheet.width, 3 * _RADIUS), fill=LIGHT.surface)
        sheet.rounded(Box(sheet.left, top, sheet.width, self.height), _RADIUS, edge=colours.fill, thick=0.9)
        self._band(top)
        y = top + _BAND + _PADDING
        for label, lines, shown in self._rows:
            base = y + shown.size * 1.02
            sheet.text(sheet.left + _PADDING, base, label, CAPTION, LIGHT.text2)
            y = sheet.lines(self._x, base, lines, shown) - shown.size * 1.02 + 6
        if texts.score:
            score = texts.score
            draw_gauge(sheet, self._x, y, self._width, thresholds=score.limits, score=score.score, last=score.last)

    def _band(self, top: float) -> None:
        sheet, texts = self._sheet, self._texts
        ink = LIGHT.states[texts.state].on_fill
        draw_state(sheet, sheet.left + _PADDING + 2, top + 8, 28, texts.state, on_fill=True)
        word = texts.word or state_word(texts.state)
        used = sheet.text(sheet.left + _PADDING + 42, top + 29.5, word, VERDICT, ink)
        right, room = sheet.right - _PADDING, sheet.width - 2 * _PADDING - 42 - used - 12
        said = sheet.one_line(tr("Score"), texts.right, SECTION, room)
        sheet.text(right, top + (19 if texts.small else 26), said, SECTION, ink, align="right")
        small = sheet.one_line(tr("Small print of the state"), texts.small, CAPTION, room)
        sheet.text(right, top + 32.5, small, CAPTION, ink, align="right")

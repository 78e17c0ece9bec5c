"""Text that runs down a page and on to the next one: for what has no fixed length."""

from collections.abc import Iterable

from app.domain import words
from app.look.tokens import LIGHT
from app.reports.frame import Pages
from app.reports.rows import Row, draw_rows
from app.reports.text import BODY, SECTION

_LABEL_WIDTH = 96.0
_BULLET = 10.0
_BASELINE = 11.0
_AFTER_BULLET = 3.0
_HEADING = 31.0
"""What a heading takes below what stands before it."""

_MOST_VALUE_LINES = 12


class Flow:
    """Writes downwards and begins pages of `kind` as it needs them."""

    def __init__(self, frame: Pages, kind: str) -> None:
        self._frame = frame
        self._sheet = frame.sheet
        self._kind = kind
        self._y = frame.begin(kind) + 6
        self._fresh = True

    def heading(self, text: str) -> None:
        """A section's title, never alone at the foot of a page."""
        self._need(60)
        self._y += 14 if self._fresh else _HEADING - 8
        title = self._sheet.typeface.shorten(self._sheet.clean(text), SECTION, self._sheet.width)
        self._sheet.text(self._sheet.left, self._y, title, SECTION)
        self._y += 8
        self._fresh = False

    def rows(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Labels and values over the full width."""
        with self._sheet.part("Table"):
            for label, value in pairs:
                self._row(label, value)

    def _row(self, label: str, value: str) -> None:
        sheet = self._sheet
        lines = sheet.fit(label, value, BODY, sheet.width - _LABEL_WIDTH, _MOST_VALUE_LINES)
        row = Row(label, lines or [words.UNKNOWN])
        self._need(row.height)
        self._y = draw_rows(sheet, sheet.left, self._y, sheet.width, [row], label=_LABEL_WIDTH)
        self._fresh = False

    def bullets(self, title: str, texts: Iterable[str]) -> None:
        """A section of a few sentences, on one page together."""
        sheet = self._sheet
        wrapped = [sheet.wrap(text, BODY, sheet.width - _BULLET) for text in texts]
        self._need(_HEADING + sum(len(lines) * BODY.leading + _AFTER_BULLET for lines in wrapped))
        self.heading(title)
        for lines in wrapped:
            sheet.disc(sheet.left + 2.5, self._y + 8, 1.4, fill=LIGHT.text2)
            below = sheet.lines(sheet.left + _BULLET, self._y + _BASELINE, lines, BODY)
            self._y = below - _BASELINE + _AFTER_BULLET

    def paragraph(self, text: str) -> None:
        """Text of any length, over as many pages as it takes."""
        for line in self._sheet.wrap(text, BODY, self._sheet.width):
            self._need(BODY.leading)
            self._sheet.text(self._sheet.left, self._y + 10, line, BODY)
            self._y += BODY.leading

    def _need(self, height: float) -> None:
        if self._y + height > self._sheet.bottom:
            self._y = self._frame.begin(self._kind) + 6
            self._fresh = True

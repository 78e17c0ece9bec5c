"""Every check of the take: those that say something with their sentences, those that passed side by side."""

from collections.abc import Iterable
from math import ceil

from app.domain.quality import Finding, Grade
from app.language import later, retold, tr
from app.look.tokens import LIGHT
from app.reports.facts import ReportFacts
from app.reports.sheet import Sheet
from app.reports.signs import draw_check
from app.reports.text import BODY, BODY_STRONG, SECTION
from app.reports.wording import quality_label

_ROW = 17.0
_HEAD = 9.0

_SIGN = 10.5
_NAME, _GRADE, _VALUE, _SENTENCE = 17.0, 86.0, 140.0, 214.0
_GAP = 8.0
_MOST_LINES = 4
_MOST_ROWS = 6
"""With more checks than this, those that passed without a word share lines."""

_ABREAST = 3


class QualityTable:
    """Measures its texts when made, so that the page knows its `height` before anything is drawn.

    `height` in pt is from the heading's baseline to the end, at most `room` if that can be.
    """

    height: float

    def __init__(self, sheet: Sheet, facts: ReportFacts, room: float) -> None:
        self._sheet = sheet
        quality, overruled = facts.inspection.quality, facts.inspection.overruled
        title = (
            later("Quality of the take: {word}, used anyway")
            if overruled
            else later("Quality of the take: {word}")
        )
        self._title = tr(title, word=tr(quality.word))
        self._aside = facts.above_room
        silent = [found for found in quality.findings if found.grade is Grade.PASSED and not found.what]
        self._abreast = silent if len(quality.findings) > _MOST_ROWS else []
        self._alone = [found for found in quality.findings if found not in self._abreast]
        self._shift = self._room_for_names()
        self._further = self._shift + self._room_for_grades()
        self._texts = [_text(found, used=found.check in overruled) for found in self._alone]
        self._lines = self._cut_to(room)
        self.height = self._height_of(self._lines)

    def draw(self, y: float) -> None:
        """The table from the heading's baseline at `y`."""
        sheet = self._sheet
        sheet.text(sheet.left, y, self._title, SECTION)
        sheet.text(sheet.right, y, self._aside, BODY, LIGHT.text2, align="right")
        y += _HEAD
        for found, lines in zip(self._alone, self._lines, strict=True):
            sheet.rule(sheet.left, sheet.right, y)
            self._row(y, found, lines)
            y += _height(lines)
        self._draw_abreast(y)

    def _row(self, y: float, found: Finding, lines: list[str]) -> None:
        sheet, left = self._sheet, self._sheet.left + self._shift
        shown = BODY_STRONG if found.grade is Grade.FAILED else BODY
        base = y + 12.2
        draw_check(sheet, sheet.left, y + (_ROW - _SIGN) / 2, _SIGN, found.grade)
        sheet.text(sheet.left + _NAME, base, tr(found.check.value), shown)
        sheet.text(left + _GRADE, base, tr(found.grade.value), shown, LIGHT.text2)
        left = sheet.left + self._further
        sheet.text(left + _VALUE, base, self._value(found, _SENTENCE - _VALUE - _GAP), shown)
        sheet.lines(left + _SENTENCE, base, lines, BODY)

    def _draw_abreast(self, y: float) -> None:
        sheet = self._sheet
        columns = sheet.columns(_ABREAST)
        for index, found in enumerate(self._abreast):
            column = columns[index % _ABREAST]
            if column is columns[0]:
                sheet.rule(sheet.left, sheet.right, y)
            draw_check(sheet, column.left, y + (_ROW - _SIGN) / 2, _SIGN, found.grade)
            name = _NAME + sheet.text(column.left + _NAME, y + 12.2, tr(found.check.value), BODY)
            value = self._value(found, column.width - name - _GAP)
            sheet.text(column.right, y + 12.2, value, BODY, LIGHT.text2, align="right")
            if column is columns[-1]:
                y += _ROW

    def _value(self, found: Finding, width: float) -> str:
        shown = BODY_STRONG if found.grade is Grade.FAILED else BODY
        return self._sheet.one_line(quality_label(found.check), retold(found.value), shown, width)

    def _room_for_names(self) -> float:
        """How far the columns after the names move to the right, in pt."""
        return max(_NAME + self._widest(found.check.value for found in self._alone) + _GAP - _GRADE, 0.0)

    def _room_for_grades(self) -> float:
        """How far the columns after the grades move further."""
        return max(self._widest(found.grade.value for found in self._alone) + _GAP - (_VALUE - _GRADE), 0.0)

    def _widest(self, names: Iterable[str]) -> float:
        return max((self._sheet.typeface.width(tr(name), BODY_STRONG) for name in names), default=0.0)

    def _cut_to(self, room: float) -> list[list[str]]:
        sheet, width = self._sheet, self._sheet.width - _SENTENCE - self._further
        most = _MOST_LINES
        while most > 1 and self._height_of([sheet.wrap(text, BODY, width)[:most] for text in self._texts]) > room:
            most -= 1
        labels = [tr("{label}: what to do", label=quality_label(found.check)) for found in self._alone]
        return [sheet.fit(label, text, BODY, width, most) for label, text in zip(labels, self._texts, strict=True)]

    def _height_of(self, table: list[list[str]]) -> float:
        return _HEAD + sum(map(_height, table)) + ceil(len(self._abreast) / _ABREAST) * _ROW


def _text(found: Finding, *, used: bool) -> str:
    parts = (tr("Used anyway.") if used else "", retold(found.what), retold(found.to_do))
    return " ".join(part for part in parts if part)


def _height(lines: list[str]) -> float:
    return _ROW + max(len(lines) - 1, 0) * BODY.leading

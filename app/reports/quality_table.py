"""Every check of the take with its sentence and what to do."""

from app.domain.quality import Grade, Quality
from app.look.tokens import LIGHT
from app.reports.sheet import Sheet
from app.reports.signs import draw_check
from app.reports.text import BODY, BODY_STRONG, SECTION

_ROW = 17.0

_SIGN = 10.5
_NAME, _GRADE, _VALUE, _SENTENCE = 17.0, 86.0, 140.0, 214.0
_MOST_LINES = 4


def quality_lines(sheet: Sheet, quality: Quality, room: float) -> list[list[str]]:
    """The sentences of each check, cut to the table's last column and, if it can be, to `room` pt of height."""
    texts = [f"{finding.what} {finding.to_do}".strip() for finding in quality.findings]
    width = sheet.width - _SENTENCE
    most = _MOST_LINES
    while most > 1 and quality_table_height([sheet.wrap(text, BODY, width)[:most] for text in texts]) > room:
        most -= 1
    labels = [f"Quality, {finding.check.value.lower()}: what to do" for finding in quality.findings]
    return [sheet.fit(label, text, BODY, width, most) for label, text in zip(labels, texts, strict=True)]


def quality_table_height(table: list[list[str]]) -> float:
    """What the table takes in pt, from the heading's baseline to its end."""
    return 9 + sum(_height(lines) for lines in table)


def draw_quality_table(sheet: Sheet, y: float, quality: Quality, table: list[list[str]]) -> None:
    """The table from the heading's baseline at `y`; `table` as `quality_lines` gave it."""
    sheet.text(sheet.left, y, f"Quality of the take: {quality.word}", SECTION)
    y += 9
    for finding, lines in zip(quality.findings, table, strict=True):
        failed = finding.grade is Grade.FAILED
        shown = BODY_STRONG if failed else BODY
        sheet.rule(sheet.left, sheet.right, y)
        draw_check(sheet, sheet.left, y + (_ROW - _SIGN) / 2, _SIGN, finding.grade)
        base = y + 12.2
        sheet.text(sheet.left + _NAME, base, finding.check.value, shown)
        sheet.text(sheet.left + _GRADE, base, finding.grade.value, shown, LIGHT.text2)
        label = f"Quality, {finding.check.value.lower()}"
        value = sheet.one_line(label, finding.value, shown, _SENTENCE - _VALUE - 8)
        sheet.text(sheet.left + _VALUE, base, value, shown)
        sheet.lines(sheet.left + _SENTENCE, base, lines, BODY)
        y += _height(lines)


def _height(lines: list[str]) -> float:
    return _ROW + max(len(lines) - 1, 0) * BODY.leading

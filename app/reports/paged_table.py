"""A table over as many pages as it takes: its head stands on each of them, and no row is torn apart."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.domain import words
from app.domain.verdict import State
from app.language import tr
from app.look.tokens import LIGHT
from app.reports.long_flow import LongFlow
from app.reports.sheet import Align
from app.reports.sign_forms import draw_state_again
from app.reports.text import CAPTION, CAPTION_STRONG, Style
from app.reports.wording import state_word

WHEN_WIDTH = 122.0
"""Of a column with a moment to the minute and its offset."""

_GAP = 8.0
_ABOVE = 4.0
_BASELINE = 9.2
_LEADING = 11.6
_SIGN = 9.0
_HEAD = 16.0
_GROUP = 20.0


@dataclass(frozen=True, slots=True)
class Column:
    """A column and its share of the width: `width` in pt, or what is left where it is 0 (once a table).

    `holds` are words that never break in it, `signs` says that a state's shape stands before them.
    """

    name: str
    width: float = 0.0
    align: Align = "left"
    holds: tuple[str, ...] = ()
    signs: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """A text in a cell; with `most` lines, and `label` under which the rest is printed at the end."""

    text: str
    shown: Style = CAPTION
    colour: str = LIGHT.text
    most: int = 0
    label: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell: a state's shape before the first text, texts below each other."""

    texts: tuple[Words, ...] = ()
    state: State | None = None


def state_column(name: str, width: float) -> Column:
    """A column of states, wide enough for each of their words."""
    return Column(name, width, holds=tuple(state.value for state in State), signs=True)


def cell(text: str, shown: Style = CAPTION, colour: str = LIGHT.text) -> Cell:
    """A cell with one text."""
    return Cell((Words(text, shown, colour),))


def state_cell(state: State) -> Cell:
    """The state's shape and its word."""
    return Cell((Words(state_word(state)),), state)


Line = tuple[str, Style, str]


class PagedTable:
    """Draws rows below each other; `name` is what the head says of the table on the pages after the first."""

    def __init__(self, flow: LongFlow, columns: Sequence[Column], name: str) -> None:
        self._flow = flow
        self._sheet = flow.sheet
        self._columns = columns
        self._name = name
        self._group = ""
        self._new_group = False
        self._begun = False
        self._places = self._measured()

    def group(self, name: str) -> None:
        """What the rows that follow have in common; drawn with the first of them."""
        self._group = name
        self._new_group = True

    def rows(self, rows: Iterable[Sequence[Cell]]) -> None:
        """Each with one cell a column."""
        for row in rows:
            self.row(row)

    def row(self, cells: Sequence[Cell]) -> None:
        """One row, on the next page where this one has no room for all of it."""
        lines = [self._lines(one, width) for one, (_, width) in zip(cells, self._places, strict=True)]
        height = max(map(len, lines)) * _LEADING + _ABOVE
        self._make_room(height)
        self._sheet.rule(self._sheet.left, self._sheet.right, self._flow.y)
        with self._sheet.part("Table"), self._sheet.part("TR"):
            for column, one, texts, place in zip(self._columns, cells, lines, self._places, strict=True):
                with self._sheet.marked("TD"):
                    self._draw_cell(column.align, one.state, texts, place)
        self._flow.drawn(height)

    def _make_room(self, height: float) -> None:
        """Head and group are never alone at the foot of a page: they come with the first row below them."""
        begun, self._begun = self._begun, True
        above = (0.0 if begun else _HEAD) + (_GROUP if self._new_group else 0.0)
        turned = self._flow.need(above + height)
        if turned or not begun:
            self._head(again=begun)
        if self._group and (turned or self._new_group):
            self._draw_group(self._group if self._new_group else tr("{title}, continued", title=self._group))
        self._new_group = False

    def _draw_cell(
        self, align: Align, state: State | None, texts: Sequence[Line], place: tuple[float, float]
    ) -> None:
        (x, width), y = place, self._flow.y
        if state is not None:
            draw_state_again(self._sheet, x, y + 2.6, _SIGN, state)
            x += _SIGN + 4
        at = x + width if align == "right" else x
        for index, (text, shown, colour) in enumerate(texts):
            self._sheet.text(at, y + _BASELINE + 1.4 + index * _LEADING, text, shown, colour, align=align)

    def end(self) -> None:
        """The line below the last row."""
        self._sheet.rule(self._sheet.left, self._sheet.right, self._flow.y)
        self._flow.drawn(2.0)

    def _lines(self, one: Cell, width: float) -> list[Line]:
        if one.state is not None:
            width -= _SIGN + 4
        lines: list[Line] = []
        for said in one.texts:
            wrapped = self._wrapped(said, width)
            lines.extend((line, said.shown, said.colour) for line in wrapped)
        return lines

    def _wrapped(self, said: Words, width: float) -> list[str]:
        if said.most:
            return self._sheet.fit(said.label, said.text, said.shown, width, said.most)
        return self._sheet.wrap(said.text, said.shown, width)

    def _measured(self) -> list[tuple[float, float]]:
        wide = [self._wide(one) for one in self._columns]
        fixed = sum(wide) + _GAP * (len(self._columns) - 1)
        left, places = self._sheet.left, []
        for known in wide:
            width = known or self._sheet.width - fixed
            places.append((left, width))
            left += width + _GAP
        return places

    def _wide(self, one: Column) -> float:
        """A column's width in pt, never less than its name and its words take; 0 for what is left of the line."""
        if not one.width:
            return 0.0
        width, sign = self._sheet.typeface.width, _SIGN + 4 if one.signs else 0.0
        shown = CAPTION if one.signs else CAPTION_STRONG
        held = (width(words.capital(tr(word)) if one.signs else tr(word), shown) + sign for word in one.holds)
        return max(one.width, width(tr(one.name), CAPTION), *held)

    def _head(self, *, again: bool = False) -> None:
        sheet, flow = self._sheet, self._flow
        if again:
            line = sheet.typeface.shorten(
                sheet.clean(tr("{title}, continued", title=self._name)), CAPTION, sheet.width
            )
            sheet.text(sheet.left, flow.y + _BASELINE, line, CAPTION, LIGHT.text2)
            flow.drawn(_LEADING + 2)
        with sheet.part("Table"), sheet.part("TR"):
            for column, (x, width) in zip(self._columns, self._places, strict=True):
                at = x + width if column.align == "right" else x
                base = flow.y + _BASELINE + 1
                sheet.text(at, base, tr(column.name), CAPTION, LIGHT.text2, align=column.align, kind="TH")
        flow.drawn(_HEAD - 1.5)
        sheet.rule(sheet.left, sheet.right, flow.y, LIGHT.strong, 0.9)

    def _draw_group(self, name: str) -> None:
        sheet, y = self._sheet, self._flow.y
        line = sheet.typeface.shorten(sheet.clean(name), CAPTION_STRONG, sheet.width)
        sheet.text(sheet.left, y + 14.5, line, CAPTION_STRONG)
        self._flow.drawn(_GROUP)

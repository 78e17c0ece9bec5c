"""The takes of which two versions say something else: machine, day, the one, the other, what was found."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.domain.verdict import State
from app.domain.words import capital
from app.language import later, tr
from app.look.tokens import BODY, CAPTION
from app.ui.pages.model.values import Differing
from app.ui.theme import changes, current, font, line_height, px, row_height, state_pixmap
from app.ui.theme.style import paint_ring
from app.ui.widgets.row_list import ROW, RowList, RowsModel
from app.ui.widgets.wording import full_moment, number

_ROW, _NARROW, _FEWEST = 30, 620, 4
_SHAPE, _MACHINE = 14, 120
NOT_REVIEWED = later("not reviewed")
_WIDEST = (NOT_REVIEWED, later("was healthy"), later("was faulty"))


def spoken(row: Differing, first: str, second: str) -> str:
    """A row as a screen reader says it."""
    said = (f"{first}: {_said(row.first, row.first_score)}", f"{second}: {_said(row.second, row.second_score)}")
    found = capital(row.found or tr(NOT_REVIEWED))
    return f"{row.machine}, {full_moment(row.when)}. {said[0]}. {said[1]}. {found}."


def _said(state: State, score: float | None) -> str:
    return tr(state.value) if score is None else f"{tr(state.value)}, {number(score)}"


def _verdict_width() -> int:
    """The shape, the longest word of a verdict and its score."""
    word = QFontMetrics(font(BODY))
    longest = max(word.horizontalAdvance(capital(tr(state.value))) for state in State)
    return px(_SHAPE + 8 + 8) + longest + QFontMetrics(font(BODY, 600)).horizontalAdvance(number(0.0))


class Columns:
    """Where the columns of a row are; the narrower it is, the fewer words."""

    def __init__(self, rect: QRect) -> None:
        inner = rect.adjusted(px(4), 0, -px(4), 0)
        metrics = QFontMetrics(font(CAPTION, 600))
        found = max(metrics.horizontalAdvance(tr(word)) for word in _WIDEST) + px(4)
        verdict, gap = max(px(144), _verdict_width()), px(32)
        if inner.width() - found - 2 * (verdict + gap) < px(_MACHINE):
            gap = px(12)
        self.narrow = rect.width() < max(px(_NARROW), found + 2 * (verdict + gap) + px(_MACHINE))
        if self.narrow:
            verdict, gap = px(72), px(8)
        self.found = QRect(inner.right() - found, inner.y(), found, inner.height())
        self.second = QRect(self.found.x() - verdict - gap, inner.y(), verdict, inner.height())
        self.first = QRect(self.second.x() - verdict - gap, inner.y(), verdict, inner.height())
        self.machine = QRect(inner.x(), inner.y(), self.first.x() - inner.x() - px(8), inner.height())


class _RowPainter(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(px(240), row_height(_ROW))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row: Differing = index.data(ROW)
        palette, rect = current(), option.rect
        columns = Columns(rect)
        painter.save()
        if option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(palette.sunken))
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, QColor(palette.line))
        self._paint_machine(painter, columns.machine, row)
        for place, state, score in (
            (columns.first, row.first, row.first_score),
            (columns.second, row.second, row.second_score),
        ):
            self._paint_verdict(painter, place, state, score, words=not columns.narrow)
        painter.setFont(font(CAPTION, 600 if row.found else 400))
        painter.setPen(QColor(palette.text if row.found else palette.text3))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(columns.found, right, row.found or tr(NOT_REVIEWED))
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint_ring(painter, QRectF(rect))
        painter.restore()

    def _paint_machine(self, painter: QPainter, place: QRect, row: Differing) -> None:
        middle = Qt.AlignmentFlag.AlignVCenter
        name, when = QFontMetrics(font(BODY, 500, tabular=False)), full_moment(row.when)
        wide = min(name.horizontalAdvance(row.machine) + 1, place.width())
        painter.setFont(font(BODY, 500, tabular=False))
        painter.setPen(QColor(current().text))
        painter.drawText(place, middle, name.elidedText(row.machine, Qt.TextElideMode.ElideRight, place.width()))
        rest = place.adjusted(wide + px(12), 0, 0, 0)
        painter.setFont(font(CAPTION))
        painter.setPen(QColor(current().text2))
        if rest.width() >= painter.fontMetrics().horizontalAdvance(when):
            painter.drawText(rest, middle, when)

    def _paint_verdict(
        self, painter: QPainter, place: QRect, state: State, score: float | None, *, words: bool
    ) -> None:
        side, middle = px(_SHAPE), Qt.AlignmentFlag.AlignVCenter
        top = place.y() + (place.height() - side) // 2
        painter.drawPixmap(place.x(), top, state_pixmap(state, side, painter.device().devicePixelRatio()))
        rest = place.adjusted(side + px(8), 0, 0, 0)
        painter.setPen(QColor(current().text))
        if words:
            painter.setFont(font(BODY))
            painter.drawText(rest, middle, capital(tr(state.value)))
        painter.setFont(font(BODY, 600))
        side_of = Qt.AlignmentFlag.AlignRight if words else Qt.AlignmentFlag.AlignLeft
        painter.drawText(rest, middle | side_of, number(score))


class DifferingList(RowList):
    """Click, Enter or Space opens the inspection."""

    opened = Signal(str, str)
    """A machine's id and an inspection's."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Takes that get another verdict"), _RowPainter(), parent)
        self._versions = ("", "")
        self._rows = RowsModel(self, lambda row: str(row.machine), lambda row: spoken(row, *self._versions))
        self.setModel(self._rows)
        self.setUniformItemSizes(True)
        self.row_opened.connect(lambda row: self.opened.emit(row.machine_id, row.inspection_id))
        changes().changed.connect(self.doItemsLayout)

    def show_rows(self, rows: Sequence[Differing], first: str, second: str) -> None:
        """Show the takes, the newest first."""
        self._versions = (first, second)
        self._rows.show(rows)

    def sizeHint(self) -> QSize:
        """Some rows; more are scrolled to."""
        return QSize(px(240), max(_FEWEST, min(self._rows.rowCount(), 12)) * row_height(_ROW))

    def minimumSizeHint(self) -> QSize:
        """A few rows."""
        return QSize(px(240), _FEWEST * row_height(_ROW))


class DifferingHead(QWidget):
    """Which version stands in which column."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._versions = ("", "")
        changes().changed.connect(self.updateGeometry)

    def show_versions(self, first: str, second: str) -> None:
        """Name the columns."""
        self._versions = (first, second)
        self.setAccessibleName(
            tr("Columns: machine, {first}, {second}, what was found", first=first, second=second)
        )
        self.update()

    def sizeHint(self) -> QSize:
        """One line of captions."""
        return QSize(px(240), line_height(CAPTION) + px(8))

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return self.sizeHint()

    def paintEvent(self, event: object) -> None:
        """The names over the columns, and the edge below."""
        painter, columns, palette = QPainter(self), Columns(self.rect()), current()
        painter.setFont(font(CAPTION))
        painter.setPen(QColor(palette.text2))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(columns.machine, middle, tr("Machine"))
        for place, word in zip((columns.first, columns.second), self._versions, strict=True):
            painter.drawText(place, middle, word)
        painter.drawText(columns.found, middle | Qt.AlignmentFlag.AlignRight, tr("Found"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(palette.strong))

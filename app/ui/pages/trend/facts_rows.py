"""The machine's conditions, two lines each, and below the one that is shown the log of its baselines."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.domain.words import capital
from app.language import tr
from app.look.tokens import BODY, CAPTION
from app.ui.pages.trend.values import ConditionRow, VersionRow
from app.ui.theme import changes, current, font, px, row_height, state_pixmap, touch
from app.ui.theme.style import paint_chosen, paint_ring
from app.ui.widgets.row_list import ROW, RowList, RowsModel

_CONDITION, _VERSION = 44, 24
_SHAPE, _TOUCH_SHAPE = 14, 20
_LEAST_BY = 56
"""Who did it gives way to what was done, down to so many px."""


def spoken(row: ConditionRow | VersionRow) -> str:
    """A row as a screen reader says it, and as its tool tip."""
    if isinstance(row, VersionRow):
        return ", ".join(filter(None, (row.day, row.what, row.by)))
    shown = tr("shown") if row.here else ""
    return ", ".join(filter(None, (row.title, tr(row.state.value), row.baseline, shown)))


class _Model(RowsModel):
    """Only conditions can be pressed."""

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """A line of the log is there to be read."""
        if isinstance(index.data(ROW), VersionRow):
            return Qt.ItemFlag.ItemNeverHasChildren
        return super().flags(index)


class _RowPainter(QStyledItemDelegate):
    """Constant cost a row."""

    def __init__(self) -> None:
        super().__init__()
        self.dated = 0

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(px(160), row_side(index.data(ROW)))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row: ConditionRow | VersionRow = index.data(ROW)
        painter.save()
        if isinstance(row, VersionRow):
            _paint_version(painter, option.rect, row, self.dated)
        else:
            _paint_condition(painter, option, row)
        painter.restore()


def _paint_condition(painter: QPainter, option: QStyleOptionViewItem, row: ConditionRow) -> None:
    palette, rect = current(), option.rect
    if row.here:
        paint_chosen(painter, rect)
    elif option.state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(rect, QColor(palette.sunken))
    painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, QColor(palette.line))
    inner, side = rect.adjusted(px(4), px(4), -px(4), -px(5)), px(_TOUCH_SHAPE if touch() else _SHAPE)
    half = inner.height() // 2
    ratio = painter.device().devicePixelRatio()
    painter.drawPixmap(inner.x(), inner.y() + (half - side) // 2, state_pixmap(row.state, side, ratio))
    words = inner.adjusted(side + px(8), 0, 0, 0)
    painter.setFont(font(BODY, 600 if row.here else 400))
    painter.setPen(QColor(palette.text))
    _draw(painter, QRect(words.x(), words.y(), words.width(), half), row.title)
    painter.setFont(font(CAPTION, 600))
    second = QRect(words.x(), words.y() + half, words.width(), half)
    painter.setPen(QColor(palette.states[row.state].text))
    word = capital(tr(row.state.value))
    _draw(painter, second, word)
    wide = painter.fontMetrics().horizontalAdvance(word) + px(8)
    painter.setFont(font(CAPTION))
    painter.setPen(QColor(palette.text2))
    _draw(painter, second.adjusted(wide, 0, 0, 0), row.baseline)
    if option.state & QStyle.StateFlag.State_HasFocus:
        paint_ring(painter, QRectF(rect))


def _paint_version(painter: QPainter, rect: QRect, row: VersionRow, dated: int) -> None:
    palette = current()
    painter.setFont(font(CAPTION))
    painter.setPen(QColor(palette.text3 if row.pale else palette.text2))
    left = px(4) + px(_TOUCH_SHAPE if touch() else _SHAPE) + px(8)
    inner = rect.adjusted(left, 0, -px(4), 0)
    metrics = painter.fontMetrics()
    _draw(painter, inner, row.day)
    words = inner.adjusted(dated if row.day else 0, 0, 0, 0)
    free = words.width() - metrics.horizontalAdvance(row.what) - px(12)
    by = metrics.elidedText(row.by, Qt.TextElideMode.ElideRight, free) if free >= px(_LEAST_BY) else ""
    painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, by)
    painter.setPen(QColor(palette.text3 if row.pale else palette.text))
    _draw(painter, words, row.what)


def _draw(painter: QPainter, place: QRect, text: str) -> None:
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, place.width())
    painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, shown)


class FactsRows(RowList):
    """A press on a condition shows its trend."""

    condition_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        self._rows = _RowPainter()
        super().__init__(tr("Measuring points and operating conditions"), self._rows, parent)
        self._model = _Model(self, lambda row: row.title if isinstance(row, ConditionRow) else row.day, spoken)
        self.setModel(self._model)
        self.row_opened.connect(self._choose)
        changes().changed.connect(self._fit)

    def show_rows(self, rows: tuple[ConditionRow | VersionRow, ...]) -> None:
        """Show them; where nothing has changed nothing moves."""
        if list(rows) != self._model.rows:
            self._model.show(rows)
            self._fit()

    def whole(self) -> int:
        """So high, in px, that all of them are seen; while none is known, the place of the least is kept."""
        return sum(row_side(row) for row in self._model.rows) or self._few()

    def least(self) -> int:
        """So high that a condition is seen with two lines of its log, or all of them where that is less."""
        return min(self.whole(), self._few())

    def _few(self) -> int:
        return row_height(_CONDITION) + 2 * row_height(_VERSION)

    def _fit(self) -> None:
        metrics = QFontMetrics(font(CAPTION))
        days = [row.day for row in self._model.rows if isinstance(row, VersionRow)]
        self._rows.dated = max((metrics.horizontalAdvance(day) for day in days), default=0) + px(8)
        self.doItemsLayout()

    def _choose(self, row: object) -> None:
        if isinstance(row, ConditionRow):
            self.condition_chosen.emit(row.condition_id)


def row_side(row: ConditionRow | VersionRow) -> int:
    """The height of a row in px."""
    return row_height(_VERSION) if isinstance(row, VersionRow) else px(64) if touch() else px(_CONDITION)

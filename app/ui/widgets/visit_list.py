"""The visits of a point and condition, newest first: shape, date, word, score; the finding where it is wide."""

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

from app.domain.inspection import Visit
from app.domain.words import capital
from app.language import retold, tr
from app.look.tokens import BODY, CAPTION
from app.ui.theme import changes, current, font, px, row_height, state_pixmap
from app.ui.theme.style import paint_chosen, paint_ring
from app.ui.widgets.row_list import ROW, RowList, RowsModel
from app.ui.widgets.wording import full_moment, moment_text, number

_ROW = 30
_FINDING = 240
"""Less room is not enough for a finding to be told by."""


def _tip(visit: Visit) -> str:
    return "\n".join(filter(None, (spoken(visit), retold(visit.finding), visit.file_name)))


def spoken(visit: Visit) -> str:
    """A visit as a screen reader says it."""
    said = f"{full_moment(visit.when)}, {tr(visit.state.value)}"
    return said if visit.score is None else tr("{said}, score {score}", said=said, score=number(visit.score))


class _VisitPainter(QStyledItemDelegate):
    """One line a visit, with a rule below."""

    def __init__(self) -> None:
        super().__init__()
        self.chosen_id: str | None = None

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(px(160), row_height(_ROW))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        visit: Visit = index.data(ROW)
        palette, rect = current(), option.rect
        chosen = visit.inspection_id == self.chosen_id
        painter.save()
        if chosen:
            paint_chosen(painter, rect)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(palette.sunken))
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, QColor(palette.line))
        # The words keep off the edges of the tint.
        rect = rect.adjusted(px(4), 0, -px(4), 0)
        side, ratio = px(14), painter.device().devicePixelRatio()
        painter.drawPixmap(
            rect.x(), rect.y() + (rect.height() - side) // 2, state_pixmap(visit.state, side, ratio)
        )
        self._paint_words(painter, rect, visit, chosen)
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint_ring(painter, QRectF(option.rect))
        painter.restore()

    def _paint_words(self, painter: QPainter, rect: QRect, visit: Visit, chosen: bool) -> None:
        palette = current()
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        score_wide = QFontMetrics(font(BODY, 600)).horizontalAdvance("0.00")
        painter.setFont(font(BODY, 600))
        painter.setPen(QColor(palette.text))
        painter.drawText(rect, right, number(visit.score))
        painter.setFont(font(CAPTION))
        word = capital(tr(visit.state.value))
        word_wide = painter.fontMetrics().horizontalAdvance(word)
        date_left = px(14 + 8)
        date_room = rect.width() - date_left - score_wide - px(12)
        painter.setFont(font(BODY, 600 if chosen else 400))
        date = moment_text(visit.when)
        date_wide = painter.fontMetrics().horizontalAdvance(date)
        place = QRect(rect.x() + date_left, rect.y(), date_room, rect.height())
        shown = painter.fontMetrics().elidedText(date, Qt.TextElideMode.ElideRight, date_room)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, shown)
        # The word gives way: shape and colour still say it, and so does the tool tip.
        if date_wide + px(8) + word_wide <= date_room:
            painter.setFont(font(CAPTION))
            painter.setPen(QColor(palette.text2))
            painter.drawText(rect.adjusted(0, 0, -score_wide - px(12), 0), right, word)
        self._paint_finding(painter, place.adjusted(date_wide + px(16), 0, -word_wide - px(16), 0), visit)

    def _paint_finding(self, painter: QPainter, place: QRect, visit: Visit) -> None:
        if place.width() >= px(_FINDING):
            painter.setFont(font(BODY))
            painter.setPen(QColor(current().text))
            finding = retold(visit.finding)
            shown = painter.fontMetrics().elidedText(finding, Qt.TextElideMode.ElideRight, place.width())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, shown)


class VisitList(RowList):
    """Click, Enter or Space opens a visit."""

    visit_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        self._painter = _VisitPainter()
        super().__init__(tr("Visits"), self._painter, parent)
        self._visits = RowsModel(self, lambda visit: moment_text(visit.when), spoken, _tip)
        self.setModel(self._visits)
        self.setUniformItemSizes(True)
        self.row_opened.connect(lambda visit: self.visit_chosen.emit(visit.inspection_id))
        changes().changed.connect(self.doItemsLayout)

    def show_visits(self, visits: Sequence[Visit], chosen_id: str | None = None) -> None:
        """Show visits in the given order and mark the one that is open."""
        self._painter.chosen_id = chosen_id
        if [v.inspection_id for v in visits] != [v.inspection_id for v in self._visits.rows]:
            self._visits.show(visits)
        for row, visit in enumerate(visits):
            if visit.inspection_id == chosen_id:
                self.setCurrentIndex(self._visits.index(row))
        self.viewport().update()

    def sizeHint(self) -> QSize:
        """Four visits; more are scrolled to."""
        return QSize(px(200), 4 * row_height(_ROW))

    def minimumSizeHint(self) -> QSize:
        """Three visits."""
        return QSize(px(160), 3 * row_height(_ROW))

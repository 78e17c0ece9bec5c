"""The visits of a point and condition, newest first: shape, date, word, score; the finding where it is wide."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.domain.inspection import Visit
from app.look.tokens import BODY, CAPTION
from app.ui.theme import changes, current, font, px, row_height, state_pixmap
from app.ui.theme.style import OWN_FOCUS, paint_chosen, paint_ring
from app.ui.widgets.wording import full_moment, moment_text, number

_VISIT = Qt.ItemDataRole.UserRole
_ROW = 30
_FINDING = 240
"""Less room is not enough for a finding to be told by."""


def spoken(visit: Visit) -> str:
    """A visit as a screen reader says it."""
    said = f"{full_moment(visit.when)}, {visit.state.value}"
    return said if visit.score is None else f"{said}, score {number(visit.score)}"


class _VisitModel(QAbstractListModel):
    """Visits as rows."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.visits: list[Visit] = []

    def show(self, visits: Sequence[Visit]) -> None:
        self.beginResetModel()
        self.visits = list(visits)
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.visits)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        visit = self.visits[index.row()]
        if role == _VISIT:
            return visit
        if role == Qt.ItemDataRole.DisplayRole:
            return moment_text(visit.when)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(visit)
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(filter(None, (spoken(visit), visit.finding, visit.file_name)))
        return None


class _VisitPainter(QStyledItemDelegate):
    """One line a visit, with a rule below."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.chosen_id: str | None = None

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(px(160), row_height(_ROW))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        visit: Visit = index.data(_VISIT)
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
        word = visit.state.value.capitalize()
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
            shown = painter.fontMetrics().elidedText(visit.finding, Qt.TextElideMode.ElideRight, place.width())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, shown)


class VisitList(QListView):
    """Click, Enter or Space opens a visit."""

    visit_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._visits = _VisitModel(self)
        self._painter = _VisitPainter(self)
        self.setModel(self._visits)
        self.setItemDelegate(self._painter)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Visits")
        self.setProperty(OWN_FOCUS, True)
        self.clicked.connect(self._open)
        changes().changed.connect(self.doItemsLayout)

    def show_visits(self, visits: Sequence[Visit], chosen_id: str | None = None) -> None:
        """Show visits in the given order and mark the one that is open."""
        self._painter.chosen_id = chosen_id
        if [v.inspection_id for v in visits] != [v.inspection_id for v in self._visits.visits]:
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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space open, arrows move."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.visit_chosen.emit(index.data(_VISIT).inspection_id)

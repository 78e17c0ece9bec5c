"""One machine of the plan as a row, and the head of a group: where the columns are, and what stands in them."""

from datetime import UTC, datetime

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.domain.words import capital
from app.language import later, tr, tr_many
from app.look.tokens import BODY, CAPTION, RADIUS_SMALL
from app.ui.pages.route.rows import paint_ground, paint_two, paint_with_icon, state_width, two_lines, words_width
from app.ui.pages.route.values import Group, PlanHead, PlanRow
from app.ui.pages.route.words import LONGEST_DAYS, interval_words, late_words
from app.ui.theme import changes, current, font, icon_pixmap, icon_side, line_height, px, state_pixmap
from app.ui.widgets.row_list import ROW
from app.ui.widgets.wording import day, full_moment

_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_NARROW = 720
NEVER = later("never")
_FULL_DATE = datetime(2000, 9, 30, tzinfo=UTC)
"""A long one, with its year."""


class Columns:
    """Where the columns of a row are; where it is narrow, the last visit is left out and the word of the state."""

    def __init__(self, rect: QRect) -> None:
        inner, side, gap = rect.adjusted(px(8), 0, -px(8), 0), icon_side(), px(16)
        self.narrow = rect.width() < px(_NARROW)
        interval = words_width(interval_words(LONGEST_DAYS), 400) + side + px(8)
        due = side + px(8) + words_width(late_words(100))
        last = 0 if self.narrow else max(words_width(day(_FULL_DATE), 400), words_width(tr("Last visit"), 400))
        state = side if self.narrow else side + px(8) + state_width()
        self.box = QRect(inner.x(), inner.y(), side, inner.height())
        self.interval = QRect(inner.right() - interval, inner.y(), interval, inner.height())
        self.due = QRect(self.interval.x() - gap - due, inner.y(), due, inner.height())
        self.last = QRect(self.due.x() - (gap + last if last else 0), inner.y(), last, inner.height())
        self.state = QRect(self.box.right() + px(12), inner.y(), state, inner.height())
        self.machine = QRect(self.state.right() + px(12), inner.y(), 0, inner.height())
        self.machine.setRight(self.last.x() - gap)


def spoken(row: PlanHead | PlanRow) -> str:
    """A row as a screen reader says it."""
    if isinstance(row, PlanHead):
        return f"{tr(row.group.value)}, {tr_many('{n} machine', '{n} machines', row.count)}"
    last = tr("last visit {moment}", moment=full_moment(row.last)) if row.last else tr("never visited")
    return f"{row.name}, {tr(row.state.value)}, {row.due}, {last}, {interval_words(row.interval_days)}"


class PlanPainter(QStyledItemDelegate):
    """Heads and machines are of one height, so that a thousand of them are laid out at once."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(px(320), two_lines())

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row: PlanHead | PlanRow = index.data(ROW)
        painter.save()
        if isinstance(row, PlanHead):
            _paint_head(painter, option.rect, row)
        else:
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            paint_ground(painter, option, chosen=chosen)
            _paint_machine(painter, Columns(option.rect), row, chosen=chosen)
        painter.restore()


def _paint_head(painter: QPainter, rect: QRect, row: PlanHead) -> None:
    palette, high = current(), line_height(BODY)
    place = QRect(rect.x() + px(8), rect.bottom() - high - px(4), rect.width() - px(16), high)
    painter.setFont(font(BODY, 600))
    painter.setPen(QColor(palette.text))
    title = f"{tr(row.group.value)} {row.count}"
    painter.drawText(place, _MIDDLE, title)
    if row.group is Group.OVERDUE:
        side = icon_side()
        left = place.x() + words_width(title) + px(8)
        image = icon_pixmap("clock-alert", side, palette.text, painter.device().devicePixelRatio())
        painter.drawPixmap(QPoint(left, place.y() + (high - side) // 2), image)
    painter.setFont(font(CAPTION))
    painter.setPen(QColor(palette.accent))
    painter.drawText(place, _MIDDLE | Qt.AlignmentFlag.AlignRight, tr("Choose all"))
    painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, QColor(palette.strong))


def _paint_machine(painter: QPainter, columns: Columns, row: PlanRow, *, chosen: bool) -> None:
    palette, side, ratio = current(), icon_side(), painter.device().devicePixelRatio()
    _paint_box(painter, columns.box, chosen)
    top = columns.state.y() + (columns.state.height() - side) // 2
    painter.drawPixmap(columns.state.x(), top, state_pixmap(row.state, side, ratio))
    painter.setFont(font(BODY))
    if not columns.narrow:
        painter.setPen(QColor(palette.states[row.state].text))
        painter.drawText(columns.state.adjusted(side + px(8), 0, 0, 0), _MIDDLE, capital(tr(row.state.value)))
        painter.setPen(QColor(palette.text2))
        painter.drawText(columns.last, _MIDDLE, day(row.last) if row.last else tr(NEVER))
    paint_two(painter, columns.machine, row.name, row.place, weight=500)
    icon = "clock-alert" if row.late else "clock"
    paint_with_icon(painter, columns.due, icon, row.due, weight=600 if row.late else 400, faint=not row.late)
    planned = row.interval_days is not None
    painter.setFont(font(BODY))
    painter.setPen(QColor(palette.text if planned else palette.text3))
    painter.drawText(
        columns.interval, _MIDDLE, interval_words(row.interval_days) if planned else tr("set interval")
    )
    at = QPoint(columns.interval.right() - side, columns.interval.y() + (columns.interval.height() - side) // 2)
    painter.drawPixmap(at, icon_pixmap("chevron-down", side, palette.text2, ratio))


def _paint_box(painter: QPainter, place: QRect, chosen: bool) -> None:
    """Whether the row is among those that are chosen."""
    palette, side = current(), place.width()
    box = QRect(place.x(), place.y() + (place.height() - side) // 2, side, side)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(palette.accent_fill if chosen else palette.strong), 1))
    painter.setBrush(QColor(palette.accent_fill if chosen else palette.surface))
    painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_SMALL, RADIUS_SMALL)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    if chosen:
        ratio = painter.device().devicePixelRatio()
        painter.drawPixmap(box.topLeft(), icon_pixmap("check", side, palette.on_accent, ratio))


class PlanHeadLine(QWidget):
    """What stands in which column."""

    def __init__(self, table: QAbstractItemView, parent: QWidget | None = None) -> None:
        """`table` is what it stands above: as wide as its rows, whether there is a bar beside them or not."""
        super().__init__(parent)
        self._table = table
        self.setAccessibleName(tr("Columns: state, machine, last visit, due, interval"))
        table.verticalScrollBar().rangeChanged.connect(self.update)
        changes().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """One line of captions."""
        return QSize(px(320), line_height(CAPTION) + px(8))

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return self.sizeHint()

    def paintEvent(self, event: object) -> None:
        """The names over the columns, and the edge below."""
        painter, palette, rect = QPainter(self), current(), self.rect()
        rect.setWidth(self._table.viewport().width())
        columns = Columns(rect)
        painter.setFont(font(CAPTION))
        painter.setPen(QColor(palette.text2))
        for place, word in (
            (columns.machine, tr("Machine")),
            (columns.due, tr("Due")),
            (columns.interval, tr("Interval")),
            *(() if columns.narrow else ((columns.state, tr("State")), (columns.last, tr("Last visit")))),
        ):
            painter.drawText(place, _MIDDLE, word)
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(palette.strong))

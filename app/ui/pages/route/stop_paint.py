"""One stop of a route as a row: number, state, name and place, and what is due or became of it."""

from datetime import datetime

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from app.domain.plan import StopState
from app.domain.words import capital
from app.language import tr
from app.look.tokens import BODY, CAPTION
from app.ui.pages.route.rows import paint_ground, paint_two, paint_with_icon, state_width, two_lines, words_width
from app.ui.pages.route.values import StopRow
from app.ui.pages.route.words import late_words
from app.ui.theme import current, font, icon_pixmap, icon_side, line_height, px, state_pixmap
from app.ui.widgets.row_list import ROW
from app.ui.widgets.text import JOINT
from app.ui.widgets.wording import clock, day

_WORDY = 560
"""From this width on the state is also told by its word."""

_MIDDLE = Qt.AlignmentFlag.AlignVCenter


def told(row: StopRow) -> tuple[str, str]:
    """An icon and a few words: what became of a stop, or when its machine is due."""
    if row.became is StopState.DONE:
        return "circle-check", _when(row.heard_at) if row.heard_at else tr(row.became.value)
    if row.became is StopState.SKIPPED:
        return "skip-forward", tr(row.became.value)
    return ("clock-alert" if row.late else "clock"), row.due


def _when(moment: datetime) -> str:
    """The time of day where it was today, else the day: a walk may take several."""
    today = datetime.now().astimezone().date()
    return clock(moment) if moment.astimezone().date() == today else day(moment)


def spoken(row: StopRow) -> str:
    """A stop as a screen reader says it."""
    what = row.due if row.became is StopState.LEFT else tr(row.became.value)
    number = tr("Stop {number}", number=row.number) if row.number else ""
    following = tr("next") if row.is_next else ""
    return ", ".join(filter(None, (number, row.name, tr(row.state.value), what, row.points, following)))


class StopPainter(QStyledItemDelegate):
    """`chosen` is looked at; with `grips` the rows look as if they could be moved, as they can."""

    def __init__(self, *, sign: str = "") -> None:
        super().__init__()
        self.chosen = ""
        self.grips = False
        self._sign = sign

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(px(200), two_lines())

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row: StopRow = index.data(ROW)
        rect, gone = option.rect, row.became is not StopState.LEFT
        painter.save()
        paint_ground(painter, option, chosen=row.machine_id == self.chosen, marked=row.is_next)
        left = self._paint_lead(painter, rect, row)
        side, ratio = icon_side(), painter.device().devicePixelRatio()
        top = rect.y() + (rect.height() - side) // 2
        painter.drawPixmap(left, top, state_pixmap(row.state, side, ratio))
        words = QRect(left + side + px(8), rect.y(), 0, rect.height())
        place = row.place
        if self._sign:
            words.setRight(rect.right() - px(8))
            place = JOINT.join(filter(None, (row.place, row.due)))
        else:
            words.setRight(self._paint_right(painter, rect, row) - px(8))
        paint_two(painter, words, row.name, place, weight=600 if row.is_next else 500, faint=gone)
        painter.restore()

    def _paint_right(self, painter: QPainter, rect: QRect, row: StopRow) -> int:
        """What became of it, and the word of its state where there is room; returns where that begins."""
        points = tr("{heard} of {wanted} points", heard=1, wanted=3)
        wide = icon_side() + px(8) + max(words_width(late_words(100)), words_width(points, 400))
        place = QRect(rect.right() - px(8) - wide, rect.y(), wide, rect.height())
        self._paint_told(painter, place, row)
        if rect.width() < px(_WORDY):
            return place.x()
        word = state_width()
        place = QRect(place.x() - px(16) - word, rect.y(), word, rect.height())
        painter.setFont(font(BODY))
        painter.setPen(QColor(current().states[row.state].text))
        painter.drawText(place, _MIDDLE, capital(tr(row.state.value)))
        return place.x()

    def _paint_lead(self, painter: QPainter, rect: QRect, row: StopRow) -> int:
        """Its number, a grip before it or another sign in its place; returns where the row goes on."""
        palette, side, left = current(), icon_side(), rect.x() + px(8)
        ratio = painter.device().devicePixelRatio()
        sign = self._sign or ("grip-vertical" if self.grips else "")
        if sign:
            ink = palette.accent if self._sign else palette.text3
            painter.drawPixmap(left, rect.y() + (rect.height() - side) // 2, icon_pixmap(sign, side, ink, ratio))
            left += side + px(4)
        if row.number:
            painter.setFont(font(BODY, 600 if row.is_next else 400))
            painter.setPen(QColor(palette.accent if row.is_next else palette.text2))
            wide = words_width("200")
            place = QRect(left, rect.y(), wide, rect.height())
            painter.drawText(place, _MIDDLE | Qt.AlignmentFlag.AlignRight, str(row.number))
            left += wide
        return left + px(8)

    def _paint_told(self, painter: QPainter, place: QRect, row: StopRow) -> None:
        icon, words = told(row)
        gone = row.became is not StopState.LEFT
        line, half = place, line_height(BODY)
        if row.points:
            line = QRect(place.x(), place.center().y() - half + 2, place.width(), half)
        weight = 600 if row.late and not gone else 400
        paint_with_icon(painter, line, icon, words, weight=weight, faint=gone or not row.late)
        if row.points:
            painter.setFont(font(CAPTION))
            painter.setPen(QColor(current().text2))
            below = line.translated(icon_side() + px(8), half - 1)
            painter.drawText(below, _MIDDLE, row.points)

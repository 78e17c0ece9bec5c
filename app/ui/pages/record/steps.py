"""The five steps of a take in the top bar: where one is, what is done, what comes."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.verdict import State
from app.language import later, tr
from app.look.tokens import BODY
from app.ui.pages.record.values import Step
from app.ui.theme import changes, current, font, icon_pixmap, icon_side, px

_GAP = 8
_WORDS = {
    Step.PLACE: later("Place"),
    Step.LEVEL: later("Level"),
    Step.RECORD: later("Record"),
    Step.CHECK: later("Check"),
    Step.VERDICT: later("Verdict"),
}


class Steps(QWidget):
    """Where there is little room only the present step is named."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._step = Step.PLACE
        self._compact = False
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.show_step(Step.PLACE)
        changes().changed.connect(self.updateGeometry)

    def show_step(self, step: Step) -> None:
        """The step one is at."""
        self._step = step
        name = tr("Step {number} of {all}: {word}", number=step + 1, all=len(Step), word=_word(step))
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.update()

    def set_compact(self, compact: bool) -> None:
        """Name only the present one, and leave the room to the title."""
        if compact != self._compact:
            self._compact = compact
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        """All of them, the widest way."""
        return self.minimumSizeHint() if self._compact else QSize(self._whole(), px(40))

    def minimumSizeHint(self) -> QSize:
        """One of them."""
        widest = max(self._wide(step, done=False) for step in Step)
        return QSize(widest + px(_GAP) + QFontMetrics(font(BODY)).horizontalAdvance("3 / 5"), px(40))

    def paintEvent(self, event: QPaintEvent) -> None:
        """From the right end, where the bar ends."""
        painter = QPainter(self)
        if self._whole() > self.width():
            self._paint_one(painter)
            return
        side = icon_side()
        left = self.width() - self._whole()
        for step in Step:
            done = step < self._step
            wide = self._wide(step, done=True)
            self._paint_step(painter, QRectF(left, 0, wide, self.height()), step, done)
            left += wide
            if step is not Step.VERDICT:
                image = icon_pixmap("chevron-right", side, current().text3, self.devicePixelRatioF())
                painter.drawPixmap(left + px(_GAP), (self.height() - side) // 2, image)
                left += side + 2 * px(_GAP)

    def _paint_one(self, painter: QPainter) -> None:
        count = f"{self._step + 1} / {len(Step)}"
        counted = QFontMetrics(font(BODY)).horizontalAdvance(count)
        wide = self._wide(self._step, done=False)
        room = QRectF(self.width() - wide, 0, wide, self.height())
        self._paint_step(painter, room, self._step, done=False)
        painter.setFont(font(BODY))
        painter.setPen(QColor(current().text2))
        place = QRectF(room.left() - px(_GAP) - counted, 0, counted + 1, self.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, count)

    def _paint_step(self, painter: QPainter, room: QRectF, step: Step, done: bool) -> None:
        palette, here, side = current(), step is self._step, icon_side()
        painter.setFont(font(BODY, 600 if here else 500 if done else 400))
        ink = palette.accent if here else palette.text if done else palette.text2
        painter.setPen(QColor(ink))
        if done:
            tick = icon_pixmap("check", side, palette.states[State.HEALTHY].text, self.devicePixelRatioF())
            painter.drawPixmap(round(room.left()), (self.height() - side) // 2, tick)
            room = room.adjusted(side + px(2), 0, 0, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, _word(step))
        if here:
            line = QRectF(room.left(), self.height() / 2 + px(14), room.width(), px(3))
            painter.fillRect(line, QColor(palette.accent))

    def _wide(self, step: Step, done: bool) -> int:
        """As wide as the step ever gets, so that nothing moves when one goes on."""
        bold = QFontMetrics(font(BODY, 600)).horizontalAdvance(_word(step))
        return bold + (icon_side() + px(2) if done else 0) + px(_GAP)

    def _whole(self) -> int:
        gaps = (len(Step) - 1) * (icon_side() + 2 * px(_GAP))
        return sum(self._wide(step, done=True) for step in Step) + gaps


def _word(step: Step) -> str:
    return tr(_WORDS[step])

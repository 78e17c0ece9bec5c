"""How many machines are in each state, over one bar of their shares; pressing a count shows those machines."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy, QWidget

from app.domain.verdict import State
from app.domain.words import number as grouped
from app.language import tr
from app.look.tokens import BODY, CAPTION, RADIUS, SPACE, TITLE
from app.ui.pages.fleet.lettering import lettering
from app.ui.pages.fleet.values import Count
from app.ui.pages.fleet.words import state_word
from app.ui.theme import changes, current, icon_pixmap, icon_side, px, row_height, state_pixmap

_HIGH, _ROW, _BAR, _SHAPE = 60, 40, 6, 20
_GAP = 8
_LEAST_SHARE = 4
"""One machine in a thousand is still seen in the bar, in px."""


class CountButton(QAbstractButton):
    """A shape, a number, a word, a share; `state` None is the overdue ones."""

    def __init__(self, state: State | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.state = state
        self.number, self.share = 0, 0.0
        self.with_share = True
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.show_count(0, 0.0)

    @property
    def word(self) -> str:
        """What is counted."""
        return state_word(self.state) if self.state else tr("Overdue")

    def show_count(self, number: int, share: float) -> None:
        """How many there are; `share` of all machines, 0 … 1."""
        self.number, self.share = number, share
        word = tr(self.state.value) if self.state else tr("overdue")
        told = tr("{n} {word}, {share} of all", n=grouped(number), word=word, share=_percent(share))
        self.setAccessibleName(told)
        self.setToolTip(tr("{told}. Press to show these machines only.", told=told))
        self.updateGeometry()
        self.update()

    def needed(self, *, with_share: bool) -> int:
        """How wide it must be."""
        return sum(wide for _, wide in self._parts(with_share)) + px(2 * _GAP)

    def sizeHint(self) -> QSize:
        """In full."""
        return QSize(self.needed(with_share=True), row_height(_ROW))

    def paintEvent(self, event: QPaintEvent) -> None:
        """On a tint while only these machines are shown."""
        palette, painter = current(), QPainter(self)
        if self.isChecked() or self.underMouse() or self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(palette.accent), 1) if self.isChecked() else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(palette.accent_tint if self.isChecked() else palette.sunken))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        x = px(_GAP)
        for part, wide in self._parts(self.with_share):
            self._paint_part(painter, part, QRect(x, 0, wide, self.height()))
            x += wide

    def _parts(self, with_share: bool) -> list[tuple[str, int]]:
        number = lettering(TITLE).metrics.horizontalAdvance(grouped(self.number))
        word = lettering(BODY, 600).metrics.horizontalAdvance(self.word)
        share = lettering(CAPTION).metrics.horizontalAdvance(_percent(self.share))
        parts = [("shape", icon_side(_SHAPE) + px(_GAP)), ("number", number + px(_GAP)), ("word", word)]
        return [*parts, ("share", share + px(6))] if with_share and self.state else parts

    def _paint_part(self, painter: QPainter, part: str, place: QRect) -> None:
        palette, middle = current(), Qt.AlignmentFlag.AlignVCenter
        if part == "shape":
            side, ratio = icon_side(_SHAPE), self.devicePixelRatioF()
            shape = (
                state_pixmap(self.state, side, ratio)
                if self.state
                else icon_pixmap("clock-alert", side, palette.text, ratio)
            )
            painter.drawPixmap(place.x(), (self.height() - side) // 2, shape)
            return
        loud = self.number and self.state is State.ABNORMAL
        if part == "number":
            painter.setFont(lettering(TITLE).font)
            painter.setPen(QColor(palette.text if self.number else palette.text3))
            painter.drawText(place, middle, grouped(self.number))
        elif part == "word":
            painter.setFont(lettering(BODY, 600 if loud else 400).font)
            painter.setPen(QColor(palette.text if loud else palette.text2))
            painter.drawText(place, middle, self.word)
        else:
            painter.setFont(lettering(CAPTION).font)
            painter.setPen(QColor(palette.text2))
            painter.drawText(place, middle | Qt.AlignmentFlag.AlignRight, _percent(self.share))


class CountsPanel(QFrame):
    """60 px where all stand in one line; a line more where it is narrow."""

    chosen = Signal(object, bool)
    """The states that are chosen, and whether only overdue machines are."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        states = (State.ABNORMAL, State.WATCH, State.CANNOT_TELL, State.NO_BASELINE, State.HEALTHY, None)
        self.buttons = {state: CountButton(state, self) for state in states}
        for button in self.buttons.values():
            button.clicked.connect(self._choose)
        self._shown: tuple[Sequence[Count], int, int] = ((), 0, 0)
        self._rule_x = 0
        changes().changed.connect(self._arrange)

    def show_counts(self, counts: Sequence[Count], overdue: int, total: int) -> None:
        """All states, and how many machines are overdue of how many."""
        if (counts, overdue, total) == self._shown:
            return
        self._shown = (counts, overdue, total)
        for count in counts:
            self.buttons[count.state].show_count(count.number, count.share)
        self.buttons[None].show_count(overdue, overdue / total if total else 0.0)
        self._arrange()

    def show_chosen(self, states: Collection[State], overdue: bool) -> None:
        """Which of them are shown alone."""
        for state, button in self.buttons.items():
            button.setChecked(overdue if state is None else state in states)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As much of the words as there is room for."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Another font is another width."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._arrange()

    def sizeHint(self) -> QSize:
        """As high as its lines."""
        return QSize(px(320), max(self.minimumHeight(), px(_HIGH)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The bar, and the rule before the overdue ones."""
        super().paintEvent(event)
        painter = QPainter(self)
        if self._rule_x:
            top = self.buttons[None].y() + px(4)
            painter.fillRect(self._rule_x, top, 1, self.buttons[None].height() - px(8), QColor(current().line))
        self._paint_bar(painter, self._bar_place())

    def _bar_place(self) -> QRect:
        side = px(SPACE[3])
        return QRect(side, self.height() - px(SPACE[1] + _BAR), self.width() - 2 * side, px(_BAR))

    def _paint_bar(self, painter: QPainter, place: QRect) -> None:
        present = [button for button in self.buttons.values() if button.state and button.number]
        gap, palette = px(2), current()
        room = place.width() - gap * (len(present) - 1)
        spare = room - px(_LEAST_SHARE) * len(present)
        x = place.x()
        for at, button in enumerate(present):
            assert button.state is not None
            wide = px(_LEAST_SHARE) + round(button.share * spare)
            wide = place.right() + 1 - x if at == len(present) - 1 else wide
            if button.state is State.NO_BASELINE:
                painter.setPen(QPen(QColor(palette.states[button.state].mark), 1, Qt.PenStyle.DashLine))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(x, place.y(), wide - 1, place.height() - 1)
            else:
                painter.fillRect(x, place.y(), wide, place.height(), QColor(palette.states[button.state].mark))
            x += wide + gap

    def _choose(self) -> None:
        states = frozenset(state for state, button in self.buttons.items() if state and button.isChecked())
        self.chosen.emit(states, self.buttons[None].isChecked())

    def _arrange(self) -> None:
        side, high = px(SPACE[1]), row_height(_ROW)
        room = self.width() - 2 * side
        buttons = list(self.buttons.values())
        with_share = sum(one.needed(with_share=True) for one in buttons) + px(_GAP) <= room
        rows = 1 if sum(one.needed(with_share=False) for one in buttons) + px(_GAP) <= room else 2
        across = len(buttons) // rows
        with_share = with_share or (
            rows > 1 and max(one.needed(with_share=True) for one in buttons) <= room // across
        )
        for button in buttons:
            button.with_share = with_share
        above = px(SPACE[0])
        if rows == 1:
            self._in_one_line(buttons, side, above, room, high)
        else:
            self._rule_x = 0
            for at, button in enumerate(buttons):
                row, column = divmod(at, across)
                left = side + column * room // across
                button.setGeometry(left, above + row * high, room // across, high)
        self.setFixedHeight(max(px(_HIGH), above + rows * high + px(_BAR + SPACE[1] + SPACE[0])))
        self.update()

    def _in_one_line(self, buttons: list[CountButton], side: int, above: int, room: int, high: int) -> None:
        """The states from the left with equal gaps, the overdue ones at the right end behind a rule."""
        needed = [button.needed(with_share=button.with_share) for button in buttons]
        free = max(0, room - sum(needed)) // len(buttons)
        x = side
        for button, wide in zip(buttons, needed, strict=True):
            if button.state is None:
                x = side + room - wide
                self._rule_x = x - px(6)
            button.setGeometry(x, above, wide, high)
            x += wide + free


def _percent(share: float) -> str:
    """Never "0 %" of something, nor "100 %" of what is not all."""
    if 0.0 < share < 0.005:
        return "<1 %"
    if 0.995 <= share < 1.0:
        return ">99 %"
    return f"{100 * share:.0f} %"

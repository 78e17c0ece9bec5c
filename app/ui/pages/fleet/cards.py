"""The cards side by side, or below each other where it is narrow; all of one height."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.fleet import FirstVisit
from app.look.tokens import SPACE
from app.ui.pages.fleet.card import FirstCard
from app.ui.theme import changes, px, touch

_LEAST, _TOUCH_LEAST = 260, 272
_PLACES = 3


class Cards(QWidget):
    """Made anew only where a machine or what is said of it has changed."""

    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.cards: list[FirstCard] = []
        self._shown: tuple[Sequence[FirstVisit], bool] = ((), False)
        changes().changed.connect(self._arrange)

    def show_first(self, first: Sequence[FirstVisit], at: datetime, *, several_sites: bool) -> None:
        """Show these machines, the most urgent first."""
        if (first, several_sites) == self._shown:
            return
        self._shown = (first, several_sites)
        for card in self.cards:
            card.hide()
            card.deleteLater()
        self.cards = []
        for number, one in enumerate(first, 1):
            card = FirstCard(number, one, at, several_sites=several_sites, parent=self)
            card.clicked.connect(lambda _checked=False, one=one: self.opened.emit(one.now.machine.id))
            card.show()
            self.cards.append(card)
        self._arrange()

    def sizeHint(self) -> QSize:
        """As high as the highest card."""
        return QSize(px(_LEAST), self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other columns at another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._arrange()

    def _arrange(self) -> None:
        gap = px(SPACE[2])
        wide = (self.width() - (_PLACES - 1) * gap) // _PLACES
        stacked = wide < px(_TOUCH_LEAST if touch() else _LEAST)
        wide = self.width() if stacked else wide
        high = max((card.high_for(wide) for card in self.cards), default=0)
        x = y = 0
        for card in self.cards:
            card.setGeometry(x, y, wide, high)
            x, y = (0, y + high + gap) if stacked else (x + wide + gap, 0)
        self.setFixedHeight(max(1, y - gap if stacked else high))

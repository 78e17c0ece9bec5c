"""The choice of A or B: the shape of the visit's state before its date, in the box and in the opened list."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.verdict import State
from app.language import tr
from app.ui.pages.compare.values import Choice
from app.ui.theme import changes, icon_side, px, state_icon, state_pixmap
from app.ui.widgets import Select

_MOST_ROWS = 16
_SHAPE = 14


class TakeSelect(Select):
    """Takes of the baseline first, then the visits, newest first."""

    chosen = Signal(str)

    def __init__(self, letter: str, parent: QWidget | None = None) -> None:
        super().__init__(tr("What {letter} is", letter=letter), parent=parent)
        self._letter = letter
        self._choices: tuple[Choice, ...] = ()
        self.setMaxVisibleItems(_MOST_ROWS)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.activated.connect(lambda at: self.chosen.emit(self._choices[at].key))
        changes().changed.connect(self._dress)

    @property
    def key(self) -> str:
        """What is chosen."""
        at = self.currentIndex()
        return self._choices[at].key if 0 <= at < len(self._choices) else ""

    def show_choices(self, choices: tuple[Choice, ...], chosen: str) -> None:
        """Offer these, with that one chosen."""
        if choices != self._choices:
            self._choices = choices
            self.clear()
            for at, one in enumerate(choices):
                self.addItem(f"{self._letter}  {one.text}")
                self.setItemData(at, one.tip, Qt.ItemDataRole.ToolTipRole)
                spoken = one.text if one.state is None else f"{one.text}, {tr(one.state.value)}"
                self.setItemData(at, spoken, Qt.ItemDataRole.AccessibleTextRole)
            self._dress()
            self.updateGeometry()
        keys = [one.key for one in choices]
        self.setCurrentIndex(keys.index(chosen) if chosen in keys else -1)
        self.setToolTip(self._choices[self.currentIndex()].tip if chosen in keys else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        """The box, and the shape where there is room for all of the date."""
        super().paintEvent(event)
        state = self._state()
        room = self.width() - px(8) - icon_side() - px(4) - self._before()
        if state is not None and QFontMetrics(self.font()).horizontalAdvance(self.currentText()) <= room:
            shape = state_pixmap(state, px(_SHAPE), self.devicePixelRatioF())
            QPainter(self).drawPixmap(px(12), (self.height() - px(_SHAPE)) // 2, shape)

    def _before(self) -> int:
        """Room for the shape; the baseline has none."""
        return px(12) if self._state() is None else px(12 + _SHAPE + 8)

    def _state(self) -> State | None:
        at = self.currentIndex()
        return self._choices[at].state if 0 <= at < len(self._choices) else None

    def _dress(self) -> None:
        for at, one in enumerate(self._choices):
            if one.state is not None:
                self.setItemIcon(at, state_icon(one.state, px(_SHAPE)))

"""The line above a page: its title, one line of facts, its actions at the right."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.look.tokens import CAPTION, SPACE, TITLE, TOP_BAR_HEIGHT
from app.ui.theme import changes, control_height, current, px, top_bar_height, touch
from app.ui.widgets.small import Chip
from app.ui.widgets.text import Text

_FACTS_WIDTH, _TOUCH_FACTS_WIDTH = 144, 240
"""What the actions leave to the title at the least."""


class TopBar(QWidget):
    """56 px, for gloves up to 80. The title is shortened first, then the actions are."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = Text("", TITLE, elide=Qt.TextElideMode.ElideRight, tabular=False, parent=self)
        self._facts = Text("", CAPTION, "text2", elide=Qt.TextElideMode.ElideRight, tabular=False, parent=self)
        self._chip = Chip("", self)
        self._title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._first = QHBoxLayout()
        self._first.setSpacing(SPACE[1])
        self._first.addWidget(self._title)
        self._first.addWidget(self._chip)
        self._first.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addLayout(self._first)
        words.addWidget(self._facts)
        words.addStretch(1)
        self._actions: list[QWidget] = []
        self._row = QHBoxLayout(self)
        self._row.addLayout(words, 1)
        self._fit()
        changes().changed.connect(self._fit)

    def show_title(self, title: str, facts: str = "", chip: str = "") -> None:
        """Show which page or machine this is; `chip` is a machine's code."""
        self._title.setText(title)
        self._facts.setText(facts)
        self._chip.setText(chip)
        self._chip.setVisible(bool(chip))

    def add_action(self, widget: QWidget) -> None:
        """Put an action at the right end."""
        self._row.addWidget(widget)
        self._actions.append(widget)
        self._fit_actions()

    def add_beside_title(self, widget: QWidget) -> None:
        """Put something small behind the title and its chip."""
        self._first.insertWidget(self._first.count() - 1, widget)
        self._actions.append(widget)
        self._fit_actions()

    def sizeHint(self) -> QSize:
        """As high as it may be."""
        return QSize(super().sizeHint().width(), top_bar_height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a bar that is kept low, the actions are too."""
        super().resizeEvent(event)
        self._fit_actions()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground and the edge towards the page."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(current().surface))
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(current().line))

    def _fit(self) -> None:
        self._row.setContentsMargins(px(SPACE[3]), 0, px(SPACE[3]), 0)
        self._row.setSpacing(px(SPACE[2]))
        self._facts.setMinimumWidth(px(_TOUCH_FACTS_WIDTH if touch() else _FACTS_WIDTH))
        self.setMinimumHeight(px(TOP_BAR_HEIGHT))
        self.setMaximumHeight(top_bar_height())
        self._fit_actions()

    def _fit_actions(self) -> None:
        for action in self._actions:
            action.setMaximumHeight(min(control_height(), self.height() - px(SPACE[1])))

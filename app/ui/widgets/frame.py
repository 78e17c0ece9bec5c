"""The panel: a flat box with a title line, and room for something at its right."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.look.tokens import CAPTION, SECTION, SPACE
from app.ui.theme import changes, line_height, panel_padding, px
from app.ui.widgets.text import Text


class PanelFrame(QFrame):
    """A surface with a 1 px edge. Put content into `body`, small things beside the title with `add_right`."""

    def __init__(self, title: str = "", subtitle: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", True)
        self._title = Text(title, SECTION, parent=self)
        self._subtitle = Text(subtitle, CAPTION, "text2", elide=Qt.TextElideMode.ElideRight, parent=self)
        self._tall: list[QWidget] = []
        self._head = QHBoxLayout()
        self._head.setSpacing(px(SPACE[2]))
        self._head.addWidget(self._title)
        self._head.addWidget(self._subtitle, 1)
        self.body = QVBoxLayout()
        self.body.setSpacing(px(SPACE[1]))
        self._column = self._make_column()
        self._column.addLayout(self._head)
        self._column.addLayout(self.body, 1)
        self._title.setVisible(bool(title))
        self._fit()
        changes().changed.connect(self._fit)

    def _make_column(self) -> QBoxLayout:
        """Holds the title line above the content."""
        return QVBoxLayout(self)

    def set_title(self, title: str, subtitle: str = "") -> None:
        """Another title line."""
        self._title.setText(title)
        self._title.setVisible(bool(title))
        self._subtitle.setText(subtitle)

    def add_right(self, widget: QWidget, *, tall: bool = False) -> None:
        """Put a widget at the right end of the title line.

        A `tall` one reaches beyond the line on both sides; with it or without, the title stays in its place.
        """
        self._head.addWidget(widget)
        if tall:
            self._tall.append(widget)
            self._fit()

    def _fit(self) -> None:
        pad, gap, line = panel_padding(), px(SPACE[1]), line_height(SECTION)
        tallest = max((widget.sizeHint().height() for widget in self._tall), default=line)
        beyond = max(0, tallest - line) // 2
        self._title.setMinimumHeight(line + 2 * beyond)
        self._column.setContentsMargins(pad, max(0, gap - beyond), pad, pad)
        self._column.setSpacing(max(0, gap - beyond))
        self._head.setSpacing(px(SPACE[2]))

"""The panel: a flat box with a title line, and room for something at its right."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.look.tokens import CAPTION, SECTION, SPACE
from app.ui.theme import changes, panel_padding, px
from app.ui.widgets.text import Text


class PanelFrame(QFrame):
    """A surface with a 1 px edge. Put content into `body`, small things beside the title with `add_right`."""

    def __init__(self, title: str = "", subtitle: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", True)
        self._title = Text(title, SECTION, parent=self)
        self._subtitle = Text(subtitle, CAPTION, "text2", elide=Qt.TextElideMode.ElideRight, parent=self)
        self._head = QHBoxLayout()
        self._head.setSpacing(px(SPACE[2]))
        self._head.addWidget(self._title)
        self._head.addWidget(self._subtitle, 1)
        self.body = QVBoxLayout()
        self.body.setSpacing(px(SPACE[1]))
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._head)
        self._column.addLayout(self.body, 1)
        self._title.setVisible(bool(title))
        self._fit()
        changes().changed.connect(self._fit)

    def set_title(self, title: str, subtitle: str = "") -> None:
        """Another title line."""
        self._title.setText(title)
        self._title.setVisible(bool(title))
        self._subtitle.setText(subtitle)

    def add_right(self, widget: QWidget) -> None:
        """Put a widget at the right end of the title line."""
        self._head.addWidget(widget)

    def _fit(self) -> None:
        pad = panel_padding()
        self._column.setContentsMargins(pad, px(SPACE[1]), pad, pad)
        self._column.setSpacing(px(SPACE[1]))
        self._head.setSpacing(px(SPACE[2]))

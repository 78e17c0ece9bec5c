"""A page that fits into the window where it can, and scrolls where it can't."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QWidget

from app.ui.widgets import PanelFrame

DOWN, ACROSS = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight


class SnugBox(QBoxLayout):
    """As high as it must be, where Qt would take as high as it would like."""

    def __init__(self, direction: QBoxLayout.Direction, parent: QWidget) -> None:
        super().__init__(direction, parent)
        self._asking = False

    def heightForWidth(self, width: int) -> int:
        """The least height at that width. Qt finds it by asking for the usual one first."""
        if self._asking:
            return super().heightForWidth(width)
        self._asking = True
        try:
            return self.minimumHeightForWidth(width)
        finally:
            self._asking = False

    def minimumSize(self) -> QSize:
        """Where words wrap, the height depends on the width; Qt's own answer is that of the narrowest words."""
        least = super().minimumSize()
        return QSize(least.width(), 0) if self.hasHeightForWidth() else least


class SnugPanel(PanelFrame):
    """A panel that asks for what it must have where it holds words that wrap; Qt would ask for what it likes."""

    def _make_column(self) -> QBoxLayout:
        return SnugBox(DOWN, self)


class ScrollPage(QScrollArea):
    """Lay the page out on `content`, in a `SnugBox`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.content = QWidget()
        self.content.setProperty("ground", "page")
        self.setWidget(self.content)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

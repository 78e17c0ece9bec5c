"""The one large button of the watch: start, or stop."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.look.tokens import TITLE
from app.ui.theme import px, set_type
from app.ui.widgets import Button, Look

_HEIGHT, _ICON = 104, 28


class BigButton(Button):
    """As high as the verdict beside it. Filled to start; plain to stop: nobody should hit that in passing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Start listening", "mic", look=Look.FILLED, main=True, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_running(self, running: bool) -> None:
        """What a press would do."""
        self.setText("Stop listening" if running else "Start listening")
        self.set_icon("square" if running else "mic")
        self.set_look(Look.PLAIN if running else Look.FILLED)

    def sizeHint(self) -> QSize:
        """104 high."""
        return QSize(super().sizeHint().width(), px(_HEIGHT))

    def _icon_side(self) -> int:
        return px(_ICON)

    def _fit_type(self) -> None:
        set_type(self, TITLE)

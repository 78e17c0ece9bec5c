"""Calls somebody who is not looking: the system's own notification, the task bar, and if wanted a sound."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget

from app.domain.verdict import State
from app.ui.theme import state_icon

_SHOWN_MS = 30_000
_WARNING = QSystemTrayIcon.MessageIcon.Warning


class Alarm(QObject):
    """The icon is in the tray only while a watch goes on. Without a tray the window itself has to do."""

    called = Signal()
    """The user came by the icon or by the notification."""

    def __init__(self, ring: Callable[[], None], parent: QObject | None = None) -> None:
        """`ring` makes the sound; it must return at once."""
        super().__init__(parent)
        self._ring = ring
        self._tray: QSystemTrayIcon | None = None

    @property
    def in_tray(self) -> bool:
        """Whether the system shows the icon."""
        return self._tray is not None

    def show_state(self, state: State, tip: str) -> None:
        """A watch is going on."""
        if self._tray is None:
            if not QSystemTrayIcon.isSystemTrayAvailable():
                return
            self._tray = QSystemTrayIcon(self)
            self._tray.activated.connect(self.called)
            self._tray.messageClicked.connect(self.called)
        self._tray.setIcon(state_icon(state, 22))
        self._tray.setToolTip(tip)
        self._tray.show()

    def end(self) -> None:
        """No watch any more."""
        if self._tray is not None:
            self._tray.hide()
            self._tray.deleteLater()
            self._tray = None

    def tell(self, title: str, text: str, window: QWidget, aloud: bool) -> None:
        """A change: tell it every way there is."""
        if self._tray is not None and QSystemTrayIcon.supportsMessages():
            self._tray.showMessage(title, text, _WARNING, _SHOWN_MS)
        QApplication.alert(window)
        if aloud:
            self._ring()

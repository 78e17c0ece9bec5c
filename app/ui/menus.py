"""The two menus at the foot of the rail: how the window looks, and help."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from app.ui.about import About
from app.ui.settings import WindowSettings
from app.ui.shortcuts import ShortcutList
from app.ui.theme import CHOICES, SystemFollower

_APPEARANCES = {"system": "As the system", "light": "Light", "dark": "Dark", "high contrast": "High contrast"}


class FootMenus:
    """Opens beside the rail; what is chosen holds at once and is remembered."""

    def __init__(self, window: QWidget, look: SystemFollower, settings: WindowSettings, folder: Path) -> None:
        self._window = window
        self._look = look
        self._settings = settings
        self._folder = folder

    def settings(self) -> QMenu:
        """Light, dark, high contrast, or as the system; the one that holds is ticked."""
        menu = self._menu()
        menu.addAction("Appearance").setEnabled(False)
        group = QActionGroup(menu)
        for key in CHOICES:
            action = QAction(_APPEARANCES[key], group)
            action.setCheckable(True)
            action.setChecked(key == self._look.choice)
            action.triggered.connect(lambda _checked=False, key=key: self.choose_look(key))
            menu.addAction(action)
        return menu

    def help(self, sample: Callable[[], None]) -> QMenu:
        """What there is to learn about the program."""
        menu = self._menu()
        entries: Sequence[tuple[str, Callable[[], None]]] = (
            ("Try the sample fan", sample),
            ("Keyboard shortcuts", self.show_shortcuts),
            ("About Earshot", lambda: About(self._folder, self._window).show()),
        )
        for word, do in entries:
            menu.addAction(word).triggered.connect(lambda _checked=False, do=do: do())
        return menu

    def choose_look(self, choice: str) -> None:
        """Take on an appearance."""
        self._settings.appearance = choice
        self._look.choose(choice)

    def show_shortcuts(self) -> None:
        """The list of keys."""
        ShortcutList(self._window).show()

    def _menu(self) -> QMenu:
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu


def pop_up(menu: QMenu, beside: QWidget) -> None:
    """Open a menu to the right of a widget, its foot at the widget's foot."""
    corner = beside.mapToGlobal(beside.rect().bottomRight())
    corner.setY(corner.y() - menu.sizeHint().height())
    menu.popup(corner)

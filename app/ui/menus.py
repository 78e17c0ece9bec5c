"""The two menus at the foot of the rail: how the window looks and how large it is, and help."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from app.ui.about import About
from app.ui.settings import CONTROLS, WindowSettings
from app.ui.shortcuts import ShortcutList
from app.ui.theme import CHOICES, SystemFollower, set_touch, touch_first

_APPEARANCES = {"system": "As the system", "light": "Light", "dark": "Dark", "high contrast": "High contrast"}
_CONTROLS = {"automatic": "Automatic", "large": "On", "usual": "Off"}


class FootMenus:
    """Opens beside the rail; what is chosen holds at once and is remembered."""

    def __init__(self, window: QWidget, look: SystemFollower, settings: WindowSettings, folder: Path) -> None:
        self._window = window
        self._look = look
        self._settings = settings
        self._folder = folder
        self._take_on_controls()

    def settings(self) -> QMenu:
        """The look and the size of controls; what holds is ticked."""
        menu = self._menu()
        looks = [(key, _APPEARANCES[key]) for key in CHOICES]
        self._add_choices(menu, "Appearance", looks, self._look.choice, self.choose_look)
        menu.addSeparator()
        sizes = [(key, _CONTROLS[key]) for key in CONTROLS]
        self._add_choices(menu, "Large controls (gloves)", sizes, self._settings.controls, self.choose_controls)
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

    def choose_controls(self, choice: str) -> None:
        """Large controls always, never, or where a touch screen is all there is to point with."""
        self._settings.controls = choice
        self._take_on_controls()

    def show_shortcuts(self) -> None:
        """The list of keys."""
        ShortcutList(self._window).show()

    def _take_on_controls(self) -> None:
        choice = self._settings.controls
        set_touch(touch_first() if choice == "automatic" else choice == "large")

    @staticmethod
    def _add_choices(
        menu: QMenu, title: str, choices: Sequence[tuple[str, str]], held: str, choose: Callable[[str], None]
    ) -> None:
        menu.addAction(title).setEnabled(False)
        group = QActionGroup(menu)
        for key, word in choices:
            action = QAction(word, group)
            action.setCheckable(True)
            action.setChecked(key == held)
            action.triggered.connect(lambda _checked=False, key=key: choose(key))
            menu.addAction(action)

    def _menu(self) -> QMenu:
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu


def pop_up(menu: QMenu, beside: QWidget) -> None:
    """Open a menu to the right of a widget, its foot at the widget's foot."""
    corner = beside.mapToGlobal(beside.rect().bottomRight())
    corner.setY(corner.y() - menu.sizeHint().height())
    menu.popup(corner)

"""The menu at the foot of the rail: help."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from app.language import tr
from app.ui.about import About
from app.ui.shortcuts import ShortcutList


class FootMenus:
    """Opens beside the rail."""

    def __init__(self, window: QWidget, folder: Path) -> None:
        self._window = window
        self._folder = folder

    def help(self, first: Sequence[tuple[str, Callable[[], None]]]) -> QMenu:
        """What there is to learn about the program: what needs an open history comes first."""
        menu = self._menu()
        entries: Sequence[tuple[str, Callable[[], None]]] = (
            *first,
            (tr("Keyboard shortcuts"), self.show_shortcuts),
            (tr("About Earshot"), lambda: About(self._folder, self._window).show()),
        )
        for word, do in entries:
            menu.addAction(word).triggered.connect(lambda _checked=False, do=do: do())
        return menu

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

"""Joins the sections of the data page: which is in front, and when each of them is made, opened and left."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.language import tr
from app.ui.pages.data.page import DataBar, DataPage


class SectionDesk(Protocol):
    """What every section can do."""

    @property
    def page(self) -> QWidget:
        """What is shown of it."""

    def open(self) -> None:
        """It comes to the front."""

    def leave(self) -> None:
        """It is in front no longer."""


@dataclass(frozen=True, slots=True)
class Section:
    """A section by its word, the line of facts above it, and how it is made."""

    word: str
    facts: str
    make: Callable[[], SectionDesk]


class DataDesk(QObject):
    """`open` when the page comes to the front, `leave` when another one does."""

    def __init__(self, sections: Mapping[str, Section], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sections = dict(sections)
        self._made: dict[str, SectionDesk] = {}
        self._current = next(iter(self._sections))
        self._in_front = False
        self.page = DataPage()
        self.bar = DataBar(tuple((key, section.word) for key, section in self._sections.items()))
        self.bar.chosen.connect(self.show_section)

    def section(self, key: str) -> SectionDesk:
        """The section of that key, made now if it wasn't before."""
        if key not in self._made:
            made = self._sections[key].make()
            self._made[key] = made
            self.page.addWidget(made.page)
        return self._made[key]

    def open(self) -> None:
        """The page is in front, with the section that was last looked at."""
        self._in_front = True
        self._show()

    def leave(self) -> None:
        """Another page is in front, or the window closes."""
        if self._in_front:
            self._in_front = False
            self.section(self._current).leave()

    def show_section(self, key: str) -> None:
        """Bring a section to the front."""
        if self._in_front and key != self._current:
            self.section(self._current).leave()
        self._current = key
        if self._in_front:
            self._show()

    def _show(self) -> None:
        section = self.section(self._current)
        self.bar.sections.set_current(self._current)
        self.bar.show_title(tr("Data"), self._sections[self._current].facts)
        self.page.setCurrentWidget(section.page)
        section.open()

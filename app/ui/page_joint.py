"""Joins a page with the frame: made when it is first wanted, opened in front, left when another one comes."""

from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

from PySide6.QtWidgets import QWidget

from app.ui.frame import Frame


class PageDesk(Protocol):
    """What every page's desk can do beside opening."""

    @property
    def page(self) -> QWidget:
        """The page itself."""

    @property
    def bar(self) -> QWidget:
        """What stands above it."""

    def leave(self) -> None:
        """Another page is in front, or the window closes."""


D = TypeVar("D", bound=PageDesk)


class PageJoint(Generic[D]):
    """Pages nobody has looked at cost nothing: neither their import nor their widgets."""

    def __init__(self, frame: Frame, rail_key: str, make: Callable[[], D], before: Callable[[], None]) -> None:
        """`before` ends what plays, and keeps what was typed, on the page that was in front."""
        self._frame = frame
        self._rail_key = rail_key
        self._make = make
        self._before = before
        self._in_front = False
        self.made: D | None = None
        frame.pages.currentChanged.connect(self._page_changed)

    @property
    def desk(self) -> D:
        """The page's desk, made now if it wasn't before."""
        if self.made is None:
            self.made = self._make()
            self._frame.add_page(self.made.page, self.made.bar)
        return self.made

    @property
    def in_front(self) -> bool:
        """Whether it is the page that is seen."""
        return self._in_front

    def show(self) -> D:
        """Bring the page to the front; the caller opens the desk with what it is to show."""
        desk = self.desk
        self._before()
        self._frame.show_page(desk.page, self._rail_key, with_machines=False)
        self._in_front = True
        return desk

    def leave(self) -> None:
        """Another page is in front, or the window closes."""
        if self._in_front and self.made is not None:
            self._in_front = False
            self.made.leave()

    def _page_changed(self) -> None:
        if self.made is not None and self._frame.pages.currentWidget() is not self.made.page:
            self.leave()

"""A window that goes from page to page and is photographed."""

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication

from app.main.window import Opener
from app.ui.desk import Desk
from app.ui.jobs import Jobs
from app.ui.main_window import MainWindow
from app.ui.shell import Shell
from tests.pictures.album import Album
from tests.pictures.small import in_few_colours

SIZE, LARGE = (1366, 768), (1920, 1080)
_NOWHERE = (4000, 4000)
TABLET = {"landscape": (1280, 800), "portrait": (800, 1280)}


def wait(true: Callable[[], object], patience_s: float = 120.0) -> None:
    """Let the window work until it is so."""
    deadline = time.monotonic() + patience_s
    while not true():
        QApplication.processEvents()
        time.sleep(0.001)
        assert time.monotonic() < deadline, "the window did not get there"


def until(true: Callable[[], object]) -> None:
    """Let the window work until it is so, and settle."""
    wait(true)
    rest()


def rest(seconds: float = 0.2) -> None:
    """Let the window work for a while."""
    end_s = time.monotonic() + seconds
    while time.monotonic() < end_s:
        QApplication.processEvents()
        time.sleep(0.01)


class Camera:
    """A window on one history."""

    def __init__(self, opener: Opener, history: Path, album: Album, look: str = "light") -> None:
        self.opener, self.jobs = opener, Jobs()
        # Whoever photographs it opens it himself.
        opener.first_start = False
        self.window = MainWindow(self.opener, self.jobs, history)
        self.window.resize(*SIZE)
        # Else it would lie on the first page in the rail.
        QCursor.setPos(*_NOWHERE)
        self.window.show()
        until(lambda: self.window.desk and self.window.desk.result.page.heard)
        self._album, self._look = album, look
        self.dress(look)

    @property
    def shell(self) -> Shell:
        """The inside of the window."""
        assert self.window.shell
        return self.window.shell

    @property
    def desk(self) -> Desk:
        """The window at work."""
        assert self.window.desk
        return self.window.desk

    def dress(self, look: str) -> None:
        """Take on another appearance."""
        self.shell.preferences.change(appearance=look)
        self._look = look
        rest()

    def resize(self, wide: int, high: int) -> None:
        """Another window size."""
        self.window.resize(wide, high)
        rest()

    def take(self, name: str) -> None:
        """One picture as it looks now."""
        path = self._album.place(f"{name}-{self._look}")
        if path is None:
            return
        # Qt calls it quality; for this format it is how well it is packed, and 0 is best.
        assert in_few_colours(self.window.grab().toImage()).save(str(path), "PNG", 0), path
        print(path)

    def take_both(self, name: str) -> None:
        """One picture light, one dark."""
        for look in ("dark", "light"):
            self.dress(look)
            self.take(name)

    def take_sizes(self, name: str, held: tuple[str, ...] = ("landscape", "portrait")) -> None:
        """The same on a large screen, and on a tablet held either way."""
        names = (f"{name}-large", *(f"{name}-touch-{word}" for word in held))
        if not any(self._album.wants(one) for one in names):
            return
        self.resize(*LARGE)
        self.quiet()
        self.take_both(f"{name}-large")
        self.shell.preferences.change(controls="large")
        for word in held:
            self.resize(*TABLET[word])
            self.quiet()
            self.take_both(f"{name}-touch-{word}")
        self.shell.preferences.change(controls="usual")
        self.resize(*SIZE)
        self.quiet()

    def take_all(self, name: str) -> None:
        """Light and dark, in all sizes but the tablet on its side."""
        self.quiet()
        self.take_both(name)
        self.take_sizes(name, ("portrait",))

    def quiet(self) -> None:
        """Wait until nothing is read or worked out any more."""
        for _ in range(2):
            until(lambda: all(handle.ended or handle.dropped for _, handle in self.jobs._open))

    def machine(self, machine_id: str, visits: bool = True) -> None:
        """Open a machine's page, and wait until its newest take is seen."""
        self.desk.open_machine(machine_id)
        presenter = self.desk.result.presenter

        def there() -> object:
            standing = presenter.standing
            if standing is None or standing.machine.id != machine_id:
                return False
            return not visits or (standing.inspection and presenter.pictured == standing.inspection.id)

        until(there)

    def close(self) -> None:
        """Close the window and its history."""
        self.window.close()
        self.jobs.close()
        self.opener.close()

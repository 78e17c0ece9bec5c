"""The fleet page: all machines as a grid and as a table, some of them, none that match, and none at all."""

from pathlib import Path

from app.domain.verdict import State
from app.main.window import Opener
from app.ui.frame import FLEET
from app.ui.pages.fleet.values import Arrangement
from tests.pictures.album import Album
from tests.pictures.camera import Camera


def fleet_pages(history: Path, album: Album) -> None:
    """All pictures of the fleet page; the window opens on it."""
    camera = Camera(Opener(history), history, album)
    desk = camera.desk.plant.fleet.desk
    camera.take_all("fleet")
    _further_down(camera)
    desk.presenter.choose_states(frozenset((State.WATCH, State.ABNORMAL)), False)
    camera.quiet()
    camera.take_both("fleet-alarms")
    desk.presenter.show_all()
    desk.presenter.seek("pump room")
    camera.quiet()
    camera.take_both("fleet-found")
    desk.presenter.seek("lathe 99")
    camera.quiet()
    camera.take_both("fleet-nothing-found")
    desk.presenter.show_all()
    desk.presenter.arrange(Arrangement.TABLE)
    camera.take_all("fleet-table")
    camera.close()
    _empty(history.parent / "empty", album)


def _further_down(camera: Camera) -> None:
    """The tiles below the first screen."""
    bar = camera.desk.plant.fleet.desk.page.area.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    camera.quiet()
    camera.take_both("fleet-further-down")
    bar.setValue(0)


def _empty(history: Path, album: Album) -> None:
    camera = Camera(Opener(history), history, album)
    camera.desk.go(FLEET.key)
    camera.quiet()
    camera.take_both("fleet-empty")
    camera.close()

"""The compare page: a visit with its baseline, and with the visit before it."""

from pathlib import Path

from app.main.window import Opener
from tests.pictures.album import Album
from tests.pictures.camera import Camera, until
from tests.pictures.plant import Plant


def compare_pages(history: Path, album: Album, plant: Plant) -> None:
    """All pictures of the compare page."""
    camera = Camera(Opener(history), history, album)
    newest, before = plant.heard
    open_compare(camera, newest, "")
    camera.take_all("compare")
    open_compare(camera, newest, before)
    camera.quiet()
    camera.take_both("compare-visits")
    camera.close()


def open_compare(camera: Camera, inspection_id: str, other_id: str) -> None:
    """Two takes beside each other, once both were heard."""
    camera.desk.plant.open_compare(inspection_id, other_id)
    desk = camera.desk.plant.compare.desk
    until(lambda: desk.panel is not None and desk.presenter.compared is not None)

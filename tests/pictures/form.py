"""The form of a machine with its photo, and how it was described before."""

from pathlib import Path

from app.main.window import Opener
from tests.pictures.album import Album
from tests.pictures.camera import Camera, until
from tests.pictures.photo import draw_photo
from tests.pictures.plant import Plant


def form_pages(history: Path, album: Album, plant: Plant) -> None:
    """Both faces of the form."""
    camera = Camera(Opener(history), history, album)
    camera.machine(plant.described.machine_id, visits=False)
    camera.desk.edit_machine()
    form = camera.desk.form
    until(lambda: form.versions.versions)
    form.photo.file_given.emit(draw_photo(history.parent / "machine.jpg"))
    until(lambda: form.photo.fresh)
    camera.take_all("form")
    form.open_versions(True)
    camera.take_all("form-versions")
    camera.close()

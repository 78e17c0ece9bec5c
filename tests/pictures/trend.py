"""The trend page: of a machine that was repaired and gets worse again, and of others that tell less."""

from pathlib import Path

from app.main.window import Opener
from tests.pictures.album import Album
from tests.pictures.camera import Camera, until
from tests.pictures.plant import Plant, Spot


def trend_pages(history: Path, album: Album, plant: Plant) -> None:
    """All pictures of the trend page."""
    camera = Camera(Opener(history), history, album)
    open_trend(camera, plant.repaired)
    camera.take_all("trend")
    open_trend(camera, plant.abnormal)
    camera.quiet()
    camera.take_both("trend-abnormal")
    open_trend(camera, plant.young)
    camera.quiet()
    camera.take_both("trend-few-visits")
    camera.close()


def open_trend(camera: Camera, spot: Spot) -> None:
    """The trend of a machine, with what lies ahead."""
    camera.desk.plant.open_trend(spot.machine_id, spot.condition_id)
    presenter = camera.desk.plant.trend.desk.presenter

    def there() -> bool:
        state = presenter.state
        return state is not None and state.story.condition_id == spot.condition_id and state.ahead is not None

    until(there)

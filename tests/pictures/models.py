"""The model page: its versions, one that is refused, one that is imported, two compared, and after the switch."""

import json
import zipfile
from pathlib import Path

from app.diagnosis.importing import FILES
from app.diagnosis.registry import ModelRegistry
from app.domain.review import Found, Review
from app.domain.verdict import State
from app.history.history import History
from app.main import paths
from app.main.window import Opener
from tests.pictures.album import Album
from tests.pictures.camera import Camera, until

NEXT, STRICTER = "3.0.0", 1.6
"""A version that never was: the newest one, and alarms sooner."""


def model_pages(history: Path, album: Album) -> None:
    """All pictures of the model page, after a technician has said of most visits how the machine really was."""
    _review(history)
    camera = Camera(Opener(history), history, album)
    camera.desk.plant.open_model()
    desk = camera.desk.plant.model.desk
    page = desk.page
    until(page.head.isVisible)
    camera.take_both("model")
    camera.take_sizes("model")
    desk.presenter.import_file(_model_file(history.parent / "fan-next.earshot-model", graphs_differ=True))
    until(camera.shell.frame.banner.isVisible)
    camera.take_both("model-refused")
    desk.presenter.import_file(_model_file(history.parent / "fan-next.earshot-model"))
    until(lambda: NEXT in page.head.name.text())
    camera.take_both("model-imported")
    camera.shell.frame.notice.clear()
    page.head.compare.click()
    page.compare.start.click()
    until(page.compare.summary.isVisible)
    camera.take_both("model-compared")
    page.compare.switch.click()
    until(lambda: page.head.chip.isVisible() and NEXT in page.head.name.text())
    page.open_compare(False)
    camera.take_both("model-switched")
    camera.close()


def _review(folder: Path) -> None:
    """Every visit with a verdict; whatever was called abnormal was found faulty."""
    with History.open(folder) as history:
        for one in history.inspections_of_type("fan"):
            state = history.inspection(one).verdict.state
            if state is not State.CANNOT_TELL:
                found = Found.FAULTY if state is State.ABNORMAL else Found.HEALTHY
                history.add_review(Review(one, found, by="J. Brandt"))


def _model_file(path: Path, *, graphs_differ: bool = False) -> Path:
    newest = ModelRegistry(paths.MODELS).versions("fan")[0].folder
    card = json.loads((newest / "card.json").read_text())
    card["version"] = NEXT
    for row in card["thresholds"]:
        row["watch"], row["abnormal"] = row["watch"] / STRICTER, row["abnormal"] / STRICTER
    if graphs_differ:
        card["sha256"]["judge.onnx"] = "0" * 64
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("card.json", json.dumps(card))
        for name in FILES[1:]:
            archive.write(newest / name, name)
    return path

"""The model page, after a technician has said of most visits how the machine really was."""

import shutil
from dataclasses import replace
from pathlib import Path

from app.domain.identity import new_id
from app.domain.review import Found, Review
from app.domain.verdict import State
from app.history.history import History
from app.main.window import Opener
from tests.pictures.camera import Camera, until


def model_page(folder: Path, out: Path) -> None:
    """On a history of its own, since the reviews are no part of the story."""
    history = shutil.copytree(folder / "history", folder / "models" / "history")
    _review(history)
    camera = Camera(Opener(history), history, out, "light")
    camera.desk.modelling.open()
    page = camera.desk.modelling.desk.page
    until(page.head.isVisible)
    camera.take_both("model")
    camera.close()


def _review(folder: Path) -> None:
    """Every visit once more, judged on the day it was recorded; the last of a failing fan was found faulty."""
    with History.open(folder) as history:
        told = [history.inspection(one) for one in history.inspections_of_type("fan")]
        for one in told:
            if one.take.recorded_at is None:
                continue
            then = history.add_inspection(replace(one, id=new_id(), analysed_at=one.take.recorded_at))
            faulty = one.verdict.state is State.ABNORMAL
            history.add_review(Review(then.id, Found.FAULTY if faulty else Found.HEALTHY, by="J. Brandt"))

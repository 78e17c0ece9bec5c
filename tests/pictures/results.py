"""The machine page: every verdict, what a technician says of it, and what follows from that."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.main.window import Opener
from tests.pictures.album import Album
from tests.pictures.camera import Camera, until
from tests.pictures.story import Told


@dataclass
class Results:
    """A technician who looks through the machines, on a history of its own."""

    camera: Camera
    told: Told

    def everyday(self) -> None:
        """One machine for each verdict."""
        told, camera = self.told, self.camera
        camera.machine(told.healthy.id)
        camera.take_both("result-healthy")
        camera.machine(told.slowly.id)
        until(camera.desk.result.page.drift.isVisible)
        camera.take_both("result-drift")
        camera.machine(told.mistaken.id)
        camera.take_both("result-other-machine")
        camera.machine(told.unjudged.id)
        camera.take_both("result-cannot-tell")
        camera.machine(told.untaught.id, visits=False)
        camera.take_both("no-baseline")
        camera.desk.drop([Path("2026-11-22T091408Z_fan.wav"), Path("2026-11-22T091508Z_fan.wav")])
        until(lambda: True)
        camera.take_both("dropped-files")
        camera.shell.frame.notice.clear()

    def abnormal(self) -> None:
        """Nobody has said yet whether it is right."""
        self.camera.machine(self.told.abnormal.id)
        self.camera.take_both("result-abnormal")
        self.camera.take_sizes("result-abnormal")

    def reviewed(self) -> None:
        """Confirmed faulty, with its cause; then repaired, and a new baseline is wanted."""
        page = self.camera.desk.result.page
        self.confirm("Plugged or choked (PLU)")
        self.camera.take_both("result-confirmed")
        self.camera.desk.result.open_story()
        until(page.story.isVisible)
        page.story.repair.click()
        page.story.form.what.setText("Impeller cleaned and balanced")
        page.story.form.start.click()
        self._said(lambda: page.standing is not None and page.standing.baseline is None)
        self.camera.take_both("baseline-after-repair")
        page.story.closed.emit()
        self.camera.take_both("result-after-repair")

    def confirm(self, cause: str) -> None:
        """The verdict was right, and why."""
        review = self.camera.desk.result.page.note.review
        review.answers[0].click()
        until(review.cause.isVisible)
        review.cause.setText(cause)
        review.cause.commit()
        self._said(review.cause.isVisible)

    def _said(self, there: Callable[[], object]) -> None:
        """The line at the foot belongs to another picture."""
        until(there)
        self.camera.shell.frame.undo.dismiss()


def result_pages(history: Path, told: Told, album: Album) -> None:
    """All pictures of the machine page."""
    results = Results(Camera(Opener(history), history, album, "light"), told)
    results.everyday()
    results.abnormal()
    results.reviewed()
    results.camera.close()

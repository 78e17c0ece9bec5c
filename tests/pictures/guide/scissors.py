"""Cuts a picture out of the window: a whole page, or only the panels that a sentence is about."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget

from app.look.tokens import SPACE
from app.main.window import Opener
from tests.pictures.album import Album
from tests.pictures.camera import Camera
from tests.pictures.small import in_few_colours

SIZE = (1200, 740)
"""Smaller than a screen, so that its words can still be read beside the guide's own."""
WIDE = (1366, 768)
"""For pages that need a whole screen, of which a part is cut out."""


class Scissors:
    """Puts pictures of one window into the guide's folder, always light: a guide is read like paper."""

    def __init__(self, camera: Camera, out: Path, size: tuple[int, int] = SIZE) -> None:
        self.camera = camera
        self._out = out
        camera.resize(*size)

    def page(self, name: str) -> None:
        """The window as it is."""
        self._keep(name, self.camera.window.rect())

    def without_lists(self, name: str) -> None:
        """The page and its bar alone."""
        frame = self.camera.shell.frame
        self.cut(name, [frame.bars, frame.pages], edge=0)

    def cut(self, name: str, parts: Sequence[QWidget], edge: int = SPACE[1]) -> None:
        """The rectangle that holds these parts, with a little of the ground around them."""
        window = self.camera.window
        whole = QRect()
        for part in parts:
            whole = whole.united(QRect(part.mapTo(window, QPoint(0, 0)), part.size()))
        self._keep(name, whole.adjusted(-edge, -edge, edge, edge).intersected(window.rect()))

    def _keep(self, name: str, place: QRect) -> None:
        self.camera.quiet()
        path = self._out / f"{name}.png"
        assert in_few_colours(self.camera.window.grab(place).toImage()).save(str(path), "PNG", 0), path
        print(path)


def window(opener: Opener, history: Path, out: Path, size: tuple[int, int] = SIZE) -> Scissors:
    """A window on that history, with scissors in the hand."""
    return Scissors(Camera(opener, history, Album(out)), out, size)

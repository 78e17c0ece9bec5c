"""Lucide icons from the program's own files, tinted with a token colour and drawn with a 1.75 px stroke."""

from functools import cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from app.look.tokens import ICON_STROKE
from app.ui.theme.state import current

_FOLDER = Path(__file__).resolve().parents[3] / "resources" / "icons"
_DESIGNED_STROKE = 'stroke-width="2"'


@cache
def _svg(name: str) -> str:
    return (_FOLDER / f"{name}.svg").read_text(encoding="utf-8")


@cache
def icon_pixmap(name: str, size: int, colour: str, ratio: float = 1.0) -> QPixmap:
    """One icon in one colour, `size` px wide on a screen of that ratio; FileNotFoundError for an unknown name."""
    drawing = _svg(name).replace(_DESIGNED_STROKE, f'stroke-width="{ICON_STROKE}"').replace("currentColor", colour)
    pixmap = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap


def icon(name: str, size: int = 16, colour: str | None = None) -> QIcon:
    """A tinted icon (text colour unless told), greyer when disabled, sharp on every screen that is attached."""
    made = QIcon()
    for ratio in sorted({screen.devicePixelRatio() for screen in QGuiApplication.screens()} | {1.0, 2.0}):
        made.addPixmap(icon_pixmap(name, size, colour or current().text, ratio), QIcon.Mode.Normal)
        made.addPixmap(icon_pixmap(name, size, current().text3, ratio), QIcon.Mode.Disabled)
    return made


def program_icon() -> QIcon:
    """The program's own, for window and task bar: in its own colours, drawn large enough for any of them."""
    return QIcon(icon_pixmap("program/earshot", 256, ""))

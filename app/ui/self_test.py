"""What an installed program needs of Qt, tried without a screen: plugins, a window's paint, fonts, icons."""

import os
import sys
from functools import cache
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QPluginLoader
from PySide6.QtGui import QColor, QFontMetrics, QImageReader
from PySide6.QtWidgets import QApplication

from app.domain.problem import Problem
from app.look.tokens import BODY, FONT_FAMILY, LIGHT

_AGAIN = "Install Earshot again."

_PLATFORMS = {"linux": ("xcb", "wayland"), "win32": ("windows",), "darwin": ("cocoa",)}
"""Qt's doors to the screen; one of them must open."""

_LETTERS = "AäößéčłĞЖяΩµ°²³≤±×−–…“”"
"""What machines are called and figures are written with."""

_PICTURES = {"png", "jpeg"}


def window() -> str:
    """A window is painted unseen, and the plugin for the screen can be loaded; Problem where not."""
    opened, refused = _doors()
    if not opened:
        detail = "; ".join(refused)
        raise Problem(
            f"Qt can't open a window on this system: {detail}.",
            "Install what is named there (on Debian and Ubuntu libxcb-cursor0), or install Earshot again.",
        )
    _paint()
    missing = _PICTURES - {bytes(one.data()).decode() for one in QImageReader.supportedImageFormats()}
    if missing:
        raise Problem(f"Pictures can't be read: Qt's plugin for {', '.join(sorted(missing))} is missing.", _AGAIN)
    return f"painted unseen; for the screen {', '.join(opened)}"


def fonts() -> str:
    """The typeface comes from the program's own files, and has the letters we write; Problem where not."""
    from app.ui.theme import font, load_fonts

    _application()
    families = load_fonts()
    if FONT_FAMILY not in families:
        raise Problem(f"The typeface {FONT_FAMILY} can't be loaded from the program's files.", _AGAIN)
    metrics = QFontMetrics(font(BODY))
    missing = [letter for letter in _LETTERS if not metrics.inFontUcs4(ord(letter))]
    if missing:
        raise Problem(f"The typeface {FONT_FAMILY} lacks {' '.join(missing)}.", _AGAIN)
    return f"{', '.join(families)}"


def icons() -> str:
    """Every icon of the program's is drawn, and those of the rail are there; Problem where not."""
    from app.look.colour_map import NAMES, colour_map
    from app.ui import frame
    from app.ui.theme import icons as drawn
    from app.ui.widgets import RailItem

    _application()
    for name in NAMES:
        colour_map(name)
    rail = {item.icon for item in vars(frame).values() if isinstance(item, RailItem)}
    found = {path.stem for path in drawn._FOLDER.glob("*.svg")}
    if rail - found:
        raise Problem(f"Icons are missing: {', '.join(sorted(rail - found))}.", _AGAIN)
    blank = [name for name in sorted(found) if not _has_ink(drawn.icon_pixmap(name, 16, LIGHT.text).toImage())]
    if blank:
        raise Problem(f"Icons can't be drawn: {', '.join(blank)}.", _AGAIN)
    return f"{len(found)} icons, {len(NAMES)} colour maps"


@cache
def _application() -> QApplication:
    """Without a screen; Qt would end the program where even that can't be loaded, so that is looked at first."""
    there = QApplication.instance()
    if isinstance(there, QApplication):
        return there
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    refused = _refusal("offscreen")
    if refused:
        raise Problem(f"Qt can't paint without a screen: {refused}.", _AGAIN)
    return QApplication([])


def _paint() -> None:
    from app.ui.skeleton import Skeleton

    _application()
    skeleton = Skeleton(LIGHT.name)
    skeleton.resize(400, 300)
    painted = skeleton.grab().toImage()
    corner = painted.pixelColor(painted.width() - 2, painted.height() - 2)
    if corner != QColor(LIGHT.window):
        raise Problem(f"A window was painted {corner.name()} where it should be {LIGHT.window}.", _AGAIN)


def _doors() -> tuple[list[str], list[str]]:
    """Which plugins for the screen can be loaded, and why the others can't."""
    wanted = _PLATFORMS.get(sys.platform, _PLATFORMS["linux"])
    said = {name: _refusal(name) for name in wanted}
    return [name for name in wanted if not said[name]], [why for why in said.values() if why]


def _refusal(platform: str) -> str:
    """Why Qt's plugin for a platform can't be loaded, with every library it needs; "" where it can."""
    why = f"the plugin {platform} is missing"
    for folder in QCoreApplication.libraryPaths():
        for path in sorted(Path(folder, "platforms").glob(f"*q{platform}.*")):
            loader = QPluginLoader(str(path))
            if loader.load():
                return ""
            why = loader.errorString()
    return why


def _has_ink(image: object) -> bool:
    from PySide6.QtGui import QImage

    assert isinstance(image, QImage)
    return any(image.pixelColor(x, y).alpha() for y in range(image.height()) for x in range(image.width()))

"""Other people's work in this program with its licences, and which versions run here."""

import json
import platform
from contextlib import suppress
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from app import __version__

LICENCES = Path(__file__).resolve().parents[2] / "resources" / "licences.json"

_LIBRARIES = (
    *("PySide6_Essentials", "onnxruntime", "numpy", "soundfile", "soxr", "sounddevice", "SQLAlchemy", "alembic"),
    *("reportlab", "pyqtgraph"),
)


@dataclass(frozen=True, slots=True)
class Package:
    """A piece of somebody else's work; empty is what is not known of it. `text` is that of the licence."""

    name: str
    version: str = ""
    licence: str = ""
    text: str = ""


def bundled(file: Path = LICENCES) -> tuple[Package, ...]:
    """All that is in the program, by name.

    Where the list is missing or damaged, the libraries that are named in the code, as they are installed.
    """
    with suppress(OSError, ValueError, AttributeError, KeyError, TypeError):
        listed = json.loads(file.read_text("utf-8"))["packages"]
        found = tuple(Package(*(str(one.get(key, "")) for key in Package.__slots__)) for one in listed)
        if found and all(package.name for package in found):
            return tuple(sorted(found, key=lambda package: package.name.casefold()))
    return tuple(sorted(filter(None, map(_installed, _LIBRARIES)), key=lambda package: package.name.casefold()))


def versions() -> str:
    """Program, Python, system and libraries in one line each; a library that can't be found is left out."""
    known = {package.name.casefold(): package.version for package in bundled()}
    lines = [f"Earshot {__version__}", f"Python {platform.python_version()}, {platform.platform(terse=True)}"]
    for name in _LIBRARIES:
        installed = _installed(name)
        version = installed.version if installed else known.get(name.casefold(), "")
        if version:
            lines.append(f"{name.replace('_', ' ')} {version}")
    return "\n".join(lines)


def _installed(name: str) -> Package | None:
    try:
        about = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return None
    return Package(name, about["Version"], about["License-Expression"] or "")

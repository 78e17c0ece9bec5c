"""Which version of a library is inside a wheel: no metadata says it, so the library's own bytes are asked."""

import decimal
import re
import sqlite3
import sys
import sysconfig
import zlib
from collections.abc import Callable
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from xml.parsers import expat

from installer.licences_parts import Part

ROOT = Path(__file__).resolve().parents[1]
PYTHON = "3.11"
"""What bundles are made with: of two locked versions of a package, the one for it counts."""


@cache
def version_of(part: Part, site: Path | None = None) -> str:
    """The version that ships from any build machine, "" where nothing says it.

    Args:
        part: what is asked about.
        site: site-packages that the bundle is made from; None for this Python's.
    """
    if part.name == "Earshot":
        told = (ROOT / "app" / "__init__.py").read_text(encoding="utf-8")
        return re.search(r'__version__ = "(.+?)"', told)[1]  # type: ignore[index]
    if part.name == "Models":
        return ", ".join(sorted({path.parent.name for path in ROOT.glob("models/*/*/card.json")}))
    if part.name == "Python":
        return PYTHON
    if not part.says:
        return ""
    packages = site or Path(sysconfig.get_path("purelib"))
    for path in sorted(path for pattern in part.where for path in packages.glob(pattern)):
        found = re.search(part.says, path.read_bytes()) if path.is_file() else None
        if found:
            return found[1].decode("ascii")
    return ""


def version_here(part: Part) -> str:
    """What this Python says of itself and of what it is linked with, since the bundle takes these.

    It differs between build machines, so it is told of one bundle and never committed. Of the rest: `version_of`.
    """
    ask = _ASK.get(part.name)
    return ask() if ask else version_of(part)


def _openssl() -> str:
    import ssl

    return ssl.OPENSSL_VERSION.split()[1]


def _pyinstaller() -> str:
    try:
        return version("pyinstaller")
    except PackageNotFoundError:
        return ""


_ASK: dict[str, Callable[[], str]] = {
    "Python": lambda: ".".join(map(str, sys.version_info[:3])),
    "PyInstaller's start program": _pyinstaller,
    "OpenSSL": _openssl,
    "SQLite": lambda: sqlite3.sqlite_version,
    "zlib": lambda: zlib.ZLIB_RUNTIME_VERSION,
    "Expat": lambda: expat.EXPAT_VERSION.removeprefix("expat_"),
    "libmpdec": lambda: str(getattr(decimal, "__libmpdec_version__", "")),
}

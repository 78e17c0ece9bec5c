"""The installer's scripts are no part of the program: they are imported as they are run, from their own folder."""

import importlib
import sys
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]


def script(name: str) -> ModuleType:
    """`installer/linux/deb.py` as `script("linux.deb")`."""
    folder = str(ROOT / "installer")
    sys.path.insert(0, folder)
    try:
        return importlib.import_module(name)
    finally:
        sys.path.remove(folder)

"""Where things are: what ships with the program, and the technician's own history."""

import os
import sys
from pathlib import Path

PORTABLE = "earshot-data"
"""A folder of this name beside the program makes it portable: all data goes there."""

_OUTGOING = "Earshot reports"


def _program() -> Path:
    """A bundle says itself where it unpacked to; from source it is two folders up from here."""
    unpacked = getattr(sys, "_MEIPASS", "") if getattr(sys, "frozen", False) else ""
    return Path(unpacked) if unpacked else Path(__file__).resolve().parents[2]


PROGRAM = _program()
"""The source tree, or the folder a bundle unpacked to: both hold `models` and `resources`."""

MODELS = PROGRAM / "models"
RESOURCES = PROGRAM / "resources"
FONTS = RESOURCES / "fonts"
SAMPLES = RESOURCES / "samples"
LANGUAGES = RESOURCES / "languages"


def default_history() -> Path:
    """Beside the program where it is portable, else in the platform's data folder of this user."""
    return data_folder() / "history"


def sample_history() -> Path:
    """A history of its own for trying the sample, so that it never mixes with real machines."""
    return data_folder() / "sample-history"


def log_path(history: Path) -> Path:
    """Where the log of that history folder is."""
    return history / "earshot.log"


def data_folder() -> Path:
    """Where this user's data is, or that of the stick the program is on."""
    beside = portable_folder()
    if beside is not None:
        return beside
    from platformdirs import user_data_path

    return user_data_path("Earshot", appauthor=False)


def outgoing() -> Path:
    """Where reports lie that are mailed: in plain sight, since a mail program may be kept from hidden folders."""
    beside = portable_folder()
    if beside is not None:
        return beside / _OUTGOING
    from platformdirs import user_documents_path

    return user_documents_path() / _OUTGOING


def portable_folder() -> Path | None:
    """The folder that makes this program portable; None where there is none.

    Beside what one starts, or one folder further out, where it outlives a newer program unpacked in its place.
    """
    home = _started_from()
    return next((folder for folder in (home / PORTABLE, home.parent / PORTABLE) if folder.is_dir()), None)


def _started_from() -> Path:
    """The folder of what the user starts: the bundle's program, on macOS the whole `.app`; or the source tree."""
    if not getattr(sys, "frozen", False):
        return PROGRAM
    program = Path(sys.executable).resolve()
    app = next((one for one in program.parents if one.suffix == ".app"), None)
    return app.parent if app else program.parent


def locale_name(category: str = "LC_PAPER") -> str:
    """The user's locale as in `en_US`, "" where the system does not say: for paper, or another category."""
    for variable in ("LC_ALL", category, "LANG"):
        value = os.environ.get(variable, "")
        if value:
            return value.split(".")[0]
    if sys.platform == "win32":
        import locale

        return locale.getlocale()[0] or ""
    return ""

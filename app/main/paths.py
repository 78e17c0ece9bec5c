"""Where things are: what ships with the program, and the technician's own history."""

import os
import sys
from pathlib import Path

PROGRAM = Path(__file__).resolve().parents[2]
"""The source tree, or the folder a bundle unpacked to: both hold `models` and `resources`."""

MODELS = PROGRAM / "models"
FONTS = PROGRAM / "resources" / "fonts"
SAMPLES = PROGRAM / "resources" / "samples"


def default_history() -> Path:
    """The platform's data folder of this user."""
    return _data_folder() / "history"


def sample_history() -> Path:
    """A history of its own for trying the sample, so that it never mixes with real machines."""
    return _data_folder() / "sample-history"


def log_path(history: Path) -> Path:
    """Where the log of that history folder is."""
    return history / "earshot.log"


def _data_folder() -> Path:
    from platformdirs import user_data_path

    return user_data_path("Earshot", appauthor=False)


def locale_name() -> str:
    """The user's locale as in `en_US`, "" where the system does not say: it decides the paper size."""
    for variable in ("LC_ALL", "LC_PAPER", "LANG"):
        value = os.environ.get(variable, "")
        if value:
            return value.split(".")[0]
    if sys.platform == "win32":
        import locale

        return locale.getlocale()[0] or ""
    return ""

"""Where the languages are, and which one is spoken where there is no window."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from app.domain.settings import SYSTEM
from app.language import speak, spoken, spoken_from
from app.main import paths
from app.workflows.preferences import Preferences


def speak_as_set(preferences: Preferences) -> str:
    """Speak the language that is set, or the system's; the code of the one that is spoken."""
    spoken_from(paths.LANGUAGES)
    chosen = preferences.now.language
    return speak(system_language() if chosen == SYSTEM else chosen)


@contextmanager
def speaking_as_set(preferences: Preferences) -> Iterator[None]:
    """For what is printed; the command itself goes on in English."""
    before = spoken()
    speak_as_set(preferences)
    try:
        yield
    finally:
        speak(before)


def system_language() -> str:
    """The language of the user's programs as in `de_AT`; "" where the system does not say: that is English."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(variable, "")
        if value:
            return value.split(".")[0]
    if sys.platform == "win32":
        import locale

        return locale.getlocale()[0] or ""
    return ""

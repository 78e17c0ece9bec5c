"""Where the languages are, and which one is spoken where there is no window."""

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
    return speak(paths.locale_name("LC_MESSAGES") if chosen == SYSTEM else chosen)


@contextmanager
def speaking_as_set(preferences: Preferences) -> Iterator[None]:
    """For what is printed; the command itself goes on in English."""
    before = spoken()
    speak_as_set(preferences)
    try:
        yield
    finally:
        speak(before)

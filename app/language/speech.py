"""The catalogue of the language that is spoken now, and how a text is asked for in it."""

from collections.abc import Callable
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

SOURCE = "en"
"""What the source is written in; it needs no catalogue."""

LANGUAGES = {"en": "English", "de": "Deutsch"}
"""Each by its own name, which is never translated."""

DOMAIN = "earshot"

KEPT = "kept"
"""The context in which a catalogue names a text once more, of which sentences are made that are kept."""

_THIN_BLANK = "\u202f"
_GROUPING = {"en": ","}


class _Speech:
    """What is spoken; one of it, since a program has one window and one user."""

    def __init__(self) -> None:
        self.code = SOURCE
        self.catalogue: NullTranslations = NullTranslations()
        self.folder: Path | None = None
        self.told_anew: list[Callable[[], None]] = []


_SPEECH = _Speech()


def spoken_from(folder: Path) -> None:
    """The catalogues are there: `<code>/LC_MESSAGES/earshot.mo`."""
    _SPEECH.folder = folder


def speak(code: str) -> str:
    """From now on texts are in that language; the code of what is spoken then.

    `code` is such as "de" or "de-AT"; English is spoken for a language that there is no catalogue of.
    """
    short = code.replace("-", "_").split("_")[0].lower()
    catalogue = NullTranslations()
    file = _SPEECH.folder / short / "LC_MESSAGES" / f"{DOMAIN}.mo" if _SPEECH.folder else None
    if file and short in LANGUAGES and file.is_file():
        with file.open("rb") as stream:
            catalogue = GNUTranslations(stream)
    else:
        short = SOURCE
    _SPEECH.code, _SPEECH.catalogue = short, catalogue
    for forget in _SPEECH.told_anew:
        forget()
    return short


def spoken() -> str:
    """The code of the language that is spoken: "en", "de"."""
    return _SPEECH.code


def tr(text: str, /, **values: object) -> str:
    """The text in the language that is spoken, with `values` in the places that it names in braces."""
    told = _SPEECH.catalogue.gettext(text) if text else ""
    return told.format(**values) if values else told


def tr_many(one: str, many: str, n: int, /, **values: object) -> str:
    """The text for `n` of something, which `{n}` in it shows with the language's mark between thousands."""
    told = _SPEECH.catalogue.ngettext(one, many, n)
    return told.format(n=f"{n:,}".replace(",", grouping()), **values)


def later(text: str) -> str:
    """The same text, marked for the catalogue: it is asked for with `tr` when it is shown."""
    return text


def grouping() -> str:
    """What stands between thousands: a thin blank (ISO 80000-1) where a comma would be read as a decimal one."""
    return _GROUPING.get(_SPEECH.code, _THIN_BLANK)


def kept_texts() -> dict[str, str]:
    """The texts that kept sentences are made of, and what they are in the language; empty for English."""
    found: dict[object, str] = getattr(_SPEECH.catalogue, "_catalog", {})
    begin = f"{KEPT}\x04"
    return {
        text.removeprefix(begin): told
        for text, told in found.items()
        if isinstance(text, str) and text.startswith(begin)
    }


def when_changed(forget: Callable[[], None]) -> None:
    """Has `forget` called whenever another language is spoken."""
    _SPEECH.told_anew.append(forget)

"""Speaks German by a few texts, so that a test says itself what is told how."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from app.language import SOURCE, speak, spoken_from
from app.language.speech import KEPT
from app.main.paths import LANGUAGES

Texts = Mapping[str | tuple[str, str], str | tuple[str, str]]


@contextmanager
def german(folder: Path, texts: Texts, shown: Collection[str] = ()) -> Iterator[None]:
    """German is spoken by these texts and no others; English again afterwards.

    Of those in `shown` no sentences are made that are kept.
    """
    catalogue = Catalog(locale="de", charset="utf-8")
    for text, told in texts.items():
        catalogue.add(text, told)
        if isinstance(text, str) and text not in shown:
            catalogue.add(text, told, context=KEPT)
    place = folder / "de" / "LC_MESSAGES"
    place.mkdir(parents=True, exist_ok=True)
    made = BytesIO()
    write_mo(made, catalogue)
    (place / "earshot.mo").write_bytes(made.getvalue())
    spoken_from(folder)
    assert speak("de") == "de"
    try:
        yield
    finally:
        spoken_from(LANGUAGES)
        speak(SOURCE)

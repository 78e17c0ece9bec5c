"""A small catalogue to speak German by."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.language import spoken

TEXTS: spoken.Texts = {
    "healthy": "in Ordnung",
    "{n} dB louder": "{n} dB lauter",
    "{amount_words} than healthy at {range}.": "Bei {range} {amount_words} als im Gutzustand.",
    "{a} and {b_words} again, and {a}": "{b_words}: {a}",
    "{name} is {state_words}.": "{name} ist {state_words}.",
    "{share:.0f} % of {all} clips": "{share:.0f} % von {all} Abschnitten",
    "{all} clips": "{all} Abschnitte",
    "heard in {clips_words}": "zu hören in {clips_words}",
    "{n} of {all}": "{n} von {all}",
    "“{given}” (50 %) was not {what_words}?": "Wurde „{given}“ (50 %) nicht {what_words}?",
    "{a} louder {b}": "{a} lauter {b}",
    ("{n} visit", "{n} visits"): ("{n} Besuch", "{n} Besuche"),
}


@pytest.fixture
def german(tmp_path: Path) -> Iterator[None]:
    """German is spoken, by the texts above; the last of them is only shown."""
    with spoken.german(tmp_path, TEXTS, shown={"{a} louder {b}"}):
        yield

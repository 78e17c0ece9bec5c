"""Names as people look for them and put them in order: in any spelling, with "Fan 2" before "Fan 10"."""

import re
import unicodedata
from functools import lru_cache

NaturalKey = tuple[tuple[int, int | str], ...]


def folded(text: str) -> str:
    """The text without case and accents, so that "lufter" finds "Lüfter"."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(mark for mark in apart if not unicodedata.combining(mark)).casefold()


@lru_cache(maxsize=4096)
def natural(text: str) -> NaturalKey:
    """A sort key by which "Fan 2" comes before "Fan 10"."""
    parts = re.split(r"(\d+)", folded(text))
    return tuple((0, int(part)) if part.isdecimal() else (1, part) for part in parts if part)

"""A tongue in which every letter of ours is another one: what of a sentence stays English shows at once."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from string import Formatter

from installer.languages import gathered
from tests.language.spoken import german

_LETTER = re.compile(r"[A-Za-z]")
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")


@contextmanager
def another_tongue(folder: Path) -> Iterator[None]:
    """All texts of the source are spoken so; English again afterwards."""
    with german(folder, _texts()):
        yield


def english_in(text: str) -> set[str]:
    """The words in ASCII letters that are left in a text of the other tongue."""
    return set(re.findall(r"[A-Za-z]+", text))


def numbers_in(text: str) -> list[str]:
    """The numbers of a text in order of their size as words: another language has another order."""
    # Between thousands stands a thin blank there, and a comma in what is kept.
    return sorted(_NUMBER.findall(text.replace("\u202f", ",")))


@cache
def _texts() -> dict[str | tuple[str, str], str | tuple[str, str]]:
    """Every text that the source asks for or marks."""
    texts = [one.id for one in gathered() if one.id]
    return {one: _other(one) if isinstance(one, str) else (_other(one[0]), _other(one[1])) for one in texts}


def _other(text: str) -> str:
    """The text in the other tongue, its places as they are."""
    told = ""
    for literal, name, spec, _ in Formatter().parse(text):
        told += _LETTER.sub("ж", literal)
        if name is not None:
            told += f"{{{name}:{spec}}}" if spec else f"{{{name}}}"
    return told

"""Sentences that were said in English, kept, and are told in the language of whoever reads them.

A verdict's sentences stand in the history, in exchange files and in the log: there they are English, whoever made
them. To show one, the template it was made by is looked for among the catalogue's, its values are read back and
put into the template's translation. A sentence that no template fits is shown as it is.
"""

import re
from functools import lru_cache
from string import Formatter

from app.language import speech

_WORDS = "_words"
"""A place whose name ends so holds words of ours, which are retold too; any other is a number or somebody's."""

_FEW = 12
"""Characters beside the values."""

_DEEPEST = 4

_THOUSANDS = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?")
_SENTENCES = re.compile(r"(?<=[.!?]) (?=[A-Z“])")


def say(template: str, /, **values: object) -> str:
    """The English sentence made of that template: what is kept. Its values can be read back from it."""
    return template.format(**values)


def retold(sentence: str) -> str:
    """The sentence in the language that is spoken; unchanged where no template fits it."""
    return sentence if speech.spoken() == speech.SOURCE else _retold(sentence, 0)


@lru_cache(maxsize=20_000)
def _retold(sentence: str, depth: int) -> str:
    exact = speech.tr(sentence)
    if exact != sentence or depth > _DEEPEST:
        return exact
    whole = _by_template(sentence, depth, across=False)
    if whole is not None:
        return whole
    pieces = _SENTENCES.split(sentence)
    if len(pieces) > 1:
        told = [_retold(piece, depth + 1) for piece in pieces]
        if told != pieces:
            return " ".join(told)
    # Somebody's own words may be several sentences.
    return _by_template(sentence, depth, across=True) or sentence


def _by_template(sentence: str, depth: int, *, across: bool) -> str | None:
    """By the first template that fits; `across`: also where one sentence ends in a value and another begins."""
    for anchor, parts, pattern, told in _templates():
        if anchor not in sentence:
            continue
        if depth == 0 and sentence.endswith(".") and _is_a_phrase(parts):
            continue
        if not all(part in sentence for part in parts) or not (found := pattern.fullmatch(sentence)):
            continue
        values = found.groupdict()
        if not across and any(_SENTENCES.search(value) for value in values.values()):
            continue
        for name, value in values.items():
            if name.endswith(_WORDS):
                values[name] = _retold(value, depth + 1)
            elif _THOUSANDS.fullmatch(value):
                values[name] = value.replace(",", speech.grouping())
        return told.format(**values)
    return None


def _is_a_phrase(parts: tuple[str, ...]) -> bool:
    """A template such as "{n} of {all}", which would fit into many a sentence that it is not."""
    return sum(map(len, parts)) < _FEW and not parts[-1].endswith(".")


@lru_cache(maxsize=1)
def _templates() -> tuple[tuple[str, tuple[str, ...], re.Pattern[str], str], ...]:
    """Of each text with places in it: its longest part, all between them, how it is read back, what it is told as.

    The texts that leave least open come first: "{a} of {b} clips" before "{a} clips".
    """
    found = []
    for text, told in speech.kept_texts().items():
        pieces = list(Formatter().parse(text)) if "{" in text else []
        names = [name for _, name, _, _ in pieces if name is not None]
        if names and all(name.isidentifier() for name in names):
            parts = tuple(literal for literal, _, _, _ in pieces if literal.strip())
            plain = re.sub(r"\{(\w+)[^}]*\}", r"{\1}", told)
            if parts:
                found.append((max(parts, key=len), parts, _reader(pieces), plain))
    found.sort(key=lambda one: -sum(len(part) for part in one[1]))
    return tuple(found)


def _reader(pieces: list[tuple[str, str | None, str | None, str | None]]) -> re.Pattern[str]:
    """Reads the values of a template back; a place that is named twice holds the same both times."""
    seen: set[str] = set()
    text = ""
    for literal, name, _, _ in pieces:
        text += re.escape(literal)
        if name is not None:
            text += f"(?P={name})" if name in seen else f"(?P<{name}>.+?)"
            seen.add(name)
    return re.compile(text, re.DOTALL)


def _forget() -> None:
    _retold.cache_clear()
    _templates.cache_clear()


speech.when_changed(_forget)

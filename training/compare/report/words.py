"""How numbers and tables stand in the report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

UNKNOWN = "–"


def area(value: float | None) -> str:
    """An AUC: three digits, no leading zero; 1.000 stays whole."""
    if value is None:
        return UNKNOWN
    return f"{value:.3f}".removeprefix("0")


def share(value: float | None) -> str:
    """A share in per cent, one digit where it is small."""
    if value is None:
        return UNKNOWN
    return f"{100 * value:.1f} %" if 0 < value < 0.0995 else f"{100 * value:.0f} %"


def between(interval: Sequence[float] | None, form: Any = area) -> str:
    """An interval."""
    return UNKNOWN if not interval else f"{form(interval[0])} … {form(interval[1])}"


def joined(values: Iterable[float | None], form: Any = area) -> str:
    """One number for each noise level, in the order of the heading."""
    return " / ".join(form(value) for value in values)


def snr(name: str) -> str:
    """A noise level as it is read: "+6dB" → "+6 dB", "-6dB" → "−6 dB"."""
    text = name[:-2] + " dB" if name.endswith("dB") else name
    return text.replace("-", "−", 1) if text.startswith("-") else text


def snrs(names: Iterable[str]) -> str:
    """All noise levels of a heading."""
    short = [snr(name) for name in names]
    if all(name.endswith(" dB") for name in short):
        return " / ".join(name.removesuffix(" dB") for name in short) + " dB"
    return " / ".join(short)


def table(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """A table in Markdown, an empty line after it; a heading alone is nothing."""
    lines = ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]
    if not lines:
        return []
    return ["| " + " | ".join(heading) + " |", "|" + "---|" * len(heading), *lines, ""]


def listed(sentences: Iterable[str]) -> list[str]:
    """A list, an empty line after it."""
    lines = [f"- {sentence}" for sentence in sentences]
    return [*lines, ""] if lines else []


def named(things: Sequence[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    return things[0] if len(things) == 1 else f"{', '.join(things[:-1])} and {things[-1]}"

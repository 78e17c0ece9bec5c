"""A model's card for people: what it is, what it was trained on, when it cannot tell, how to know it again.

A card from elsewhere may lack anything, or hold anything: what is not as it should be is not shown.
"""

from typing import Any

from app.domain.words import count, number, score_text, short_hash
from app.ui.pages.model.figures import TYPICAL_CLIPS
from app.ui.pages.model.values import Fact
from app.ui.pages.model.words import kind_word, mapping, real, text
from app.ui.pages.words import listed

_MOST_NAMES = 8
_NO_LIMITS = "It knows none: every take that passes the quality gate gets a verdict."


def facts(card: dict[str, Any], kind: str, shipped: bool) -> tuple[Fact, ...]:
    """The lines of the card, those that there is something to say to."""
    trained = mapping(card.get("trained_on"))
    lines = (
        Fact("What it is", _what(card, kind, shipped)),
        Fact("Trained on", ", ".join(filter(None, (text(trained.get("data_set")), text(trained.get("source")))))),
        Fact("Heard", "; ".join(filter(None, (_machines(trained), _clips(trained))))),
        Fact("Licence", text(trained.get("licence"))),
        Fact("Notice", text(trained.get("notice"), 4000)),
        Fact("Thresholds", _thresholds(card)),
        Fact("Cannot tell", _limits(card)),
        _hashes(card),
    )
    return tuple(line for line in lines if line.text)


def _what(card: dict[str, Any], kind: str, shipped: bool) -> str:
    said = text(card.get("what")) or text(card.get("description"))
    compared = f"Hears how a {kind_word(kind).lower()} differs from its own baseline"
    if kind == "generic":
        compared = "Hears how any rotating machine differs from its own baseline"
    return f"{said or compared + '.'} {'It came with Earshot.' if shipped else 'It was imported.'}"


def _machines(trained: dict[str, Any]) -> str:
    found = trained.get("machines")
    names = [str(one)[:40] for one in found] if isinstance(found, list | dict) else []
    return f"{count(len(names), 'machine')}: {listed(names, _MOST_NAMES)}" if names else ""


def _clips(trained: dict[str, Any]) -> str:
    parts = [
        f"{number(total)} {word}"
        for key, word in (("healthy_clips", "healthy"), ("faulty_clips", "faulty"))
        if (total := _total(trained.get(key)))
    ]
    levels = trained.get("snrs")
    noise = count(len(levels), "noise level") if isinstance(levels, list) and levels else ""
    return ", ".join(parts) + (f", each at {noise}" if parts and noise else "")


def _total(value: object) -> float:
    if isinstance(value, dict):
        return sum(_total(one) for one in value.values())
    return real(value) or 0.0


def _thresholds(card: dict[str, Any]) -> str:
    found = card.get("thresholds")
    rows = [mapping(row) for row in found] if isinstance(found, list) else []
    usual = next((row for row in rows if (row.get("n"), row.get("k")) == (TYPICAL_CLIPS, 1)), {})
    watch, abnormal = real(usual.get("watch")), real(usual.get("abnormal"))
    if not watch or not abnormal:
        return ""
    level = " Loudness counts at fixed measuring points." if any(row.get("level") is True for row in rows) else ""
    return (
        f"Abnormal from {score_text(1.0)}, watch from {score_text(watch / abnormal)} with {TYPICAL_CLIPS} healthy "
        f"clips; fewer clips need a clearer difference.{level}"
    )


def _limits(card: dict[str, Any]) -> str:
    limits = mapping(card.get("limits"))
    rules = [
        f"there is {limit_db:.0f} dB {word} noise than in the baseline"
        for key, word in (("noisier_db", "more"), ("quieter_db", "less"))
        if (limit_db := real(limits.get(key))) is not None
    ]
    strange = real(limits.get("strange"))
    rules += ["a take is neither like the machine nor like a fault of it"] if strange is not None else []
    return f"Where {', or '.join(rules)}." if rules else _NO_LIMITS


def _hashes(card: dict[str, Any]) -> Fact:
    """Short on the screen, whole to be copied."""
    known = mapping(card.get("sha256"))
    told = [(name, text(known.get(f"{name}.onnx"), 64)) for name in ("ear", "judge")]
    told = [(name, sha256) for name, sha256 in told if sha256]
    return Fact(
        "SHA-256",
        "\n".join(f"{name} {short_hash(sha256)}" for name, sha256 in told),
        "\n".join(f"{name}.onnx {sha256}" for name, sha256 in told),
    )

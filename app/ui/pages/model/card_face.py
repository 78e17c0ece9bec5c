"""A model's card for people: what it is, what it was trained on, when it cannot tell, how to know it again.

A card from elsewhere may lack anything, or hold anything: what is not as it should be is not shown.
"""

from typing import Any

from app.domain.words import number, score_text, short_hash
from app.language import later, tr, tr_many
from app.ui.pages.model.figures import TYPICAL_CLIPS
from app.ui.pages.model.values import Fact
from app.ui.pages.model.words import mapping, real, text
from app.ui.pages.words import listed

_MOST_NAMES = 8
_NO_LIMITS = later("It knows none: every take that passes the quality gate gets a verdict.")
_ANY = later("Hears how any rotating machine differs from its own baseline.")
_HEARS = {
    "fan": later("Hears how a fan differs from its own baseline."),
    "pump": later("Hears how a pump differs from its own baseline."),
    "slider": later("Hears how a slide rail differs from its own baseline."),
}


def facts(card: dict[str, Any], kind: str, shipped: bool) -> tuple[Fact, ...]:
    """The lines of the card, those that there is something to say to."""
    trained = mapping(card.get("trained_on"))
    lines = (
        Fact(tr("What it is"), _what(card, kind, shipped)),
        Fact(
            tr("Trained on"), ", ".join(filter(None, (text(trained.get("data_set")), text(trained.get("source")))))
        ),
        Fact(tr("Heard"), "; ".join(filter(None, (_machines(trained), _clips(trained))))),
        Fact(tr("Licence"), text(trained.get("licence"))),
        Fact(tr("Notice"), text(trained.get("notice"), 4000)),
        Fact(tr("Thresholds"), _thresholds(card)),
        Fact(tr("Cannot tell"), _limits(card)),
        _hashes(card),
    )
    return tuple(line for line in lines if line.text)


def _what(card: dict[str, Any], kind: str, shipped: bool) -> str:
    said = text(card.get("what")) or text(card.get("description"))
    origin = tr("It came with Earshot.") if shipped else tr("It was imported.")
    return f"{said or tr(_HEARS.get(kind, _ANY))} {origin}"


def _machines(trained: dict[str, Any]) -> str:
    found = trained.get("machines")
    names = [str(one)[:40] for one in found] if isinstance(found, list | dict) else []
    if not names:
        return ""
    return tr_many("{n} machine: {names}", "{n} machines: {names}", len(names), names=listed(names, _MOST_NAMES))


def _clips(trained: dict[str, Any]) -> str:
    parts = [
        tr(told, n=number(total))
        for key, told in (("healthy_clips", later("{n} healthy")), ("faulty_clips", later("{n} faulty")))
        if (total := _total(trained.get(key)))
    ]
    clips, levels = ", ".join(parts), trained.get("snrs")
    if not clips or not isinstance(levels, list) or not levels:
        return clips
    return tr_many(
        "{clips}, each at {n} noise level", "{clips}, each at {n} noise levels", len(levels), clips=clips
    )


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
    said = tr(
        "Abnormal from {abnormal}, watch from {watch} with {clips} healthy clips; "
        "fewer clips need a clearer difference.",
        abnormal=score_text(1.0),
        watch=score_text(watch / abnormal),
        clips=TYPICAL_CLIPS,
    )
    if any(row.get("level") is True for row in rows):
        said = f"{said} {tr('Loudness counts at fixed measuring points.')}"
    return said


def _limits(card: dict[str, Any]) -> str:
    limits = mapping(card.get("limits"))
    rules = [
        tr(told, level=f"{limit_db:.0f} dB")
        for key, told in (
            ("noisier_db", later("there is {level} more noise than in the baseline")),
            ("quieter_db", later("there is {level} less noise than in the baseline")),
        )
        if (limit_db := real(limits.get(key))) is not None
    ]
    strange = real(limits.get("strange"))
    if strange is not None:
        rules.append(tr("a take is neither like the machine nor like a fault of it"))
    return tr("Where {rules}.", rules=tr(", or ").join(rules)) if rules else tr(_NO_LIMITS)


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

"""The report from its first to its last line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from training.compare.report import elsewhere, ending, opening, situations
from training.compare.report.facts import Facts

if TYPE_CHECKING:
    from training.compare.pictures.album import Picture


def as_markdown(
    report: Mapping[str, Any], time: Mapping[str, Any] | None = None, drawn: Sequence[Picture] = ()
) -> str:
    """`models/REPORT.md`: `report` as `compare` gives it, `time` how long it took, `drawn` the pictures."""
    facts = Facts(report)
    lines = [
        *opening.head(facts, time),
        *opening.in_short(facts),
        *opening.not_known(facts),
        *opening.aims(facts),
        *situations.detectors(facts),
        *situations.machines(facts),
        *situations.at_threshold(facts),
        *situations.baselines(facts),
        *elsewhere.noise(facts),
        *elsewhere.microphone(facts),
        *elsewhere.unheard_type(facts),
        *elsewhere.wrong_machine(facts),
        *ending.random_split(facts),
        *ending.confidence(facts),
        *ending.real_sound(facts),
        *ending.pictures(drawn),
        *ending.how(facts),
    ]
    return "\n".join(lines).rstrip() + "\n"

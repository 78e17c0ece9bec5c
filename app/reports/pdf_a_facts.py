"""The facts of an inspection that its report prints and that never change: what `verify` compares later.

Left out is what may change and stay true: the note, the machine's name, how many visits there are by now.
"""

from datetime import UTC, datetime
from math import isfinite

from app.domain.inspection import Inspection
from app.language import SOURCE, retold, spoken
from app.reports.pdf_a_xmp import LANGUAGE, Fact
from app.reports.wording import limits_line, score_line, state_word

INSPECTION = "inspection"
"""The kind of report these facts are of."""

LABELS = {
    "state": "verdict",
    "score": "score",
    "watch": "watch threshold",
    "abnormal": "abnormal threshold",
    "finding": "finding",
    "next_step": "what to do",
    "inspector": "inspector",
    "analysed_at": "time of the analysis",
    "recorded_at": "time of the recording",
    "take_sha256": "SHA-256 of the take",
    "model": "model",
    "ear_sha256": "SHA-256 of the ear",
    "judge_sha256": "SHA-256 of the judge",
    "baseline_id": "baseline",
    "app_version": "version of Earshot",
}
"""What is compared with the history, and what each fact is called."""

TOLD = "told_"
"""Begins the name of a fact that says how another is printed, in a report that is not in English."""


def printed_facts(inspection: Inspection, number: str, printed_at: datetime) -> dict[str, Fact]:
    """The facts as they go into the file; times in UTC, ISO 8601."""
    return {
        "kind": INSPECTION,
        "number": number,
        "printed_at": _time(printed_at),
        "inspection_id": inspection.id,
        **stored_facts(inspection),
        **_told_facts(inspection),
    }


def _told_facts(inspection: Inspection) -> dict[str, Fact]:
    """How a report that is not in English says what is stored in English: its words as it prints them.

    They are kept with the report, so that it can be checked by a program that speaks another language, or says the
    same in other words by then.
    """
    if spoken() == SOURCE:
        return {}
    verdict = inspection.verdict
    return {
        LANGUAGE: spoken(),
        f"{TOLD}verdict": f"{state_word(verdict.state)} {score_line(verdict.score)}",
        f"{TOLD}thresholds": limits_line(verdict.thresholds) if verdict.thresholds else None,
        f"{TOLD}finding": retold(verdict.finding),
        f"{TOLD}next_step": retold(verdict.next_step),
    }


def stored_facts(inspection: Inspection) -> dict[str, Fact]:
    """What the history says of an inspection, under the names of `LABELS`."""
    verdict, take, model = inspection.verdict, inspection.take, inspection.model
    limits, healthy = verdict.thresholds, inspection.healthy
    return {
        "state": verdict.state.value,
        "score": _number(verdict.score),
        "watch": _number(limits.watch) if limits else None,
        "abnormal": _number(limits.abnormal) if limits else None,
        "finding": verdict.finding,
        "next_step": verdict.next_step,
        "inspector": inspection.inspector,
        "analysed_at": _time(inspection.analysed_at),
        "recorded_at": _time(take.recorded_at),
        "take_sha256": take.sha256,
        "model": f"{model.name} {model.version}" if model else None,
        "ear_sha256": model.ear_sha256 if model else inspection.clips.ear_sha256,
        "judge_sha256": model.judge_sha256 if model else None,
        "baseline_id": healthy.baseline_id if healthy else None,
        "app_version": inspection.app_version,
    }


def _number(value: float | None) -> float | str | None:
    """JSON knows no infinity: what is no number is written as a word."""
    return value if value is None or isfinite(value) else str(value)


def _time(when: datetime | None) -> str | None:
    return None if when is None else when.astimezone(UTC).isoformat()

"""Why a verdict is what it is, in the report's words: all of it was stored with the inspection."""

from collections.abc import Sequence
from math import floor

from app.domain import words
from app.domain.verdict import Verdict
from app.domain.why import Hint, Marker, Moment
from app.language import later, retold, tr

RAISED_DB = 3.0
"""From here on a line of shaft or blades has grown."""


def percent(share: float) -> str:
    """A share rounded down, since nothing is ever 100 % sure: "94 %"."""
    return f"{floor(share * 100.0 + 1e-6)} %"


def hint_text(hint: Hint, next_step: str) -> str:
    """What speaks for it and, unless the next step says so already, where to look."""
    part = hint.check.removeprefix("Check ").rstrip(".")
    return retold(hint.why) if part in next_step else f"{retold(hint.why)} {retold(hint.check)}"


def all_through(moments: Sequence[Moment], duration_s: float) -> bool:
    """Whether the difference is heard in the whole take, so that no part of it is marked."""
    return len(moments) == 1 and moments[0].end_s - moments[0].start_s >= 0.95 * duration_s


def reason_rows(verdict: Verdict, duration_s: float) -> list[tuple[str, str]]:
    """Labels and values for the traceability page; what is not known has no row."""
    rows = []
    if verdict.cannot is not None:
        rows.append((tr("Cannot tell"), tr(verdict.cannot.value)))
    if verdict.confidence is not None:
        sure = percent(verdict.confidence)
        told = tr("{sure}: of verdicts like this on machines never heard, {sure} were right", sure=sure)
        rows.append((tr("Confidence"), told))
    if verdict.score is not None:
        rows.append((tr("Level counted"), _level(verdict)))
    if verdict.moments:
        rows.append((tr("When heard"), _when(verdict.moments, duration_s)))
    if verdict.markers:
        rows.append((tr("Shaft, blades"), _lines(verdict.markers)))
    return rows


def _level(verdict: Verdict) -> str:
    counted = tr("yes") if verdict.level_counted else tr("no, only the shape of the spectrum")
    if verdict.p_value is None:
        return counted
    template = later("{counted}; p-value {p}, the share of healthy clips as unlike the others")
    return tr(template, counted=counted, p=words.number(verdict.p_value, 3))


def _when(moments: Sequence[Moment], duration_s: float) -> str:
    if all_through(moments, duration_s):
        return tr("all through, {excess}", excess=words.relative_db(moments[0].excess_db))
    spans = (
        f"{words.number(one.start_s, 1)}–{words.number(one.end_s, 1)} s ({words.relative_db(one.excess_db)})"
        for one in moments
    )
    return ", ".join(spans)


def _lines(markers: Sequence[Marker]) -> str:
    """The shaft, the blade pass, and which of their multiples have grown: "shaft 24.7 Hz, blade pass 123.3 Hz"."""
    told = [one for one in markers if one.order == 1 or (one.excess_db or 0.0) >= RAISED_DB]
    return ", ".join(
        f"{tr(one.kind.value)}{f' × {one.order}' if one.order > 1 else ''} {words.number(one.hz, 1)} Hz"
        + (f" ({words.relative_db(one.excess_db)})" if one.excess_db is not None else "")
        for one in told
    )

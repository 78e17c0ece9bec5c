"""What stands around a verdict in a few words: how sure it is, which part the excess sits on, when it is heard."""

from math import floor

from app.domain import words
from app.domain.verdict import State, Verdict
from app.domain.why import Cause, Hint, MarkerKind
from app.language import retold, tr, tr_many

_RAISED_DB = 3.0
_KINDS = {Cause.BLADE: MarkerKind.BLADE_PASS, Cause.UNBALANCE: MarkerKind.SHAFT}
_LOW_HZ = 95.0
"""Below this kHz with two decimals would say too little."""


def fill_lines(verdict: Verdict) -> tuple[str, ...]:
    """Below the state's word: "2 of 3 clips" at or above a limit, "94 % confident"; without what nobody knows."""
    lines = []
    count = len(verdict.clip_scores)
    if count and verdict.state is State.HEALTHY and not verdict.clips_above:
        lines.append(tr_many("{n} clip", "{n} clips", count))
    elif count:
        above = words.number(verdict.clips_above)
        lines.append(tr_many("{above} of {n} clip", "{above} of {n} clips", count, above=above))
    return (*lines, sure) if (sure := how_sure(verdict)) else tuple(lines)


def how_sure(verdict: Verdict) -> str:
    """ "94 % confident"; empty where nobody knows."""
    if verdict.confidence is None:
        return ""
    # Rounded down: nothing is ever 100 % sure.
    return tr("{percent} % confident", percent=floor(verdict.confidence * 100.0 + 1e-6))


def in_short(verdict: Verdict, duration_s: float | None = None) -> str:
    """ "Sits on the blade pass, 0.12 kHz · heard for 3 s from 0:14"; empty where neither is known.

    `duration_s` is the take's length, None where the caller does not know it; then "when" is left out.
    """
    return " · ".join(part for part in (_sits_on(verdict), _heard(verdict, duration_s)) if part)


def hint_line(hint: Hint, next_step: str = "") -> str:
    """A hint as a line of text: what speaks for it and, unless the next step says so already, where to look.

    `next_step` is as the verdict keeps it, in English like the hint.
    """
    part = hint.check.removeprefix("Check ").rstrip(".")
    return retold(hint.why) if part in next_step else f"{retold(hint.why)} {retold(hint.check)}"


def _sits_on(verdict: Verdict) -> str:
    """The lowest grown line of the part that the first hint names; hints that go by frequency sit on none."""
    kind = _KINDS.get(verdict.hints[0].cause) if verdict.hints else None
    grown = [one for one in verdict.markers if one.kind is kind and (one.excess_db or 0.0) >= _RAISED_DB]
    if not grown:
        return ""
    lowest = min(grown, key=lambda marker: marker.order)
    return _ON[lowest.kind](lowest.order, _frequency(lowest.hz))


def _on_blade_pass(order: int, frequency: str) -> str:
    if order == 1:
        return tr("Sits on the blade pass, {frequency}", frequency=frequency)
    return tr("Sits on {order} × the blade pass, {frequency}", order=order, frequency=frequency)


def _on_shaft(order: int, frequency: str) -> str:
    if order == 1:
        return tr("Sits on the shaft’s speed, {frequency}", frequency=frequency)
    return tr("Sits on {order} × the shaft’s speed, {frequency}", order=order, frequency=frequency)


_ON = {MarkerKind.BLADE_PASS: _on_blade_pass, MarkerKind.SHAFT: _on_shaft}


def _frequency(hz: float) -> str:
    return f"{words.number(hz, 1)} Hz" if hz < _LOW_HZ else words.frequency_khz(hz)


def _heard(verdict: Verdict, duration_s: float | None) -> str:
    found = verdict.moments
    if not found or duration_s is None:
        return ""
    total_s = sum(one.end_s - one.start_s for one in found)
    if total_s >= 0.95 * duration_s:
        return tr("heard all through")
    start_s = round(found[0].start_s)
    start = f"{start_s // 60}:{start_s % 60:02d}"
    heard_s = words.number(max(total_s, 1.0))
    if len(found) == 1:
        return tr("heard for {seconds} s from {start}", seconds=heard_s, start=start)
    return tr(
        "heard for {seconds} s in {stretches} stretches from {start}",
        seconds=heard_s,
        stretches=len(found),
        start=start,
    )

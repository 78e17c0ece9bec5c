"""What stands around a verdict in a few words: how sure it is, which part the excess sits on, when it is heard."""

from math import floor

from app.domain import words
from app.domain.verdict import State, Verdict
from app.domain.why import Cause, Hint, Marker, MarkerKind

_RAISED_DB = 3.0
_KINDS = {Cause.BLADE: MarkerKind.BLADE_PASS, Cause.UNBALANCE: MarkerKind.SHAFT}
_NAMES = {MarkerKind.BLADE_PASS: "the blade pass", MarkerKind.SHAFT: "the shaft’s speed"}
_LOW_HZ = 95.0
"""Below this kHz with two decimals would say too little."""


def fill_lines(verdict: Verdict) -> tuple[str, ...]:
    """Below the state's word: "2 of 3 clips" at or above a limit, "94 % confident"; without what nobody knows."""
    lines = []
    count = len(verdict.clip_scores)
    if count and verdict.state is State.HEALTHY and not verdict.clips_above:
        lines.append(words.count(count, "clip"))
    elif count:
        lines.append(f"{words.number(verdict.clips_above)} of {words.count(count, 'clip')}")
    if verdict.confidence is not None:
        # Rounded down: nothing is ever 100 % sure.
        lines.append(f"{floor(verdict.confidence * 100.0 + 1e-6)} % confident")
    return tuple(lines)


def in_short(verdict: Verdict, duration_s: float | None = None) -> str:
    """ "Sits on the blade pass, 0.12 kHz · heard for 3 s from 0:14"; empty where neither is known.

    `duration_s` is the take's length, None where the caller does not know it; then "when" is left out.
    """
    return " · ".join(part for part in (_sits_on(verdict), _heard(verdict, duration_s)) if part)


def hint_line(hint: Hint, next_step: str = "") -> str:
    """A hint as a line of text: what speaks for it and, unless the next step says so already, where to look."""
    part = hint.check.removeprefix("Check ").rstrip(".")
    return hint.why if part in next_step else f"{hint.why} {hint.check}"


def _sits_on(verdict: Verdict) -> str:
    """The lowest grown line of the part that the first hint names; hints that go by frequency sit on none."""
    kind = _KINDS.get(verdict.hints[0].cause) if verdict.hints else None
    grown = [one for one in verdict.markers if one.kind is kind and (one.excess_db or 0.0) >= _RAISED_DB]
    if not grown:
        return ""
    lowest = min(grown, key=lambda marker: marker.order)
    return f"Sits on {_name(lowest)}, {_frequency(lowest.hz)}"


def _name(marker: Marker) -> str:
    return _NAMES[marker.kind] if marker.order == 1 else f"{marker.order} × {_NAMES[marker.kind]}"


def _frequency(hz: float) -> str:
    return f"{words.number(hz, 1)} Hz" if hz < _LOW_HZ else words.frequency_khz(hz)


def _heard(verdict: Verdict, duration_s: float | None) -> str:
    found = verdict.moments
    if not found or duration_s is None:
        return ""
    total_s = sum(one.end_s - one.start_s for one in found)
    if total_s >= 0.95 * duration_s:
        return "heard all through"
    start_s = round(found[0].start_s)
    several = f" in {len(found)} stretches" if len(found) > 1 else ""
    return f"heard for {words.number(max(total_s, 1.0))} s{several} from {start_s // 60}:{start_s % 60:02d}"

"""Why a verdict is what it is, as one JSON object: only what is said is kept, the rest reads as its default."""

from typing import Any, TypedDict

from app.domain.verdict import Verdict
from app.domain.why import CannotTell, Cause, Hint, Marker, MarkerKind, Moment
from app.history.columns import member
from app.history.mappers_take import number_out, readable
from app.language import later


class Explained(TypedDict):
    """The fields of a verdict that lie in this object."""

    cannot: CannotTell | None
    confidence: float | None
    p_value: float | None
    level_counted: bool
    markers: tuple[Marker, ...]
    hints: tuple[Hint, ...]
    moments: tuple[Moment, ...]


def explained_out(verdict: Verdict) -> dict[str, Any]:
    """The reasons as JSON values; what says nothing is left out."""
    said: dict[str, Any] = {
        "cannot": verdict.cannot.name if verdict.cannot else None,
        "confidence": _number_out(verdict.confidence),
        "p_value": _number_out(verdict.p_value),
        "level_counted": verdict.level_counted,
        "markers": [[m.kind.name, m.order, number_out(m.hz), _number_out(m.excess_db)] for m in verdict.markers],
        "hints": [[hint.cause.name, hint.why, hint.check] for hint in verdict.hints],
        "moments": [[number_out(n) for n in (m.start_s, m.end_s, m.excess_db)] for m in verdict.moments],
    }
    return {
        name: value for name, value in said.items() if value is not None and value is not False and value != []
    }


def explained_in(kept: dict[str, Any]) -> Explained:
    """The reasons in these JSON values; Problem when they are not such."""
    with readable(later("the reasons of a verdict")):
        kept = dict(kept)
        return {
            "cannot": member(CannotTell, kept["cannot"]) if "cannot" in kept else None,
            "confidence": _number_in(kept.get("confidence")),
            "p_value": _number_in(kept.get("p_value")),
            "level_counted": bool(kept.get("level_counted", False)),
            "markers": tuple(
                Marker(member(MarkerKind, kind), int(order), float(hz), _number_in(excess_db))
                for kind, order, hz, excess_db in kept.get("markers", ())
            ),
            "hints": tuple(Hint(member(Cause, cause), why, check) for cause, why, check in kept.get("hints", ())),
            "moments": tuple(Moment(*(float(n) for n in numbers)) for numbers in kept.get("moments", ())),
        }


def _number_out(number: float | None) -> float | str | None:
    return None if number is None else number_out(number)


def _number_in(number: float | str | None) -> float | None:
    return None if number is None else float(number)

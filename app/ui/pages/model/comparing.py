"""Compares two versions off the GUI thread, and says in sentences what came of it."""

from typing import TYPE_CHECKING

from app.domain.review import Found
from app.domain.words import count, number
from app.ui.pages.model.values import CompareFace, Differing

if TYPE_CHECKING:
    from app.workflows.model_compare import Comparison, Tally, TwoVerdicts

_FOUND = {Found.HEALTHY: "was healthy", Found.FAULTY: "was faulty"}


def compare_face(comparison: "Comparison") -> CompareFace:
    """A finished comparison."""
    first, second = comparison.first.version, comparison.second.version
    differing = comparison.differing
    return CompareFace(
        first, second, _summary(comparison), _lines(comparison), tuple(_row(one) for one in differing)
    )


def _summary(comparison: "Comparison") -> str:
    compared = len(comparison.verdicts)
    if not compared:
        return "There is no stored take yet that both could judge."
    same = compared - len(comparison.differing)
    if compared == 1:
        return f"The one take gets {'the same' if same else 'another'} verdict."
    if same == compared:
        return f"All {number(compared)} takes get the same verdict."
    return f"Of {number(compared)} takes, {number(same)} {'gets' if same == 1 else 'get'} the same verdict."


def _lines(comparison: "Comparison") -> tuple[str, ...]:
    lines = [_reviewed(comparison)] if comparison.verdicts else []
    if comparison.left_out:
        what = "was" if comparison.left_out == 1 else "were"
        lines.append(
            f"{count(comparison.left_out, 'take')} {what} left out: "
            "no baseline then, refused by the quality gate, or the sound is gone."
        )
    if comparison.not_asked:
        lines.append(f"{count(comparison.not_asked, 'older take')} not looked at.")
    return tuple(lines)


def _reviewed(comparison: "Comparison") -> str:
    if not comparison.reviewed:
        return "None of them was reviewed, so nobody knows which is right: confirm or reject some verdicts first."
    first, second = comparison.tally(second=False), comparison.tally(second=True)
    return (
        f"Of {number(comparison.reviewed)} reviewed: {_tally(first)} with {comparison.first.version}, "
        f"{_tally(second)} with {comparison.second.version}."
    )


def _tally(tally: "Tally") -> str:
    doubt = f" and {number(tally.cannot_tell)} cannot tell" if tally.cannot_tell else ""
    return f"{number(tally.right)} right{doubt}"


def _row(two: "TwoVerdicts") -> Differing:
    return Differing(
        two.machine_id,
        two.inspection_id,
        two.machine,
        two.when,
        two.first,
        two.first_score,
        two.second,
        two.second_score,
        "" if two.found is None else _FOUND.get(two.found, ""),
    )

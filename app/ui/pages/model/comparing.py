"""Compares two versions off the GUI thread, and says in sentences what came of it."""

from typing import TYPE_CHECKING

from app.domain.review import Found
from app.domain.words import number
from app.language import later, tr, tr_many
from app.ui.pages.model.values import CompareFace, Differing

if TYPE_CHECKING:
    from app.workflows.model_compare import Comparison, Tally, TwoVerdicts

_FOUND = {Found.HEALTHY: later("was healthy"), Found.FAULTY: later("was faulty")}


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
        return tr("There is no stored take yet that both could judge.")
    same = compared - len(comparison.differing)
    if compared == 1:
        return tr("The one take gets the same verdict.") if same else tr("The one take gets another verdict.")
    if same == compared:
        return tr("All {n} takes get the same verdict.", n=number(compared))
    return tr_many(
        "Of {takes} takes, {n} gets the same verdict.",
        "Of {takes} takes, {n} get the same verdict.",
        same,
        takes=number(compared),
    )


def _lines(comparison: "Comparison") -> tuple[str, ...]:
    lines = [_reviewed(comparison)] if comparison.verdicts else []
    if comparison.left_out:
        lines.append(
            tr_many(
                "{n} take was left out: no baseline then, refused by the quality gate, or the sound is gone.",
                "{n} takes were left out: no baseline then, refused by the quality gate, or the sound is gone.",
                comparison.left_out,
            )
        )
    if comparison.not_asked:
        lines.append(
            tr_many("{n} older take not looked at.", "{n} older takes not looked at.", comparison.not_asked)
        )
    return tuple(lines)


def _reviewed(comparison: "Comparison") -> str:
    if not comparison.reviewed:
        return tr(
            "None of them was reviewed, so nobody knows which is right: confirm or reject some verdicts first."
        )
    first, second = comparison.tally(second=False), comparison.tally(second=True)
    return tr(
        "Of {n} reviewed: {right} with {version}, {other_right} with {other_version}.",
        n=number(comparison.reviewed),
        right=_tally(first),
        version=comparison.first.version,
        other_right=_tally(second),
        other_version=comparison.second.version,
    )


def _tally(tally: "Tally") -> str:
    right = number(tally.right)
    if not tally.cannot_tell:
        return tr("{n} right", n=right)
    return tr("{n} right and {doubtful} cannot tell", n=right, doubtful=number(tally.cannot_tell))


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
        "" if two.found is None else tr(_FOUND.get(two.found, "")),
    )

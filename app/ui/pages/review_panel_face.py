"""What the review part of the machine page says and offers, decided without a widget."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.review import Found
from app.domain.verdict import State
from app.language import later, tr, tr_many

if TYPE_CHECKING:
    from app.workflows.review import Reviewed

_JUDGED = {State.HEALTHY: Found.HEALTHY, State.WATCH: Found.FAULTY, State.ABNORMAL: Found.FAULTY}

CAUSES = {
    "VIB": later("Vibration"),
    "NOI": later("Noise"),
    "OHE": later("Overheating"),
    "BRD": later("Breakdown"),
    "STD": later("Structural deficiency"),
    "PLU": later("Plugged or choked"),
    "ELU": later("External leak"),
    "PDE": later("Reading out of range"),
    "SER": later("Minor in-service problem"),
    "OTH": later("Other"),
}
"""Failure modes of rotating machines by their ISO 14224 codes, as they are suggested."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One of the two buttons: what it says, shows and stands for, and what a screen reader says."""

    word: str
    icon: str
    found: Found
    spoken: str


@dataclass(frozen=True, slots=True)
class Face:
    """What is seen: two answers while nothing was said; afterwards what was said and what may follow it.

    `cause` is what was given as the cause, None where none is asked for; `join` what the act of adding the take to
    the baseline says, empty where it is not offered; `remark` a few words instead, `why` the sentence behind them.
    """

    title: str
    tone: str = "text"
    answers: tuple[Answer, ...] = ()
    cause: str | None = None
    join: str = ""
    remark: str = ""
    why: str = ""


def face(state: State, reviewed: "Reviewed") -> Face:
    """What is shown of an inspection with that verdict."""
    if reviewed.review is None:
        return Face(tr("Is this right?") if state in _JUDGED else tr("How was it?"), answers=answers(state))
    found = reviewed.review.found
    title = _title(state, found)
    if found is Found.FAULTY:
        return Face(title, "abnormal", cause=cause_text(reviewed.review.cause, reviewed.review.cause_code))
    return _healthy(title, reviewed)


def answers(state: State) -> tuple[Answer, ...]:
    """Confirm and Reject; where there is no verdict, how the machine really was."""
    healthy, faulty = Found.HEALTHY, Found.FAULTY
    if state is State.HEALTHY:
        return (
            Answer(tr("Confirm"), "check", healthy, tr("Confirm: the machine was healthy")),
            Answer(tr("Reject"), "x", faulty, tr("Reject: the machine was faulty")),
        )
    if state in _JUDGED:
        return (
            Answer(tr("Confirm"), "check", faulty, tr("Confirm: the machine was faulty")),
            Answer(tr("Reject"), "x", healthy, tr("Reject: the machine was healthy")),
        )
    return (
        Answer(tr("Healthy"), "check", healthy, tr("Found out: the machine was healthy")),
        Answer(tr("Faulty"), "x", faulty, tr("Found out: the machine was faulty")),
    )


def said(state: State, found: Found) -> str:
    """What was done, for the line at the foot."""
    healthy = found is Found.HEALTHY
    if state not in _JUDGED:
        return tr("Kept: the machine was healthy.") if healthy else tr("Kept: the machine was faulty.")
    if _JUDGED[state] is found:
        return tr("Confirmed: the machine was healthy.") if healthy else tr("Confirmed: the machine was faulty.")
    return tr("Rejected: the machine was healthy.") if healthy else tr("Rejected: the machine was faulty.")


def cause_text(cause: str, code: str) -> str:
    """A cause as it is typed and suggested: "Vibration (VIB)", or the technician's own words."""
    return f"{cause_name(cause, code)} ({code})" if code else cause


def cause_name(cause: str, code: str) -> str:
    """The words of a code in the user's language; the technician's own as they are."""
    return tr(cause) if CAUSES.get(code) == cause else cause


def read_cause(text: str) -> tuple[str, str]:
    """The cause and its code in what was typed; without a code where the words are the technician's own.

    The words of a code are kept in English, whatever language they were typed in.
    """
    typed = " ".join(text.split())
    for code, cause in CAUSES.items():
        known = (cause, code, f"{cause} ({code})", tr(cause), cause_text(cause, code))
        if typed.casefold() in (one.casefold() for one in known):
            return cause, code
    return typed, ""


def _title(state: State, found: Found) -> str:
    healthy = found is Found.HEALTHY
    if state not in _JUDGED:
        return tr("Found healthy") if healthy else tr("Found faulty")
    if _JUDGED[state] is found:
        return tr("Confirmed healthy") if healthy else tr("Confirmed faulty")
    return tr("False alarm") if healthy else tr("Missed fault")


def _healthy(title: str, reviewed: "Reviewed") -> Face:
    joining, clips = reviewed.joining.name, reviewed.baseline_clips
    if joining == "MAY":
        why = tr_many("The baseline has {n} clip now.", "The baseline has {n} clips now.", clips)
        return Face(title, "healthy", join=tr("Add to the baseline"), why=why)
    inside = tr_many("In the baseline of {n} clip", "In the baseline of {n} clips", clips)
    remark = inside if joining == "PART" else tr("Baseline unchanged")
    return Face(title, "healthy", remark=remark, why=tr(reviewed.joining.value))

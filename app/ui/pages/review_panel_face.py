"""What the review part of the machine page says and offers, decided without a widget."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.review import Found
from app.domain.verdict import State
from app.domain.words import count

if TYPE_CHECKING:
    from app.workflows.review import Reviewed

_JUDGED = {State.HEALTHY: Found.HEALTHY, State.WATCH: Found.FAULTY, State.ABNORMAL: Found.FAULTY}

CAUSES = {
    "VIB": "Vibration",
    "NOI": "Noise",
    "OHE": "Overheating",
    "BRD": "Breakdown",
    "STD": "Structural deficiency",
    "PLU": "Plugged or choked",
    "ELU": "External leak",
    "PDE": "Reading out of range",
    "SER": "Minor in-service problem",
    "OTH": "Other",
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
        return Face("Is this right?" if state in _JUDGED else "How was it?", answers=answers(state))
    found = reviewed.review.found
    title = _title(state, found)
    if found is Found.FAULTY:
        return Face(title, "abnormal", cause=cause_text(reviewed.review.cause, reviewed.review.cause_code))
    return _healthy(title, reviewed)


def answers(state: State) -> tuple[Answer, ...]:
    """Confirm and Reject; where there is no verdict, how the machine really was."""
    healthy, faulty = "the machine was healthy", "the machine was faulty"
    if state is State.HEALTHY:
        return (
            Answer("Confirm", "check", Found.HEALTHY, f"Confirm: {healthy}"),
            Answer("Reject", "x", Found.FAULTY, f"Reject: {faulty}"),
        )
    if state in _JUDGED:
        return (
            Answer("Confirm", "check", Found.FAULTY, f"Confirm: {faulty}"),
            Answer("Reject", "x", Found.HEALTHY, f"Reject: {healthy}"),
        )
    return (
        Answer("Healthy", "check", Found.HEALTHY, f"Found out: {healthy}"),
        Answer("Faulty", "x", Found.FAULTY, f"Found out: {faulty}"),
    )


def said(state: State, found: Found) -> str:
    """What was done, for the line at the foot."""
    how = f"the machine was {found.value}"
    if state not in _JUDGED:
        return f"Kept: {how}."
    return f"Confirmed: {how}." if _JUDGED[state] is found else f"Rejected: {how}."


def cause_text(cause: str, code: str) -> str:
    """A cause as it is typed and suggested: "Vibration (VIB)", or the technician's own words."""
    return f"{cause} ({code})" if code else cause


def read_cause(text: str) -> tuple[str, str]:
    """The cause and its code in what was typed; without a code where the words are the technician's own."""
    typed = " ".join(text.split())
    for code, cause in CAUSES.items():
        if typed.casefold() in (cause.casefold(), code.casefold(), cause_text(cause, code).casefold()):
            return cause, code
    return typed, ""


def _title(state: State, found: Found) -> str:
    if state not in _JUDGED:
        return f"Found {found.value}"
    if _JUDGED[state] is found:
        return f"Confirmed {found.value}"
    return "False alarm" if found is Found.HEALTHY else "Missed fault"


def _healthy(title: str, reviewed: "Reviewed") -> Face:
    joining, clips = reviewed.joining.name, count(reviewed.baseline_clips, "clip")
    if joining == "MAY":
        return Face(title, "healthy", join="Add to the baseline", why=f"The baseline has {clips} now.")
    remark = f"In the baseline of {clips}" if joining == "PART" else "Baseline unchanged"
    return Face(title, "healthy", remark=remark, why=reviewed.joining.value)

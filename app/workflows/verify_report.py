"""Check a report that somebody holds: is it as Earshot wrote it, and does the history still say the same?

It shows accidental and careless changes, of the file and of the history. It is no signature: who knows how can
write a file that agrees with itself, and only a history that is out of reach tells otherwise.
"""

import errno
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from app.domain import words
from app.domain.inspection import Inspection
from app.domain.problem import Problem
from app.history.history import History
from app.recordings.take_store import TakeStore
from app.reports.pdf_a_claims import not_shown
from app.reports.pdf_a_facts import INSPECTION, LABELS, stored_facts
from app.reports.pdf_a_proof import FileState, Proof, read_proof
from app.reports.pdf_a_text import printed_text
from app.reports.pdf_a_xmp import Fact

MOST_BYTES = 64 << 20
"""No report of ours comes near; what is larger is not read."""


class Part(StrEnum):
    """What was looked at."""

    FILE = "file"
    FACTS = "facts"
    TEXT = "text"
    HISTORY = "history"
    RECORDING = "recording"


@dataclass(frozen=True, slots=True)
class Found:
    """One sentence about one part; `good` says whether it is as it should be."""

    part: Part
    good: bool
    text: str


@dataclass(frozen=True, slots=True)
class Verified:
    """A report with what was found, in the order in which it was looked at; `facts` are those it carries."""

    facts: dict[str, Fact] = field(default_factory=dict)
    found: tuple[Found, ...] = ()

    @property
    def good(self) -> bool:
        """Whether everything that was looked at is as it should be."""
        return all(one.good for one in self.found)

    @property
    def title(self) -> str:
        """The report in one line: its number, and the verdict and score where it has them."""
        parts = [_shown(self.facts.get("number") or "a report without a number")]
        state, score = self.facts.get("state"), self.facts.get("score")
        if isinstance(state, str):
            parts.append(_shown(state))
        if isinstance(score, (int, float)):
            parts.append(f"score {words.score_text(score)}")
        return ", ".join(parts)


class VerifyReport:
    """Compares reports with themselves and, where `history` is given, with it; changes nothing."""

    def __init__(self, history: History | None, store: TakeStore) -> None:
        self._history = history
        self._store = store

    def __call__(self, path: Path) -> Verified:
        """What is found at the report.

        Raises: Problem when it cannot be read, is no report of ours, or was made by a newer version.
        """
        data = _read(path)
        proof = read_proof(data)
        found = [_FILE[proof.file], _facts_whole(proof), *_text(proof, data)]
        if proof.facts.get("kind") != INSPECTION:
            text = "Its sums come from many inspections: only the file was checked, not the history."
            found.append(Found(Part.HISTORY, good=True, text=text))
        elif self._history is None:
            found.append(Found(Part.HISTORY, good=False, text="There is no history here to compare it with."))
        else:
            found.extend(self._compare(self._history, proof.facts))
        return Verified(proof.facts, tuple(found))

    def _compare(self, history: History, facts: dict[str, Fact]) -> Iterator[Found]:
        inspection = _inspection(history, str(facts.get("inspection_id") or ""))
        if inspection is None:
            text = "Its inspection is not in this history: it was removed for good, or made elsewhere."
            yield Found(Part.HISTORY, good=False, text=text)
            return
        if _in_the_bin(history, inspection):
            yield Found(Part.HISTORY, good=False, text="Its inspection lies in the bin of this history.")
        stored = stored_facts(inspection)
        differing = [key for key in LABELS if key in facts and facts[key] != stored[key]]
        for key in differing:
            text = f"The history has another {LABELS[key]}: “{_shown(stored[key])}”, not “{_shown(facts[key])}”."
            yield Found(Part.HISTORY, good=False, text=text)
        if not differing:
            yield Found(Part.HISTORY, good=True, text="The history says the same.")
        yield self._recording(inspection)

    def _recording(self, inspection: Inspection) -> Found:
        try:
            self._store.verify(inspection.take)
        except Problem as problem:
            return Found(Part.RECORDING, good=False, text=problem.what)
        return Found(Part.RECORDING, good=True, text="The stored recording is as it was judged.")


_FILE = {
    FileState.WHOLE: Found(Part.FILE, good=True, text="The file is as it was written."),
    FileState.ADDED: Found(
        Part.FILE, good=False, text="Something was added to the file later: a comment, a signature or other pages."
    ),
    FileState.ALTERED: Found(Part.FILE, good=False, text="The file was altered after it was written."),
    FileState.CUT_OFF: Found(Part.FILE, good=False, text="The file is cut off: its end is missing."),
}


def _facts_whole(proof: Proof) -> Found:
    if proof.facts_whole:
        return Found(Part.FACTS, good=True, text="The facts in it are whole.")
    return Found(Part.FACTS, good=False, text="The facts in it were altered: they do not fit their digest.")


def _text(proof: Proof, data: bytes) -> Iterator[Found]:
    """What the pages show against the facts; nothing where they hold no verdict to compare."""
    if proof.facts.get("kind") != INSPECTION:
        return
    pages = printed_text(data)
    if pages is None:
        # Something that was added stands behind the report, and hides its table of places.
        yield Found(Part.TEXT, good=False, text="Its pages could not be read back: compare them by eye.")
        return
    missing = not_shown(proof.facts, pages)
    if missing:
        text = f"Its pages do not show what its facts say: {', '.join(missing)}."
        yield Found(Part.TEXT, good=False, text=text)
    else:
        yield Found(Part.TEXT, good=True, text="Its pages show what its facts say.")


def _inspection(history: History, inspection_id: str) -> Inspection | None:
    if not (inspection_id.isascii() and inspection_id.isalnum()):
        return None  # somebody has put what is no id into the file; a database may choke on it
    try:
        return history.inspection(inspection_id)
    except KeyError:
        return None


def _in_the_bin(history: History, inspection: Inspection) -> bool:
    lying = {line.thing_id for line in history.bin.contents()}
    return bool(lying & {inspection.id, inspection.machine_id})


def _shown(value: Fact) -> str:
    """A value in one short line, whatever somebody has written into the file."""
    text = " ".join(("none" if value in (None, "") else str(value)).split())
    readable = "".join(letter if letter.isprintable() else "?" for letter in text)
    return readable if len(readable) <= 80 else f"{readable[:80]}…"


def _read(path: Path) -> bytes:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise Problem(f"“{path.name}” is not a file.", "Choose a report that Earshot has written.")
        if status.st_size > MOST_BYTES:
            raise Problem(f"“{path.name}” is too large for a report.", "Choose a report that Earshot has written.")
        return path.read_bytes()
    except OSError as error:
        gone = error.errno in (errno.ENOENT, errno.ENOTDIR)
        what = f"“{path.name}” is not there." if gone else f"“{path.name}” can’t be read."
        to_do = "Check its name and folder." if gone else "Copy it to a drive of your own and try again."
        raise Problem(what, to_do, str(error)) from error

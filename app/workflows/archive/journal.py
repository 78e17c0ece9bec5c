"""What an import has done so far: a file in the history folder that only grows, so that a crash loses nothing.

What is going to be written to the history is noted before, with the ids it will have, and that it was written
afterwards. Of the notes in between, after a crash, the history itself tells which came true. A last line that was
torn is one that never was.
"""

import contextlib
import json
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from app.language import later
from app.recordings.file_problems import unwritable
from app.workflows.archive.plan import Place, Plan, PlannedFile
from app.workflows.archive.plan_lines import FOLDER, damaged, line, plan_in, plan_out

GOING, DONE = ".jsonl", ".done.jsonl"


class Result(StrEnum):
    """What became of a file; the value is the word in the table."""

    JUDGED = "judged"
    LEARNT = "learnt"
    DUPLICATE = "duplicate"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: `id` is its inspection's, or its take's where it was learnt from.

    `what` and `to_do` say why it failed, or of what it is a duplicate; `state` and `score` are the verdict's.
    """

    number: int
    result: Result
    sha256: str = ""
    id: str = ""
    what: str = ""
    to_do: str = ""
    state: str = ""
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Learning:
    """A baseline that is about to be kept, and the files that are new in it."""

    baseline_id: str
    numbers: tuple[int, ...]


class Journal:
    """One import's file. One thread writes at a time."""

    def __init__(self, path: Path) -> None:
        """Goes on with a journal that is there already; see `begin` and `load`."""
        self.path = path
        with self._told():
            # A torn last line must not swallow the next one.
            torn = _last_byte(path) not in (b"\n", b"")
            self._out = path.open("ab", buffering=0)
            if torn:
                self._out.write(b"\n")

    def note(self, entries: Iterable[Outcome | Learning]) -> None:
        """Notes what is going to be in the history, safe against a power cut."""
        with self._told():
            self._out.write(b"".join(line(_entry(entry)) for entry in entries))
            os.fsync(self._out.fileno())

    def came_true(self) -> None:
        """Everything noted so far is in the history. That may get lost: then the history is asked."""
        with self._told():
            self._out.write(line({"kept": True}))

    def gone_on(self, came_true: Iterable[Outcome | Learning]) -> None:
        """After a crash: only this of what was in doubt is in the history. One line: it is whole or not."""
        with self._told():
            self._out.write(line({"true": [_entry(entry) for entry in came_true]}))
            os.fsync(self._out.fileno())

    def once_more(self) -> None:
        """What failed is to be tried again."""
        with self._told():
            self._out.write(line({"again": True}))

    def close(self, done: bool = False) -> None:
        """Lets go of the file; under another name when all of it is done."""
        self._out.close()
        if done:
            with self._told():
                self.path = self.path.replace(self.path.with_name(identity(self.path) + DONE))

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise unwritable(self.path.parent, error, later("journal of the import")) from error


class Progressed:
    """How far an import is: `outcomes` by number, `in_baseline` the learnt files that a baseline has taken in.

    `doubtful` was noted, but not that it came true.
    """

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.outcomes: dict[int, Outcome] = {}
        self.in_baseline: set[int] = set()
        self.doubtful: list[Outcome | Learning] = []
        self._at: dict[Place, list[int]] = defaultdict(list)
        for file in plan.files:
            self._at[file.place].append(file.number)

    def pending(self) -> list[PlannedFile]:
        """The files nothing has become of yet, in their order."""
        return [file for file in self.plan.files if file.number not in self.outcomes]

    def to_learn(self, place: Place) -> list[Outcome]:
        """The learnt files of a place that are in no baseline yet."""
        outcomes = (self.outcomes.get(number) for number in self._at[place] if number not in self.in_baseline)
        return [outcome for outcome in outcomes if outcome is not None and outcome.result is Result.LEARNT]

    def accept(self, entries: Iterable[Outcome | Learning]) -> None:
        """These came true."""
        for entry in entries:
            if isinstance(entry, Learning):
                self.in_baseline |= set(entry.numbers)
            else:
                self.outcomes[entry.number] = entry

    def once_more(self) -> None:
        """What failed is pending again."""
        for number in [n for n, outcome in self.outcomes.items() if outcome.result is Result.FAILED]:
            del self.outcomes[number]


def begin(history_folder: Path, plan: Plan) -> Path:
    """Writes a plan down, complete or not at all; returns the journal's path."""
    path = history_folder / FOLDER / f"{plan.id}{GOING}"
    part = path.with_name(f"{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as out:
            out.writelines(line(entry) for entry in plan_out(plan))
            out.flush()
            os.fsync(out.fileno())
        part.replace(path)
    except OSError as error:
        raise unwritable(path.parent, error, later("plan of the import")) from error
    return path


def load(path: Path) -> Progressed:
    """How far the import of a journal is.

    Raises:
        Problem: the journal can't be read.
    """
    entries = _read(path)
    plan = plan_in(entries, path)
    done = Progressed(plan)
    for entry in entries[1 + len(plan.files) + len(plan.unmatched) :]:
        if "kept" in entry:
            done.accept(done.doubtful)
            done.doubtful = []
        elif "true" in entry:
            done.accept(_noted(one, path) for one in entry["true"])
            done.doubtful = []
        elif "again" in entry:
            done.once_more()
        else:
            done.doubtful.append(_noted(entry, path))
    return done


def journals(history_folder: Path, done: bool = False) -> list[Path]:
    """The imports that were begun and are not done, or those that are; the newest last."""
    found = (history_folder / FOLDER).glob(f"*{DONE if done else GOING}")
    chosen = [path for path in found if path.name.endswith(DONE) == done]
    return sorted(chosen, key=lambda path: path.stat().st_mtime_ns)


def reopened(path: Path) -> Path:
    """The journal as one that is not done, so that a crash leaves it to be gone on with."""
    if not path.name.endswith(DONE):
        return path
    try:
        return path.replace(path.with_name(identity(path) + GOING))
    except OSError as error:
        raise unwritable(path.parent, error, later("journal of the import")) from error


def identity(path: Path) -> str:
    """The id of a journal's import."""
    return path.name.split(".", 1)[0]


def _read(path: Path) -> list[dict[str, Any]]:
    try:
        lines = path.read_bytes().split(b"\n")
    except OSError as error:
        raise damaged(path, error) from error
    entries = []
    for text in lines:
        with contextlib.suppress(ValueError):
            entry = json.loads(text)
            if isinstance(entry, dict):
                entries.append(entry)
    return entries


def _noted(entry: dict[str, Any], path: Path) -> Outcome | Learning:
    try:
        if "baseline" in entry:
            return Learning(entry["baseline"], tuple(entry["numbers"]))
        return Outcome(**{**entry, "result": Result(entry["result"])})
    except (LookupError, TypeError, ValueError) as error:
        raise damaged(path, error) from error


def _entry(entry: Outcome | Learning) -> dict[str, Any]:
    if isinstance(entry, Learning):
        return {"baseline": entry.baseline_id, "numbers": list(entry.numbers)}
    return {name: value for name, value in asdict(entry).items() if value not in ("", None)}


def _last_byte(path: Path) -> bytes:
    with path.open("rb") as file:
        file.seek(0, os.SEEK_END)
        file.seek(max(0, file.tell() - 1))
        return file.read(1)

"""Reads a diary and holds the history against it: what was confirmed is there, what was tried may be."""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from app.domain.problem import Problem
from app.history.backup_contents import contents
from app.history.history import History
from app.recordings.take_store import TakeStore
from tests.history.builders import condition_of

LATEST = ("facts", "note", "review", "place", "bin", "seen")
"""Of these the newest counts, so it must be the last one confirmed or one tried after that."""


@dataclass
class Told:
    """What a diary tells: `may` are for each kind and key the values of which one must be found."""

    done: list[tuple[str, str, str]] = field(default_factory=list)
    may: dict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))
    sure: set[tuple[str, str]] = field(default_factory=set)

    def read(self, *paths: Path) -> None:
        """Take in the diaries of those who worked at the same time: of their last words any may be the newest."""
        last: dict[tuple[str, str], list[str]] = defaultdict(list)
        sure: set[tuple[str, str]] = set()
        for path in paths:
            for thing, (values, was_done) in self._words(path).items():
                last[thing] += values
                if was_done:
                    sure.add(thing)
        for thing, values in last.items():
            self.may[thing] = values if thing in sure else [*self.may[thing], *values]
        self.sure |= sure

    def _words(self, path: Path) -> dict[tuple[str, str], tuple[list[str], bool]]:
        """For each thing of one diary what was done last and tried since, and whether anything was done."""
        words: dict[tuple[str, str], tuple[list[str], bool]] = {}
        for kind, key, value, step in _lines(path):
            before, was_done = words.get((kind, key), ([], False))
            if step == "done":
                self.done.append((kind, key, value))
                words[kind, key] = [value], True
            else:
                words[kind, key] = [*before, value], was_done
        return words

    def count(self, kind: str) -> int:
        """How many of a kind were confirmed."""
        return sum(one[0] == kind for one in self.done)


def _lines(path: Path) -> Iterator[list[str]]:
    for line in path.read_text("utf-8").splitlines():
        try:
            yield json.loads(line)
        except ValueError:
            # The disk was full: the diary itself broke off here.
            return


def lost(told: Told, history: History, folder: Path) -> list[str]:
    """Everything confirmed that is not in the history as it was confirmed; empty where all is well."""
    history.check()
    return [*_things(told, history, folder), *_latest(told, history)]


def _things(told: Told, history: History, folder: Path) -> Iterator[str]:
    machines = {one.id for one in history.machines()}
    routes = {one.id for one in history.routes.all()}
    store = TakeStore(folder)
    repairs: dict[str, list[str]] = defaultdict(list)
    for kind, key, value in told.done:
        if kind == "machine" and key not in machines:
            yield f"machine {value}"
        if kind == "visit":
            try:
                store.verify(history.inspection(key).take)
            except (KeyError, Problem) as error:
                yield f"visit {key}: {error}"
        if kind == "baseline" and key not in [one.id for one in history.baselines(value)]:
            yield f"baseline {key}"
        if kind == "repair":
            repairs[key].append(value)
        if kind == "reading" and not history.readings.lines(key):
            yield f"reading {key}"
        if kind == "correction" and float(value) not in [one.value for one in history.readings.lines(key)]:
            yield f"correction {key}"
        if kind == "route" and key not in routes:
            yield f"route {value}"
        if kind == "run" and value not in history.routes.run(key).skipped:
            yield f"run {key}"
        path = folder / "backups" / key
        if kind == "backup" and path.exists() and not contents(path).whole:
            yield f"backup {key}"
    for condition_id, told_of in repairs.items():
        known = [change.what for change in history.baseline_changes(condition_id)]
        yield from (f"repair {what}" for what in told_of if what not in known)


def _latest(told: Told, history: History) -> Iterator[str]:
    machines = {one.id: one for one in history.machines()}
    points = {point.id for one in machines.values() for point in one.points}
    thrown = {one.thing_id for one in history.bin.contents()}
    for (kind, key), values in told.may.items():
        if kind not in LATEST or (kind, key) not in told.sure:
            continue
        now = ""
        if kind == "facts":
            now = machines[key].notes
        elif kind == "note":
            now = history.inspection(key).note
        elif kind == "review":
            newest = history.review(key)
            now = newest.cause if newest else ""
        elif kind == "place" and key in points:
            placed = history.placement(key)
            now = placed.note if placed else ""
        elif kind == "bin":
            now = "thrown" if key in thrown else "back"
        elif kind == "seen":
            now = history.alerts.seen_of([key])[key].note
        if now not in values:
            yield f"{kind} {key}: {now} is none of {values}"


def usable(history: History) -> None:
    """The lists a technician looks at can be read, and one can go on working."""
    for summary in history.fleet():
        for visit in history.visits(summary.machine.id, limit=5):
            history.inspection(visit.inspection_id)
        history.heard_visits(condition_of(summary.machine), limit=5)

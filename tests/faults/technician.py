"""One who works with a history by chance, and writes down what was tried and what was confirmed.

Every line of the diary is (kind, key, value, step), `step` "try" before the history is asked and "done" after it
confirmed. What was tried last may be there or not; what was done must be.
"""

import json
import os
import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from app.domain.bin import Thing
from app.domain.identity import new_id
from app.domain.inspection import Inspection
from app.domain.machine import Machine
from app.domain.plan import Route
from app.domain.problem import Problem
from app.domain.review import Found
from app.history.backup import Backups
from app.history.history import History
from app.recordings.take_store import TakeStore
from tests.history.builders import (
    add_baseline,
    condition_of,
    inspection,
    machine,
    placement,
    reading,
    review,
    room,
)

SOUND_BYTES = 3000


class Diary:
    """Written line by line, each by one call of the system, so that a killed writer leaves whole lines."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)

    def write(self, kind: str, key: str, value: str, step: str) -> None:
        os.write(self._file, f"{json.dumps([kind, key, value, step])}\n".encode())

    def close(self) -> None:
        os.close(self._file)


class Technician:
    """Does one thing after the other; a Problem is written down and is no reason to stop."""

    def __init__(self, folder: Path, diary: Diary, chance: random.Random) -> None:
        self._folder = folder
        self._diary = diary
        self._chance = chance
        self._history = History.open(folder, busy_timeout_s=5.0)
        self._store = TakeStore(folder)
        self._machines: list[Machine] = self._history.machines()
        self._visits: list[Inspection] = []
        self._acts: dict[str, Callable[[], None]] = {
            "machine": self._add_machine,
            "facts": self._change_machine,
            "visit": self._inspect,
            "note": self._note,
            "review": self._review,
            "baseline": self._learn,
            "repair": self._repair,
            "reading": self._read,
            "correction": self._correct,
            "route": self._plan_route,
            "run": self._walk,
            "seen": self._see,
            "bin": self._throw,
            "place": self._place,
            "backup": self._back_up,
        }

    def work(self, acts: int) -> None:
        """So many things, by chance."""
        for _ in range(acts):
            name = self._chance.choice(list(self._acts)) if self._machines else "machine"
            try:
                self._acts[name]()
            except Problem as problem:
                if not (problem.what.strip().endswith(".") and problem.to_do):
                    raise AssertionError(f"not said in a sentence: {problem!r}") from problem
                self._diary.write("problem", name, str(problem), "done")
            self._machines = self._machines or self._history.machines()

    def close(self) -> None:
        self._history.close()

    def _keep(self, kind: str, key: str, value: str, act: Callable[[], object]) -> None:
        self._diary.write(kind, key, value, "try")
        act()
        self._diary.write(kind, key, value, "done")

    def _some_machine(self) -> Machine:
        return self._chance.choice(self._machines)

    def _some_visit(self) -> Inspection:
        if not self._visits:
            self._inspect()
        return self._chance.choice(self._visits)

    def _add_machine(self) -> None:
        new = machine(f"Fan {new_id()[:8]}", conditions=2)
        self._keep("machine", new.id, new.name, lambda: self._history.add_machine(new))
        self._machines.append(new)

    def _change_machine(self) -> None:
        at = self._chance.randrange(len(self._machines))
        changed = replace(self._machines[at], notes=new_id())
        self._keep("facts", changed.id, changed.notes, lambda: self._history.change_machine(changed))
        self._machines[at] = changed

    def _inspect(self) -> None:
        """With a recording of its own in the store."""
        sound = self._folder.parent / f"{new_id()}.wav"
        sound.write_bytes(self._chance.randbytes(SOUND_BYTES))
        try:
            kept = self._store.keep(sound)
        finally:
            sound.unlink()
        new = inspection(self._some_machine(), note="first")
        new = replace(new, take=replace(new.take, sha256=kept.sha256, stored_as=kept.stored_as))
        self._keep("visit", new.id, kept.stored_as, lambda: self._visits.append(self._history.add_inspection(new)))

    def _note(self) -> None:
        visit, text = self._some_visit(), new_id()
        self._keep("note", visit.id, text, lambda: self._history.set_note(visit.id, text))

    def _review(self) -> None:
        found = self._chance.choice((Found.FAULTY, Found.HEALTHY))
        new = review(self._some_visit().id, found, cause=new_id())
        self._keep("review", new.inspection_id, new.cause, lambda: self._history.add_review(new))

    def _learn(self) -> None:
        condition_id = condition_of(self._some_machine())
        self._diary.write("baseline", condition_id, "", "try")
        baseline = add_baseline(self._history, condition_id, self._chance.randint(1, 6))
        self._diary.write("baseline", baseline.id, condition_id, "done")

    def _repair(self) -> None:
        condition_id = condition_of(self._some_machine())
        if self._history.baseline(condition_id) is not None:
            what = new_id()
            self._keep("repair", condition_id, what, lambda: self._history.repair(condition_id, what))

    def _read(self) -> None:
        new = reading(self._some_machine(), self._chance.uniform(20.0, 90.0))
        self._keep("reading", new.id, new.condition_id, lambda: self._history.readings.add(new))

    def _correct(self) -> None:
        known = self._history.readings.of_condition(condition_of(self._some_machine()))
        if known:
            value = self._chance.uniform(20.0, 90.0)
            old = self._chance.choice(known)
            self._keep(
                "correction", old.id, repr(value), lambda: self._history.readings.replace(old.id, value, old.unit)
            )

    def _plan_route(self) -> None:
        new = Route(new_id(), tuple(one.id for one in self._machines[:3]))
        self._keep("route", new.id, new.name, lambda: self._history.routes.add(new))

    def _walk(self) -> None:
        routes = [one for one in self._history.routes.all() if one.machine_ids]
        if routes:
            run = self._history.routes.start_run(self._chance.choice(routes).id)
            skipped = run.machine_ids[0]
            self._keep("run", run.id, skipped, lambda: self._history.routes.skip(run.id, skipped))

    def _see(self) -> None:
        alert_id, note = new_id(), new_id()
        self._keep("seen", alert_id, note, lambda: self._history.alerts.seen(alert_id, note))

    def _throw(self) -> None:
        """Thrown away and, half of the times, brought back."""
        visit = self._some_visit()
        if visit.id not in [one.thing_id for one in self._history.bin.contents()]:
            self._keep("bin", visit.id, "thrown", lambda: self._history.bin.throw(Thing.INSPECTION, visit.id))
        if self._chance.random() < 0.5:
            self._keep("bin", visit.id, "back", lambda: self._history.bin.bring_back(visit.id))

    def _place(self) -> None:
        at = self._some_machine()
        note = new_id()
        self._keep("place", at.points[0].id, note, lambda: self._history.add_placement(placement(at, note)))
        sound = room(at, self._chance.randrange(99))
        self._history.add_take(sound.take, sound.clips, inspection(at).quality)
        self._history.add_room(sound)

    def _back_up(self) -> None:
        made = Backups(self._folder).make()
        if made is not None:
            self._diary.write("backup", made.path.name, "", "done")

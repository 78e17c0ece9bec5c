"""Throwing away: into the bin, out of it again, and removing for good what nobody wanted back.

Rows go in one transaction of the history; the files that only they needed are set aside and deleted later, see
`bin_files`. When something has lain long enough is told by `bin_days`, which no clock that was set wrong can fool.
"""

import contextlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from app.domain.bin import Binned, Removed, Thing
from app.domain.identity import now as present
from app.domain.problem import Problem
from app.domain.take import Take
from app.history.fleet_problems import not_in_the_bin
from app.history.history import History
from app.language import later
from app.workflows.bin_days import DaysSeen
from app.workflows.bin_files import REST_S, FilesAside, files_of, size_of
from app.workflows.progress import Cancel

__all__ = ["Back", "Gone", "ThrowAway", "Weight"]

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Back:
    """What was brought back; `name` is what it is called now, which differs where its name was given again."""

    line: Binned
    name: str

    @property
    def renamed(self) -> bool:
        """Whether another machine has its name by now."""
        return self.name != self.line.name


@dataclass(frozen=True, slots=True)
class Weight:
    """What is lost with things in the bin: visits by the id of the thing, and the size of the files in bytes."""

    visits: dict[str, int] = field(default_factory=dict)
    size_bytes: int = 0


@dataclass(frozen=True, slots=True)
class Gone:
    """What was removed for good; `kept` stay, since somebody listened to them after they were thrown away."""

    things: tuple[Binned, ...] = ()
    takes: int = 0
    kept: tuple[Binned, ...] = ()


class ThrowAway:
    """What a technician does with the bin of one history."""

    def __init__(self, history: History) -> None:
        self._history = history
        self._files = FilesAside(history)

    @property
    def rest_s(self) -> float:
        """How long after `empty` a call of `tidy` deletes the files."""
        return REST_S

    def throw(self, thing: Thing, thing_id: str, by: str = "") -> Binned:
        """Puts a machine or an inspection into the bin; KeyError for an unknown id."""
        return self._history.bin.throw(thing, thing_id, by or self._history.who())

    def contents(self) -> tuple[Binned, ...]:
        """What lies in the bin, the last thrown first."""
        return tuple(self._history.bin.contents())

    def bring_back(self, thing_ids: Iterable[str], by: str = "") -> tuple[Back, ...]:
        """Puts things back where they were; an inspection takes its machine along.

        A machine whose name another has by now comes back as "Supply fan 3 (2)".

        Raises:
            Problem: one of them is not in the bin any more, or nothing can be written; those before it are back.
        """
        lying = {line.thing_id: line for line in self.contents()}
        backs: dict[str, Back] = {}
        for thing_id in thing_ids:
            if thing_id in backs:
                continue
            if thing_id not in lying:
                raise not_in_the_bin()
            for one in (lying.get(self._machine_of(lying[thing_id])), lying[thing_id]):
                if one is not None and one.thing_id not in backs:
                    backs[one.thing_id] = self._bring_back(one, by)
        return tuple(backs.values())

    def weigh(self, lines: Sequence[Binned], cancel: Cancel | None = None) -> Weight:
        """What would be lost with them; files that something else needs too are counted, so it is the most."""
        visits, sizes = dict[str, int](), dict[str, int]()
        for line in lines:
            # Another program may have emptied the bin meanwhile.
            with contextlib.suppress(KeyError):
                ids = self._visits(line)
                visits[line.thing_id] = len(ids)
                for take in self._takes(line, ids, cancel):
                    if take.id not in sizes:
                        sizes[take.id] = sum(size_of(path) for path in files_of(self._history.folder, take))
        return Weight(visits, sum(sizes.values()))

    def empty(self, shown: Collection[str]) -> Gone:
        """Removes for good all that lies in the bin, which must be what the user was `shown`, by id of the thing.

        Raises:
            Problem: something else was thrown away meanwhile, or nothing can be written; then nothing is gone.
        """
        lying = self.contents()
        if not lying:
            return Gone()
        if {line.thing_id for line in lying} - set(shown):
            raise Problem(
                later("Something more was thrown away meanwhile, so nothing was removed."),
                later("Look at the list again, then empty the bin."),
            )
        return self._purge(max(line.at for line in lying))

    def purge_due(self, now: datetime | None = None) -> Gone:
        """Removes for good what has lain for 90 days; goes on with what a crash broke off. Call it at the start.

        A wrong clock must not empty the bin. So the 90 days must have passed on the clock *and* have been seen to
        go by: of the time between two calls at most a month counts, and none where the clock went back.
        """
        self.tidy()
        until = DaysSeen(self._history.folder).due(self.contents(), now or present())
        return self._purge(until) if until is not None else Gone()

    def tidy(self) -> None:
        """Goes on with what a crash broke off, and deletes what was set aside `REST_S` ago or longer."""
        self._files.go_on()
        self._files.tidy()

    def _purge(self, until: datetime) -> Gone:
        """Removes what was thrown away at `until` or before."""
        before = [line for line in self.contents() if line.at <= until]
        self._files.begin(before)
        removed: Removed = self._history.bin.purge(until, timedelta(0))
        self._files.set_aside(removed)
        self._files.tidy()
        gone = {line.id for line in removed.things}
        kept = tuple(line for line in self.contents() if line in before)
        return Gone(tuple(line for line in before if line.id in gone), len(removed.takes), kept)

    def _machine_of(self, line: Binned) -> str:
        if line.thing is Thing.MACHINE:
            return ""
        return self._history.inspection(line.thing_id).machine_id

    def _bring_back(self, line: Binned, by: str) -> Back:
        taken = line.thing is Thing.MACHINE and self._history.machine_named(line.name) is not None
        name = self._free_name(line.name) if taken else line.name
        self._history.bin.bring_back(line.thing_id, by or self._history.who(), called=name if taken else "")
        return Back(line, name)

    def _free_name(self, name: str) -> str:
        number = 2
        while self._history.machine_named(f"{name} ({number})") is not None:
            number += 1
        return f"{name} ({number})"

    def _visits(self, line: Binned) -> list[str]:
        """The ids of the inspections of a machine, page by page, or the one."""
        if line.thing is Thing.INSPECTION:
            return [line.thing_id]
        ids: list[str] = []
        while page := self._history.visits(line.thing_id, limit=_AT_ONCE, before=ids[-1] if ids else None):
            ids += [visit.inspection_id for visit in page]
        return ids

    def _takes(self, line: Binned, visit_ids: Sequence[str], cancel: Cancel | None) -> Iterable[Take]:
        for visit_id in visit_ids:
            if cancel is not None:
                cancel.check()
            yield self._history.inspection(visit_id).take
        points = self._history.machine(line.thing_id).points if line.thing is Thing.MACHINE else ()
        for point in points:
            room = self._history.room(point.id)
            yield from [room.take] if room is not None else []
            for condition in point.conditions:
                for baseline in self._history.baselines(condition.id):
                    yield from self._history.takes_of_baseline(baseline.id)

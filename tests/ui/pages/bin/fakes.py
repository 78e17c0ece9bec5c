"""A bin in memory, and the window as its section sees it."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from app.domain.bin import Binned, Thing
from app.domain.problem import Problem
from app.workflows.bin import Back, Gone, Weight
from app.workflows.progress import Cancel

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
NAMES = (
    "Supply fan",
    "Exhaust fan",
    "Booth exhaust",
    "Cooling water pump",
    "Cooling tower fan",
    "Dust extraction fan",
)


def things(count: int) -> list[Binned]:
    """The last thrown first: every fifth is an inspection."""
    made = []
    for number in range(count):
        name = f"{NAMES[number % len(NAMES)]} {number // len(NAMES) + 1}"
        inspected = number % 5 == 4
        made.append(
            Binned(
                Thing.INSPECTION if inspected else Thing.MACHINE,
                f"thing-{number}",
                f"{name}, 2026-08-{number % 28 + 1:02} take.wav" if inspected else name,
                ("M. Großmann", "A. Novak", "")[number % 3],
                id=f"line-{number}",
                at=NOON - timedelta(days=3 * number, hours=number),
            )
        )
    return made


class FakeBin:
    """What `ThrowAway` does, without a history; `taken` are names that other machines have by now."""

    rest_s = 120.0

    def __init__(self, lines: Sequence[Binned] = ()) -> None:
        self.lines = list(lines)
        self.taken: set[str] = set()
        self.kept: set[str] = set()
        self.refuses: Problem | None = None
        self.tidied = 0
        self.weighed = 0

    def contents(self) -> tuple[Binned, ...]:
        return tuple(self.lines)

    def throw(self, thing: Thing, thing_id: str, by: str = "") -> Binned:
        self.lines.insert(0, Binned(thing, thing_id, f"again {thing_id}", by, at=NOON))
        return self.lines[0]

    def bring_back(self, thing_ids: Iterable[str], by: str = "") -> tuple[Back, ...]:
        self._may()
        backs = []
        for thing_id in thing_ids:
            line = next(one for one in self.lines if one.thing_id == thing_id)
            self.lines.remove(line)
            backs.append(Back(line, f"{line.name} (2)" if line.name in self.taken else line.name))
        return tuple(backs)

    def weigh(self, lines: Sequence[Binned], cancel: Cancel | None = None) -> Weight:
        self.weighed += 1
        visits = {line.thing_id: 1 if line.thing is Thing.INSPECTION else 14 for line in lines}
        return Weight(visits, 2_900_000 * sum(visits.values()))

    def empty(self, shown: Collection[str]) -> Gone:
        self._may()
        gone = tuple(line for line in self.lines if line.thing_id not in self.kept)
        self.lines = [line for line in self.lines if line.thing_id in self.kept]
        return Gone(gone, len(gone), tuple(self.lines))

    def tidy(self) -> None:
        self.tidied += 1

    def _may(self) -> None:
        if self.refuses is not None:
            raise self.refuses


class View:
    """The section and the window in one: what was told last."""

    def __init__(self) -> None:
        self.shown: Any = None
        self.loss = self.told = self.said = ""
        self.undo: Callable[[], None] = lambda: None
        self.changed = 0
        self.rests: list[float] = []
        self.problems: dict[str, str] = {}

    def show_bin(self, shown: Any) -> None:
        self.shown = shown

    def show_loss(self, text: str) -> None:
        self.loss = text

    def tell(self, text: str) -> None:
        self.told = text

    def offer_undo(self, text: str, undo: Callable[[], None]) -> None:
        self.said, self.undo = text, undo

    def machines_changed(self) -> None:
        self.changed += 1

    def rest(self, seconds: float) -> None:
        self.rests.append(seconds)

    def show_problem(self, key: str, problem: Problem) -> None:
        self.problems[key] = f"{problem.what} {problem.to_do}"

    def clear_problem(self, key: str) -> None:
        self.problems.pop(key, None)


__all__ = ["NOON", "FakeBin", "View", "replace", "things"]

"""A route while it is worded: nothing of it is kept before it is saved, so one undo takes all of it back."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from app.domain.plan import Route
from app.language import tr


@dataclass(frozen=True, slots=True)
class Draft:
    """A route's name and stops as they are typed and moved.

    `before` is the route as it is kept, None for a new one; `unseen` are stops of it that can't be shown, as of
    machines in the bin: they stay on the route, behind the others.
    """

    name: str
    machine_ids: tuple[str, ...]
    before: Route | None = None
    unseen: tuple[str, ...] = ()
    sought: str = ""

    @property
    def route(self) -> Route:
        """What is to be kept."""
        if self.before is None:
            return Route(self.name, self.machine_ids)
        return replace(self.before, name=self.name, machine_ids=self.machine_ids + self.unseen)

    @property
    def changed(self) -> bool:
        """Whether there is anything to keep."""
        before = self.before
        if before is None or before.name != self.name.strip():
            return True
        return tuple(one for one in before.machine_ids if one not in self.unseen) != self.machine_ids

    def with_machine(self, machine_id: str, behind: int | None = None) -> "Draft":
        """With one more stop: behind the one at a place, else at the end."""
        if machine_id in self.machine_ids:
            return self
        at = len(self.machine_ids) if behind is None else behind + 1
        return replace(self, machine_ids=(*self.machine_ids[:at], machine_id, *self.machine_ids[at:]))

    def without(self, at: int) -> "Draft":
        """Without the stop at a place."""
        return replace(self, machine_ids=self.machine_ids[:at] + self.machine_ids[at + 1 :])

    def moved(self, at: int, to: int) -> "Draft":
        """With the stop of one place at another; beyond the ends it stays where it is."""
        stops = list(self.machine_ids)
        if not (0 <= at < len(stops) and 0 <= to < len(stops)):
            return self
        stops.insert(to, stops.pop(at))
        return replace(self, machine_ids=tuple(stops))


def free_name(taken: Collection[str]) -> str:
    """The first of "Route 1", "Route 2" … that no route has."""
    there = {name.casefold() for name in taken}
    names = (tr("Route {number}", number=number) for number in range(1, len(there) + 2))
    return next(name for name in names if name.casefold() not in there)

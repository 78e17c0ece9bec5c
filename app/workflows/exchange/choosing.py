"""Which machines go into an exchange file: some, those of an area or a site, or all."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from app.domain.machine import Machine
from app.workflows.exchange.problems import nothing_chosen


@dataclass(frozen=True, slots=True)
class Choice:
    """Machines by their ids, or by site and area; what is left empty leaves them all."""

    machine_ids: Collection[str] = ()
    site: str = ""
    area: str = ""

    def of(self, machines: Sequence[Machine]) -> list[Machine]:
        """The chosen ones, in their order; Problem when there is none."""
        chosen = [one for one in machines if self._wants(one)]
        if not chosen:
            raise nothing_chosen()
        return chosen

    def _wants(self, machine: Machine) -> bool:
        by_id = not self.machine_ids or machine.id in self.machine_ids
        return by_id and _same(self.site, machine.site) and _same(self.area, machine.area)


def _same(wanted: str, there: str) -> bool:
    return not wanted or wanted.strip().casefold() == there.strip().casefold()

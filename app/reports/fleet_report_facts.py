"""What the report of all machines is made of."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.fleet import Alert, FirstVisit, MachineNow
from app.domain.machine import Machine
from app.language import tr
from app.reports.printing import Period, Printing


@dataclass(frozen=True, slots=True)
class FleetReportFacts:
    """Every machine as it stands, in the order of the plant, and what the period brought, newest first.

    `visits` is how often somebody listened in the period; `first` are those that want a visit most.
    """

    machines: Sequence[MachineNow]
    first: Sequence[FirstVisit]
    alerts: Sequence[Alert]
    visits: int
    period: Period
    how: Printing

    @property
    def days(self) -> str:
        """The period as the report prints it."""
        return self.period.days(self.how, None, self.how.printed_at)

    @property
    def names(self) -> dict[str, str]:
        """The machines' names by their ids."""
        return {one.machine.id: one.machine.name for one in self.machines}


def place_of(machine: Machine) -> str:
    """ "Plant 2 › Hall B", or that nobody said."""
    return " › ".join(part for part in (machine.site.strip(), machine.area.strip()) if part) or tr("No site")

"""What happens to each simulated machine in its two years, so that the fleet stands at last as fleets stand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.domain.machine import MachineType
from app.workflows.demo.chance import Chance
from app.workflows.demo.plant import Placed
from app.workflows.demo.sound import Fault


class Plot(StrEnum):
    """How a machine's life goes; where nothing else is said it is healthy at last."""

    QUIET = "nothing happens"
    REPAIRED = "a fault grew and was repaired"
    AGEING = "its microphone ages"
    FADING = "slowly less like itself, healthy still"
    WATCH = "a fault grows"
    ABNORMAL = "a fault has grown"
    BROKEN = "it broke at once"
    CANNOT_TELL = "the newest take is not good enough"
    NEVER_VISITED = "set up, never listened to"
    NEVER_LEARNT = "listened to, never learnt"
    NOT_LEARNT_AGAIN = "repaired, not learnt since"
    TAKEN_DOWN = "taken down, in the bin"


@dataclass(frozen=True, slots=True)
class Story:
    """What happens to one machine. `heard`: its newest and its healthy takes are sound that can be played."""

    plot: Plot
    fault: Fault
    overdue: bool = False
    heard: bool = False


_FAULTS: dict[MachineType, tuple[Fault, ...]] = {
    MachineType.FAN: (Fault.BEARING, Fault.DIRT, Fault.LOOSE, Fault.BEARING),
    MachineType.PUMP: (Fault.CAVITATION, Fault.SEAL, Fault.BEARING),
    MachineType.SLIDER: (Fault.RAIL,),
    MachineType.OTHER: (Fault.BEARING, Fault.LOOSE),
}

_ABNORMAL = (
    (Plot.ABNORMAL, MachineType.FAN, Fault.BEARING),
    (Plot.BROKEN, MachineType.FAN, Fault.BLADE),
    (Plot.ABNORMAL, MachineType.PUMP, Fault.CAVITATION),
    (Plot.ABNORMAL, MachineType.FAN, Fault.DIRT),
)
"""The machines that a technician should go to first, in turns."""

_LARGE = 60
_MORE_HEARD = 4
_HEALTHY_HEARD = 2
"""So many machines to watch and healthy ones can be played in a large fleet, beside all that are abnormal."""


def stories(placed: Sequence[Placed], chance: Chance) -> tuple[Story, ...]:
    """One for each machine, in their order."""
    count = len(placed)
    free = [int(place) for place in chance.numbers.permutation(count)]
    told: dict[int, Story] = {}
    for number in range(_share(count, 0.02)):
        plot, kind, fault = _ABNORMAL[number % len(_ABNORMAL)]
        told[_take(free, placed, kind)] = Story(plot, fault, heard=True)
    may_be_heard = _MORE_HEARD if count >= _LARGE else 0
    for place in _next(free, _share(count, 0.08)):
        heard = may_be_heard > 0 and placed[place].machine.type is MachineType.FAN
        may_be_heard -= heard
        told[place] = Story(Plot.WATCH, _fault(placed[place], chance), heard=heard)
    unknown = (Plot.NEVER_VISITED, Plot.NEVER_LEARNT, Plot.NOT_LEARNT_AGAIN)
    for number, place in enumerate(_next(free, _share(count, 0.03))):
        told[place] = Story(unknown[(number + 1) % 3], _fault(placed[place], chance))
    for plot, share in ((Plot.CANNOT_TELL, 0.03), (Plot.FADING, 0.02), (Plot.REPAIRED, 0.15)):
        least = 1 if plot is Plot.CANNOT_TELL else 0
        for place in _next(free, max(round(count * share), least)):
            told[place] = Story(plot, _fault(placed[place], chance))
    for place in _next(free, round(count * 0.015)):
        told[place] = Story(Plot.AGEING, Fault.AGEING)
    late = round(count * 0.04)
    for number, place in enumerate(_next(free, len(free))):
        heard = count >= _LARGE and late <= number < late + _HEALTHY_HEARD
        told[place] = Story(Plot.QUIET, Fault.FOREIGN, overdue=number < late, heard=heard)
    return tuple(told[place] for place in range(count))


TAKEN_DOWN = Story(Plot.TAKEN_DOWN, Fault.FOREIGN)


def _share(count: int, share: float) -> int:
    return max(round(count * share), 1)


def _next(free: list[int], count: int) -> Iterator[int]:
    for _ in range(min(count, len(free))):
        yield free.pop()


def _take(free: list[int], placed: Sequence[Placed], kind: MachineType) -> int:
    """The next free one of that type, any other where there is none."""
    place = next((place for place in reversed(free) if placed[place].machine.type is kind), free[-1])
    free.remove(place)
    return place


def _fault(placed: Placed, chance: Chance) -> Fault:
    return chance.one(_FAULTS[placed.machine.type])

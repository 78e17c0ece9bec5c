"""What is no machine, learnt without the machine that is judged, as it is for the models that ship."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from training.data import MachineSound

if TYPE_CHECKING:
    from training.everyday import Everyday
    from training.strange import Strange

FEWEST_MACHINES = 2


def strange_from(machines: Sequence[MachineSound], seed: int) -> Strange | None:
    """Learnt on machines of all types and on the everyday sounds at hand; a second for eight machines.

    None where fewer than two machines have the faults that show what to spare.
    """
    from training.strange_fit import StrangeSettings, fit_strange

    with_faults = [one for one in machines if all(len(one.faulty(snr)) for snr in one.snrs)]
    if len(with_faults) < FEWEST_MACHINES:
        return None
    return fit_strange(with_faults, everyday(seed).sounds, StrangeSettings(seed=seed))


@cache
def everyday(seed: int) -> Everyday:
    """The sounds at hand; ten seconds, so once a process.

    Raises:
        Problem: what was computed can't be kept.
    """
    from training.datasets.command import CACHE
    from training.everyday import SOUNDS, everyday_sounds

    return everyday_sounds(SOUNDS, CACHE, seed)

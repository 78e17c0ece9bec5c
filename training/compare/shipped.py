"""The files that ship, held against machines they never heard: nothing is trained for it."""

from __future__ import annotations

from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from training.compare.copies import Held
from training.data import MachineSound

if TYPE_CHECKING:
    from training.evaluate import ShippedModel

SHIPPED_FILES = "shipped"
"""How the files themselves are called beside the copies trained anew."""


def shipped_held(folder: Path, machine: MachineSound) -> Held | None:
    """The files of one version as the judge of one machine; None where the machine was in their training."""
    model = _loaded(folder)
    if model.heard(machine):
        return None
    return _held(model, machine, level_counts=True, elsewhere=_held(model, machine, level_counts=False))


def never_heard(folder: Path, machines: tuple[MachineSound, ...]) -> bool:
    """Whether any of the machines is new to that version."""
    return any(not _loaded(folder).heard(machine) for machine in machines)


def _held(model: ShippedModel, machine: MachineSound, level_counts: bool, elsewhere: Held | None = None) -> Held:
    return Held(
        machine,
        partial(model.score, level_counts=level_counts),
        partial(model.bar, level_counts=level_counts),
        model.model.card.faulty_share,
        elsewhere,
    )


@cache
def _loaded(folder: Path) -> ShippedModel:
    from training.evaluate import ShippedModel

    return ShippedModel(folder)

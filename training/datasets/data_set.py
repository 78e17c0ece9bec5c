"""What every data set looks like to detectors and comparisons, wherever it came from."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from training.data import HEALTHY, BandsFolder
from training.datasets.sound import SoundClip

Clips = dict[tuple[str, str], tuple[SoundClip, ...]]


@dataclass(frozen=True, slots=True)
class MachineRecordings:
    """One machine's sound: `clips[snr, label]` as it was recorded; clip i is the same sound at every SNR."""

    type: str
    id: str
    clips: Clips = field(repr=False)

    @property
    def name(self) -> str:
        """Type and id, as it is printed."""
        return f"{self.type}/{self.id}"

    @property
    def snrs(self) -> tuple[str, ...]:
        """The noise levels of which there are healthy clips, quietest noise first."""
        return tuple(snr for snr, label in self.clips if label == HEALTHY)

    def count(self, snr: str, label: str) -> int:
        """How many clips there are."""
        return len(self.clips.get((snr, label), ()))


@dataclass(frozen=True, slots=True)
class DataSet:
    """A folder that was opened: what it is, whose it is, its machines, and a sentence for each thing skipped.

    `machines` is empty where there is no sound; then `bands` holds what there is instead.
    """

    root: Path
    kind: str
    licence: str
    machines: tuple[MachineRecordings, ...] = field(repr=False)
    skipped: tuple[str, ...] = field(repr=False)
    bands: BandsFolder | None = field(default=None, repr=False)

    @property
    def name(self) -> str:
        """The folder's own name."""
        return self.root.resolve().name or str(self.root)

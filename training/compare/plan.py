"""How much is tried: the judge that ships in every case, what it is compared with in the one that is quoted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

SHIPS = "judge"
"""The detector that ships: the report is about it, the others are there to compare with."""

QUOTED_N = 5
QUOTED_K = 1
BASELINES = (1, 3, 5, 10, 20)
TAKES = (1, 3, 6)
EQUALISED_DB = (0.0, 2.3, 4.6)
"""How unlike another microphone hears, rms over bands."""

QUICK_CLIPS = 120


@dataclass(frozen=True, slots=True)
class Plan:
    """What one run tries.

    `enrolments` is from how many places a baseline is learnt, for the judge that ships and for the others;
    `quick` thins all of it until it only shows that everything runs.
    """

    seed: int = 0
    quick: bool = False

    @property
    def takes(self) -> tuple[int, ...]:
        """Clips a verdict, k."""
        return (1, 6) if self.quick else TAKES

    def enrolments(self, detector: str) -> int:
        """From how many places a baseline is learnt."""
        if self.quick:
            return 3
        return 12 if detector == SHIPS else 6

    def baselines(self, detector: str) -> tuple[int, ...]:
        """Clips in a baseline, n."""
        if detector != SHIPS:
            return (QUOTED_N,)
        return (1, QUOTED_N) if self.quick else BASELINES

    def noise_pairs(self, snrs: tuple[str, ...]) -> Iterator[tuple[str, str]]:
        """Noise level learnt at and another that is inspected at."""
        yield from ((learnt, snr) for learnt in snrs for snr in snrs if learnt != snr)

    @property
    def clips(self) -> int | None:
        """At most how many clips of a machine and label are used; None for all."""
        return QUICK_CLIPS if self.quick else None

    @property
    def conditions(self) -> int | None:
        """At most how many conditions of real machines go through the whole app; None for all."""
        return 1 if self.quick else None

    @property
    def wrong_enrolments(self) -> int:
        """From how many places another machine is met with a wrong baseline."""
        return 2 if self.quick else 4

    @property
    def wrong_clips(self) -> int:
        """At most how many clips of the other machine are held against each baseline."""
        return 60 if self.quick else 240

"""A machine that turns a little faster or slower, within what its operating condition allows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from training.augment.waveform import RATE_HZ, Waveform

SLIP = 0.02
"""How far the speed of a machine may differ while its condition is called the same: the slip of an induction motor
between no load and full load is 1 to 3 %. More is another condition, and so another baseline."""

LARGEST_CHANGE = 0.5
_STEPS = 10_000


@dataclass(frozen=True, slots=True)
class SpeedRange:
    """What a condition allows: the slowest and fastest speed as shares of the one a clip was recorded at."""

    slowest: float = 1 - SLIP
    fastest: float = 1 + SLIP

    def __post_init__(self) -> None:
        if not 1 - LARGEST_CHANGE <= self.slowest <= 1 <= self.fastest <= 1 + LARGEST_CHANGE:
            raise ValueError(f"Speeds of {self.slowest} … {self.fastest} are none of one machine.")

    @classmethod
    def of_rpm(cls, recorded_rpm: float, slowest_rpm: float, fastest_rpm: float) -> SpeedRange:
        """Where the rpm of a condition is known to vary; the slip is always allowed."""
        if not slowest_rpm <= recorded_rpm <= fastest_rpm or slowest_rpm <= 0:
            raise ValueError(f"{recorded_rpm} rpm is not between {slowest_rpm} and {fastest_rpm}.")
        return cls(min(1 - SLIP, slowest_rpm / recorded_rpm), max(1 + SLIP, fastest_rpm / recorded_rpm))

    def draw(self, rng: np.random.Generator) -> float:
        """A speed, evenly from the range."""
        return float(rng.uniform(self.slowest, self.fastest))


def change_speed(waveform: Waveform, speed: float) -> Waveform:
    """The clip as the machine sounds at `speed` times its speed: pitch and tempo together, as in a machine.

    float32 `[n]` at 16 kHz to the same length: a faster clip is shorter and is filled up with its own end played
    backwards, a slower one is cut. What comes to lie above 8 kHz is gone; of a slower clip what lies above 8 kHz ·
    `speed` is empty, which is more than the four bands that are not judged from 9 % slower on.
    """
    import soxr

    step = round(speed * _STEPS)
    turned = soxr.resample(waveform, RATE_HZ * step, RATE_HZ * _STEPS, "VHQ")
    missing = max(0, len(waveform) - len(turned))
    return np.pad(turned, (0, missing), mode="symmetric")[: len(waveform)].astype(np.float32)

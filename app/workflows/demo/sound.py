"""How a simulated machine sounds at a visit, in the 128 bands of the ear, without a sound being made.

A machine is its healthy levels: those of a synthesised fan as the real ear hears it, bent into another machine.
A visit adds what visits differ by (distance, placement, the clip itself), a fault the decibels of its shape. It is
simulated, and proves nothing about how well Earshot hears a real fault; what is judged is judged for real.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from app.acoustics.bands import centre_hz, to_db
from app.acoustics.synthesis import FanSound, fan_take
from app.diagnosis.model import Model
from app.domain.machine import MachineType
from app.domain.take import BAND_COUNT, CLIP_S
from app.workflows.demo.chance import Chance

Levels = NDArray[np.float64]
"""Float64 `[128]` in dB."""

Samples = NDArray[np.float32]
"""Float32 `[n]` at 16 kHz, full scale 1.0."""

RATE_HZ = 16_000
_BASES = 12
_LOUDEST = 0.89
_OVERDRIVEN = 0.03
_LN_10 = float(np.log(10.0))

_HZ = np.maximum(centre_hz(), 20.0)
PLACE = np.clip(np.log2(_HZ / 30.0) / np.log2(8000.0 / 30.0), 0.0, 1.0)
"""Where each band lies between 30 Hz and 8 kHz, 0 to 1 in octaves, `[128]`."""


class Fault(StrEnum):
    """What changes the sound of a simulated machine; the value names it."""

    BEARING = "bearing wear"
    BLADE = "broken blade"
    DIRT = "dirt and imbalance"
    CAVITATION = "cavitation"
    SEAL = "seal leak"
    RAIL = "dry rail"
    LOOSE = "loose mount"
    FOREIGN = "another machine beside it"
    AGEING = "ageing microphone"


def _hump(centre_hz_: float, octaves: float) -> Levels:
    shape: Levels = np.exp(-0.5 * (np.log2(_HZ / centre_hz_) / octaves) ** 2)
    return shape


_SHAPES: dict[Fault, Levels] = {
    Fault.BEARING: _hump(2640.0, 0.16) + 0.8 * _hump(3420.0, 0.12) + 0.3 * _hump(1350.0, 0.2),
    Fault.BLADE: _hump(2350.0, 0.1) + 0.9 * _hump(173.0, 0.15) + 0.6 * _hump(346.0, 0.1),
    Fault.DIRT: _hump(95.0, 0.5) + 0.4 * _hump(1100.0, 0.3),
    Fault.CAVITATION: _hump(3100.0, 0.25) + 0.6 * _hump(5200.0, 0.2),
    Fault.SEAL: _hump(4300.0, 0.14) + 0.4 * _hump(6100.0, 0.12),
    Fault.RAIL: _hump(110.0, 0.45) + 0.6 * _hump(1250.0, 0.3),
    Fault.LOOSE: _hump(150.0, 0.3) + 0.5 * _hump(450.0, 0.15),
    Fault.FOREIGN: _hump(590.0, 0.12) + 0.8 * _hump(1180.0, 0.1) + 0.5 * _hump(118.0, 0.3),
    Fault.AGEING: -0.3 - 0.7 * PLACE**2,
}

_TILT_DB: dict[MachineType, float] = {
    MachineType.FAN: 0.0,
    MachineType.PUMP: 9.0,
    MachineType.SLIDER: 5.0,
    MachineType.OTHER: -3.0,
}
"""How much more of its sound lies high up than a fan's does."""


@dataclass(frozen=True, slots=True)
class Scatter:
    """By how many dB visits differ from each other (`visit`, smooth over frequency) and clips within one."""

    visit: float
    clip: float
    gain: float = 1.0


USUAL = Scatter(visit=0.14, clip=0.22)
QUIET = Scatter(visit=0.06, clip=0.18)


def shape_of(fault: Fault) -> Levels:
    """What a fault adds in each band per decibel of it."""
    return _SHAPES[fault]


@dataclass(frozen=True, slots=True, eq=False)
class Base:
    """A machine as it is when healthy: ten seconds of sound, and what the ear hears of it in dB."""

    samples: Samples
    levels: Levels


class Bases:
    """The synthesised fans that machines are bent from, each made when it is first wanted."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._made: dict[int, Samples] = {}

    def bent(self, kind: MachineType, chance: Chance) -> Base:
        """A healthy machine of that type: one of the fans with another balance of low and high."""
        number = chance.whole(0, _BASES - 1)
        if number not in self._made:
            fan = FanSound(shaft_hz=16.0 + 3.1 * (number % 4), blades=6 + number % 5, machine_seed=500 + number)
            self._made[number] = fan_take(CLIP_S, RATE_HZ, number, fan=fan)
        bend_db = chance.wavy(PLACE, 2.0) + _TILT_DB[kind] * (PLACE - 0.4) + chance.between(-4.0, 4.0)
        samples = filtered(self._made[number], bend_db)
        return Base(samples, np.asarray(to_db(self._model.ear(samples)), dtype=np.float64))


def filtered(samples: Samples, added_db: Levels) -> Samples:
    """The sound `[n]` at 16 kHz with so many decibels `[128]` more in each band, never clipped."""
    spectrum = np.fft.rfft(samples)
    gain_db = np.interp(np.fft.rfftfreq(len(samples), 1.0 / RATE_HZ), centre_hz(), added_db)
    louder: NDArray[np.float64] = np.fft.irfft(spectrum * 10.0 ** (gain_db / 20.0), len(samples))
    louder *= min(1.0, _LOUDEST / max(float(np.abs(louder).max()), 1e-9))
    return louder.astype(np.float32)


def overdriven(samples: Samples) -> Samples:
    """The sound `[n]` so loud that three samples in a hundred are cut off."""
    limit = float(np.quantile(np.abs(samples), 1.0 - _OVERDRIVEN))
    return np.asarray(np.clip(samples / max(limit, 1e-9), -1.0, 1.0), dtype=np.float32)


def visit_bands(
    healthy: Levels, added_db: Levels, clips: int, scatter: Scatter, chance: Chance
) -> NDArray[np.float32]:
    """What the ear would say of a take: float32 `[clips, 128]` in natural-log power."""
    visit = healthy + added_db + chance.near(0.0, scatter.gain) + chance.wavy(PLACE, scatter.visit)
    visit = visit + chance.near(0.0, 0.6 * scatter.gain) * (PLACE - 0.5)
    rows = [
        visit + chance.wavy(PLACE, scatter.clip) + scatter.clip * chance.numbers.standard_normal(BAND_COUNT)
        for _ in range(clips)
    ]
    return (np.stack(rows) * (_LN_10 / 10.0)).astype(np.float32)

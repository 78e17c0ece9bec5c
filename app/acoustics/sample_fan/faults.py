"""What three faults add to the sound of the fan. Severity 1 is a fault that a technician standing there hears."""

from enum import StrEnum

import numpy as np

from app.acoustics.sample_fan.noise import Floats, Shape, db_to_gain, shaped_noise
from app.acoustics.sample_fan.sources import FanSound, Rotation
from app.acoustics.sizes import quick_length


class Fault(StrEnum):
    """What may be wrong with the sample fan."""

    UNBALANCE = "unbalance"
    BLADE_DAMAGE = "blade damage"
    BEARING = "bearing"


def fault_sound(
    random: np.random.Generator, fan: FanSound, shaft: Rotation, fault: Fault, severity: float
) -> Floats:
    """The sound `[n]` that the fault adds; its amplitude grows with `severity`, 0 is none."""
    makers = {Fault.UNBALANCE: _unbalance, Fault.BLADE_DAMAGE: _blade_damage, Fault.BEARING: _bearing}
    return severity * makers[fault](random, fan, shaft)


def _unbalance(random: np.random.Generator, fan: FanSound, shaft: Rotation) -> Floats:
    """Once-per-turn shaking: the casing answers at low orders, and a loose guard rattles with every turn.

    The first order itself lies below what a small microphone hears; its harmonics from the casing do not.
    """
    orders = np.arange(1.0, 25.0)
    frequency_hz = orders * shaft.speed_hz
    casing = 1.0 + 2.5 / (1.0 + ((frequency_hz - 120.0) / 25.0) ** 2)
    amplitudes = db_to_gain(-36.0) * casing * 10.0 ** (-(orders - 1) * 1.6 / 20.0)
    shaking = shaft.repeat(amplitudes, 2.4 * np.power(orders, 1.5))
    rattle = shaped_noise(random, shaft.frames, shaft.sample_rate_hz, _around(1100.0, 0.7, -20.0))
    return shaking + rattle * np.exp(4.0 * (np.cos(2.0 * np.pi * shaft.turns) - 1.0))


def _blade_damage(random: np.random.Generator, fan: FanSound, shaft: Rotation) -> Floats:
    """One blade is chipped: its pulse differs once a turn, and air breaks away from it with a hiss."""
    orders = np.arange(1, 12 * fan.blades + 1)
    envelope = db_to_gain(-50.0) * 10.0 ** (-np.abs(orders / fan.blades - 1.0) * 5.0 / 20.0)
    pulse = shaft.repeat(envelope, np.zeros(orders.size))
    hiss = shaped_noise(random, shaft.frames, shaft.sample_rate_hz, _around(2350.0, 0.26, -28.5))
    return pulse + hiss * (1.0 + 0.5 * np.cos(2.0 * np.pi * shaft.turns))


def _bearing(random: np.random.Generator, fan: FanSound, shaft: Rotation) -> Floats:
    """Balls roll over a pit in the outer race; each impact makes the housing ring between 2 and 4 kHz.

    Balls slip, so impacts are spaced unevenly by about 1 % and the lines in the spectrum smear.
    """
    impacts_due = int(float(shaft.turns[-1] - shaft.turns[0]) * fan.bearing_ratio)
    spacing = (1.0 + 0.01 * random.standard_normal(impacts_due)) / fan.bearing_ratio
    at_turn = shaft.turns[0] + np.cumsum(spacing)
    at_turn = at_turn[at_turn < shaft.turns[-1]]
    strength = np.exp(0.25 * random.standard_normal(at_turn.size)) * (1.0 + 0.3 * np.cos(2.0 * np.pi * at_turn))
    impacts = np.zeros(shaft.frames)
    np.add.at(impacts, np.searchsorted(shaft.turns, at_turn), strength)
    return _ring(impacts, shaft.sample_rate_hz)


def _ring(impacts: Floats, sample_rate_hz: int) -> Floats:
    """What the bearing housing makes of `impacts` `[n]`: three decaying modes."""
    seconds = np.arange(int(0.05 * sample_rate_hz)) / sample_rate_hz
    ringing = np.zeros(seconds.size)
    for mode_hz, decay_s, amplitude in ((1350.0, 0.004, 0.012), (2640.0, 0.002, 0.040), (3420.0, 0.0015, 0.032)):
        if mode_hz < 0.45 * sample_rate_hz:
            ringing += amplitude * np.exp(-seconds / decay_s) * np.sin(2.0 * np.pi * mode_hz * seconds)
    length = quick_length(impacts.size + ringing.size)
    rung: Floats = np.fft.irfft(np.fft.rfft(impacts, length) * np.fft.rfft(ringing, length), length)
    return rung[: impacts.size]


def _around(centre_hz: float, width_octaves: float, level_db: float) -> Shape:
    """A hump of noise, bell-shaped over octaves, with `level_db` at its top."""

    def shape(frequency_hz: Floats) -> Floats:
        octaves = np.log2(np.maximum(frequency_hz, 1.0) / centre_hz)
        return db_to_gain(level_db) * np.exp(-0.5 * (octaves / width_octaves) ** 2)

    return shape

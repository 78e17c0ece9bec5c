"""What a healthy fan sounds of: turning blades, the air they move, and the motor."""

from dataclasses import dataclass

import numpy as np

from app.acoustics.sample_fan.noise import Floats, db_to_gain, drift, shaped_noise

_TABLE_POINTS = 4096
_HIGHEST_ORDER = 84


@dataclass(frozen=True, slots=True)
class FanSound:
    """One machine. The defaults are a seven-bladed fan on a four-pole motor at 50 Hz mains, turning at 1482 rpm.

    `machine_seed` draws what makes this machine itself and stays with it from take to take: how its blades differ,
    where its casing resonates, the room it stands in. `bearing_ratio` is impacts a turn of a damaged outer race;
    `level_dbfs` about the rms level of a healthy take.
    """

    shaft_hz: float = 24.7
    blades: int = 7
    mains_hz: float = 50.0
    rotor_slots: int = 34
    bearing_ratio: float = 3.58
    level_dbfs: float = -28.0
    machine_seed: int = 7


@dataclass(frozen=True, slots=True, eq=False)
class Rotation:
    """How the shaft turned: `turns` `[n]` counts its revolutions at every sample of the take."""

    turns: Floats
    sample_rate_hz: int
    speed_hz: float

    @property
    def frames(self) -> int:
        """Length of the take in samples."""
        return int(self.turns.size)

    def repeat(self, order_amplitudes: Floats, order_phases: Floats) -> Floats:
        """The sound `[n]` that repeats with every turn: sines at orders 1, 2, … of the shaft.

        Orders close to half the rate or beyond are left out.
        """
        orders = np.arange(1, order_amplitudes.size + 1)
        audible = orders * self.speed_hz < 0.45 * self.sample_rate_hz
        spectrum = np.zeros(_TABLE_POINTS // 2 + 1, dtype=np.complex128)
        spectrum[orders[audible]] = (order_amplitudes * np.exp(1j * order_phases))[audible]
        table = np.fft.irfft(spectrum, _TABLE_POINTS) * (_TABLE_POINTS / 2.0)
        points = np.arange(_TABLE_POINTS + 1) / _TABLE_POINTS
        sound: Floats = np.interp(self.turns % 1.0, points, np.append(table, table[0]))
        return sound


def rotation(
    random: np.random.Generator, fan: FanSound, frames: int, sample_rate_hz: int, speed_share: float
) -> Rotation:
    """The shaft at `speed_share` above its nominal speed, wandering by some 0.05 % as load and mains do."""
    speed_hz = fan.shaft_hz * (1.0 + speed_share)
    wander = 1.0 + 0.0005 * drift(random, frames, sample_rate_hz, fastest_hz=0.5)
    turns = random.uniform() + np.cumsum(speed_hz / sample_rate_hz * wander)
    return Rotation(turns, sample_rate_hz, speed_hz)


def blade_tones(random: np.random.Generator, fan: FanSound, shaft: Rotation) -> Floats:
    """Blade passing and its harmonics, unsteady with the flow; between them the orders by which blades differ."""
    machine = np.random.Generator(np.random.PCG64([fan.machine_seed, 1]))
    orders = np.arange(1, _HIGHEST_ORDER + 1)
    falling = db_to_gain(-36.0) * 10.0 ** (-(orders / fan.blades - 1.0) * 4.5 / 20.0)
    differences = 0.05 * falling * machine.rayleigh(size=orders.size)
    amplitudes = np.where(orders % fan.blades == 0, falling, differences)
    tones = shaft.repeat(amplitudes, machine.uniform(0.0, 2.0 * np.pi, orders.size))
    return tones * (1.0 + 0.12 * drift(random, shaft.frames, shaft.sample_rate_hz, fastest_hz=8.0))


def flow_noise(random: np.random.Generator, fan: FanSound, shaft: Rotation) -> Floats:
    """Turbulence: two broad ranges that fluctuate on their own, chopped a little by the passing blades."""
    machine = np.random.Generator(np.random.PCG64([fan.machine_seed, 2]))
    peaks_hz = 160.0 * 2.0 ** np.sort(machine.uniform(0.0, 5.0, 6))
    heights = machine.uniform(0.2, 0.9, 6)

    def density(frequency_hz: Floats) -> Floats:
        frequency_hz = np.maximum(frequency_hz, 1.0)
        falling = (1.0 + (frequency_hz / 420.0) ** 2) ** -0.62 / (1.0 + (60.0 / frequency_hz) ** 2)
        for peak_hz, height in zip(peaks_hz, heights, strict=True):
            falling = falling * (1.0 + height / (1.0 + (8.0 * np.log(frequency_hz / peak_hz)) ** 2))
        return np.asarray(falling * db_to_gain(-18.3), dtype=np.float64)

    def low_share(frequency_hz: Floats) -> Floats:
        return 1.0 / (1.0 + (frequency_hz / 900.0) ** 4)

    passing = 1.0 + 0.15 * np.cos(2.0 * np.pi * fan.blades * shaft.turns)
    frames, rate = shaft.frames, shaft.sample_rate_hz
    low = shaped_noise(random, frames, rate, lambda f: density(f) * np.sqrt(low_share(f)))
    high = shaped_noise(random, frames, rate, lambda f: density(f) * np.sqrt(1.0 - low_share(f)))
    low *= 1.0 + 0.10 * drift(random, frames, rate, fastest_hz=3.0) + 0.09 * drift(random, frames, rate, 0.2)
    high *= 1.0 + 0.06 * drift(random, frames, rate, fastest_hz=3.0) + 0.07 * drift(random, frames, rate, 0.2)
    return (low + high) * passing


def motor_hum(random: np.random.Generator, fan: FanSound, shaft: Rotation) -> Floats:
    """Magnetic hum at twice the mains and its harmonics, and the rotor slots' tone with its sidebands."""
    seconds = np.arange(shaft.frames) / shaft.sample_rate_hz
    cycles = random.uniform() + seconds * fan.mains_hz * (1.0 + 0.0002 * float(random.standard_normal()))
    hum = np.zeros(shaft.frames)
    for harmonic, level_db in ((2, -43.0), (4, -52.0), (6, -50.0), (8, -60.0)):
        hum += db_to_gain(level_db) * np.cos(2.0 * np.pi * harmonic * cycles)
    for sideband, level_db in ((-2, -57.0), (0, -54.0), (2, -55.0)):
        hum += db_to_gain(level_db) * np.cos(2.0 * np.pi * (fan.rotor_slots * shaft.turns + sideband * cycles))
    return hum * (1.0 + 0.05 * drift(random, shaft.frames, shaft.sample_rate_hz, fastest_hz=1.0))

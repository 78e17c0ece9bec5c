"""What lies between the fan and the file: the room, what else goes on in it, and where the microphone was."""

from dataclasses import dataclass

import numpy as np

from app.acoustics.sample_fan.noise import Floats, db_to_gain, drift, shaped_noise
from app.acoustics.sizes import quick_length

_TAIL_S = 0.25
_ROOM_DECAY_S = 0.06
_EVENTS_PER_S = 0.08
_CURVE_WAVES = 5


@dataclass(frozen=True, slots=True, eq=False)
class Visit:
    """How one take differs from the next though the machine is the same.

    `gain_db` within ±2 dB, `speed_share` within ±0.5 %, `tilt_db` from 50 Hz to 8 kHz within ±1 dB;
    `background_db` how much louder the workshop is than usual; `curve_db` `[5]` small broad unevenness of
    placement and flow; `shift_s` `[6]` how much later echoes come because the microphone stands some
    centimetres elsewhere.
    """

    gain_db: float
    speed_share: float
    tilt_db: float
    background_db: float
    curve_db: Floats
    shift_s: Floats


_REFLECTIONS = 6


def draw_visit(random: np.random.Generator) -> Visit:
    """A visit as they happen."""

    def within(most: float) -> float:
        return float(np.clip(0.45 * most * random.standard_normal(), -most, most))

    return Visit(
        gain_db=within(2.0),
        speed_share=within(0.005),
        tilt_db=within(1.0),
        background_db=within(5.0),
        curve_db=0.55 * random.standard_normal(_CURVE_WAVES),
        shift_s=0.00015 * random.standard_normal(_REFLECTIONS),
    )


def in_the_room(dry: Floats, sample_rate_hz: int, machine_seed: int, visit: Visit) -> Floats:
    """The sound `[n]` with a few early echoes and a short tail, as the machine's own room gives them."""
    room = np.random.Generator(np.random.PCG64([machine_seed, 3]))
    delays_s = np.sort(room.uniform(0.003, 0.03, _REFLECTIONS)) + visit.shift_s
    gains = 0.35 * np.exp(-delays_s / 0.02) * room.choice([-1.0, 1.0], _REFLECTIONS)
    response = np.zeros(int(_TAIL_S * sample_rate_hz))
    response[0] = 1.0
    for delay_s, gain in zip(delays_s, gains, strict=True):
        response[round(delay_s * sample_rate_hz)] += gain
    at_s = np.arange(response.size) / sample_rate_hz
    tail = room.standard_normal(response.size) * np.exp(-at_s / _ROOM_DECAY_S)
    tail[: int(0.01 * sample_rate_hz)] = 0.0
    response += 0.3 * tail / np.sqrt(np.sum(tail**2))
    return _convolved(dry, response)


def background(random: np.random.Generator, frames: int, sample_rate_hz: int, visit: Visit) -> Floats:
    """The workshop: its steady murmur, the microphone's own noise, and now and then something that falls."""

    def murmur(frequency_hz: Floats) -> Floats:
        rising = frequency_hz / (frequency_hz + 120.0)
        return rising * db_to_gain(-39.0) * np.sqrt(300.0 / (frequency_hz + 300.0)) + db_to_gain(-62.0)

    steady = shaped_noise(random, frames, sample_rate_hz, murmur)
    steady *= 1.0 + 0.25 * drift(random, frames, sample_rate_hz, fastest_hz=0.5)
    return db_to_gain(visit.background_db) * (steady + _events(random, frames, sample_rate_hz))


def _events(random: np.random.Generator, frames: int, sample_rate_hz: int) -> Floats:
    heard = np.zeros(frames)
    for _ in range(int(random.poisson(_EVENTS_PER_S * frames / sample_rate_hz))):
        at = int(random.integers(frames))
        seconds = np.arange(min(sample_rate_hz // 2, frames - at)) / sample_rate_hz
        loudness = db_to_gain(float(random.uniform(-48.0, -30.0)))
        for mode_hz in random.uniform(300.0, 3400.0, 4):
            decay_s = float(random.uniform(0.01, 0.07))
            heard[at : at + seconds.size] += (
                loudness * np.exp(-seconds / decay_s) * np.sin(2.0 * np.pi * mode_hz * seconds)
            )
    return heard


def through_microphone(sound: Floats, sample_rate_hz: int, visit: Visit) -> Floats:
    """The sound `[n]` as a laptop hears it: little below 80 Hz, and with the visit's tilt, curve and gain."""
    length = quick_length(sound.size + sample_rate_hz // 10)
    frequency_hz = np.maximum(np.fft.rfftfreq(length, 1.0 / sample_rate_hz), 1.0)
    octaves = np.log2(frequency_hz / 632.0)
    level_db = visit.gain_db + visit.tilt_db * np.clip(octaves / 7.3, -0.5, 0.5)
    for wave, height_db in enumerate(visit.curve_db, start=1):
        level_db = level_db + height_db * np.cos(np.pi * wave * (octaves / 7.3 + 0.5))
    low_cut = 1.0 / (1.0 + (80.0 / frequency_hz) ** 2)
    heard: Floats = np.fft.irfft(np.fft.rfft(sound, length) * low_cut * 10.0 ** (level_db / 20.0), length)
    return heard[: sound.size]


def _convolved(sound: Floats, response: Floats) -> Floats:
    length = quick_length(sound.size + response.size)
    wet: Floats = np.fft.irfft(np.fft.rfft(sound, length) * np.fft.rfft(response, length), length)
    return wet[: sound.size]

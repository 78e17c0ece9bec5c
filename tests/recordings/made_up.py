"""Disturbances made by code: a voice, knocks, hum, machines switched on and off or running up."""

import numpy as np
from numpy.typing import NDArray

Sound = NDArray[np.float32]

_VOWELS_HZ = (
    (730.0, 1090.0, 2440.0),
    (270.0, 2290.0, 3010.0),
    (300.0, 870.0, 2240.0),
    (530.0, 1840.0, 2480.0),
    (570.0, 840.0, 2410.0),
    (660.0, 1720.0, 2410.0),
)
"""First three formants of American English vowels spoken by men (Peterson and Barney 1952)."""

_FORMANTS = ((1.0, 80.0), (0.6, 110.0), (0.3, 160.0))


def speech(seconds: float, rate: int, chance: np.random.Generator) -> Sound:
    """Somebody talking: syllables of a gliding pitch through moving formants, hiss, and a pause every few."""
    out = np.zeros(round(seconds * rate))
    pitch_hz = chance.uniform(95.0, 240.0)
    at_s, left = 0.0, int(chance.integers(4, 9))
    while at_s < seconds:
        length_s = chance.uniform(0.14, 0.3)
        _put(out, _syllable(length_s, rate, pitch_hz, chance), round(at_s * rate))
        if chance.random() < 0.5:
            hiss = np.diff(chance.standard_normal(round(chance.uniform(0.05, 0.11) * rate) + 1))
            _put(out, 0.25 * hiss * np.hanning(len(hiss)), max(0, round(at_s * rate) - len(hiss) // 2))
        at_s += length_s + chance.uniform(0.0, 0.06)
        left -= 1
        if left == 0:
            at_s, left = at_s + chance.uniform(0.3, 0.9), int(chance.integers(4, 9))
    return out.astype(np.float32)


def knock(rate: int, chance: np.random.Generator, ring_hz: float, decay_s: float) -> Sound:
    """One blow: a click and what it sets ringing."""
    time = np.arange(round(8 * decay_s * rate)) / rate
    out = np.exp(-time / 0.004) * chance.standard_normal(len(time))
    for times in (1.0, 1.59, 2.3, 3.9):
        hertz = ring_hz * times * chance.uniform(0.9, 1.1)
        out += np.exp(-time * times / decay_s) * np.sin(2 * np.pi * hertz * time) / times
    return out.astype(np.float32)


def hum(seconds: float, rate: int, chance: np.random.Generator) -> Sound:
    """What a bad cable picks up: all multiples of 50 or 60 Hz, the odd ones stronger, exactly spaced."""
    mains_hz = float(chance.choice([50.0, 60.0])) + chance.uniform(-0.1, 0.1)
    time = np.arange(round(seconds * rate)) / rate
    out = np.zeros(len(time))
    for times in range(1, 11):
        phase = chance.uniform(0.0, 6.3)
        out += (1.0 + times % 2) / times * np.sin(2 * np.pi * times * mains_hz * time + phase)
    return out.astype(np.float32)


def switched(machine: Sound, rate: int, at_s: float, on: bool) -> Sound:
    """The machine switched on or off within the take; the room 25 dB below it goes on."""
    at, slope = round(at_s * rate), round(0.4 * rate)
    gain = np.clip((np.arange(len(machine)) - at) / slope, 0.0, 1.0)
    gain = gain if on else 1.0 - gain
    chance = np.random.default_rng(len(machine))
    room = np.cumsum(chance.standard_normal(len(machine)))
    room -= np.convolve(room, np.ones(400) / 400, "same")
    room *= 10.0 ** (-25.0 / 20.0) * machine.std() / room.std()
    return (gain * machine + room).astype(np.float32)


def run_up(seconds: float, rate: int, chance: np.random.Generator) -> Sound:
    """A fan that reaches its speed in the first third of the take: its tones glide, its flow grows with it."""
    time = np.arange(round(seconds * rate)) / rate
    speed = 1.0 - 0.85 * np.exp(-time / (0.1 * seconds))
    turns = np.cumsum(speed * chance.uniform(22.0, 28.0)) / rate
    tones = sum(np.sin(2 * np.pi * 7 * order * turns) / order for order in range(1, 9))
    flow = np.convolve(chance.standard_normal(len(time)), np.ones(6) / 6, "same")
    out = speed**2.5 * (0.4 * tones + flow) + 0.02 * chance.standard_normal(len(time))
    return (0.05 * out / out.std()).astype(np.float32)


def with_own_knocks(machine: Sound, rate: int, a_second: float, chance: np.random.Generator) -> Sound:
    """The machine with a fault that knocks regularly, each blow a little different."""
    out = machine.astype(np.float64)
    at_s = chance.uniform(0.0, 1.0 / a_second)
    while at_s < len(machine) / rate:
        blow = knock(rate, chance, 1800.0, 0.02)
        _put(out, 12.0 * machine.std() * chance.uniform(0.8, 1.2) * blow / np.abs(blow).max(), round(at_s * rate))
        at_s += chance.normal(1.0, 0.015) / a_second
    return out.astype(np.float32)


def _syllable(length_s: float, rate: int, pitch_hz: float, chance: np.random.Generator) -> NDArray[np.float64]:
    time = np.arange(round(length_s * rate)) / rate
    part = time / length_s
    pitch = pitch_hz * 2.0 ** (chance.uniform(-0.25, 0.25) + chance.uniform(-0.35, 0.25) * part)
    turns = np.cumsum(pitch) / rate
    first, last = chance.integers(len(_VOWELS_HZ), size=2)
    out = np.zeros(len(time))
    for order in range(1, int(min(4000.0, 0.45 * rate) / pitch_hz) + 1):
        gain = 0.01
        for (strength, width_hz), begin_hz, end_hz in zip(
            _FORMANTS, _VOWELS_HZ[first], _VOWELS_HZ[last], strict=True
        ):
            away = (order * pitch - begin_hz - (end_hz - begin_hz) * part) / width_hz
            gain = gain + strength / (1.0 + away**2)
        out += gain / order**0.5 * np.sin(2 * np.pi * order * turns + order**2)
    swell = np.clip(time / 0.05, 0.0, 1.0) * np.clip((length_s - time) / 0.06, 0.0, 1.0)
    out *= np.sin(np.pi / 2 * swell) ** 2
    return out * 10.0 ** (chance.uniform(-6.0, 0.0) / 20.0) / np.sqrt(np.mean(out**2))


def _put(out: NDArray[np.float64], part: NDArray[np.floating], at: int) -> None:
    end = min(len(out), at + len(part))
    out[at:end] += part[: end - at]

"""A room that nobody measured: what its echoes do to a machine's sound."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from training.augment.waveform import RATE_HZ, Waveform

SHORTEST_RT60_S, LONGEST_RT60_S = 0.05, 10.0
FIRST_ECHO_S = 0.002
"""The floor under the machine: 0.7 m more of a way."""


def room_response(rt60_s: float, direct_to_reverberant_db: float, rng: np.random.Generator) -> NDArray[np.float64]:
    """An impulse response `[n]` at 16 kHz: the direct sound, then noise that falls by 60 dB in `rt60_s`.

    The energy of the direct sound stands to that of all that follows exactly as `direct_to_reverberant_db`, and
    both together are 1: a machine is as loud in every room. The tail ends where it has fallen by 60 dB. That a
    diffuse field is decaying noise: J. A. Moorer, About this reverberation business, Computer Music Journal 3(2),
    1979.

    Raises:
        ValueError: no room has such a reverberation time.
    """
    if not SHORTEST_RT60_S <= rt60_s <= LONGEST_RT60_S:
        raise ValueError(f"A reverberation time of {rt60_s} s is none of a room.")
    time_s = np.arange(1, round(rt60_s * RATE_HZ)) / RATE_HZ
    tail = rng.standard_normal(len(time_s)) * 10 ** (-3 * time_s / rt60_s)
    tail[time_s < FIRST_ECHO_S] = 0.0
    tail *= 10 ** (-direct_to_reverberant_db / 20) / np.sqrt(np.sum(tail**2))
    response = np.concatenate([[1.0], tail])
    response /= np.sqrt(np.sum(response**2))
    return response


def in_room(waveform: Waveform, response: NDArray[np.float64]) -> Waveform:
    """The waveform as it is heard in that room, same length.

    The machine has been running before the take began: its sound is taken to repeat, so that the room is full of
    it from the first sample.
    """
    size = len(waveform)
    folded = np.zeros(size)
    for start in range(0, len(response), size):
        part = response[start : start + size]
        folded[: len(part)] += part
    around = np.fft.irfft(np.fft.rfft(waveform) * np.fft.rfft(folded), size)
    return around.astype(np.float32)

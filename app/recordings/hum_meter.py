"""Hum that a cable or a charger picks up from the mains, as opposed to what the machine itself sounds like."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from app.domain.quality import Finding
from app.recordings import disturbance_findings as findings

MAINS_HZ = (50.0, 60.0)

_REDUCED_HZ = 2_000
_SPAN_S = 4.0
_ODD = (1, 3, 5, 7, 9)
_FEWEST_LINES = 3
_OFF_HZ = 0.16
"""So far the mains stray from their frequency on a bad day."""

_STANDS_OUT_DB = 15.0
_AGREE_HZ = 0.05
"""Lines of one mains are exact multiples of one frequency."""

_NEAR_HZ, _AROUND_HZ = 1.5, 8.0
_LEAST_SHARE = 0.1
_BOTH = np.ones(2, np.float32)


class HumMeter:
    """Streams the mean spectrum below 1 kHz, four seconds at a time, and looks for lines of the mains in it.

    A motor's magnetic hum lies at even multiples of the mains (their force goes with the square), its other
    tones beside the multiples, since it slips. What a cable picks up has the odd multiples, exactly: three of
    50, 150 … 450 Hz (or 60, 180 … 540 Hz) must stand out and together make up a tenth of the sound.
    """

    def __init__(self, sample_rate_hz: int) -> None:
        self._factor = max(1, sample_rate_hz // _REDUCED_HZ)
        self._mean = np.full(self._factor, 1.0 / self._factor, np.float32)
        self._size = round(_SPAN_S * sample_rate_hz / self._factor)
        self._bin_hz = sample_rate_hz / self._factor / self._size
        self._window = _window(self._size)
        self._rest = np.zeros(0, np.float32)
        self._waiting: list[NDArray[np.float32]] = []
        self._count = 0
        self._power = np.zeros(self._size // 2 + 1)

    def add(self, mono: NDArray[np.float32]) -> None:
        """Takes the next samples `[frames]`, the mean of the channels."""
        samples = np.concatenate((self._rest, mono)) if len(self._rest) else mono
        count = len(samples) // self._factor
        self._rest = samples[count * self._factor :].copy()
        # Means of neighbours are filter enough: what folds down is weaker and on no multiple of the mains.
        self._waiting.append(samples[: count * self._factor].reshape(count, self._factor) @ self._mean)
        self._count += count
        if self._count >= self._size:
            reduced = np.concatenate(self._waiting)
            while len(reduced) >= self._size:
                span = reduced[: self._size]
                lines = np.fft.rfft((span - span.mean()) * self._window, norm="forward").view(np.float32)
                self._power += np.square(lines).reshape(-1, 2) @ _BOTH
                reduced = reduced[self._size :]
            self._waiting, self._count = [reduced], len(reduced)

    def finding(self) -> Finding:
        """Hum in what was added so far."""
        needed = _LEAST_SHARE * float(self._power.sum())
        for mains_hz in MAINS_HZ if needed > 0.0 else ():
            if self._most(mains_hz) >= needed:
                lines_hz, power = self._lines(mains_hz)
                if len(lines_hz) >= _FEWEST_LINES and power >= needed:
                    return findings.hum(mains_hz, lines_hz)
        return findings.no_hum()

    def _most(self, mains_hz: float) -> float:
        """More than the lines can have between them, told quickly."""
        middles = [round(times * mains_hz / self._bin_hz) for times in _ODD]
        reach = round((_ODD[-1] * _OFF_HZ) / self._bin_hz) + 1
        return sum(float(self._power[middle - reach : middle + reach + 1].sum()) for middle in middles)

    def _lines(self, mains_hz: float) -> tuple[tuple[float, ...], float]:
        """The odd multiples that stand out at one and the same frequency of the mains, and their power."""
        found = [(times, *self._line(times, mains_hz)) for times in _ODD]
        standing = [(times, base_hz, power) for times, base_hz, power in found if power > 0.0]
        if len(standing) < _FEWEST_LINES:
            return (), 0.0
        middle_hz = float(np.median([base_hz for _, base_hz, _ in standing]))
        exact = [(times, power) for times, base_hz, power in standing if abs(base_hz - middle_hz) <= _AGREE_HZ]
        return tuple(times * mains_hz for times, _ in exact), sum(power for _, power in exact)

    def _line(self, times: int, mains_hz: float) -> tuple[float, float]:
        """The mains' frequency by the line at that multiple, and its power: 0 where none stands out."""
        middle = round(times * mains_hz / self._bin_hz)
        near, around = round(_NEAR_HZ / self._bin_hz), round(_AROUND_HZ / self._bin_hz)
        if middle + 2 * around >= len(self._power):
            return 0.0, 0.0
        reach = max(1, round(times * _OFF_HZ / self._bin_hz))
        peak = middle - reach + int(np.argmax(self._power[middle - reach : middle + reach + 1]))
        left, top, right = (float(power) for power in self._power[peak - 1 : peak + 2])
        beside = np.concatenate(
            (self._power[peak - around : peak - near], self._power[peak + near + 1 : peak + around + 1])
        )
        if top < 10.0 ** (_STANDS_OUT_DB / 10.0) * np.median(beside):
            return 0.0, 0.0
        # The middle of mass of the window's main lobe lies where the line is.
        at = peak + (right - left) / (left + top + right)
        return at * self._bin_hz / times, left + top + right


@lru_cache(maxsize=8)
def _window(size: int) -> NDArray[np.float32]:
    return (np.sin(np.pi * (np.arange(size) + 0.5) / size) ** 2).astype(np.float32)

"""Where the axes carry a mark and what it says: plain numbers, so that the axes need no test of their own."""

from dataclasses import dataclass
from math import ceil, floor, log10

import numpy as np

from app.ui.sound.scale import Scale, to_axis, to_hz

_OCTAVES_HZ = (50.0, 100.0, 200.0, 500.0, 1000.0, 2000.0, 4000.0, 8000.0)
_CLOSER_HZ = (50.0, 60.0, 80.0, 100.0, 150.0, 200.0, 300.0, 400.0, 500.0, 600.0, 800.0, 1000.0)
_MORE_HZ = (*_CLOSER_HZ, 1500.0, 2000.0, 3000.0, 4000.0, 5000.0, 6000.0, 8000.0)

_ROW_PX = 16
"""Two labels above each other closer than a caption's line would touch."""

_ENOUGH = 4
"""With fewer marks in sight the next finer set is taken."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark at `at` on the axis with its label."""

    at: float
    text: str


def nice_step(span: float, most: int) -> float:
    """The smallest of 1, 2, 5 × 10ⁿ that cuts `span` into at most `most` pieces."""
    least = span / max(most, 1)
    power = 10.0 ** floor(log10(least)) if least > 0 else 1.0
    return next(m * power for m in (1.0, 2.0, 5.0, 10.0) if m * power >= least * (1 - 1e-9))


def plain(value: float, step: float) -> str:
    """A number with as many decimals as its step needs and a real minus sign."""
    decimals = max(0, -floor(log10(step) + 1e-9)) if step > 0 else 0
    text = f"{value:.{decimals}f}"
    return "0" if float(text) == 0 else text.replace("-", "−")


def even_ticks(low: float, high: float, most: int) -> list[Tick]:
    """Evenly spaced round values between low and high."""
    step = nice_step(high - low, most)
    first, last = ceil(low / step - 1e-6), floor(high / step + 1e-6)
    return [Tick(i * step, plain(i * step, step)) for i in range(first, last + 1)]


def time_ticks(low_s: float, high_s: float, length_px: float) -> list[Tick]:
    """Seconds; minutes and seconds where the view reaches beyond two minutes. The last one names the unit."""
    if high_s <= 120.0:
        ticks = even_ticks(low_s, high_s, max(2, int(length_px // 56)))
        return _with_unit(ticks, " s")
    most = max(2, int(length_px // 72))
    step = _clock_step((high_s - low_s) / most)
    first, last = ceil(low_s / step - 1e-6), floor(high_s / step + 1e-6)
    return _with_unit([Tick(i * step, clock(i * step, step)) for i in range(first, last + 1)], " min")


def clock(seconds: float, step_s: float = 1.0) -> str:
    """Minutes and seconds, 1:05; with decimals where the step is below a second."""
    decimals = max(0, -floor(log10(step_s) + 1e-9))
    seconds = round(seconds, decimals)
    minutes = int(seconds // 60)
    width = 2 if decimals == 0 else decimals + 3
    return f"{minutes}:{seconds - 60 * minutes:0{width}.{decimals}f}"


def _clock_step(least_s: float) -> float:
    steps = (1.0, 2.0, 5.0, 10.0, 15.0, 30.0, 60.0, 120.0, 300.0, 600.0, 900.0, 1800.0, 3600.0)
    if least_s < 1.0:
        return nice_step(least_s, 1)
    return next((step for step in steps if step >= least_s), nice_step(least_s, 1))


def level_ticks(low_db: float, high_db: float, length_px: float) -> list[Tick]:
    """Decibels; the last one names the unit."""
    return _with_unit(even_ticks(low_db, high_db, max(2, int(length_px // 40))), " dB")


def wave_ticks(low: float, high: float, length_px: float) -> list[Tick]:
    """Zero and one value each way, in parts of full scale. The unit stands at zero, where there is room."""
    top = max(abs(low), abs(high)) * 0.9
    power = 10.0 ** floor(log10(top)) if top > 0 else 1.0
    # Never much less than the frame holds, or its label would touch the zero's.
    value = next(m * power for m in (8.0, 6.0, 4.0, 3.0, 2.0, 1.5, 1.0, 0.8) if m * power <= top or m == 0.8)
    text = f"{value:.2g}"
    return [Tick(-value, f"−{text}"), Tick(0.0, "0 FS"), Tick(value, text)]


def frequency_ticks(low: float, high: float, length_px: float, scale: Scale) -> list[Tick]:
    """kHz along an axis from `low` to `high` (positions of that scale); the highest one names the unit."""
    low_hz, high_hz = float(to_hz(scale, low)), float(to_hz(scale, high))
    sets: list[tuple[float, ...]] = [_OCTAVES_HZ, _MORE_HZ] if scale is not Scale.LINEAR else []
    step_hz = nice_step(high_hz - low_hz, max(2, int(length_px // 28)))
    sets.append(tuple(np.arange(ceil(low_hz / step_hz - 1e-6), floor(high_hz / step_hz + 1e-6) + 1) * step_hz))
    per_px = (high - low) / max(length_px, 1.0)
    shown: list[Tick] = []
    for values_hz in sets:
        # From the top down: the highest label carries the unit and must never be the one that is dropped.
        shown = []
        for hz in sorted(values_hz, reverse=True):
            at = float(to_axis(scale, hz))
            inside = low - per_px * 0.5 <= at <= high + per_px * 0.5
            if inside and (not shown or shown[-1].at - at >= _ROW_PX * per_px):
                shown.append(Tick(at, khz(hz)))
        if len(shown) >= _ENOUGH:
            break
    return _with_unit(shown[::-1], " kHz")


def khz(hz: float) -> str:
    """A round frequency in kHz without needless zeros."""
    return f"{hz / 1000:.5g}"


def _with_unit(ticks: list[Tick], unit: str) -> list[Tick]:
    if not ticks:
        return []
    return [*ticks[:-1], Tick(ticks[-1].at, ticks[-1].text + unit)]

"""Waveform and spectrogram on one time axis, drawn from the picture that was kept with the take."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from app.domain.take import SoundPicture
from app.language import later, tr
from app.look.tokens import CEILING_DBFS, FLOOR_DBFS, LIGHT
from app.reports.axes import (
    AXIS,
    KHZ_TICKS,
    Scale,
    empty,
    frame,
    label_x,
    label_y,
    nice_step,
    tick_number,
    ticks_between,
)
from app.reports.sheet import Box, Sheet
from app.reports.sound_picture import HIGH_HZ, LOW_HZ, colour_bar_png, spectrogram_jpeg

LOST = later("The picture is lost.")

_WAVE_COLUMNS = 600
_LABEL_ROOM = 36.0


def time_scale(picture: SoundPicture | None, duration_s: float, box: Box) -> Scale:
    """Seconds across the box: what the picture shows, or else the whole take."""
    low, high = (picture.start_s, picture.end_s) if picture else (0.0, duration_s)
    return Scale(low, max(high, low + 1e-3), box.left, box.right)


def frequency_scale(box: Box) -> Scale:
    """The log frequency axis that picture and band curve share, low at the foot."""
    return Scale(LOW_HZ, HIGH_HZ, box.bottom, box.top, logarithmic=True)


def khz(hz: float) -> str:
    """A frequency tick."""
    return tick_number(hz / 1000)


def label_time(sheet: Sheet, box: Box, across: Scale) -> None:
    """Seconds below the box."""
    most = min(max(int(box.width // _LABEL_ROOM), 1), 6)
    label_x(sheet, box, across, ticks_between(across.low, across.high, most), unit="s")


def draw_waveform(sheet: Sheet, box: Box, picture: SoundPicture | None) -> None:
    """Least and greatest sample of each column, against full scale 1."""
    if picture is None or not len(picture.wave_low):
        empty(sheet, box, tr(LOST))
        return
    low, high = _thinned(picture.wave_low, np.minimum), _thinned(picture.wave_high, np.maximum)
    reach = nice_reach(float(max(np.max(np.abs(low)), np.max(np.abs(high)))))
    up = Scale(-reach, reach, box.bottom - 1, box.top + 1)
    across = np.linspace(box.left, box.right, len(low))
    sheet.box(box, fill=LIGHT.sunken)
    sheet.rule(box.left, box.right, up(0.0), LIGHT.line)
    outline = [(float(x), up(float(y))) for x, y in zip(across, high, strict=True)]
    outline += [(float(x), up(float(y))) for x, y in zip(across[::-1], low[::-1], strict=True)]
    sheet.area(outline, fill=LIGHT.trace, edge=LIGHT.trace, thick=0.3)
    frame(sheet, box)
    label_y(sheet, box, up, [-reach, 0.0, reach])


def nice_reach(peak: float) -> float:
    """The end of the waveform's axis: a round number that holds the peak, at most a thousandth at the least."""
    peak = min(max(peak, 1e-3), 100.0) if np.isfinite(peak) else 1.0
    step = nice_step(peak, 4)
    return float(np.ceil(peak / step - 1e-9) * step)


def draw_spectrogram(
    sheet: Sheet, box: Box, picture: SoundPicture | None, ticks_hz: Sequence[float] = KHZ_TICKS
) -> None:
    """Level over time and log frequency, with both axes."""
    if picture is None or not picture.level_db.size:
        empty(sheet, box, tr(LOST))
        return
    sheet.image(box, spectrogram_jpeg(picture))
    frame(sheet, box)
    label_y(sheet, box, frequency_scale(box), ticks_hz, unit="kHz", name=khz)


def draw_colour_bar(sheet: Sheet, right: float, y: float, width: float) -> float:
    """The colour bar with both end values, its text's baseline at `y`, ending at `right`; returns its left end."""
    high, low = f"{tick_number(CEILING_DBFS)} dBFS", tick_number(FLOOR_DBFS)
    wide = sheet.text(right, y, high, AXIS, LIGHT.text2, align="right")
    bar = Box(right - wide - 5 - width, y - 7, width, 7.5)
    sheet.image(bar, colour_bar_png())
    sheet.box(bar, edge=LIGHT.strong, thick=0.4)
    wide = sheet.text(bar.left - 5, y, low, AXIS, LIGHT.text2, align="right")
    return bar.left - 5 - wide


def _thinned(values: NDArray[np.float32], keep: np.ufunc) -> NDArray[np.float32]:
    values = np.nan_to_num(values, posinf=1.0, neginf=-1.0)
    if len(values) <= _WAVE_COLUMNS:
        return values
    starts = np.linspace(0, len(values), _WAVE_COLUMNS, endpoint=False).astype(np.intp)
    thinned: NDArray[np.float32] = keep.reduceat(values, starts)
    return thinned

"""The take's band levels beside the spectrogram, against the baseline as it was when the verdict was given."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.acoustics.bands import centre_hz, to_db
from app.domain import words
from app.domain.verdict import ExcessRange, State
from app.language import tr, tr_many
from app.look.tokens import LIGHT
from app.reports.axes import AXIS, KHZ_TICKS, Scale, empty, frame, label_x, ticks_between
from app.reports.facts import ReportFacts
from app.reports.figure_sound import frequency_scale
from app.reports.sheet import Box, Point, Sheet
from app.reports.sound_picture import HIGH_HZ, LOW_HZ
from app.reports.text import CAPTION_STRONG

MOST_RANGES = 5
"""More marked ranges than this hide the picture; the table on the traceability page has them all."""

_RED = LIGHT.states[State.ABNORMAL].mark
_EXCESS_OPACITY = 0.55

Levels = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Curves:
    """What is drawn, float64 `[m]` each, lowest frequency first: the take in dB, and the baseline with its
    overall level moved to the take's, so that only the shape differs. `mean` is None without a baseline;
    `judged` says whether the difference counts: that of a take which failed its checks does not."""

    hz: Levels
    take: Levels
    mean: Levels | None
    spread: Levels | None
    shift_db: float = 0.0
    judged: bool = False


def curves_of(facts: ReportFacts) -> Curves | None:
    """The curves inside the figure's frequencies; None for a take without a clip."""
    inspection = facts.inspection
    if not len(inspection.clips):
        return None
    hz = centre_hz()
    shown = (hz >= LOW_HZ) & (hz <= HIGH_HZ)
    take = np.nan_to_num(np.mean(to_db(inspection.clips.bands.astype(np.float64)), axis=0))
    healthy = inspection.healthy
    if healthy is None:
        return Curves(hz[shown], take[shown], None, None)
    judged = inspection.verdict.score is not None
    mean = np.nan_to_num(healthy.mean.astype(np.float64))
    shift = float(np.mean(take) - np.mean(mean))
    spread = 2.0 * np.nan_to_num(healthy.spread.astype(np.float64)) if healthy.clip_count > 1 else None
    spread = spread[shown] if spread is not None else None
    return Curves(hz[shown], take[shown], mean[shown] + shift, spread, shift, judged)


def draw_bands(sheet: Sheet, box: Box, curves: Curves | None) -> None:
    """The band curve standing up, on the frequency axis of the spectrogram."""
    if curves is None or not len(curves.hz):
        empty(sheet, box, tr("No clip."))
        return
    across = _level_scale(curves, box)
    up = [frequency_scale(box)(float(hz)) for hz in curves.hz]
    _grid(sheet, box, across)
    if curves.mean is not None:
        _baseline(sheet, curves, across, up)
    sheet.line(_points(curves.take, across, up), LIGHT.trace, 1.1)
    frame(sheet, box)


def draw_ranges(sheet: Sheet, picture: Box, bands: Box, ranges: tuple[ExcessRange, ...]) -> None:
    """The telling ranges as lines straight through picture and curve, a bracket between, the dB at the right."""
    up = frequency_scale(picture)
    shown = sorted(ranges[:MOST_RANGES], key=lambda found: found.high_hz, reverse=True)
    wanted = [(up(found.low_hz) + up(found.high_hz)) / 2 + 3.2 for found in shown]
    places = spaced(wanted, AXIS.leading, picture.top + 8, picture.bottom)
    for found, label_y in zip(shown, places, strict=True):
        low, high = up(found.low_hz), up(found.high_hz)
        for y in (low, high):
            sheet.rule(picture.left, picture.right, y, LIGHT.text, 1.6)
            sheet.rule(picture.left, picture.right, y, LIGHT.surface, 0.7)
            sheet.rule(picture.right, bands.right + 4, y, _RED, 0.5)
        x = (picture.right + bands.left) / 2
        sheet.box(Box(x - 1.5, high, 3.0, max(low - high, 1.0)), fill=_RED)
        sheet.line([(bands.right + 4, (low + high) / 2), (bands.right + 8, label_y - 3.2)], _RED, 0.5)
        colour = LIGHT.states[State.ABNORMAL].text
        sheet.text(bands.right + 10, label_y, words.relative_db(found.excess_db), CAPTION_STRONG, colour)


def spaced(wanted: list[float], distance: float, low: float, high: float) -> list[float]:
    """The places from top to bottom, at least `distance` apart and, as far as there is room, within low … high."""
    places: list[float] = []
    for place in wanted:
        places.append(max(place, places[-1] + distance if places else low))
    ceiling = high
    for index in range(len(places) - 1, -1, -1):
        places[index] = min(places[index], ceiling)
        ceiling = places[index] - distance
    return places


def draw_key(sheet: Sheet, x: float, y: float, facts: ReportFacts) -> None:
    """What is which in the band figure: two lines from `x`, the first with its baseline at `y`."""
    sheet.line([(x, y - 3), (x + 14, y - 3)], LIGHT.trace, 1.1)
    wide = sheet.text(x + 18, y, tr("this take"), AXIS, LIGHT.text2)
    healthy = facts.inspection.healthy
    if healthy is None:
        return
    if facts.inspection.verdict.score is not None:
        patch = x + 18 + wide + 12
        corners = [(patch, y - 7), (patch + 14, y - 7), (patch + 14, y + 1), (patch, y + 1)]
        sheet.area(corners, fill=_RED, opacity=_EXCESS_OPACITY)
        sheet.text(patch + 18, y, tr("excess"), AXIS, LIGHT.text2)
    y += AXIS.leading
    if healthy.clip_count > 1:
        sheet.box(Box(x, y - 7, 14, 8), fill=LIGHT.spread)
    sheet.line([(x, y - 3), (x + 14, y - 3)], LIGHT.baseline, 0.9, dash=(3, 2))
    clips = tr_many("{n} clip", "{n} clips", healthy.clip_count)
    spread = tr("baseline, {clips}, ±2 SD", clips=clips)
    name = spread if healthy.clip_count > 1 else tr("baseline, {clips}", clips=clips)
    sheet.text(x + 18, y, name, AXIS, LIGHT.text2)


def _level_scale(curves: Curves, box: Box) -> Scale:
    drawn = [curves.take]
    if curves.mean is not None:
        drawn.append(curves.mean)
    low = float(min(np.min(levels) for levels in drawn))
    high = float(max(np.max(levels) for levels in drawn))
    return Scale(np.floor(low / 10) * 10, np.ceil(high / 10 + 1e-6) * 10, box.left + 2, box.right - 2)


def _grid(sheet: Sheet, box: Box, across: Scale) -> None:
    levels = ticks_between(across.low, across.high, 3)
    for level in levels:
        sheet.line([(across(level), box.top), (across(level), box.bottom)], LIGHT.grid)
    for hz in KHZ_TICKS:
        sheet.rule(box.left, box.right, frequency_scale(box)(hz), LIGHT.grid)
    label_x(sheet, box, across, levels, unit="dB")


def _baseline(sheet: Sheet, curves: Curves, across: Scale, up: list[float]) -> None:
    assert curves.mean is not None
    spread = curves.spread if curves.spread is not None else np.zeros_like(curves.mean)
    low, high = curves.mean - spread, curves.mean + spread
    if curves.spread is not None:
        sheet.area(_points(high, across, up) + _points(low, across, up)[::-1], fill=LIGHT.spread)
    beyond = np.clip(curves.take, low, high)
    for first, last in _runs(curves.judged & (np.abs(curves.take - beyond) > 1e-6)):
        part = slice(max(first - 1, 0), last + 2)
        edge = _points(beyond[part], across, up[part])
        outline = _points(curves.take[part], across, up[part]) + edge[::-1]
        sheet.area(outline, fill=_RED, opacity=_EXCESS_OPACITY)
    sheet.line(_points(curves.mean, across, up), LIGHT.baseline, 0.9, dash=(3, 2))


def _runs(marked: NDArray[np.bool_]) -> list[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate(([False], marked, [False])).astype(np.int8)))
    return [(int(a), int(b) - 1) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def _points(levels: Levels, across: Scale, up: list[float]) -> list[Point]:
    return [(across(float(level)), y) for level, y in zip(levels, up, strict=True)]

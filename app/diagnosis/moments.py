"""When in a take the difference is heard: all through, or only for a while."""

from collections.abc import Sequence
from math import floor

import numpy as np
from numpy.typing import NDArray

from app.domain import words
from app.domain.take import SoundPicture
from app.domain.verdict import ExcessRange
from app.domain.why import Moment
from app.language import later, say

_CELL_S = 0.25
_STEADY_CELLS = 7
"""The median of so many cells (1.75 s) forgets what lasts less than 0.9 s, as every knock does."""

_CLEAR_DB = 3.0
"""Nothing is said of a lesser difference; and a stretch must stand this far above the rest of the take, or the
difference is there all through."""

_APART_S, _SHORTEST_S = 1.5, 1.0
_ALL_THROUGH = 0.85
_SILENT_DB = -110.0
_MOST = 6
"""With more stretches than this it comes and goes all through."""

Levels = NDArray[np.float64]


def moments(
    picture: SoundPicture, ranges: Sequence[ExcessRange], heard_until_s: float | None = None
) -> tuple[Moment, ...]:
    """The stretches of the take in which the verdict's ranges differ from healthy; one over all of it where they
    differ throughout; none where no range is in the picture or nothing clear can be said.

    The ranges' excess is a mean over time of levels in dB, as the ear takes it, and so is the mean of the picture:
    at each moment the excess is the level there, less that mean, plus the excess of the whole.

    Args:
        picture: of the whole take.
        ranges: those of the verdict; such as differ in the other direction than the first are left out.
        heard_until_s: where the last clip ended; what is behind it made no part of the excess.
    """
    course = _course_db(picture, ranges, heard_until_s)
    if course is None:
        return ()
    sign = 1.0 if ranges[0].excess_db >= 0 else -1.0
    cells, cell_s = _cells(course * sign, (picture.end_s - picture.start_s) / len(course))
    steady = _median_over(cells, min(_STEADY_CELLS, len(cells)))
    peak_db = float(steady.max())
    if peak_db < _CLEAR_DB:
        return ()
    spans = _spans(steady >= peak_db / 2, cell_s)
    inside = np.zeros(len(cells), dtype=np.bool_)
    for first, last in spans:
        inside[first:last] = True
    whole = (Moment(picture.start_s, picture.end_s, sign * float(steady.mean())),)
    if inside.mean() >= _ALL_THROUGH or len(spans) > _MOST:
        return whole
    if not spans or steady[inside].mean() - steady[~inside].mean() < _CLEAR_DB:
        return whole if steady.mean() >= peak_db / 2 else ()
    end_s = picture.end_s
    return tuple(
        Moment(
            picture.start_s + first * cell_s,
            min(picture.start_s + last * cell_s, end_s),
            sign * float(steady[first:last].mean()),
        )
        for first, last in spans
    )


def all_through(found: Sequence[Moment], duration_s: float) -> bool:
    """Whether it is heard in the whole take."""
    return len(found) == 1 and found[0].end_s - found[0].start_s >= _ALL_THROUGH * duration_s


def in_words(found: Sequence[Moment], duration_s: float) -> str:
    """ "The difference is heard all through the take.", "… for 3 s from 0:14 of the take."; empty for none."""
    if not found:
        return ""
    if all_through(found, duration_s):
        return later("The difference is heard all through the take.")
    total_s = sum(one.end_s - one.start_s for one in found)
    seconds = words.kept_number(max(total_s, 1.0))
    start_s = floor(found[0].start_s + 0.5)
    since = f"{start_s // 60}:{start_s % 60:02d}"
    if len(found) == 1:
        told = later("The difference is heard for {seconds} s from {since} of the take.")
        return say(told, seconds=seconds, since=since)
    told = later("The difference is heard for {seconds} s in {stretches} stretches, first at {since} of the take.")
    return say(told, seconds=seconds, stretches=len(found), since=since)


def _course_db(picture: SoundPicture, ranges: Sequence[ExcessRange], heard_until_s: float | None) -> Levels | None:
    """Excess over time `[columns]`, signed: the mean of the ranges that lean the same way as the first, weighed by
    their own."""
    columns = picture.level_db.shape[1] if picture.level_db.ndim == 2 else 0
    alike = [one for one in ranges if one.excess_db * ranges[0].excess_db > 0]
    if columns < 2 or picture.end_s <= picture.start_s:
        return None
    share = 1.0 if heard_until_s is None else (heard_until_s - picture.start_s) / (picture.end_s - picture.start_s)
    counted = max(2, min(columns, round(columns * share)))
    total, weights = np.zeros(columns), 0.0
    for one in alike:
        inside = (picture.frequency_hz >= one.low_hz) & (picture.frequency_hz <= one.high_hz)
        if not inside.any():
            continue
        level_db = picture.level_db[inside].mean(axis=0, dtype=np.float64)
        sounding = level_db > _SILENT_DB
        if not sounding[:counted].any():
            continue
        mean_db = level_db[:counted][sounding[:counted]].mean()
        # In a gap of digital silence nothing differs.
        total += abs(one.excess_db) * np.where(sounding, level_db - mean_db + one.excess_db, 0.0)
        weights += abs(one.excess_db)
    return total / weights if weights else None


def _cells(course: Levels, column_s: float) -> tuple[Levels, float]:
    """The course in steps of about `_CELL_S`, or in columns where these are longer; and a step's length in s."""
    each = max(1, round(_CELL_S / column_s))
    starts = np.arange(0, len(course), each)
    counts = np.diff(np.append(starts, len(course)))
    return np.add.reduceat(course, starts) / counts, each * column_s


def _median_over(values: Levels, width: int) -> Levels:
    around = np.pad(
        values, (width // 2, width - 1 - width // 2), mode="reflect" if len(values) > width else "edge"
    )
    return np.asarray(np.median(np.lib.stride_tricks.sliding_window_view(around, width), axis=1))


def _spans(above: NDArray[np.bool_], cell_s: float) -> list[tuple[int, int]]:
    """Runs of cells as (first, one past last), joined over short gaps; short ones left out."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], above.astype(np.int8), [0]))))
    joined: list[tuple[int, int]] = []
    for first, last in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        if joined and (first - joined[-1][1]) * cell_s <= _APART_S:
            joined[-1] = (joined[-1][0], last)
        else:
            joined.append((first, last))
    return [(first, last) for first, last in joined if (last - first) * cell_s >= _SHORTEST_S]

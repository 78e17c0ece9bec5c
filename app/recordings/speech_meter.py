"""Voices over a machine: sound that comes and goes and has a pitch of its own."""

import numpy as np
from numpy.typing import NDArray

from app.recordings.envelope import HOP_S

Span = tuple[int, int]
"""First row and the row after the last."""

_STANDS_OUT_DB = 0.75
_TONAL_DB = 5.0
_LOWEST_LINE, _HIGHEST_LINE = 6, 110
"""150 Hz to 2.75 kHz: below are machines' tones, above a voice has more hiss than pitch."""

_NEIGHBOURS = 4
_PAUSE_S = 0.3
_SHORTEST_S = 0.16
_SHARE_TONAL = 0.5
_NOTHING = 1e-18
_LONGEST_RING_S, _STRUCK_ROWS = 1.0, 2


def tonal_rows(
    lines: NDArray[np.float32], above_db: NDArray[np.float32]
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Which of the rows `[n]` stand out enough to be asked, and which of these have a pitch.

    `lines` are `Envelope.lines` of the rows, `above_db` what stands out of them. The spectrum of a row and its two
    neighbours, less what is steady, is held against its own mean over 225 Hz: the lines of a voice lie far apart
    and stay for three rows, so they leave deep valleys; noise fills its valleys within that time.
    """
    asked = above_db >= _STANDS_OUT_DB
    tonal = np.zeros(len(above_db), np.bool_)
    rows = np.flatnonzero(asked)
    if len(rows) == 0 or lines.shape[1] <= _HIGHEST_LINE:
        return asked, tonal
    at = int(0.2 * (len(lines) - 1))
    steady = 2.0 * np.partition(lines, at, axis=0)[at]
    last = len(lines) - 1
    three = (lines[np.maximum(rows - 1, 0)] + lines[rows] + lines[np.minimum(rows + 1, last)]) / 3.0
    heard = 10.0 * np.log10(np.maximum(three - steady, 0.0) + 0.5 * steady + _NOTHING)
    sums = np.cumsum(heard, axis=1)
    around = (
        sums[:, _LOWEST_LINE + _NEIGHBOURS : _HIGHEST_LINE + _NEIGHBOURS]
        - sums[:, _LOWEST_LINE - _NEIGHBOURS - 1 : _HIGHEST_LINE - _NEIGHBOURS - 1]
    ) / (2 * _NEIGHBOURS + 1)
    ripple = (heard[:, _LOWEST_LINE:_HIGHEST_LINE] - around).std(axis=1)
    tonal[rows] = ripple >= _TONAL_DB
    return asked, tonal


def voices(asked: NDArray[np.bool_], tonal: NDArray[np.bool_], above_db: NDArray[np.float32]) -> list[Span]:
    """Stretches in which somebody speaks, calls or cries: mostly with a pitch, joined over the pauses between."""
    spans: list[Span] = []
    for start, end in joined(runs(asked), round(_PAUSE_S / HOP_S)):
        sounding = int(asked[start:end].sum())
        with_pitch = int(tonal[start:end].sum())
        if (
            with_pitch * HOP_S >= _SHORTEST_S
            and with_pitch >= _SHARE_TONAL * sounding
            and not _rings_out(above_db[start:end])
        ):
            spans.append((start, end))
    return spans


def _rings_out(above_db: NDArray[np.float32]) -> bool:
    """Whether it is loudest at once and then only fades: a dropped tool has a pitch too."""
    return len(above_db) * HOP_S <= _LONGEST_RING_S and int(np.argmax(above_db)) <= _STRUCK_ROWS


def runs(rows: NDArray[np.bool_]) -> list[Span]:
    """Where the rows are true, one span for each unbroken stretch."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], rows, [False])).astype(np.int8)))
    return [(int(start), int(end)) for start, end in edges.reshape(-1, 2)]


def joined(spans: list[Span], gap: int) -> list[Span]:
    """The same spans, neighbours joined that lie at most `gap` rows apart."""
    together: list[Span] = []
    for start, end in spans:
        if together and start - together[-1][1] <= gap:
            together[-1] = (together[-1][0], end)
        else:
            together.append((start, end))
    return together

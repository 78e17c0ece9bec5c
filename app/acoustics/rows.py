"""Brings levels from one frequency grid onto another, many times: what depends on the grids is worked out once."""

import numpy as np
from numpy.typing import NDArray

from app.acoustics.levels import FLOOR_DBFS, power_to_db

_SHORT_OF_NEXT = 0.99


class RowMap:
    """From levels on `count` even steps to rows that lie anywhere among them.

    A row narrower than a step is read off between the two steps around its centre; a wider one shows the loudest
    of the steps that lie within it, so that a tone keeps its level however wide its row is.

    Args:
        centres: float `[rows]`, rising: where the rows are, in steps.
        edges: float `[rows + 1]`, rising: where one row ends and the next begins, in steps.
        count: how many steps there are, at least 1.
    """

    def __init__(self, centres: NDArray[np.floating], edges: NDArray[np.floating], count: int) -> None:
        last = count - 1
        position = np.clip(np.asarray(centres, dtype=np.float64), 0.0, last)
        below = np.minimum(position.astype(np.int64), max(last - 1, 0))
        self._below, self._above = below, np.minimum(below + 1, last)
        self._share = (position - below).astype(np.float32)
        first = np.clip(np.ceil(edges[:-1]).astype(np.int64), 0, last)
        until = np.clip(np.floor(edges[1:]).astype(np.int64) + 1, 1, count)
        wide = until > first
        self._wide = np.flatnonzero(wide)
        # Pairs of first and one past the last step, as `reduceat` wants them; one past the end is not an index.
        self._within = np.stack((first[self._wide], until[self._wide]), axis=1).ravel()
        self._padded = bool(self._within.size) and bool(self._within.max() >= count)
        # The loudest step of a row is no lower than what lies between two of its steps.
        inside = wide & (below >= first) & (self._above < until) & (self._share <= _SHORT_OF_NEXT)
        self._between = np.flatnonzero(~inside)
        around = np.concatenate((below[self._between], self._above[self._between]))
        self._around, self._at = np.unique(around, return_inverse=True)

    def __call__(self, levels: NDArray[np.float32]) -> NDArray[np.float32]:
        """Levels float32 `[columns, count]` to float32 `[columns, rows]`."""
        lower = levels[:, self._below]
        rows: NDArray[np.float32] = lower + self._share * (levels[:, self._above] - lower)
        if self._wide.size:
            if self._padded:
                levels = np.concatenate((levels, levels[:, -1:]), axis=1)
            loudest = np.maximum.reduceat(levels, self._within, axis=1)[:, ::2]
            rows[:, self._wide] = np.maximum(rows[:, self._wide], loudest)
        return rows

    def of_power(self, power: NDArray[np.floating]) -> NDArray[np.float32]:
        """Power `[columns, count]` to levels in dB, float32 `[rows, columns]`.

        The same as the rows of its levels, for many columns: only what is shown is turned into dB.
        """
        # Across columns: numpy compares narrow neighbours fifty times slower.
        steps = np.ascontiguousarray(power.T)
        rows = np.full((self._share.size, len(power)), FLOOR_DBFS, dtype=np.float32)
        lower, upper = np.split(power_to_db(steps[self._around])[self._at], 2)
        rows[self._between] = lower + self._share[self._between, None] * (upper - lower)
        loudest = np.empty((self._wide.size, len(power)), dtype=power.dtype)
        for out, first, until in zip(loudest, self._within[::2], self._within[1::2], strict=True):
            steps[first:until].max(axis=0, out=out)
        rows[self._wide] = np.maximum(rows[self._wide], power_to_db(loudest))
        return rows


def rows_of_bins(bin_hz: float, count: int, frequency_hz: NDArray[np.floating]) -> RowMap:
    """From `count` bins, `bin_hz` apart from 0 Hz on, to rows centred at rising `frequency_hz` `[rows]`."""
    rows_hz = np.asarray(frequency_hz, dtype=np.float64)
    centres = np.clip(rows_hz / bin_hz, 0.0, count - 1)
    middles = np.sqrt(rows_hz[1:] * rows_hz[:-1]) / bin_hz
    return RowMap(centres, np.concatenate((centres[:1], middles, centres[-1:])), count)


def rows_of_pixels(count: int, pixels: int, step: int = 1) -> RowMap:
    """From `count` even rows to a screen `pixels` high, from the lowest up, in lines `step` px thick.

    Where `step` does not divide `pixels` the last line reaches beyond the screen.
    """
    lines = -(-pixels // step)
    edges = np.arange(lines + 1) * (step * count / pixels) - 0.5
    return RowMap((edges[1:] + edges[:-1]) / 2.0, edges, count)

"""Whether a machine ran the same way from the first second of a take to the last."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from app.domain.quality import Finding
from app.recordings import disturbance_findings as findings
from app.recordings.disturbance_findings import Change
from app.recordings.envelope import BANDS, HOP_S
from app.recordings.standing_out import Levels, alive, mean_db, shift_db

_CELL_ROWS = round(0.5 / HOP_S)
_MOST_CELLS = 480
_SHORTEST_S = 1.0
_CUT_DB = 1.5
_STEP_DB = 3.0
_OVER_SPREAD = 2.0
_MOST_PARTS = 12
_MOST_CROSSINGS = 2
"""On, off, or something that came and went; a machine that changes more often does so by nature."""

_ALIKE_DB = 2.5
_ON_DB = 10.0

Cells = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """A stretch of a take within which the machine sounds the same: cells from `start` to `end`, their mean."""

    start: int
    end: int
    level_db: Cells


class SteadinessMeter:
    """Streams the levels in cells of half a second; long takes are held in longer cells, never in more memory."""

    def __init__(self) -> None:
        self._cells: list[Cells] = []
        self._rows_a_cell = _CELL_ROWS
        self._waiting = np.empty((0, BANDS), np.float32)
        self._silent_at_first = 0

    def add(self, levels: Levels) -> None:
        """Takes the next rows `[n, BANDS]`."""
        rows = np.concatenate((self._waiting, levels))
        while len(rows) >= self._rows_a_cell:
            size = self._rows_a_cell
            count = min(len(rows) // size, _MOST_CELLS - len(self._cells))
            self._add_cells(rows[: count * size].reshape(count, size, BANDS))
            rows = rows[count * size :]
            if len(self._cells) == _MOST_CELLS:
                self._cells = list(np.array(self._cells).reshape(-1, 2, BANDS).mean(axis=1))
                self._rows_a_cell *= 2
        self._waiting = rows

    def _add_cells(self, rows: Levels) -> None:
        sounding = alive(rows.reshape(-1, BANDS)).reshape(rows.shape[:2])
        if sounding.all():
            self._cells.extend(rows.mean(axis=1, dtype=np.float64))
            return
        for cell, heard in zip(rows, sounding, strict=True):
            # Silence says nothing about the machine: such a cell goes with the one before.
            if heard.any():
                self._cells.append(cell[heard].mean(axis=0, dtype=np.float64))
            elif self._cells:
                self._cells.append(self._cells[-1])
            else:
                self._silent_at_first += len(cell)

    def finding(self) -> Finding:
        """Steps in what was added so far."""
        cell_s = self._rows_a_cell * HOP_S
        if len(self._cells) * cell_s < 2 * _SHORTEST_S + cell_s:
            return findings.steady()
        first_s = self._silent_at_first * HOP_S
        cells = _without_single_ones(np.array(self._cells))
        parts = _parts(cells, max(2, round(_SHORTEST_S / cell_s)))
        usual = _usual(parts)
        away = [part for part in parts if part is not usual and _apart(part, usual) > _ALIKE_DB]
        if not away:
            return findings.steady()
        far = max(away, key=lambda part: _apart(part, usual))
        start, end = _stretch(parts, away, far)
        crossings = sum((one in away) != (other in away) for one, other in pairwise(parts))
        louder_db = mean_db(far.level_db - usual.level_db)
        # Silent for longer than it ran, a machine is still what is to be judged.
        machine = away if crossings == 1 and louder_db >= _ON_DB else [part for part in parts if part not in away]
        lengths = [part.end - part.start for part in machine]
        alone = np.average([part.level_db for part in machine], axis=0, weights=lengths)
        return findings.step(
            Change(
                first_s + (start + far.start) / 2.0 * cell_s if start else 0.0,
                first_s + (end + far.end) / 2.0 * cell_s if end < len(cells) else None,
                louder_db,
                _apart(far, usual),
            ),
            plain=crossings <= _MOST_CROSSINGS,
            shift_db=shift_db(cells.mean(axis=0), alone),
        )


def _parts(cells: Cells, shortest: int) -> list[Part]:
    """Cuts where the sound changes and stays changed, the greatest change first; then mends what was no change."""
    parts = [_part(cells, 0, len(cells))]
    while len(parts) < _MOST_PARTS:
        gain, at, index = max(
            (*_best_cut(cells[part.start : part.end], shortest), index) for index, part in enumerate(parts)
        )
        if gain <= 0.0:
            break
        whole = parts[index]
        cut = whole.start + at
        parts[index : index + 1] = [_part(cells, whole.start, cut), _part(cells, cut, whole.end)]
    while len(parts) > 1:
        steps = [_step_over_spread(cells, one, other) for one, other in pairwise(parts)]
        weakest = int(np.argmin(steps))
        if steps[weakest] >= 1.0:
            break
        parts[weakest : weakest + 2] = [_part(cells, parts[weakest].start, parts[weakest + 1].end)]
    return parts


def _part(cells: Cells, start: int, end: int) -> Part:
    return Part(start, end, cells[start:end].mean(axis=0))


def _best_cut(cells: Cells, shortest: int) -> tuple[float, int]:
    """How much the best cut takes away of the squared distances from the mean, and where it is; 0 for none."""
    count = len(cells)
    if count < 2 * shortest:
        return 0.0, 0
    sums = np.cumsum(cells, axis=0)
    at = np.arange(shortest, count - shortest + 1)
    left = sums[at - 1] / at[:, None]
    right = (sums[-1] - sums[at - 1]) / (count - at)[:, None]
    gains = (at * (count - at) / count) * np.square(left - right).mean(axis=1)
    best = int(np.argmax(gains))
    if mean_db(np.abs(left[best] - right[best])) < _CUT_DB:
        return 0.0, 0
    return float(gains[best]), int(at[best])


def _step_over_spread(cells: Cells, one: Part, other: Part) -> float:
    """The change from one part to the next, against what counts as one in so restless a sound."""
    off = [np.abs(cells[part.start : part.end] - part.level_db) for part in (one, other)]
    spread = mean_db(np.concatenate(off).mean(axis=0))
    return _apart(one, other) / max(_STEP_DB, _OVER_SPREAD * spread)


def _stretch(parts: list[Part], away: list[Part], part: Part) -> tuple[int, int]:
    """From where to where the take is away from usual around that part."""
    first = last = parts.index(part)
    while first > 0 and parts[first - 1] in away:
        first -= 1
    while last + 1 < len(parts) and parts[last + 1] in away:
        last += 1
    return parts[first].start, parts[last].end


def _usual(parts: list[Part]) -> Part:
    """The part that most of the take sounds like."""

    def like_it(part: Part) -> int:
        return sum(other.end - other.start for other in parts if _apart(part, other) <= _ALIKE_DB)

    return max(parts, key=lambda part: (like_it(part), part.end - part.start))


def _apart(part: Part, other: Part) -> float:
    return mean_db(np.abs(part.level_db - other.level_db))


def _without_single_ones(cells: Cells) -> Cells:
    """Each cell the middle one of three: what lasts for less than one is no change."""
    if len(cells) < 3:
        return cells
    before, here, after = cells[:-2], cells[1:-1], cells[2:]
    middle = np.maximum(np.minimum(before, here), np.minimum(np.maximum(before, here), after))
    return np.concatenate((cells[:1], middle, cells[-1:]))

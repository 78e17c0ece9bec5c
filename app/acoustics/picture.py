"""Turns a take, or a window of it, into a picture small enough to keep, while the sound streams by."""

import numpy as np
from numpy.typing import NDArray

from app.acoustics.levels import FLOOR_DBFS, finite
from app.acoustics.rows import rows_of_bins
from app.acoustics.spectra import FrameSpectra
from app.domain.take import SoundPicture

LOWEST_ROW_HZ = 50.0
HIGHEST_ROW_HZ = 8000.0
ROW_COUNT = 256

_MOST_FRAMES_PER_COLUMN = 8
_BATCH = 32
_COLUMNS_AT_ONCE = 128


def default_rows() -> NDArray[np.float32]:
    """Centres of the 256 rows in Hz, evenly spaced in octaves from 50 Hz to 8 kHz."""
    return np.geomspace(LOWEST_ROW_HZ, HIGHEST_ROW_HZ, ROW_COUNT).astype(np.float32)


class PictureMaker:
    """Collects the picture of the sound between `start_s` and `end_s`, block by block.

    Every sample counts in the waveform. The spectrogram looks through a Hann window of some 85 ms (12 Hz between
    what it can tell apart, whatever the rate), at least once a column and often enough to leave no gap; where a
    column is so long that this takes more than 8 looks, it takes 8 evenly spaced ones and means their power.
    Memory does not grow with the length of the sound.

    Args:
        sample_rate_hz: rate of the blocks.
        start_s, end_s: where in the take the first and the last sample lie; ValueError unless start < end.
        columns: width of the picture, at least 1.
        frequency_hz: float32 `[rows]`, rising centres of the rows.
    """

    def __init__(
        self,
        sample_rate_hz: int,
        start_s: float,
        end_s: float,
        columns: int,
        frequency_hz: NDArray[np.float32] | None = None,
    ) -> None:
        if not (sample_rate_hz > 0 and end_s > start_s and columns > 0):
            raise ValueError(f"no picture of {start_s} to {end_s} s in {columns} columns at {sample_rate_hz} Hz")
        self._start_s, self._end_s, self._columns = start_s, end_s, columns
        self._frequency_hz = default_rows() if frequency_hz is None else frequency_hz
        self._frames = max(1, round((end_s - start_s) * sample_rate_hz))
        # A cell is a column, or one sample where there are fewer samples than columns.
        self._cells = min(columns, self._frames)
        self._edges = np.arange(self._cells + 1, dtype=np.int64) * self._frames // self._cells
        self._low = np.full(self._cells, np.inf, dtype=np.float32)
        self._high = np.full(self._cells, -np.inf, dtype=np.float32)

        self._spectra = FrameSpectra(sample_rate_hz, self._frames, float(self._frequency_hz[-1]))
        self._looks, self._look_cells = self._plan()
        self._power = np.zeros((self._cells, self._spectra.bins), dtype=np.float32)
        self._seen = np.zeros(self._cells, dtype=np.int64)
        self._next_look = 0
        self._received = 0
        self._kept = np.zeros(0, dtype=np.float32)
        self._kept_from = 0

    def _plan(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """First sample of every look, in order, and the cell it counts for."""
        window = self._spectra.window_length
        width = self._frames / self._cells
        per_cell = int(np.clip(np.ceil(2.0 * width / window), 1, _MOST_FRAMES_PER_COLUMN))
        centres = (np.arange(self._cells * per_cell) + 0.5) * (width / per_cell)
        # Looks at the ends are moved inside rather than padded: padding would fade the picture's edges.
        first = np.clip((centres - window / 2.0).astype(np.int64), 0, self._frames - window)
        return first, np.repeat(np.arange(self._cells), per_cell)

    def add(self, mono_block: NDArray[np.floating]) -> None:
        """Takes the next samples, float `[n]` of any n; what comes after `end_s` is ignored."""
        block = finite(mono_block[: self._frames - self._received])
        if block.size == 0:
            return
        self._add_to_wave(block)
        self._received += block.size
        self._kept = np.concatenate((self._kept, block)) if self._kept.size else block
        self._look_at_what_is_complete()
        self._forget()

    def picture(self) -> SoundPicture:
        """The picture, once all samples were added; where the sound ended early it is silent."""
        self._look_past_an_early_end()
        wide = np.arange(self._columns) * self._cells // self._columns
        heard = np.isfinite(self._low)
        low = np.where(heard, self._low, np.float32(0.0))
        high = np.where(heard, self._high, np.float32(0.0))
        level_db = self._level_db()
        level_db[:, self._seen == 0] = FLOOR_DBFS
        level_db[self._frequency_hz > self._spectra.nyquist_hz] = FLOOR_DBFS
        return SoundPicture(
            start_s=self._start_s,
            end_s=self._end_s,
            wave_low=low[wide],
            wave_high=high[wide],
            level_db=np.ascontiguousarray(level_db[:, wide]),
            frequency_hz=self._frequency_hz,
        )

    def _level_db(self) -> NDArray[np.float32]:
        """Levels `[rows, cells]` of the mean power."""
        rows = rows_of_bins(self._spectra.bin_hz, self._spectra.bins, self._frequency_hz)
        level_db = np.empty((self._frequency_hz.size, self._cells), dtype=np.float32)
        # A few columns at a time, which the processor's own memory holds.
        for at in range(0, self._cells, _COLUMNS_AT_ONCE):
            part = slice(at, at + _COLUMNS_AT_ONCE)
            level_db[:, part] = rows.of_power(self._power[part] / np.maximum(self._seen[part], 1)[:, None])
        return level_db

    def _add_to_wave(self, block: NDArray[np.float32]) -> None:
        start, end = self._received, self._received + block.size
        first = int(np.searchsorted(self._edges, start, side="right")) - 1
        last = int(np.searchsorted(self._edges, end, side="left"))
        inside = np.maximum(self._edges[first:last] - start, 0)
        low, high = self._low[first:last], self._high[first:last]
        np.minimum(low, np.minimum.reduceat(block, inside), out=low)
        np.maximum(high, np.maximum.reduceat(block, inside), out=high)

    def _look_at_what_is_complete(self) -> None:
        last_start = self._received - self._spectra.window_length
        self._look_until(int(np.searchsorted(self._looks, last_start, side="right")))

    def _look_until(self, end: int) -> None:
        while self._next_look < end:
            until = min(end, self._next_look + _BATCH)
            self._look(self._next_look, until)
            self._next_look = until

    def _look(self, first: int, until: int) -> None:
        starts = self._looks[first:until] - self._kept_from
        power = self._spectra.power(self._kept, starts)
        if self._looks.size == self._cells:
            self._power[first:until] = power
            self._seen[first:until] = 1
            return
        cells = self._look_cells[first:until]
        groups = np.flatnonzero(np.diff(cells, prepend=-1))
        self._power[cells[groups]] += np.add.reduceat(power, groups, axis=0)
        self._seen[cells[groups]] += np.diff(groups, append=cells.size)

    def _forget(self) -> None:
        """Lets go of the samples that no look to come will need."""
        done = self._next_look == self._looks.size
        needed_from = self._frames if done else int(self._looks[self._next_look])
        drop = min(max(needed_from - self._kept_from, 0), self._kept.size)
        self._kept = self._kept[drop:].copy()
        self._kept_from += drop

    def _look_past_an_early_end(self) -> None:
        """Pads the unfinished looks whose middle was reached, if fewer samples came than were promised."""
        window = self._spectra.window_length
        reached = int(np.searchsorted(self._looks, self._received - window // 2, side="left"))
        if self._next_look < reached:
            self._kept = np.concatenate((self._kept, np.zeros(window, dtype=np.float32)))
            self._look_until(reached)

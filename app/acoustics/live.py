"""Sound that is still arriving, as columns of a picture that scrolls; counted in whole samples."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.acoustics.levels import FLOOR_DBFS, finite, power_to_db
from app.acoustics.picture import HIGHEST_ROW_HZ, ROW_COUNT, default_rows
from app.acoustics.rows import rows_of_bins
from app.acoustics.spectra import FrameSpectra

SHOWN_S = 10
"""How much of the sound is in sight."""

_BATCH = 32


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns in a row, the first of which is number `first` since the sound began.

    `low` and `high` are the least and greatest sample float32 `[n]`, `level_db` the levels float32 `[n, 256]`
    on the rows of `picture.default_rows`.
    """

    first: int
    low: NDArray[np.float32]
    high: NDArray[np.float32]
    level_db: NDArray[np.float32]


class LiveStream:
    """Cuts sound into columns, `columns` of them to ten seconds, each given out as soon as all of it has arrived.

    Column k is made of the samples from k · 10 s / columns on, in whole numbers: the waveform of those samples and
    the one before (so that neighbours meet), and one look through the window of `FrameSpectra` centred on them. So
    both belong to the same moment after hours, and the newest column is half a window, 43 ms, behind the sound.
    What is kept is a window and the last column; ValueError for a rate or a number of columns below 1.
    """

    def __init__(self, sample_rate_hz: int, columns: int) -> None:
        if sample_rate_hz < 1 or columns < 1:
            raise ValueError(f"no live picture in {columns} columns at {sample_rate_hz} Hz")
        self._frames = SHOWN_S * sample_rate_hz
        self._spectra = FrameSpectra(sample_rate_hz, self._frames, HIGHEST_ROW_HZ)
        self._rows = rows_of_bins(self._spectra.bin_hz, self._spectra.bins, default_rows())
        self._unheard = default_rows() > self._spectra.nyquist_hz
        self.columns = min(columns, self._frames)
        self.received = 0
        self.next = 0
        self._kept = np.zeros(self._spectra.window_length, dtype=np.float32)
        self._kept_from = -self._kept.size

    def add(self, samples: NDArray[np.floating]) -> Columns:
        """Take the next mono samples `[n]`, any n; the columns that are complete now, of ten seconds at most.

        NaN and infinity are what `levels.finite` makes of them.
        """
        block = finite(samples)
        self.received += block.size
        # However much comes at once: what the last ten seconds of columns look at is all in twice that.
        most = 2 * (self._frames + self._spectra.window_length)
        self._kept = np.concatenate((self._kept, block[-most:]))
        self._kept_from = self.received - self._kept.size
        until = self._complete()
        first = max(self.next, until - self.columns)
        made = self._columns(first, until)
        self.next = until
        self._forget()
        return made

    def resize(self, columns: int) -> None:
        """So many columns to ten seconds from the next one on; their numbers count from the same start."""
        columns = min(max(columns, 1), self._frames)
        done = int(self._edges(np.array([self.next]))[0])
        self.columns = columns
        self.next = -(-done * columns // self._frames)

    def column_of(self, sample: int) -> int:
        """The number of the column that this sample since the beginning belongs to."""
        return ((sample + 1) * self.columns - 1) // self._frames

    def _edges(self, numbers: NDArray[np.int64]) -> NDArray[np.int64]:
        return numbers * self._frames // self.columns

    def _looks(self, edges: NDArray[np.int64]) -> NDArray[np.int64]:
        """First sample of the look of each column."""
        return (edges[1:] + edges[:-1]) // 2 - self._spectra.window_length // 2

    def _complete(self) -> int:
        """One past the last column whose samples and look have arrived."""
        edges = self._edges(np.arange(self.next, self.received * self.columns // self._frames + 2))
        ready = np.maximum(edges[1:], self._looks(edges) + self._spectra.window_length)
        return self.next + int(np.searchsorted(ready, self.received, side="right"))

    def _columns(self, first: int, until: int) -> Columns:
        if until <= first:
            none = np.zeros(0, dtype=np.float32)
            return Columns(first, none, none, np.zeros((0, ROW_COUNT), dtype=np.float32))
        edges = self._edges(np.arange(first, until + 1))
        at = edges - self._kept_from
        inside, before = self._kept[: at[-1]], self._kept[at[:-1] - 1]
        low = np.minimum(np.minimum.reduceat(inside, at[:-1]), before)
        high = np.maximum(np.maximum.reduceat(inside, at[:-1]), before)
        return Columns(first, low, high, self._levels(self._looks(edges)))

    def _levels(self, looks: NDArray[np.int64]) -> NDArray[np.float32]:
        starts = np.maximum(looks - self._kept_from, 0)
        level_db = np.empty((starts.size, ROW_COUNT), dtype=np.float32)
        for at in range(0, starts.size, _BATCH):
            power = self._spectra.power(self._kept, starts[at : at + _BATCH])
            level_db[at : at + _BATCH] = self._rows(power_to_db(power))
        level_db[:, self._unheard] = FLOOR_DBFS
        return level_db

    def _forget(self) -> None:
        """Let go of the samples that no column to come will need."""
        edges = self._edges(np.array([self.next, self.next + 1]))
        needed = min(int(self._looks(edges)[0]), int(edges[0]) - 1)
        drop = min(max(needed - self._kept_from, 0), self._kept.size)
        self._kept = self._kept[drop:].copy()
        self._kept_from += drop


class LastColumns:
    """The columns of the last ten seconds, in a ring: column k stands in place k modulo their number.

    `marks` are numbers of columns in which something began; they go when their column does.
    """

    def __init__(self, columns: int) -> None:
        self.marks: tuple[int, ...] = ()
        self.low = np.zeros(columns, dtype=np.float32)
        self.high = np.zeros(columns, dtype=np.float32)
        self.level_db = np.full((columns, ROW_COUNT), FLOOR_DBFS, dtype=np.float32)
        self.next = 0
        self.filled = 0

    @property
    def columns(self) -> int:
        """How many there is room for."""
        return self.low.size

    def put(self, new: Columns) -> None:
        """Take on the next columns; of more than there is room for, the last."""
        count = min(new.low.size, self.columns)
        if count == 0:
            return
        end = new.first + new.low.size
        places = np.arange(end - count, end) % self.columns
        self.low[places], self.high[places] = new.low[-count:], new.high[-count:]
        self.level_db[places] = new.level_db[-count:]
        self.next = end
        self.filled = min(self.filled + count, self.columns)
        self._keep_marks(self.marks)

    def mark(self, column: int) -> None:
        """Mark a column, which may be yet to come."""
        self._keep_marks((*self.marks, column))

    def _keep_marks(self, marks: tuple[int, ...]) -> None:
        self.marks = tuple(mark for mark in marks if mark >= self.next - self.columns)

    def all(self) -> Columns:
        """Everything in sight, in order."""
        places = np.arange(self.next - self.filled, self.next) % self.columns
        return Columns(self.next - self.filled, self.low[places], self.high[places], self.level_db[places])

    def resized(self, columns: int, following: int) -> "LastColumns":
        """The same sound in another number of columns, each as the one that stood there.

        `following` is the number of the column that comes next.
        """
        other = LastColumns(columns)
        numbers = np.arange(following - columns, following)
        there = (2 * numbers + 1) * self.columns // (2 * columns)
        there = np.minimum(there, self.next - 1)
        heard = there >= max(self.next - self.filled, 0)
        numbers, there = numbers[heard], there[heard] % self.columns
        if numbers.size:
            other.put(Columns(int(numbers[0]), self.low[there], self.high[there], self.level_db[there]))
        other.next = following
        other._keep_marks(tuple(mark * columns // self.columns for mark in self.marks))
        return other

    def copy(self) -> "LastColumns":
        """The same, to stand still while this one goes on."""
        other = LastColumns(self.columns)
        other.low[:], other.high[:], other.level_db[:] = self.low, self.high, self.level_db
        other.next, other.filled, other.marks = self.next, self.filled, self.marks
        return other

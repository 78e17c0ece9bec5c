"""Where each tile and each heading is: pure geometry, worked out once a size and found again by arithmetic."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate


@dataclass(frozen=True, slots=True)
class Sizes:
    """Lengths in px. `heading` is the width of the headings' column, 0 where they stand above their tiles."""

    least_wide: int
    most_wide: int
    high: int
    gap: int
    heading: int
    heading_high: int
    apart: int


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in px."""

    x: int
    y: int
    wide: int
    high: int


class TileLayout:
    """Sections of so many tiles each, below each other, as many columns as fit."""

    def __init__(self, counts: Sequence[int], width: int, sizes: Sizes) -> None:
        self._sizes, self._counts = sizes, counts
        self._left = sizes.heading
        room = max(width - sizes.heading, 1)
        fitting = (room + sizes.gap) // (sizes.least_wide + sizes.gap)
        # No more columns than the largest section fills: wider tiles show whole names.
        enough = max(max(counts, default=1), -(-room // sizes.most_wide))
        self.columns = max(1, min(fitting, enough))
        self._room = room
        self._starts = list(accumulate(counts, initial=0))
        self._above = 0 if sizes.heading else sizes.heading_high
        self._tops: list[int] = []
        y = 0
        for count in counts:
            self._tops.append(y)
            y += self._above + self._rows(count) * (sizes.high + sizes.gap) - sizes.gap + sizes.apart
        self.height = max(0, y - sizes.apart)

    @property
    def count(self) -> int:
        """How many tiles there are."""
        return self._starts[-1]

    def box(self, index: int) -> Box:
        """Where a tile is."""
        section = bisect_right(self._starts, index) - 1
        row, column = divmod(index - self._starts[section], self.columns)
        sizes = self._sizes
        x, right = self._edge(column), self._edge(column + 1) - sizes.gap
        y = self._tops[section] + self._above + row * (sizes.high + sizes.gap)
        return Box(x, y, max(1, right - x), sizes.high)

    def heading(self, section: int) -> Box:
        """Where a section's heading is."""
        high = self._above or self._rows(self._counts[section]) * (self._sizes.high + self._sizes.gap)
        wide = self._sizes.heading or self._room
        return Box(0, self._tops[section], wide, high)

    def sections(self, top: int, bottom: int) -> range:
        """The sections of which something lies between two heights."""
        first = max(0, bisect_right(self._tops, top) - 1)
        return range(first, max(first, bisect_right(self._tops, bottom)))

    def tiles(self, top: int, bottom: int) -> list[int]:
        """The tiles of which something lies between two heights; more rows than these are never walked over."""
        found: list[int] = []
        step = self._sizes.high + self._sizes.gap
        for section in self.sections(top, bottom):
            y = self._tops[section] + self._above
            count = self._counts[section]
            first = max(0, (top - y) // step)
            last = min(self._rows(count) - 1, (bottom - y) // step)
            start = self._starts[section]
            found += range(start + min(count, first * self.columns), start + min(count, (last + 1) * self.columns))
        return found

    def at(self, x: int, y: int) -> int:
        """The tile there, −1 where there is none."""
        for index in self.tiles(y, y):
            box = self.box(index)
            if box.x <= x < box.x + box.wide and box.y <= y < box.y + box.high:
                return index
        return -1

    def below(self, index: int, rows: int) -> int:
        """The tile so many rows further down (up where negative), over the headings; the nearest there is."""
        box = self.box(index)
        step = 1 if rows > 0 else -1
        for _ in range(abs(rows)):
            following = self._next_row(index, box.x, step)
            if following < 0:
                break
            index = following
        return index

    def _next_row(self, index: int, x: int, step: int) -> int:
        section = bisect_right(self._starts, index) - 1
        row = (index - self._starts[section]) // self.columns + step
        while 0 <= section < len(self._counts):
            if 0 <= row < self._rows(self._counts[section]):
                column = max(at for at in range(self.columns) if self._edge(at) <= x)
                return self._starts[section] + min(row * self.columns + column, self._counts[section] - 1)
            section += step
            if 0 <= section < len(self._counts):
                row = 0 if step > 0 else self._rows(self._counts[section]) - 1
        return -1

    def _rows(self, count: int) -> int:
        return -(-count // self.columns)

    def _edge(self, column: int) -> int:
        """The left edge of a column; what does not divide evenly is spread over all of them."""
        return self._left + column * (self._room + self._sizes.gap) // self.columns

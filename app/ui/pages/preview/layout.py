"""Where the pages stand: below each other, all at one scale. Lengths are in px of the window."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.ui.pages.preview.values import Sheet, Zoom

_PX_A_PT = 96 / 72
"""Life-size, as far as a program can know how large its screen is."""


@dataclass(frozen=True, slots=True)
class Box:
    """A page's place."""

    left: int
    top: int
    wide: int
    high: int

    @property
    def bottom(self) -> int:
        """The first row below it."""
        return self.top + self.high


@dataclass(frozen=True, slots=True)
class Layout:
    """All pages' places and how much room they take with the gap around them."""

    boxes: tuple[Box, ...] = ()
    wide: int = 0
    high: int = 0
    gap: int = 0

    def seen(self, top: int, high: int) -> list[int]:
        """The pages that show in a window of that height at `top`, the one that shows most of itself first."""
        shares = [(self._share(box, top, high), -at) for at, box in enumerate(self.boxes)]
        return [-at for share, at in sorted(shares, reverse=True) if share > 0]

    def top_of(self, page: int) -> int:
        """How far to scroll for a page to begin at the window's upper edge."""
        return self.boxes[page].top - self.gap if self.boxes else 0

    def _share(self, box: Box, top: int, high: int) -> float:
        """Of the window's height that the page takes."""
        return max(0, min(box.bottom, top + high) - max(box.top, top)) / max(1, high)


def lay_out(sheets: Sequence[Sheet], zoom: Zoom, room: tuple[int, int], gap: int, scale: float = 1.0) -> Layout:
    """Put the pages into a window of `room` px; `scale` is the user's own, for life-size."""
    if not sheets:
        return Layout()
    widest, highest = max(one.width_pt for one in sheets), max(one.height_pt for one in sheets)
    across, down = max(1, room[0] - 2 * gap) / widest, max(1, room[1] - 2 * gap) / highest
    factor = {Zoom.WIDTH: across, Zoom.PAGE: min(across, down), Zoom.FULL: _PX_A_PT * scale}[zoom]
    wide = max(room[0], round(widest * factor) + 2 * gap)
    boxes, top = [], gap
    for sheet in sheets:
        page_wide, page_high = max(1, round(sheet.width_pt * factor)), max(1, round(sheet.height_pt * factor))
        boxes.append(Box((wide - page_wide) // 2, top, page_wide, page_high))
        top += page_high + gap
    return Layout(tuple(boxes), wide, top, gap)


def usual_zoom(sheets: Sequence[Sheet], room: tuple[int, int], gap: int, scale: float = 1.0) -> Zoom:
    """As on paper where that fits across, else as wide as there is room: the words are read, not guessed."""
    widest = max(one.width_pt for one in sheets)
    return Zoom.FULL if round(widest * _PX_A_PT * scale) + 2 * gap <= room[0] else Zoom.WIDTH

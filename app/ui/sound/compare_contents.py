"""What is drawn inside the compared frames: pictures, curves, lines, head and selection, each in all of them."""

from dataclasses import replace

from app.acoustics.bands import centre_hz
from app.acoustics.difference import comparable
from app.domain.take import SoundPicture
from app.domain.verdict import State
from app.language import later, tr
from app.look.tokens import CEILING_DBFS, FLOOR_DBFS, Palette
from app.ui.sound.compare_frames import CompareFrames
from app.ui.sound.compare_items import DifferenceItem, FrameNote, LevelsItem
from app.ui.sound.compare_shown import PairShown, SideShown
from app.ui.sound.overlays import PlayHead, RangeLines, TimeSelection
from app.ui.sound.picture_item import SpectrogramItem
from app.ui.sound.scale import LOWEST_HZ, Scale
from app.ui.sound.view import SoundView

_MARGIN_DB = 3.0
_LEAST_SPAN_DB = 30.0
_NOTHING = later("Without both pictures there is no difference over time.")


class SideLayer:
    """A take's picture in its frame, a sharper one of a part over it, and what the frame has to say."""

    def __init__(self, view: SoundView) -> None:
        self.note = FrameNote(view)
        self._items = (SpectrogramItem(), SpectrogramItem())
        self._colours = (FLOOR_DBFS, CEILING_DBFS, "magma")
        self._side: SideShown | None = None
        self.shown: list[SoundPicture | None] = [None, None]
        for item in self._items:
            view.addItem(item, ignoreBounds=True)

    def show(self, side: SideShown, length_s: float) -> None:
        """Show a take where it lies on the common axis."""
        self._side = side
        self._place(0, side.picture)
        self._place(1, None)
        if side.picture is None:
            self.note.tell(side.note)
        elif side.end_s < length_s - 0.05:
            self.note.tell(side.note, side.end_s)
        else:
            self.note.tell("")

    def show_closer(self, picture: SoundPicture | None) -> None:
        """Lay a sharper picture of a part over it; times are the take's own."""
        self._place(1, picture)

    def colour(self, floor_db: float, ceiling_db: float, name: str) -> None:
        """Use those colours from now on."""
        self._colours = (floor_db, ceiling_db, name)
        raised = self._side.raised_db if self._side is not None else 0.0
        for item in self._items:
            item.colour(floor_db - raised, ceiling_db - raised, name)

    def _place(self, at: int, picture: SoundPicture | None) -> None:
        start_s = self._side.start_s if self._side is not None else 0.0
        if picture is not None:
            picture = replace(picture, start_s=picture.start_s + start_s, end_s=picture.end_s + start_s)
        self.shown[at] = picture
        self._items[at].show_picture(picture, Scale.LOG)
        self.colour(*self._colours)


class CompareContents:
    """Everything in the frames; what lies in several of them is handled as one."""

    def __init__(self, frames: CompareFrames) -> None:
        self._frames = frames
        a, b, difference = frames.pictures
        self.sides = (SideLayer(a), SideLayer(b))
        self.difference = DifferenceItem()
        self.note = FrameNote(difference)
        self.levels = (LevelsItem(), LevelsItem(), LevelsItem())
        # Over the difference a casing would hide the very colours that the lines point at.
        self._lines = tuple(RangeLines(on_picture=view is not difference) for view in frames.pictures)
        self._curve_lines = tuple(RangeLines(on_picture=False) for _ in range(3))
        self.heads = tuple(PlayHead(handle=False) for _ in range(3))
        self._selections = tuple(TimeSelection(tinted=False) for _ in range(3))
        difference.addItem(self.difference, ignoreBounds=True)
        for at, view in enumerate(frames.pictures):
            for over in (self._lines[at], self._selections[at], self.heads[at]):
                view.addItem(over, ignoreBounds=True)
        for at, view in enumerate(frames.curves):
            view.addItem(self.levels[at], ignoreBounds=True)
            view.addItem(self._curve_lines[at], ignoreBounds=True)

    def show_pair(self, pair: PairShown) -> None:
        """Take another pair."""
        found = pair.difference
        for layer, side in zip(self.sides, (pair.a, pair.b), strict=True):
            layer.show(side, pair.length_s)
        self.difference.show_difference(found.picture, pair.length_s, found.up_to_hz, pair.span_db)
        self.note.tell("" if found.picture is not None else tr(_NOTHING))
        for lines, seen in zip(self._lines, (pair.a.picture, pair.b.picture, found.picture), strict=True):
            lines.setVisible(seen is not None)
        a, b = pair.a.levels_db, pair.b.levels_db
        x = _level_span(pair)
        self.levels[0].show_levels(a, None, None, x)
        self.levels[1].show_levels(b, a, found.limit_db if found.levels_db is not None else None, x)
        zero = None if found.levels_db is None else found.levels_db * 0.0
        self.levels[2].show_levels(found.levels_db, zero, found.limit_db, (-pair.span_db, pair.span_db))
        self._frames.rows[1].curve.setXRange(*x, padding=0)
        self._frames.rows[2].curve.setXRange(-pair.span_db, pair.span_db, padding=0)

    def show_ranges(self, ends: list[tuple[float, float]], chosen: int) -> None:
        """The ends of the ranges on the axis."""
        for lines in (*self._lines, *self._curve_lines):
            lines.show_ranges(ends, chosen)

    def colour(self, floor_db: float, ceiling_db: float, name: str) -> None:
        """Colour the pictures of A and B between those levels."""
        for layer in self.sides:
            layer.colour(floor_db, ceiling_db, name)

    def set_head(self, seconds: float | None) -> None:
        """Put the play head there, or away."""
        for head in self.heads:
            head.setVisible(seconds is not None)
            if seconds is not None:
                head.setX(seconds)

    def select(self, span: tuple[float, float] | None) -> None:
        """Mark a stretch of time, or none."""
        for selection in self._selections:
            selection.select(span)

    def fit(self) -> None:
        """Heads as high as their frames, the grid where the ticks are."""
        frames = self._frames
        for head, view in zip(self.heads, frames.pictures, strict=True):
            head.fit(view.viewRange()[1][1], view.height())
        levels = [tick.at for tick in frames.level_axis.ticks()]
        across = (levels, levels, [tick.at for tick in frames.difference_axis.ticks()])
        for item, row, at in zip(self.levels, frames.rows, across, strict=True):
            item.set_grid(at, [tick.at for tick in row.frequency_axis.ticks()])

    def restyle(self, palette: Palette) -> None:
        """Take the colours."""
        self.difference.restyle(palette)
        for item in self.levels:
            item.restyle(palette)
        for lines in self._lines:
            lines.restyle(palette.text)
        for lines in self._curve_lines:
            lines.restyle(palette.states[State.ABNORMAL].mark)
        for head, selection in zip(self.heads, self._selections, strict=True):
            head.restyle(palette.accent)
            selection.restyle(palette.accent)


def _level_span(pair: PairShown) -> tuple[float, float]:
    """The level axis of A and B: what is drawn of both in the visible bands, and a little air."""
    seen = comparable(pair.difference.up_to_hz) & (centre_hz() >= LOWEST_HZ)
    drawn = [side.levels_db[seen] for side in (pair.a, pair.b) if side.levels_db is not None]
    if not drawn:
        return -80.0, -20.0
    low = min(float(levels.min()) for levels in drawn) - _MARGIN_DB
    high = max(float(levels.max()) for levels in drawn) + _MARGIN_DB
    short = max(_LEAST_SPAN_DB - (high - low), 0.0)
    return low - short / 2, high + short / 2

"""What is drawn inside the frames: pictures of the whole and of a part, curves, lines, head and selection."""

from app.domain.take import SoundPicture
from app.domain.verdict import State
from app.domain.why import Marker, Moment
from app.look.tokens import CEILING_DBFS, FLOOR_DBFS, Palette
from app.ui.sound.band_item import BandItem
from app.ui.sound.frame_marks import MarkerTicks, MomentBars
from app.ui.sound.frames import Frames
from app.ui.sound.overlays import PlayHead, RangeLines, TimeSelection
from app.ui.sound.picture_item import SpectrogramItem, WaveItem
from app.ui.sound.scale import Scale


class PictureLayer:
    """One sound picture in both frames that show it."""

    def __init__(self, frames: Frames) -> None:
        self.picture: SoundPicture | None = None
        self._wave, self._levels = WaveItem(), SpectrogramItem()
        self._colours = (FLOOR_DBFS, CEILING_DBFS, "magma")
        frames.wave.addItem(self._wave, ignoreBounds=True)
        frames.spectrogram.addItem(self._levels, ignoreBounds=True)

    def show(self, picture: SoundPicture | None, scale: Scale) -> None:
        """Show a picture on that scale, or none."""
        if picture is not self.picture:
            self._wave.show_picture(picture)
        self.picture = picture
        self._levels.show_picture(picture, scale)
        self._levels.colour(*self._colours)

    def colour(self, floor_db: float, ceiling_db: float, name: str) -> None:
        """Use those colours from now on."""
        self._colours = (floor_db, ceiling_db, name)
        self._levels.colour(*self._colours)

    def restyle(self, palette: Palette) -> None:
        """The waveform's colour; the spectrogram has its own."""
        self._wave.restyle(palette.trace)


class Contents:
    """Everything in the frames, with each thing that lies in two of them handled as one."""

    def __init__(self, frames: Frames) -> None:
        self._frames = frames
        self.whole, self.part = PictureLayer(frames), PictureLayer(frames)
        self.curves = BandItem()
        self._lines = (RangeLines(on_picture=True), RangeLines(on_picture=False))
        self._heads = (PlayHead(handle=True), PlayHead(handle=False))
        self._selections = (TimeSelection(tinted=True), TimeSelection(tinted=False))
        self.ticks = (MarkerTicks(frames.spectrogram, True), MarkerTicks(frames.bands, False))
        self.bars = (MomentBars(frames.wave, False), MomentBars(frames.spectrogram, True))
        for view, items in (
            (frames.wave, (self._selections[0], self._heads[0])),
            (frames.spectrogram, (self._lines[0], self._selections[1], self._heads[1])),
            (frames.bands, (self.curves, self._lines[1])),
        ):
            for item in items:
                view.addItem(item, ignoreBounds=True)

    def best(self, start_s: float, end_s: float) -> SoundPicture | None:
        """The sharpest picture that holds all of that stretch."""
        part = self.part.picture
        if part is not None and part.start_s <= start_s and end_s <= part.end_s:
            return part
        return self.whole.picture

    def show_ranges(self, ends: list[tuple[float, float]], chosen: int) -> None:
        """The ends of the guilty ranges on the axis."""
        for lines in self._lines:
            lines.show_ranges(ends, chosen)

    def show_markers(self, markers: tuple[tuple[Marker, float], ...]) -> None:
        """Shaft and blades, each with its position on the axis."""
        for ticks in self.ticks:
            ticks.show_markers(markers)

    def show_moments(self, moments: tuple[Moment, ...]) -> None:
        """When the difference is heard."""
        for bars in self.bars:
            bars.show_moments(moments)

    def set_head(self, seconds: float | None) -> None:
        """Put the play head there, or away."""
        for head in self._heads:
            head.setVisible(seconds is not None)
            if seconds is not None:
                head.setX(seconds)

    def select(self, span: tuple[float, float] | None) -> None:
        """Mark a stretch of time, or none."""
        for selection in self._selections:
            selection.select(span)

    def fit(self) -> None:
        """Heads as high as their frames, the grid where the ticks are."""
        for head, view in zip(self._heads, (self._frames.wave, self._frames.spectrogram), strict=True):
            head.fit(view.viewRange()[1][1], view.height())
        levels, positions = self._frames.level_axis.ticks(), self._frames.frequency_axis.ticks()
        self.curves.set_grid([tick.at for tick in levels], [tick.at for tick in positions])

    def restyle(self, palette: Palette) -> None:
        """Take the colours."""
        for layer in (self.whole, self.part):
            layer.restyle(palette)
        self.curves.restyle(palette)
        for marks in (*self.ticks, *self.bars):
            marks.restyle(palette)
        for lines in self._lines:
            lines.restyle(palette.states[State.ABNORMAL].mark)
        for head, selection in zip(self._heads, self._selections, strict=True):
            head.restyle(palette.accent)
            selection.restyle(palette.accent)

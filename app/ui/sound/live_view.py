"""Sound that is arriving, seen: waveform and spectrogram of the last ten seconds, newest at the right edge."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.acoustics.levels import mean_square, power_to_db
from app.acoustics.live import SHOWN_S, LastColumns, LiveStream
from app.domain import words
from app.language import later, tr
from app.look.colour_map import NAMES
from app.look.tokens import SPACE
from app.ui import theme
from app.ui.sound.live_head import LiveHead
from app.ui.sound.live_plots import LivePlots

_NAME = later("Live sound: waveform and spectrogram of the last {seconds} seconds")
_TELL_MS = 1000
_NOTHING_YET = later("Live sound, nothing heard yet.")
_QUIET = later("Live sound, nothing arrives.")


class LiveView(QWidget):
    """Shows what it is given and decides nothing: `start`, then `add` from a timer of the window, any amounts.

    `colours_changed` says what somebody chose for the spectrogram: lowest and highest level, colour map.
    """

    colours_changed = Signal(float, float, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rate_hz: int | None = None
        self._stream: LiveStream | None = None
        self._arriving = LastColumns(1)
        self._still: LastColumns | None = None
        self._energy, self._frames = 0.0, 0
        self._level = tr(_NOTHING_YET)
        self.head = LiveHead(self)
        self.plots = LivePlots(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.head)
        self._column.addWidget(self.plots, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.plots.setAccessibleName(tr(_NAME, seconds=SHOWN_S))
        self._teller = QTimer(self, interval=_TELL_MS)
        self._teller.timeout.connect(self._measure)
        self.head.bar.changed.connect(self.plots.set_colours)
        self.head.bar.changed.connect(self.colours_changed)
        self.head.wave_chosen.connect(self.plots.fix_wave)
        self.plots.columns_changed.connect(self._fit_columns)
        theme.changes().changed.connect(self._fit)
        self._fit()
        self._tell()

    # What is shown

    def start(self, sample_rate_hz: int) -> None:
        """Begin with another sound, of that rate. A picture that stands still does so until it goes on."""
        self._rate_hz = sample_rate_hz
        self._begin()
        self._teller.start()

    def add(self, samples: NDArray[np.floating]) -> None:
        """Show the next mono samples, float `[n]` of any n; before the first `start` they are let go."""
        if self._stream is None or samples.size == 0:
            return
        self._energy += mean_square(samples) * samples.size
        self._frames += samples.size
        new = self._stream.add(samples)
        self._arriving.put(new)
        if self._still is None:
            self.plots.append(new)

    def set_paused(self, paused: bool) -> None:
        """Let the picture stand still, and nothing else: when it goes on, the last ten seconds are there."""
        if paused == self.paused:
            return
        self._still = self._arriving.copy() if paused else None
        self.plots.show_sound(self._shown)
        self.plots.stand_still(tr("Paused") if paused else "")
        self._tell()

    @property
    def paused(self) -> bool:
        """Whether the picture stands still."""
        return self._still is not None

    def mark(self) -> None:
        """Draw a line where the sound is now, such as where the recording begins; it scrolls along with it."""
        if self._stream is not None:
            self._arriving.mark(self._stream.column_of(self._stream.received))

    def clear(self) -> None:
        """Forget what was heard, also where the picture stands still; what arrives next is shown as before."""
        if self._still is not None:
            self._still = LastColumns(self.plots.columns)
        self._begin()

    def set_range(self, floor_db: float, ceiling_db: float) -> None:
        """Colour the levels between these two, in dBFS."""
        self.head.bar.set_range(floor_db, ceiling_db)

    def set_colours(self, name: str) -> None:
        """Use this colour map; KeyError for one that is not in `app.look.colour_map.NAMES`."""
        if name not in NAMES:
            raise KeyError(name)
        self.head.bar.set_map(name)

    @property
    def told(self) -> str:
        """What is seen, in words, for those who cannot see it; at most once a second another text."""
        return str(self.plots.accessibleDescription())

    # How it hangs together

    @property
    def _shown(self) -> LastColumns:
        return self._arriving if self._still is None else self._still

    def _begin(self) -> None:
        """Nothing was heard yet."""
        self._arriving = LastColumns(self.plots.columns)
        if self._rate_hz is not None:
            self._stream = LiveStream(self._rate_hz, self.plots.columns)
            self._arriving = LastColumns(self._stream.columns)
        self.plots.reset_wave()
        self.plots.show_sound(self._shown)
        self._energy, self._frames = 0.0, 0
        self._level = tr(_NOTHING_YET)
        self._tell()

    def _fit_columns(self) -> None:
        """Another width: what was heard stays, in as many columns as there is room for now."""
        columns = self.plots.columns
        if self._stream is not None:
            self._stream.resize(columns)
            self._arriving = self._arriving.resized(self._stream.columns, self._stream.next)
        if self._still is not None:
            self._still = self._still.resized(columns, -(-self._still.next * columns // self._still.columns))
        self.plots.show_sound(self._shown)

    def _measure(self) -> None:
        """Once a second: how loud the last second was, or that there was none."""
        self._level = tr(_QUIET)
        if self._frames:
            level_dbfs = float(power_to_db(np.array([self._energy / self._frames]))[0])
            self._level = tr("Live sound, level {level}.", level=words.decibels(level_dbfs))
        self._energy, self._frames = 0.0, 0
        self._tell()

    def _tell(self) -> None:
        still = tr("The picture is paused.")
        text = f"{still} {self._level}" if self.paused else self._level
        if text != self.told:
            self.plots.setAccessibleDescription(text)

    def _fit(self) -> None:
        self._column.setSpacing(theme.px(SPACE[0]))

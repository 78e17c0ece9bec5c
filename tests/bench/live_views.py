"""The views that are compared: ours, and what one writes with pyqtgraph's own items."""

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QEventLoop, QObject
from PySide6.QtWidgets import QApplication, QWidget

from app.look.colour_map import colour_map
from app.look.tokens import CEILING_DBFS, FLOOR_DBFS
from app.ui.sound.live_view import LiveView

RATE_HZ = 48_000
SHOWN_S = 10
WINDOW = 2048
HOP = 512
BINS = WINDOW // 2 + 1


class Painted(QObject):
    """Waits until what was added has been painted."""

    def __init__(self, view: QWidget, painted: QWidget) -> None:
        super().__init__(view)
        self.view = view
        self._count = 0
        painted.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self._count += event.type() == QEvent.Type.Paint
        return False

    def wait(self) -> None:
        """Turn the event loop until the next paint is over."""
        before = self._count
        while self._count == before:
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def ours() -> tuple[LiveView, QWidget]:
    view = LiveView()
    view.start(RATE_HZ)
    return view, view.plots.viewport()


class SetImageView(pg.GraphicsLayoutWidget):
    """1025 bins × 10 s by `ImageItem.setImage`; if wanted a waveform of all samples, thinned by pyqtgraph."""

    def __init__(self, with_wave: bool) -> None:
        super().__init__()
        columns = SHOWN_S * RATE_HZ // HOP
        self._levels = np.full((BINS, columns), FLOOR_DBFS, dtype=np.float32)
        self._samples = np.zeros(SHOWN_S * RATE_HZ, dtype=np.float32)
        self._seconds = np.arange(self._samples.size) / RATE_HZ - SHOWN_S
        self._window = (np.hanning(WINDOW) * 4 / WINDOW).astype(np.float32)
        self._rest = np.zeros(WINDOW, dtype=np.float32)
        self._curve = None
        if with_wave:
            wave = self.addPlot(row=0, col=0)
            wave.setMaximumHeight(84)
            wave.setRange(xRange=(-SHOWN_S, 0), yRange=(-0.25, 0.25), padding=0)
            self._curve = wave.plot(pen=pg.mkPen("k", width=1))
            self._curve.setDownsampling(auto=True, method="peak")
            self._curve.setClipToView(True)
        picture = self.addPlot(row=1, col=0)
        self._image = pg.ImageItem(axisOrder="row-major")
        picture.addItem(self._image)
        self._image.setLookupTable(colour_map("magma"))
        self._show()
        self._image.setRect(-SHOWN_S, 0, SHOWN_S, RATE_HZ / 2)
        picture.setRange(xRange=(-SHOWN_S, 0), yRange=(0, RATE_HZ / 2), padding=0)

    def add(self, samples: np.ndarray) -> None:
        self._rest = np.concatenate((self._rest, samples))
        frames = np.lib.stride_tricks.sliding_window_view(self._rest, WINDOW)[::HOP]
        spectra = np.fft.rfft(frames * self._window, axis=1)
        power = spectra.real**2 + spectra.imag**2
        self._rest = self._rest[len(frames) * HOP :]
        self._levels[:, : -len(frames)] = self._levels[:, len(frames) :]
        self._levels[:, -len(frames) :] = (10 * np.log10(np.maximum(power, 1e-12))).T
        if self._curve is not None:
            self._samples[: -samples.size] = self._samples[samples.size :]
            self._samples[-samples.size :] = samples
        self._show()

    def _show(self) -> None:
        self._image.setImage(self._levels, autoLevels=False, levels=(FLOOR_DBFS, CEILING_DBFS))
        if self._curve is not None:
            self._curve.setData(self._seconds, self._samples)


def set_image(with_wave: bool) -> tuple[SetImageView, QWidget]:
    view = SetImageView(with_wave)
    return view, view.viewport()

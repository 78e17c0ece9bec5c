"""Over the empty plots of a take whose recording is not here: what is still kept, and how to get it back."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.language import tr
from app.look.tokens import BODY, SECTION, SPACE
from app.ui.sound.absent import GET_BACK, GONE, STILL
from app.ui.sound.plots import SoundPlots
from app.ui.theme import changes, current, px
from app.ui.widgets.text import Text

_WIDEST = 480


class AbsentNote(QWidget):
    """Covers waveform and spectrogram, and leaves the band curve beside them as it is."""

    def __init__(self, plots: SoundPlots) -> None:
        super().__init__(plots)
        self._plots = plots
        self._words = (
            Text(tr(GONE), SECTION, wrap=True, parent=self),
            Text(tr(STILL), BODY, "text2", wrap=True, parent=self),
            Text(tr(GET_BACK), BODY, "text2", wrap=True, parent=self),
        )
        self._column = QVBoxLayout(self)
        self._column.addStretch(1)
        for text in self._words:
            text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            self._column.addWidget(text)
        self._column.addStretch(1)
        # A click or a wheel there is meant for the plots.
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        plots.frames.spectrogram.sigResized.connect(self._fit)
        changes().changed.connect(self._fit)

    def set_shown(self, shown: bool) -> None:
        """Whether the recording is not here."""
        self.setVisible(shown)

    def showEvent(self, event: QShowEvent) -> None:
        """Where the plots are by now."""
        super().showEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """On the plots' own ground: the lines of a range would strike the words."""
        QPainter(self).fillRect(self.rect(), QColor(current().sunken))

    def _fit(self, *_: object) -> None:
        frames = self._plots.frames
        place = frames.wave.geometry().united(frames.spectrogram.geometry()).toRect()
        self.setGeometry(QRect(place.adjusted(1, 1, -1, -1)))
        beside = max(px(SPACE[2]), (place.width() - px(_WIDEST)) // 2)
        self._column.setContentsMargins(beside, px(SPACE[1]), beside, px(SPACE[1]))
        self._column.setSpacing(px(SPACE[1]))

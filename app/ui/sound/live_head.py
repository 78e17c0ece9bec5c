"""The line above the live picture: what it shows, which colour is which level, and how to change that."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.acoustics.live import SHOWN_S
from app.language import tr
from app.look.tokens import CAPTION, SECTION, SPACE
from app.ui import theme
from app.ui.sound.colour_bar import ColourBar
from app.ui.sound.live_contrast import ContrastPanel, MenuButton
from app.ui.widgets.text import Text


class LiveHead(QWidget):
    """Title, colour bar and Contrast button; in a narrow view the words go first, the bar never."""

    wave_chosen = Signal(object)
    """A step of the waveform's scale, or None for upwards from the usual one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = Text(tr("Live"), SECTION, parent=self)
        self._span = Text(tr("last {seconds} s", seconds=SHOWN_S), CAPTION, "text2", parent=self)
        self.bar = ColourBar(self)
        self.button = MenuButton(tr("Contrast"), "contrast", self)
        self.panel = ContrastPanel(self.bar, self)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self._title)
        self._row.addWidget(self._span)
        self._row.addStretch(1)
        self._row.addWidget(self.bar)
        self._row.addWidget(self.button)
        self.button.clicked.connect(lambda: self.panel.open_below(self.button))
        self.panel.wave_chosen.connect(self.wave_chosen)
        theme.changes().changed.connect(self._fit)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fewer words where there is less room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        gap = theme.px(SPACE[2])
        self._row.setSpacing(gap)
        wanted = [self._title.sizeHint().width(), self.bar.sizeHint().width(), self.button.whole_width]
        needed = sum(wanted) + 2 * gap
        self.button.set_compact(needed > self.width())
        self._span.setVisible(needed + self._span.sizeHint().width() + gap <= self.width())

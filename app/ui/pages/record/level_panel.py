"""Level and live view in one panel: first how loud it is, then what it looks like."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from app.domain.verdict import State
from app.language import tr
from app.look.tokens import BODY, SPACE
from app.ui.pages.record.clip_light import ClipLight
from app.ui.pages.record.level_meter import LevelMeter
from app.ui.pages.record.values import LevelShown
from app.ui.theme import changes, current, icon_pixmap, icon_side, px
from app.ui.widgets import PanelFrame, Text

if TYPE_CHECKING:
    from app.ui.sound.live_view import LiveView

_LIVE_LEAST = 260


class _Word(QWidget):
    """The level in words, with a tick where it is good and a triangle where it is not."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._sign = QLabel(self)
        self._text = Text("", BODY, weight=500, elide=Qt.TextElideMode.ElideRight, parent=self)
        self._tone = ""
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(SPACE[0]))
        row.addWidget(self._sign)
        row.addWidget(self._text)
        changes().changed.connect(self._fit)

    def show_word(self, word: str, tone: str) -> None:
        """Another word."""
        if word != self._text.text() or tone != self._tone:
            self._text.setText(word)
            self._text.set_tone(tone)
            self._tone = tone
            self._fit()
        self.setVisible(bool(word))

    def _fit(self) -> None:
        states = {state.value: colours.text for state, colours in current().states.items()}
        good = self._tone == State.HEALTHY.value
        ink = states.get(self._tone, current().text2)
        sign = icon_pixmap("check" if good else "triangle-alert", icon_side(), ink, self.devicePixelRatioF())
        self._sign.setPixmap(sign)


class LevelPanel(PanelFrame):
    """The live view is put in later, by `attach_live`: pyqtgraph takes its time to be imported."""

    clip_seen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Level"), parent=parent)
        self.live: LiveView | None = None
        self._word = _Word(self)
        self.clip = ClipLight(self)
        self.meter = LevelMeter(self)
        self._live_place = QWidget(self)
        self._live_place.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.add_right(self._word)
        self.add_right(self.clip, tall=True)
        self.body.addWidget(self.meter)
        self.body.addWidget(self._live_place, 1)
        self.clip.clicked.connect(self.clip_seen)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._fit_live()
        changes().changed.connect(self._fit_live)

    def attach_live(self, live: "LiveView") -> None:
        """Put the live view in its place."""
        self.live = live
        self.body.replaceWidget(self._live_place, live, Qt.FindChildOption.FindDirectChildrenOnly)
        self.body.setStretchFactor(live, 1)
        self._live_place.hide()
        self._live_place.deleteLater()
        live.show()
        self._fit_live()

    def show_level(self, level: LevelShown) -> None:
        """The level now."""
        self.meter.show_level(level)
        self._word.show_word(level.word, level.tone)
        self.clip.show_clipped(level.clipped)

    def _fit_live(self) -> None:
        (self.live or self._live_place).setMinimumHeight(px(_LIVE_LEAST))

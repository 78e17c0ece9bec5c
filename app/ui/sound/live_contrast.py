"""The Contrast button and what it opens: brightness, contrast and colours of the live view, and its waveform."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QGridLayout, QSlider, QWidget

from app.domain import words
from app.language import tr
from app.look.colour_map import NAMES
from app.look.tokens import BODY, CEILING_DBFS, FLOOR_DBFS, RADIUS, SPACE
from app.ui import theme
from app.ui.sound.colour_bar import HIGHEST_DB, LOWEST_DB, ColourBar
from app.ui.sound.live_scale import STEPS, USUAL
from app.ui.widgets.buttons import Button, QuietButton
from app.ui.widgets.segmented import SegmentedControl
from app.ui.widgets.select import Select
from app.ui.widgets.text import Text

_GAP = 8
_MIDDLE_DB = (FLOOR_DBFS + CEILING_DBFS) / 2
_BRIGHTER_DB = 40
_SPAN_DB = (10, 120)
_STEP_DB = 5
_GROOVE = 4


class LevelSlider(QSlider):
    """A slider in dB: a groove, filled up to a square grip, all of it as high as a button for fingers."""

    def __init__(self, name: str, low_db: int, high_db: int, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setRange(low_db, high_db)
        self.setSingleStep(_STEP_DB)
        self.setPageStep(2 * _STEP_DB)
        self.setAccessibleName(name)

    def sizeHint(self) -> QSize:
        """Long enough to hit a step."""
        return QSize(theme.px(160), theme.control_height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Flat, like all controls."""
        palette = theme.current()
        painter = QPainter(self)
        groove, grip = theme.px(_GROOVE), theme.icon_side()
        share = (self.value() - self.minimum()) / (self.maximum() - self.minimum())
        left = round(share * (self.width() - grip))
        top = (self.height() - groove) // 2
        painter.fillRect(QRect(0, top, self.width(), groove), QColor(palette.strong))
        painter.fillRect(QRect(0, top, left, groove), QColor(palette.accent))
        painter.setPen(QPen(QColor(palette.strong), 1))
        painter.setBrush(QColor(palette.surface))
        painter.drawRoundedRect(QRect(left, (self.height() - grip) // 2, grip - 1, grip - 1), RADIUS, RADIUS)


class MenuButton(Button):
    """A button with a chevron: it opens something. Where there is little room its icon alone is left."""

    def __init__(self, text: str, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(text, icon, parent=parent)
        self._whole = text
        self.setAccessibleName(text)

    def set_compact(self, compact: bool) -> None:
        """Icon and chevron alone, or with the text."""
        text = "" if compact else self._whole
        if text != self.text():
            self.setText(text)

    @property
    def whole_width(self) -> int:
        """How much room it needs with its text."""
        shown = self.text()
        self.setText(self._whole)
        width = self.sizeHint().width()
        self.setText(shown)
        return width

    def sizeHint(self) -> QSize:
        """As any button, and the chevron."""
        hint = super().sizeHint()
        return QSize(hint.width() + theme.icon_side() + theme.px(_GAP // 2), hint.height())

    def minimumSizeHint(self) -> QSize:
        """It is compact rather than cut."""
        return self.sizeHint()

    def _paint_content(self, painter: QPainter, ink: QColor) -> None:
        side, ratio = theme.icon_side(), self.devicePixelRatioF()
        top, left = (self.height() - side) // 2, self._side()
        painter.drawPixmap(left, top, theme.icon_pixmap(self._icon_name, side, ink.name(), ratio))
        right = self.width() - left - side + theme.px(4)
        painter.drawPixmap(right, top, theme.icon_pixmap("chevron-down", side, ink.name(), ratio))
        place = QRect(left + side + theme.px(_GAP), 0, self.width(), self.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
        self.setToolTip("" if self.text() else self._whole)


class ContrastPanel(QFrame):
    """Two sliders, the colour maps, the waveform's step and the way back; it moves the colour bar it is given."""

    wave_chosen = Signal(object)
    """A step of the waveform's scale, or None for the usual one and upwards."""

    def __init__(self, bar: ColourBar, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("panel", True)
        self._bar = bar
        self.brightness = LevelSlider(tr("Brightness"), -_BRIGHTER_DB, _BRIGHTER_DB, self)
        self.contrast = LevelSlider(tr("Contrast"), -_SPAN_DB[1], -_SPAN_DB[0], self)
        self.maps = SegmentedControl([(name, tr(name.capitalize())) for name in NAMES], parent=self)
        self.wave = Select(tr("Waveform"), parent=self)
        self.wave.addItem(tr("From ±{step:g} upwards", step=USUAL), None)
        for step in STEPS:
            self.wave.addItem(tr("±{step:g} of full scale", step=step), step)
        floor, ceiling = words.number(FLOOR_DBFS), words.number(CEILING_DBFS)
        back = tr("Back to {floor}…{ceiling} dBFS", floor=floor, ceiling=ceiling)
        self.back = QuietButton(back, "rotate-ccw", parent=self)
        self._lay_out()
        self.brightness.valueChanged.connect(self._move_bar)
        self.contrast.valueChanged.connect(self._move_bar)
        self.maps.chosen.connect(bar.set_map)
        self.wave.activated.connect(lambda _index: self.wave_chosen.emit(self.wave.currentData()))
        self.back.clicked.connect(bar.reset)
        bar.changed.connect(self._follow)
        theme.changes().changed.connect(self._fit)
        self._follow()

    def open_below(self, anchor: QWidget) -> None:
        """Open under a button, its right edge on the button's, yet within the screen."""
        self.adjustSize()
        corner = anchor.mapToGlobal(QPoint(anchor.width() - self.width(), anchor.height() + theme.px(SPACE[0])))
        screen = anchor.screen().availableGeometry()
        corner.setX(max(screen.left(), min(corner.x(), screen.right() + 1 - self.width())))
        if corner.y() + self.height() > screen.bottom():
            corner.setY(max(screen.top(), anchor.mapToGlobal(QPoint()).y() - self.height() - theme.px(SPACE[0])))
        self.move(corner)
        self.show()
        self.brightness.setFocus(Qt.FocusReason.PopupFocusReason)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        rows = (
            (tr("Brightness"), self.brightness),
            (tr("Contrast"), self.contrast),
            (tr("Colours"), self.maps),
            (tr("Waveform"), self.wave),
        )
        for row, (name, widget) in enumerate(rows):
            grid.addWidget(Text(name, BODY, "text2", parent=self), row, 0)
            grid.addWidget(widget, row, 1)
        grid.addWidget(self.back, len(rows), 1)
        self._fit()

    def _fit(self) -> None:
        grid = self.layout()
        if isinstance(grid, QGridLayout):
            pad = theme.px(SPACE[2])
            grid.setContentsMargins(pad, pad, pad, theme.px(SPACE[1]))
            grid.setHorizontalSpacing(pad)
            grid.setVerticalSpacing(theme.px(SPACE[1]))

    def _move_bar(self) -> None:
        """More brightness moves both ends down, more contrast brings them together."""
        middle_db = _MIDDLE_DB - self.brightness.value()
        span_db = -self.contrast.value()
        floor_db = max(middle_db - span_db / 2, LOWEST_DB)
        self._bar.set_range(floor_db, min(middle_db + span_db / 2, HIGHEST_DB))

    def _follow(self, *_: object) -> None:
        """Stand where the bar does, however it got there."""
        middle_db = (self._bar.floor_db + self._bar.ceiling_db) / 2
        span_db = self._bar.ceiling_db - self._bar.floor_db
        for slider, value in ((self.brightness, _MIDDLE_DB - middle_db), (self.contrast, -span_db)):
            slider.blockSignals(True)
            slider.setValue(round(value))
            slider.blockSignals(False)
        self.maps.set_current(self._bar.map_name)

"""How the versions of a kind have done here: the months as bars, the sums as numbers."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.domain.words import number
from app.language import later, tr
from app.look.tokens import BODY, CAPTION, SPACE
from app.ui.pages.model.track_chart import TrackChart
from app.ui.pages.model.values import Track, TrackLine
from app.ui.pages.snug import ACROSS, DOWN, SnugPanel
from app.ui.theme import changes, current, px
from app.ui.widgets import PlainButton, Text

_NARROW = 800
_MOST_LINES = 6
_EMPTY = later(
    "Nobody has confirmed or rejected a verdict yet. After a visit, press Confirm or Reject beside the verdict on "
    "the machine's page: from then on it is counted here how often the model is right at your machines."
)
_TITLE = later("How it has done here")
_COLUMNS = (
    later("Version"),
    later("Verdicts"),
    later("Reviewed"),
    later("Right"),
    later("False alarms"),
    later("Missed"),
)
_SIGNS = (("right", later("right, up")), ("false", later("false alarm, down")), ("missed", later("missed, down")))


class _Swatch(QWidget):
    """How a bar of that meaning is filled."""

    def __init__(self, meaning: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._meaning = meaning
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(px(14), px(12))

    def paintEvent(self, event: QPaintEvent) -> None:
        palette, painter, box = current(), QPainter(self), self.rect()
        if self._meaning == "right":
            painter.fillRect(box, QColor(palette.accent_fill))
        elif self._meaning == "missed":
            painter.fillRect(box, QColor(palette.text))
        else:
            painter.fillRect(box, QBrush(QColor(palette.text), Qt.BrushStyle.BDiagPattern))
            painter.setPen(QColor(palette.text))
            painter.drawRect(box.adjusted(0, 0, -1, -1))


class TrackPanel(SnugPanel):
    """Until something was confirmed or rejected it tells where that is done."""

    machines_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr(_TITLE), parent=parent)
        self.chart = TrackChart(self)
        self.told = Text("", CAPTION, "text2", wrap=True, parent=self)
        self.empty = Text(tr(_EMPTY), BODY, "text2", wrap=True, parent=self)
        self.to_machines = PlainButton(tr("Open a machine"), "fan", parent=self)
        self._grid = QGridLayout()
        self._cells: list[Text] = []
        self._track = Track()
        self._build()
        self.chart.pointed.connect(self._tell)
        self.to_machines.clicked.connect(self.machines_wanted)
        self._dress()
        changes().changed.connect(self._dress)

    def show_track(self, track: Track) -> None:
        """Show what was found after the verdicts."""
        self._track = track
        self.set_title(
            tr(_TITLE),
            "" if track.empty else tr("confirmed and rejected verdicts by month; grey: another version"),
        )
        for part in (self.chart, self._legend, self._sums):
            part.setVisible(not track.empty)
        for part in (self.empty, self.to_machines):
            part.setVisible(track.empty)
        self.told.setVisible(not track.empty or bool(track.lines))
        self.chart.show_track(track)
        self._tell("")
        self._fill(track)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The numbers below the bars where it is narrow."""
        super().resizeEvent(event)
        narrow = self.width() < px(_NARROW)
        self._row.setDirection(DOWN if narrow else ACROSS)
        self._row.setSpacing(px(SPACE[0] if narrow else SPACE[4]))

    def _tell(self, pointed: str) -> None:
        self.told.setText(pointed or self._track.summary)

    def _fill(self, track: Track) -> None:
        for cell in self._cells:
            self._grid.removeWidget(cell)
            cell.hide()
            cell.deleteLater()
        self._cells = []
        for column, name in enumerate(_COLUMNS):
            self._put(tr(name), 0, column, chosen=False, head=True)
        for at, line in enumerate(_shown_lines(track)):
            values = (line.given, line.reviewed, line.right, line.false_alarms, line.missed)
            for column, word in enumerate((line.version, *(number(value) for value in values))):
                self._put(word, at + 1, column, chosen=line.version == track.chosen)

    def _put(self, word: str, row: int, column: int, *, chosen: bool, head: bool = False) -> None:
        tone = "text2" if head or not chosen else "text"
        text = Text(word, CAPTION if head else BODY, tone, weight=600 if chosen else 400, parent=self._sums)
        side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
        text.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(text, row, column)
        self._cells.append(text)
        text.show()

    def _build(self) -> None:
        self._legend, self._sums = QWidget(self), QWidget(self)
        signs = QHBoxLayout(self._legend)
        signs.setContentsMargins(0, 0, 0, 0)
        for key, word in _SIGNS:
            signs.addWidget(_Swatch(key, self._legend))
            signs.addWidget(Text(tr(word), CAPTION, "text2", parent=self._legend))
        signs.addStretch(1)
        sums = QVBoxLayout(self._sums)
        sums.setContentsMargins(0, 0, 0, 0)
        sums.addLayout(self._grid)
        sums.addStretch(1)
        self._row = QBoxLayout(ACROSS)
        self._row.addWidget(self.chart, 1)
        self._row.addWidget(self._sums)
        self.body.addWidget(self._legend)
        self.body.addLayout(self._row, 100)
        self.body.addWidget(self.told)
        self.body.addWidget(self.empty)
        self.body.addWidget(self.to_machines, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)

    def _dress(self) -> None:
        self._grid.setHorizontalSpacing(px(SPACE[3]))
        self._grid.setVerticalSpacing(px(SPACE[0]))


def _shown_lines(track: Track) -> tuple[TrackLine, ...]:
    """The newest versions; the chosen one always."""
    newest = track.lines[:_MOST_LINES]
    chosen = tuple(line for line in track.lines[_MOST_LINES:] if line.version == track.chosen)
    return newest + chosen

"""The line above tiles or table: which machines these are, what holds others back, what the dots mean."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.domain.words import number
from app.language import later, tr, tr_many
from app.look.tokens import CAPTION, SECTION, SPACE
from app.ui.pages.fleet.sifting import NO_PLACE
from app.ui.pages.fleet.values import FleetShown
from app.ui.theme import changes, current, font, line_height, px
from app.ui.widgets import PlainButton, QuietButton, Text

_LEGEND = later("abnormal, 1.00")


class _Legend(QWidget):
    """What the dotted line in a trend is."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        words = QFontMetrics(font(CAPTION)).horizontalAdvance(tr(_LEGEND))
        return QSize(px(32) + words, line_height(CAPTION))

    def paintEvent(self, event: QPaintEvent) -> None:
        palette, painter = current(), QPainter(self)
        middle = self.height() // 2
        painter.setPen(QPen(QColor(palette.strong), 1, Qt.PenStyle.DotLine))
        painter.drawLine(0, middle, px(24), middle)
        painter.setFont(font(CAPTION))
        painter.setPen(QColor(palette.text2))
        place = self.rect().adjusted(px(32), 0, 0, 0)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, tr(_LEGEND))


class FoundLine(QWidget):
    """A chip for what the search field and the counts don't show themselves; pressing it lets go of it."""

    place_let_go = Signal()
    machines_let_go = Signal()
    all_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Text("", SECTION, parent=self)
        self.place = PlainButton("", "x", parent=self)
        self.machines = PlainButton("", "x", parent=self)
        self.everything = QuietButton(tr("Show all"), parent=self)
        self.legend = _Legend(self)
        self._row = QHBoxLayout(self)
        for part in (self.title, self.place, self.machines, self.everything):
            self._row.addWidget(part)
        self._row.addStretch(1)
        self._row.addWidget(self.legend)
        self.place.clicked.connect(self.place_let_go)
        self.machines.clicked.connect(self.machines_let_go)
        self.everything.clicked.connect(self.all_wanted)
        self._fit()
        changes().changed.connect(self._fit)

    def show_fleet(self, shown: FleetShown) -> None:
        """Which machines these are."""
        sieve, total = shown.choices.sieve, shown.total or 0
        if sieve.active:
            found = number(len(shown.entries))
            self.title.setText(tr_many("{found} of {n} machine", "{found} of {n} machines", total, found=found))
        else:
            self.title.setText(tr("All others") if shown.cards else tr("All machines"))
        place = " · ".join(part for part in sieve.place if part) or tr(NO_PLACE) if sieve.place else ""
        for chip, word in ((self.place, place), (self.machines, sieve.called)):
            chip.setText(word)
            chip.setAccessibleName(tr("No longer only: {what}", what=word))
            chip.setVisible(bool(word))
        self.everything.setVisible(sieve.active)
        self.legend.setVisible(any(one.score is not None for one in shown.entries))

    def _fit(self) -> None:
        self._row.setSpacing(px(SPACE[1]))
        self._row.setContentsMargins(0, px(SPACE[0]), 0, 0)

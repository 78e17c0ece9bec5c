"""The walk as a whole: how much of the way is behind, setting out and coming to an end."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.language import later, tr
from app.look.tokens import BODY, CAPTION, SPACE
from app.ui.pages.route.values import WalkFace
from app.ui.pages.snug import ACROSS, DOWN, SnugPanel
from app.ui.theme import changes, current, px
from app.ui.widgets import BigButton, PlainButton, Text
from app.ui.widgets.wording import moment_text


class WayBar(QWidget):
    """How much of the way is behind."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._share = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_share(self, share: float) -> None:
        """A share of 0 … 1."""
        self._share = share
        self.update()

    def sizeHint(self) -> QSize:
        """A thin line."""
        return QSize(px(120), px(SPACE[1]))

    def paintEvent(self, event: QPaintEvent) -> None:
        """An edge, and what is behind filled."""
        painter, palette = QPainter(self), current()
        painter.fillRect(self.rect(), QColor(palette.strong))
        inside = self.rect().adjusted(1, 1, -1, -1)
        painter.fillRect(inside, QColor(palette.sunken))
        inside.setWidth(round(inside.width() * self._share))
        painter.fillRect(inside, QColor(palette.accent_fill))


class WalkPanel(SnugPanel):
    """One large button where it is the page's main step: to set out, and to end where nothing is left."""

    start_wanted = Signal()
    end_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self._face: WalkFace | None = None
        self._bar = WayBar(self)
        self._told = Text("", BODY, "text2", wrap=True, parent=self)
        self._when = Text("", CAPTION, "text2", wrap=True, parent=self)
        self.big = BigButton(tr("Start route"), "route", parent=self)
        self.end_button = PlainButton(tr("End route"), "square", parent=self)
        self.body.addWidget(self._bar)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._told)
        words.addWidget(self._when)
        self._row = QBoxLayout(DOWN)
        self._row.addLayout(words, 1)
        self._row.addWidget(self.end_button)
        self.body.addLayout(self._row)
        self.body.addWidget(self.big)
        self.big.clicked.connect(self._press)
        self.end_button.clicked.connect(self.end_wanted)
        changes().changed.connect(self._dress)
        self._dress()

    def show_walk(self, face: WalkFace, *, stops: int) -> None:
        """Show how far it is; a route without a stop cannot be walked."""
        self._face = face
        self.set_title(face.summary)
        self._bar.setVisible(face.running)
        self._bar.show_share(face.share)
        self._bar.setAccessibleName(tr("Progress {way}", way=face.summary))
        for text, words in ((self._told, _told(face, stops)), (self._when, _when(face))):
            text.setText(words)
            text.setVisible(bool(words))
        self.big.setVisible(bool(stops) and (face.over or not face.running))
        self.big.show_act(*((tr("End route"), "check") if face.over else (tr("Start route"), "route")))
        self.end_button.setVisible(face.running and not face.over)

    def set_wide(self, *, wide: bool) -> None:
        """Whether the button stands beside the words or below them."""
        self._row.setDirection(ACROSS if wide else DOWN)

    def _press(self) -> None:
        if self._face is not None:
            (self.end_wanted if self._face.over else self.start_wanted).emit()

    def _dress(self) -> None:
        self._row.setSpacing(px(SPACE[1]))


def _told(face: WalkFace, stops: int) -> str:
    if face.proposed:
        return tr(
            "Everything due until midnight, by site, area and name. A take at each stop leads on to the next one."
        )
    if not stops:
        return tr("Edit the route to add machines.")
    return face.told


def _when(face: WalkFace) -> str:
    if face.at is None:
        return "" if face.proposed else tr("Nobody walked it yet.")
    when = later("Since {moment}") if face.running else later("Last walked {moment}")
    return tr(when, moment=moment_text(face.at))

"""The stop that one goes to: where to hold the microphone, and the one large button to record there."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.domain.words import capital
from app.language import tr
from app.look.tokens import BODY, CAPTION, SPACE, TITLE
from app.ui.pages.route.rows import paint_with_icon, words_width
from app.ui.pages.route.stop_paint import told
from app.ui.pages.route.values import StopFace, StopRow
from app.ui.pages.snug import SnugPanel
from app.ui.theme import changes, current, font, icon_side, line_height, px, state_pixmap
from app.ui.widgets import BigButton, Chip, PlainButton, Text

_SKIP, _DONE, _BACK = "skip-forward", "check", "undo-2"


class _Facts(QWidget):
    """State and date in one line, each with its sign."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._row: StopRow | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_row(self, row: StopRow) -> None:
        """Another stop."""
        self._row = row
        self.setAccessibleName(f"{capital(tr(row.state.value))}, {told(row)[1]}")
        self.update()

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(px(200), max(icon_side(), line_height(BODY)) + px(SPACE[0]))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The shape and the word, then the clock and the date."""
        if self._row is None:
            return
        painter, row, side = QPainter(self), self._row, icon_side()
        painter.drawPixmap(
            0, (self.height() - side) // 2, state_pixmap(row.state, side, painter.device().devicePixelRatio())
        )
        word = capital(tr(row.state.value))
        place = QRect(side + px(8), 0, words_width(word), self.height())
        painter.setFont(font(BODY, 600))
        painter.setPen(QColor(current().states[row.state].text))
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, word)
        icon, words = told(row)
        rest = QRect(place.right() + px(SPACE[3]), 0, self.width() - place.right() - px(SPACE[3]), self.height())
        paint_with_icon(painter, rest, icon, words, weight=600 if row.late else 400, faint=not row.late)


class StopPanel(SnugPanel):
    """Filled while it is the page's main step: on the way; plain before somebody sets out."""

    record_wanted = Signal()
    open_wanted = Signal(str)
    over_wanted = Signal()
    back_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self._face: StopFace | None = None
        self._code = Chip("", self)
        self.add_right(self._code)
        self._name = Text("", TITLE, wrap=True, tabular=False, parent=self)
        self._place = Text("", BODY, "text2", wrap=True, tabular=False, parent=self)
        self._where = Text("", BODY, wrap=True, tabular=False, parent=self)
        self._facts = _Facts(self)
        self._points = Text("", CAPTION, "text2", wrap=True, parent=self)
        self.record = BigButton(tr("Record"), "mic", keys="Ctrl+R", parent=self)
        self.open_button = PlainButton(tr("Open"), "fan", parent=self)
        self.over = PlainButton(tr("Skip"), _SKIP, parent=self)
        self._build()
        self.record.clicked.connect(self.record_wanted)
        self.open_button.clicked.connect(self._open)
        self.over.clicked.connect(self._over)
        changes().changed.connect(self._dress)
        self._dress()

    def show_stop(self, face: StopFace) -> None:
        """Show where to go."""
        self._face = face
        self.set_title(face.title)
        self._code.setText(face.code)
        self._name.setText(face.row.name)
        place = face.row.place.removeprefix(face.code).removeprefix(" · ")
        self._place.setText(place)
        self._place.setVisible(bool(place))
        self._where.setText(face.where)
        self._facts.show_row(face.row)
        self._points.setText(tr("{points} heard", points=face.row.points) if face.row.points else "")
        self._points.setVisible(bool(face.row.points))
        self.record.show_act(tr("Record"), "mic", filled=face.running)
        self.over.setVisible(bool(face.over) or face.skipped)
        self.over.setText(tr("Visit after all") if face.skipped else face.over or tr("Skip"))
        self.over.set_icon(_BACK if face.skipped else _DONE if face.row.points else _SKIP)

    def _open(self) -> None:
        if self._face is not None:
            self.open_wanted.emit(self._face.row.machine_id)

    def _over(self) -> None:
        if self._face is not None:
            (self.back_wanted if self._face.skipped else self.over_wanted).emit()

    def _build(self) -> None:
        texts = (self._name, self._place, self._where, self._facts, self._points, self.record)
        for part in texts:
            self.body.addWidget(part)
        self._row = QHBoxLayout()
        for button in (self.open_button, self.over):
            self._row.addWidget(button, 1)
        self.body.addLayout(self._row)

    def _dress(self) -> None:
        self._row.setSpacing(px(SPACE[1]))

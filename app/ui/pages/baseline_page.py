"""The baseline of the chosen point and condition, with everything that happened to it, in place of the take."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QLineEdit, QScrollArea, QSizePolicy, QWidget

from app.language import tr
from app.look.tokens import BODY, CAPTION, SPACE, TITLE
from app.ui.pages.baseline_face import BaselineFace, LogRow
from app.ui.theme import changes, px, set_type
from app.ui.widgets import Button, IconButton, Look, PanelFrame, PlainButton, QuietButton, Text

_NARROW = 760
_WIDTHS = (96, 96, 0, 128, 96)
"""Least widths of the columns: day, event, what, counted, by; what is left goes to what it was."""


class RepairForm(QHBoxLayout):
    """What was done, and the act itself; nothing happens before it is pressed.

    A layout and no widget, so that the ring around what has the focus is not cut off.
    """

    repaired = Signal(str)

    def __init__(self, panel: QWidget) -> None:
        super().__init__()
        self.what = QLineEdit(panel)
        self.what.setPlaceholderText(tr("What was repaired or changed, such as: new bearing, belt tightened"))
        self.what.setAccessibleName(tr("What was repaired"))
        self.what.setMaxLength(200)
        set_type(self.what, BODY)
        self.start = PlainButton(tr("Start a new baseline"), "check", parent=panel)
        self.cancel = QuietButton(tr("Cancel"), parent=panel)
        for part, stretch in ((self.what, 1), (self.start, 0), (self.cancel, 0)):
            self.addWidget(part, stretch)
        self.what.returnPressed.connect(self._done)
        self.start.clicked.connect(self._done)
        self.cancel.clicked.connect(self.close)
        self.close()

    @property
    def is_open(self) -> bool:
        """Whether it is seen."""
        return not self.what.isHidden()

    def open(self) -> None:
        """Ask what was done."""
        self.what.clear()
        self._show(True)
        self.what.setFocus(Qt.FocusReason.OtherFocusReason)

    def close(self) -> None:
        """Ask nothing."""
        self._show(False)

    def _show(self, shown: bool) -> None:
        for part in (self.what, self.start, self.cancel):
            part.setVisible(shown)

    def _done(self) -> None:
        self.close()
        self.repaired.emit(self.what.text())


class _Log(QScrollArea):
    """The lines in columns; they scroll where there are many."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._inside = QWidget()
        self._inside.setProperty("ground", "sunken")
        self._inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._grid = QGridLayout(self._inside)
        self._grid.setColumnStretch(2, 1)
        self._texts: list[Text] = []
        self.setWidget(self._inside)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(tr("Log of the baseline"))
        self.setMinimumHeight(px(96))

    def show_rows(self, rows: tuple[LogRow, ...], earlier: str) -> None:
        for text in self._texts:
            self._grid.removeWidget(text)
            text.hide()
            text.deleteLater()
        self._texts = []
        for at, row in enumerate(rows):
            tone = "text3" if row.faint else "text"
            what = tr("{what} (undone)", what=row.what) if row.faint else row.what
            for column, word in enumerate((row.day, row.event, what, row.counted, row.by)):
                self._put(word, tone if column < 3 else "text3" if row.faint else "text2", at, column)
        if earlier:
            self._put(earlier, "text3", len(rows), 0)
        self._fit()

    def _put(self, word: str, tone: str, row: int, column: int) -> None:
        text = Text(word, BODY, tone, wrap=column == 2, parent=self._inside)
        text.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._grid.addWidget(text, row, column, Qt.AlignmentFlag.AlignTop)
        self._texts.append(text)
        text.show()

    def _fit(self) -> None:
        self._grid.setContentsMargins(*(4 * [px(SPACE[1])]))
        self._grid.setHorizontalSpacing(px(SPACE[3]))
        self._grid.setVerticalSpacing(px(SPACE[1]))
        self._grid.setRowStretch(self._grid.rowCount(), 1)
        for column, width in enumerate(_WIDTHS):
            self._grid.setColumnMinimumWidth(column, px(width))


class BaselinePage(PanelFrame):
    """Which baseline counts, its acts, and its log, newest first."""

    closed = Signal()
    learn_wanted = Signal()
    repaired = Signal(str)
    undo_wanted = Signal()
    redo_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Baseline"), tr("this point and condition"), parent=parent)
        self.close_button = IconButton("x", tr("Back to the take"), look=Look.QUIET, parent=self)
        self.add_right(self.close_button, tall=True)
        self.standing = Text("", TITLE, wrap=True, parent=self)
        self.text = Text("", BODY, "text2", wrap=True, parent=self)
        self.learn = Button(tr("Learn more"), "graduation-cap", parent=self)
        self.repair = PlainButton(tr("Repaired: start a new baseline"), "rotate-ccw", parent=self)
        self.undo = QuietButton(tr("Undo"), "undo-2", parent=self)
        self.redo = QuietButton(tr("Bring back"), "repeat", parent=self)
        self.form = RepairForm(self)
        self.log = _Log(self)
        self._build()
        self._connect()
        self._dress()
        changes().changed.connect(self._dress)

    def show_face(self, face: BaselineFace) -> None:
        """Show which baseline counts and what happened to it."""
        self.standing.setText(face.title)
        self.text.setText(face.text)
        self.learn.setText(tr("Learn more") if face.repairable else tr("Learn healthy"))
        self.repair.setVisible(face.repairable)
        if not face.repairable:
            self.form.close()
        for button, word in ((self.undo, face.undo), (self.redo, face.redo)):
            button.setVisible(bool(word))
            button.setText(word)
        self.log.show_rows(face.rows, face.earlier)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape gives the form up, then goes back to the take."""
        if event.key() == Qt.Key.Key_Escape:
            if self.form.is_open:
                self.form.close()
            else:
                self.closed.emit()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the acts do not fit side by side, they stand below each other."""
        super().resizeEvent(event)
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._acts.setDirection(down if self.width() < px(_NARROW) else across)

    def _build(self) -> None:
        self._acts = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        for button in (self.learn, self.repair, self.undo, self.redo):
            self._acts.addWidget(button)
        self._acts.addStretch(1)
        for part in (self.standing, self.text):
            self.body.addWidget(part)
        self.body.addLayout(self._acts)
        self.body.addLayout(self.form)
        self.body.addWidget(Text(tr("What happened to it"), CAPTION, "text2", weight=600, parent=self))
        self.body.addWidget(self.log, 1)

    def _connect(self) -> None:
        self.close_button.clicked.connect(self.closed)
        self.learn.clicked.connect(self.learn_wanted)
        self.repair.clicked.connect(self.form.open)
        self.form.repaired.connect(self.repaired)
        self.undo.clicked.connect(self.undo_wanted)
        self.redo.clicked.connect(self.redo_wanted)

    def _dress(self) -> None:
        self._acts.setSpacing(px(SPACE[1]))

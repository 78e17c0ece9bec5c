"""Which machines go into a file, with which recordings, and how large it gets."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.language import later, tr
from app.look.tokens import BODY, CAPTION, SPACE
from app.ui.pages.exchange.pick_list import PickList
from app.ui.pages.exchange.values import SendFace
from app.ui.pages.snug import SnugPanel
from app.ui.theme import changes, px
from app.ui.widgets import PlainButton, QuietButton, SegmentedControl, Select, Text

_RECORDINGS = (
    ("baselines", later("Learnt and reviewed")),
    ("newest", later("Newest 3")),
    ("all", later("All")),
    ("none", later("None")),
)
_TOLD = {
    "baselines": later(
        "The recordings that baselines were learnt from and those that somebody reviewed travel along."
    ),
    "newest": later("The three newest recordings of each operating condition travel along."),
    "all": later("Every recording travels along."),
    "none": later("No sound travels along; what was heard and said of it always does."),
}
_REPORTS = (("without", later("Without reports")), ("with", later("With newest report")))
_LOADING, _NOTHING = later("Reading the machines …"), later("There is no machine to send yet.")


class SendPanel(SnugPanel):
    """Shows; what is decided, the presenter decides."""

    place_chosen = Signal(str)
    toggled = Signal(str)
    all_wanted = Signal(bool)
    recordings_chosen = Signal(str)
    reports_chosen = Signal(str)
    write_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Send to another laptop"), parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self._all_picked = True
        self.place = Select(tr("Site or area"), "map-pin", parent=self)
        self.all = QuietButton(tr("None"), parent=self)
        self.list = PickList(self)
        self._rest = QWidget(self)
        self.empty = Text("", BODY, "text2", parent=self)
        self.recordings = SegmentedControl([(key, tr(word)) for key, word in _RECORDINGS], parent=self)
        self.told = Text("", CAPTION, "text2", wrap=True, parent=self)
        self.reports = SegmentedControl([(key, tr(word)) for key, word in _REPORTS], parent=self)
        self.line = Text("", BODY, "text", wrap=True, parent=self)
        self.warning = Text("", CAPTION, "watch", wrap=True, parent=self)
        self.write = PlainButton(tr("Write file …"), "file-up", parent=self)
        self._build()
        self._connect()
        self._spread()
        self.show_face(SendFace(), busy=False)

    def show_face(self, face: SendFace, *, busy: bool) -> None:
        """Show what may be sent and what is chosen."""
        self._show_places(face)
        rows = face.rows or ()
        self.list.show_rows(rows)
        self.list.setVisible(bool(rows))
        self._rest.setVisible(not rows)
        self.empty.setText(tr(_LOADING if face.rows is None else _NOTHING))
        self.empty.setVisible(not rows)
        self._all_picked = face.all_picked
        self.all.setText(tr("None") if face.all_picked else tr("All"))
        self.all.setEnabled(bool(rows))
        self.recordings.set_current(face.recordings)
        self.told.setText(tr(_TOLD[face.recordings]))
        self.reports.set_current("with" if face.reports else "without")
        # A place is kept for it, so that nothing jumps when the size is known.
        self.line.setText(face.line or " ")
        self.warning.setText(face.warning)
        self.warning.setVisible(bool(face.warning))
        self.write.setEnabled(face.may_write and not busy)

    def _show_places(self, face: SendFace) -> None:
        if [self.place.itemData(at) for at in range(self.place.count())] != [key for key, _ in face.places]:
            self.place.clear()
            for key, word in face.places:
                self.place.addItem(word, key)
            self.place.updateGeometry()
        self.place.setCurrentIndex(max(self.place.findData(face.place), 0))

    def _connect(self) -> None:
        self.place.activated.connect(lambda _: self.place_chosen.emit(self.place.currentData()))
        self.all.clicked.connect(lambda: self.all_wanted.emit(not self._all_picked))
        self.list.toggled.connect(self.toggled)
        self.recordings.chosen.connect(self.recordings_chosen)
        self.reports.chosen.connect(self.reports_chosen)
        self.write.clicked.connect(self.write_wanted)
        changes().changed.connect(self._spread)

    def _build(self) -> None:
        self._first, self._last = QHBoxLayout(), QHBoxLayout()
        self._first.addWidget(self.place)
        self._first.addStretch(1)
        self._first.addWidget(self.all)
        self._last.addWidget(self.write)
        self._last.addWidget(self.line, 1)
        left = Qt.AlignmentFlag.AlignLeft
        self.body.addLayout(self._first)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.empty)
        self.body.addWidget(self._rest, 1)
        self.body.addWidget(Text(tr("Recordings"), BODY, weight=600, parent=self))
        self.body.addWidget(self.recordings, 0, left)
        self.body.addWidget(self.told)
        self.body.addWidget(self.reports, 0, left)
        self.body.addWidget(self.warning)
        self.body.addLayout(self._last)

    def _spread(self) -> None:
        for layout in (self._first, self._last):
            layout.setSpacing(px(SPACE[2]))

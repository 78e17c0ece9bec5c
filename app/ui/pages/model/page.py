"""The model page: versions at the left, the chosen one at the right; below each other where it is narrow."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.domain.drift import FleetDrift
from app.language import later, tr
from app.look.tokens import BODY, SPACE
from app.ui.pages.model.card_panel import CardPanel
from app.ui.pages.model.compare_panel import ComparePanel
from app.ui.pages.model.figures_panel import FiguresPanel
from app.ui.pages.model.fleet_notice import FleetNotice
from app.ui.pages.model.head_panel import HeadPanel
from app.ui.pages.model.track_panel import TrackPanel
from app.ui.pages.model.values import CompareFace, ModelsShown
from app.ui.pages.model.version_list import VersionList
from app.ui.pages.snug import ACROSS, DOWN, ScrollPage, SnugBox, SnugPanel
from app.ui.theme import changes, px
from app.ui.theme.state import UNLIMITED
from app.ui.widgets import FilledButton, PanelFrame, Text

_LIST, _CARD, _NARROW, _ONE_COLUMN = 264, 320, 1000, 860
_LOADING = later("Reading the installed models …")
_NOTHING = later("No model is installed.")
_IMPORT_ONE = later(
    "Without a model no take can be judged; takes are kept and can be judged later. Install Earshot again, "
    "or import a model file."
)


class ModelPage(ScrollPage):
    """Shows; what is decided, the presenter decides."""

    import_wanted = Signal()
    compare_opened = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.notice = FleetNotice(self.content)
        self.versions = VersionList(self.content)
        self.head = HeadPanel(self.content)
        self.card = CardPanel(self.content)
        self.figures = FiguresPanel(self.content)
        self.track = TrackPanel(self.content)
        self.compare = ComparePanel(self.content)
        self.loading = Text(tr(_LOADING), BODY, "text2", parent=self.content)
        self.nothing = SnugPanel(tr(_NOTHING), parent=self.content)
        self.load = FilledButton(tr("Import model file"), "file-up", main=True, parent=self.nothing)
        self._shown = ModelsShown()
        self._build()
        self._connect()
        self.show_models(self._shown)
        self._fit()

    @property
    def comparing(self) -> bool:
        """Whether two versions are compared in place of the card."""
        return not self.compare.isHidden()

    def show_models(self, shown: ModelsShown) -> None:
        """Show what is installed, and the chosen version."""
        before, self._shown = self._shown, shown
        face = shown.chosen
        self.loading.setVisible(shown.rows is None)
        self.nothing.setVisible(shown.rows is not None and face is None)
        self._list.setVisible(face is not None)
        self.head.setVisible(face is not None)
        self.versions.show_rows(shown.rows or (), face.key if face else None)
        if face is not None:
            self.head.show_face(face)
            self.card.show_facts(face.facts)
            self.figures.show_figures(face.figures)
            self.track.show_track(face.track)
        moved = before.chosen is not None and face is not None and before.chosen.key[0] != face.key[0]
        if face is None or len(face.versions) < 2 or (moved and self.comparing):
            self.open_compare(False)
        elif self.comparing:
            self.compare.show_versions(face, shown.in_use)
        self._arrange()

    def show_fleet(self, drift: FleetDrift | None) -> None:
        """Whether all machines changed at once."""
        self.notice.show_drift(drift)

    def show_comparison(self, face: CompareFace | None) -> None:
        """What came of a comparison."""
        self.compare.show_result(face)

    def open_compare(self, opened: bool) -> None:
        """Compare in place of the card, or back to the card."""
        face = self._shown.chosen
        if opened and face is not None and len(face.versions) > 1:
            self.compare.show_result(None)
            self.compare.show_versions(face, self._shown.in_use)
        if opened != self.comparing:
            self.compare.setVisible(opened)
            self.head.set_comparing(opened)
            self.compare_opened.emit(opened)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fewer columns where there is less room."""
        super().resizeEvent(event)
        self._arrange()

    def _connect(self) -> None:
        self.load.clicked.connect(self.import_wanted)
        self.head.compare_wanted.connect(lambda: self.open_compare(True))
        self.compare.closed.connect(lambda: self.open_compare(False))
        changes().changed.connect(self._fit)

    def _build(self) -> None:
        self.nothing.body.addWidget(Text(tr(_IMPORT_ONE), BODY, "text2", wrap=True, parent=self.nothing))
        self.nothing.body.addWidget(self.load, 0, Qt.AlignmentFlag.AlignLeft)
        self._list = PanelFrame(tr("Installed"), parent=self.content)
        self._list.body.addWidget(self.versions, 1)
        self.compare.hide()
        self._told, told = QWidget(self.content), QWidget(self.content)
        self._record = SnugBox(DOWN, told)
        self._record.addWidget(self.figures)
        self._record.addWidget(self.track, 1)
        self._cards = SnugBox(ACROSS, self._told)
        self._cards.addWidget(self.card, 2)
        self._cards.addWidget(told, 3)
        right = QWidget(self.content)
        self._right = SnugBox(DOWN, right)
        self._right.addWidget(self.head)
        self._right.addWidget(self._told, 1)
        self._right.addWidget(self.compare, 1)
        rows = QWidget(self.content)
        self._row = SnugBox(ACROSS, rows)
        for layout in (self._record, self._cards, self._right, self._row):
            layout.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self._list)
        self._row.addWidget(right, 1)
        self._column = SnugBox(DOWN, self.content)
        for part in (self.notice, self.loading, self.nothing):
            self._column.addWidget(part)
        self._column.addWidget(rows, 1)

    def _arrange(self) -> None:
        narrow = self.width() < px(_NARROW)
        self._row.setDirection(DOWN if narrow else ACROSS)
        self._list.setMinimumWidth(0 if narrow else px(_LIST))
        self._list.setMaximumWidth(UNLIMITED if narrow else px(_LIST))
        # Below each other it is shown whole: with gloves, a list that scrolls inside a page that does is a trap.
        high = self.versions.sizeHint().height()
        self.versions.setMinimumHeight(high if narrow else 0)
        self.versions.setMaximumHeight(high if narrow else UNLIMITED)
        face = self._shown.chosen
        usable = face is not None and face.problem is None
        # What is hidden tells no width yet.
        self._told.setVisible(face is not None and not self.comparing)
        for part in (self.card, self.figures):
            part.setVisible(usable)
        beside = [max(self.card.minimumSizeHint().width(), px(_CARD)), self.figures.minimumSizeHint().width()]
        beside += [] if narrow else [px(_LIST)]
        needed = sum(beside) + len(beside) * px(SPACE[2]) + 2 * px(SPACE[3])
        # What is below each other scrolls, so the bar for that counts before it is there.
        free = self.width() - self.verticalScrollBar().sizeHint().width()
        self._cards.setDirection(DOWN if free < max(needed, px(_ONE_COLUMN)) else ACROSS)

    def _fit(self) -> None:
        gap, margin = px(SPACE[2]), px(SPACE[3])
        self._column.setContentsMargins(margin, gap, margin, margin)
        for layout in (self._column, self._row, self._right, self._cards, self._record):
            layout.setSpacing(gap)
        self._arrange()

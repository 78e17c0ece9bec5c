"""What the machine is: its photo, its facts, its conditions with their baselines; and the way to change them."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from app.language import tr
from app.look.tokens import BODY, SPACE
from app.ui.pages.snug import DOWN, SnugBox
from app.ui.pages.trend.facts_rows import FactsRows
from app.ui.pages.trend.few_lines import ALL, FewLines
from app.ui.pages.trend.fold_panel import FoldPanel
from app.ui.pages.trend.photo import PhotoThumb
from app.ui.pages.trend.values import FactsShown
from app.ui.theme import changes, current, icon_pixmap, icon_side, px
from app.ui.widgets import PlainButton, Text

_LINES = 4
_NOTE_LINES = 2


class FactsPanel(FoldPanel):
    """Its list of conditions is as high as the page lets it be."""

    condition_chosen = Signal(str)
    photo_wanted = Signal(QImage)
    edit_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Machine"), tr("Open machine"), tr("Fold machine"), parent)
        self.change = PlainButton(tr("Change"), "pencil", parent=self)
        self.change.setAccessibleDescription(tr("Change what is said of the machine"))
        self.add_right(self.change, tall=True)
        self._head.removeWidget(self.fold)
        self._head.addWidget(self.fold)
        self.photo = PhotoThumb(self)
        self._lines = [Text("", BODY, weight=600, wrap=True, parent=self)]
        self._lines += [Text("", BODY, wrap=True, parent=self) for _ in range(_LINES - 1)]
        self._clock = QLabel(self)
        self.planned = Text("", BODY, wrap=True, parent=self)
        self.notes = FewLines(self)
        self.rows = FactsRows(self)
        self._late = False
        self._build()
        self.photo.clicked.connect(lambda: self.photo_wanted.emit(self.photo.image))
        self.change.clicked.connect(self.edit_wanted)
        self.rows.condition_chosen.connect(self.condition_chosen)
        self.show_facts(FactsShown())
        self._dress()
        changes().changed.connect(self._dress)

    def show_facts(self, shown: FactsShown) -> None:
        """Show what is known; nothing yet keeps the place of what comes."""
        for at, label in enumerate(self._lines):
            label.setText(shown.lines[at] if at < len(shown.lines) else "")
            label.setVisible(not shown.lines or at < len(shown.lines))
        self._late = shown.late
        self.planned.setText(shown.planned)
        self.notes.show_text(shown.notes)
        self.rows.show_rows(shown.rows)
        self.set_summary(shown.short)
        self._dress()

    def show_photo(self, image: QImage) -> None:
        """The photo was read; a null image where there is none."""
        self.photo.show_image(image)

    def set_folded(self, folded: bool) -> None:
        """What can be changed is seen before it is changed."""
        super().set_folded(folded)
        self.change.setVisible(not folded)

    def limit_rows(self, height: int | None) -> None:
        """The list may be so high, in px, or as high as it is long; less than its least it never is."""
        whole = self.rows.whole()
        high = whole if height is None else min(whole, max(height, self.rows.least()))
        self.rows.setFixedHeight(high)
        self.notes.show_most(ALL if height is None else _NOTE_LINES)

    def _build(self) -> None:
        facts = QWidget(self)
        words = SnugBox(DOWN, facts)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(0)
        for line in self._lines:
            words.addWidget(line)
        self._plan = QHBoxLayout()
        self._plan.addWidget(self._clock, 0, Qt.AlignmentFlag.AlignTop)
        self._plan.addWidget(self.planned, 1)
        words.addLayout(self._plan)
        words.addStretch(1)
        self._top = QHBoxLayout()
        self._top.addWidget(self.photo, 0, Qt.AlignmentFlag.AlignTop)
        self._top.addWidget(facts, 1)
        self.rows.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.inside.addLayout(self._top)
        self.inside.addWidget(self.notes)
        self.inside.addWidget(self.rows)

    def _dress(self) -> None:
        side = icon_side()
        self._clock.setVisible(self._late)
        self._clock.setPixmap(icon_pixmap("clock-alert", side, current().text, self.devicePixelRatioF()))
        self._clock.setFixedSize(QSize(side, side + px(2)))
        self._plan.setSpacing(px(SPACE[0]))
        self._top.setSpacing(px(SPACE[2]))
        self.inside.setSpacing(px(SPACE[1]))

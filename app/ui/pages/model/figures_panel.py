"""How often the model was right at machines it had never heard: the mean, and beside it the worst of them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from app.language import later, tr
from app.look.tokens import BODY, CAPTION, SPACE, TypeSize
from app.ui.pages.model.values import Figures
from app.ui.pages.snug import SnugPanel
from app.ui.theme import changes, px, touch
from app.ui.widgets import Rule, Text
from app.ui.widgets.segmented import SegmentedControl

_NOTHING = later("The card does not say how often this model is right.")
_AUC = later("AUC: how often a faulty take scores higher than a healthy one; 0.50 is chance.")
_MOST_COLUMNS = 4


def _places(figure: int) -> tuple[int, int]:
    """Where a figure's mean and worst stand in the grid; an empty column before them keeps figures apart."""
    return 2 + 3 * figure, 3 + 3 * figure


class FiguresPanel(SnugPanel):
    """A small table for each length of take; the sentence below says what its last row means."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("At machines it had never heard"), parent=parent)
        self._tables: tuple[Figures, ...] = ()
        self._key = ""
        self._lengths: SegmentedControl | None = None
        self._grid = QGridLayout()
        self._cells: list[QWidget] = []
        self.meaning = Text("", BODY, wrap=True, parent=self)
        self._auc = Text(tr(_AUC), CAPTION, "text2", wrap=True, parent=self)
        self.body.addLayout(self._grid)
        self.body.addWidget(self.meaning)
        self.body.addWidget(self._auc)
        self.body.addStretch(1)
        self._dress()
        changes().changed.connect(self._dress)

    def show_figures(self, tables: tuple[Figures, ...]) -> None:
        """Show a card's tables; the length of take that was looked at before stays where it can."""
        if tables != self._tables:
            self._tables = tables
            self._offer_lengths()
        self._show(self._key if any(table.key == self._key for table in tables) else "")

    def _offer_lengths(self) -> None:
        if self._lengths is not None:
            self._lengths.hide()
            self._lengths.deleteLater()
            self._lengths = None
        if len(self._tables) > 1:
            self._lengths = SegmentedControl([(table.key, table.word) for table in self._tables], parent=self)
            self._lengths.setAccessibleName(tr("Length of the take"))
            self._lengths.chosen.connect(self._show)
            self.add_right(self._lengths)
            self._lengths.show()

    def _show(self, key: str) -> None:
        shown = next((table for table in self._tables if table.key == key), None)
        table = shown or next(iter(self._tables), None)
        self._clear()
        self._auc.setVisible(table is not None)
        self.meaning.setVisible(table is None or bool(table.meaning))
        if table is None:
            self.meaning.setText(tr(_NOTHING))
            return
        self._key = table.key
        if self._lengths is not None:
            self._lengths.set_current(table.key)
        self.meaning.setText(table.meaning)
        self._fill(table)

    def _fill(self, table: Figures) -> None:
        self._put(tr("The machine is"), "text2", 0, 0)
        for at, column in enumerate(table.columns):
            mean, worst = _places(at)
            self._put(column, "text2", 0, mean, span=2)
            self._put(tr("mean"), "text3", 1, mean)
            self._put(tr("worst"), "text3", 1, worst)
        for at, (noise, cells) in enumerate(table.rows):
            row = 2 * at + 3
            rule = Rule(parent=self)
            self._grid.addWidget(rule, row - 1, 0, 1, 1 + 3 * len(table.columns))
            self._keep(rule)
            self._put(noise, "text", row, 0, size=BODY)
            for place, cell in enumerate(cells):
                said, (mean, worst) = f"{noise}, {table.columns[place]}", _places(place)
                self._put(cell.mean, "text", row, mean, size=BODY, weight=600, tip=tr("{what}, mean", what=said))
                tip = tr("{what}, worst machine", what=said)
                self._put(cell.worst, "text2", row, worst, size=BODY, tip=tip)

    def _put(
        self, word: str, tone: str, row: int, column: int, *,
        span: int = 1, size: TypeSize = CAPTION, weight: int | None = None, tip: str = "",
    ) -> None:  # fmt: skip
        text = Text(word, size, tone, weight=weight, parent=self)
        side = Qt.AlignmentFlag.AlignLeft if column == 0 else Qt.AlignmentFlag.AlignRight
        text.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        text.setToolTip(tip)
        self._grid.addWidget(text, row, column, 1, span)
        self._keep(text)

    def _keep(self, cell: QWidget) -> None:
        self._cells.append(cell)
        cell.show()

    def _clear(self) -> None:
        for cell in self._cells:
            self._grid.removeWidget(cell)
            cell.hide()
            cell.deleteLater()
        self._cells = []

    def _dress(self) -> None:
        # Larger letters, and words as long as German ones, still fit an upright tablet.
        self._grid.setHorizontalSpacing(px(SPACE[1] if touch() else SPACE[2]))
        self._grid.setVerticalSpacing(px(SPACE[0]))
        self._grid.setColumnStretch(0, 1)
        self._grid.setContentsMargins(0, px(SPACE[1]), 0, px(SPACE[0]))
        for at in range(_MOST_COLUMNS):
            self._grid.setColumnMinimumWidth(_places(at)[0] - 1, px(SPACE[0]))

"""The column beside the chart: the machine, its inspections, its readings, folded so that it fits beside it."""

from PySide6.QtWidgets import QWidget

from app.look.tokens import SPACE
from app.ui.pages.snug import DOWN, SnugBox
from app.ui.pages.trend.facts_panel import FactsPanel
from app.ui.pages.trend.fold_panel import FoldPanel
from app.ui.pages.trend.readings_panel import ReadingsPanel
from app.ui.pages.trend.visits_panel import VisitsPanel
from app.ui.theme import px

_VISITS, _READINGS = 10, 9
_SHORT = 200


class Column(QWidget):
    """Inspections are never folded. Of the others the one that was opened last stays open the longest.

    What somebody opens is open, even where the page has to scroll for it.
    """

    def __init__(self, facts: FactsPanel, visits: VisitsPanel, readings: ReadingsPanel, parent: QWidget) -> None:
        super().__init__(parent)
        self._facts, self._visits, self._readings = facts, visits, readings
        self._wanted: list[FoldPanel] = [facts, readings]
        self._asked: FoldPanel | None = None
        self._room: int | None = None
        self._wide = 0
        self._box = SnugBox(DOWN, self)
        self._box.addWidget(facts)
        self._box.addWidget(visits, _VISITS)
        self._box.addWidget(readings, _READINGS)
        for panel in (facts, readings):
            panel.fold_wanted.connect(lambda folded, panel=panel: self._fold(panel, folded))

    def share(self, room: int | None, wide: int) -> None:
        """Open as much as fits into `room` px of height, which is None where the page scrolls anyway."""
        self._room, self._wide = room, wide
        opened = list(self._wanted)
        self._show(opened)
        while room is not None and opened and opened[-1] is not self._asked and self._least() > room:
            opened.pop()
            self._show(opened)
        if room is None:
            self._facts.limit_rows(None)
        else:
            rows, spare = self._facts.rows, max(0, room - self._least())
            # A short list is seen whole; of a long one half of what is left, the inspections have the other half.
            self._facts.limit_rows(rows.height() + (spare if rows.whole() <= px(_SHORT) else spare // 2))

    def fit(self) -> None:
        """As wide apart as everywhere."""
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(px(SPACE[2]))

    def _fold(self, panel: FoldPanel, folded: bool) -> None:
        self._wanted = [one for one in self._wanted if one is not panel]
        self._asked = None if folded else panel
        if not folded:
            self._wanted.insert(0, panel)
        self.share(self._room, self._wide)

    def _show(self, opened: list[FoldPanel]) -> None:
        self._facts.limit_rows(0)
        for panel in (self._facts, self._readings):
            panel.set_folded(panel not in opened)
        self._box.setStretchFactor(self._readings, 0 if self._readings.folded else _READINGS)

    def _least(self) -> int:
        """The height without which something would be cut. Qt would tell it later, once each layout has told the
        one around it."""
        for panel in (self._facts, self._visits, self._readings):
            layout = panel.layout()
            if layout is not None:
                layout.activate()
        self._box.invalidate()
        return self._box.minimumHeightForWidth(self._wide)

"""A panel that can be folded to its title line, so that what stands beside it in the column has room."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.look.tokens import SPACE
from app.ui.pages.snug import DOWN, SnugBox, SnugPanel
from app.ui.theme import px
from app.ui.theme.style import GAP, RING
from app.ui.widgets import IconButton, Look

_ROOM = RING + GAP
"""What is folded lies in a widget of its own, in which the ring around what has the focus is not cut off."""


class _FoldButton(IconButton):
    """It is called by what a press does: `opens` or `folds`, such as "Open readings" and "Fold readings"."""

    def __init__(self, opens: str, folds: str, parent: QWidget) -> None:
        super().__init__("chevron-up", folds, look=Look.QUIET, parent=parent)
        self._names = {True: opens, False: folds}

    def show_folded(self, folded: bool) -> None:
        self._name = self._names[folded]
        self.setAccessibleName(self._name)
        self.set_icon("chevron-down" if folded else "chevron-up")


class FoldPanel(SnugPanel):
    """The user asks, the page folds; beside the title of a folded panel stands its summary.

    What can be folded away is put into `inside`.
    """

    folded = False

    fold_wanted = Signal(bool)
    """True to fold it, False to open it."""

    def __init__(self, title: str, opens: str, folds: str, parent: QWidget | None = None) -> None:
        """`opens` and `folds` say what a press on its button does."""
        super().__init__(title, parent=parent)
        self._content = QWidget(self)
        self.inside = SnugBox(DOWN, self._content)
        self.inside.setContentsMargins(_ROOM, _ROOM, _ROOM, _ROOM)
        self.inside.setSpacing(px(SPACE[1]))
        self.body.addWidget(self._content)
        self._summary, self._open_title, self._open_subtitle = "", title, ""
        self.fold = _FoldButton(opens, folds, self)
        self.fold.show_folded(False)
        self.add_right(self.fold, tall=True)
        self.fold.clicked.connect(lambda: self.fold_wanted.emit(not self.folded))

    def set_title(self, title: str, subtitle: str = "") -> None:
        """Another title line while it is open."""
        self._open_title, self._open_subtitle = title, subtitle
        super().set_title(title, self._summary if self.folded else subtitle)

    def set_summary(self, summary: str) -> None:
        """What is said of it while it is folded."""
        self._summary = summary
        self.set_title(self._open_title, self._open_subtitle)

    def set_folded(self, folded: bool) -> None:
        """Only the title line, or all of it."""
        if folded == self.folded:
            return
        self.folded = folded
        self._content.setVisible(not folded)
        self.fold.show_folded(folded)
        self.set_title(self._open_title, self._open_subtitle)
        self._fit()

    def _fit(self) -> None:
        super()._fit()
        around = self._column.contentsMargins()
        below = around.top() if self.folded else around.bottom() - _ROOM
        self._column.setContentsMargins(around.left() - _ROOM, around.top(), around.right() - _ROOM, below)
        self._column.setSpacing(max(0, self._column.spacing() - _ROOM))
        self._head.setContentsMargins(_ROOM, 0, _ROOM, 0)

"""The card for people: a name and a few words a line; hashes can be copied."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QWidget

from app.language import tr
from app.look.tokens import BODY, CAPTION, SPACE
from app.ui.pages.model.values import Fact
from app.ui.pages.snug import SnugPanel
from app.ui.theme import changes, px
from app.ui.widgets import QuietButton, Text

_NAMES = 76


class CardPanel(SnugPanel):
    """What the model is, and what it was made from."""

    copied = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Card"), tr("what it is made from"), parent)
        self._copy = QuietButton(tr("Copy hashes"), "copy", parent=self)
        self._copy.clicked.connect(self._copy_hashes)
        self.add_right(self._copy)
        self._grid = QGridLayout()
        self._grid.setColumnStretch(1, 1)
        self._texts: list[Text] = []
        self._facts: tuple[Fact, ...] = ()
        self.body.addLayout(self._grid)
        self.body.addStretch(1)
        self._dress()
        changes().changed.connect(self._dress)

    def show_facts(self, facts: tuple[Fact, ...]) -> None:
        """Show a card's lines."""
        if facts == self._facts:
            return
        self._facts = facts
        for old in self._texts:
            self._grid.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._texts = []
        for at, fact in enumerate(facts):
            name = Text(fact.name, CAPTION, "text2", parent=self)
            told = Text(fact.text, BODY, wrap=True, tabular=bool(fact.whole), parent=self)
            told.setToolTip(fact.whole)
            told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            for column, text in enumerate((name, told)):
                text.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
                self._grid.addWidget(text, at, column, Qt.AlignmentFlag.AlignTop)
                self._texts.append(text)
                text.show()
        self._copy.setVisible(any(fact.whole for fact in facts))

    def _copy_hashes(self) -> None:
        QGuiApplication.clipboard().setText("\n".join(fact.whole for fact in self._facts if fact.whole))
        self.copied.emit()

    def _dress(self) -> None:
        self._grid.setHorizontalSpacing(px(SPACE[2]))
        self._grid.setVerticalSpacing(px(SPACE[0]))
        self._grid.setColumnMinimumWidth(0, px(_NAMES))

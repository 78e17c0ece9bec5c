"""Labels in token sizes and tones that elide or wrap, and never take a machine's name for markup."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from app.look.tokens import BODY, TypeSize
from app.ui.theme import line_height, set_type
from app.ui.theme.fonts import refresh_type

JOINT = " · "


def shortened(text: str, metrics: QFontMetrics, elide: Qt.TextElideMode, width: int) -> str:
    """The text cut to a width; of a row of facts the last ones give way whole, since half a fact says nothing.

    Half a number is a wrong one: where the first fact begins with one and does not fit, nothing is shown.
    """
    facts = text.split(JOINT)
    while len(facts) > 1 and elide is Qt.TextElideMode.ElideRight:
        if metrics.horizontalAdvance(JOINT.join(facts)) <= width:
            break
        facts.pop()
    shown = metrics.elidedText(JOINT.join(facts), elide, width)
    return "" if JOINT in text and shown != JOINT.join(facts) and shown[:1].isdigit() else shown


class Text(QLabel):
    """One text in a token size. `tone` is a text token or a state's word ("text2", "abnormal").

    `wrap` breaks it into lines; `elide` shortens one line and gives the whole text as a tool tip.
    Names and file names are not `tabular`.
    A status is never given an accessible name: it would hide the text from a screen reader.
    """

    def __init__(
        self,
        text: str = "",
        size: TypeSize = BODY,
        tone: str = "text",
        *,
        weight: int | None = None,
        wrap: bool = False,
        elide: Qt.TextElideMode | None = None,
        tabular: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._size = size
        self._elide = elide
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setProperty("tone", tone)
        self._tabular = tabular
        set_type(self, size, weight, tabular=tabular)
        if elide is not None:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show another text."""
        super().setText(text)
        self._offer_whole()

    def set_tone(self, tone: str) -> None:
        """Show it in another tone."""
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            self.style().unpolish(self)
            self.style().polish(self)
            # Polishing anew brings back the font of the day it was made: smaller, where gloves came later.
            refresh_type(self)

    def set_size(self, size: TypeSize, weight: int | None = None) -> None:
        """Show it in another size."""
        self._size = size
        set_type(self, size, weight, tabular=self._tabular)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """At least the token's line height."""
        hint = super().sizeHint()
        return QSize(hint.width(), max(hint.height(), line_height(self._size)))

    def minimumSizeHint(self) -> QSize:
        """An elided text may shrink to a few characters."""
        if self._elide is None:
            hint = super().minimumSizeHint()
            return QSize(hint.width(), max(hint.height(), line_height(self._size)))
        few = QFontMetrics(self.font()).horizontalAdvance("MM…")
        return QSize(min(few, self.sizeHint().width()), line_height(self._size))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A shortened text is whole in its tool tip."""
        super().resizeEvent(event)
        self._offer_whole()

    def paintEvent(self, event: QPaintEvent) -> None:
        """One shortened line; everything else as Qt does it."""
        if self._elide is None:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        room = self.contentsRect()
        # One more than there is: Qt rounds the width it asks for down and then elides what would just fit.
        shown = shortened(self.text(), QFontMetrics(self.font()), self._elide, room.width() + 1)
        painter.drawText(room, self.alignment() | Qt.AlignmentFlag.AlignVCenter, shown)

    def _offer_whole(self) -> None:
        if self._elide is not None:
            cut = QFontMetrics(self.font()).horizontalAdvance(self.text()) > self.contentsRect().width() + 1
            self.setToolTip(self.text() if cut else "")

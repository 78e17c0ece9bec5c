"""Typing in what another instrument shows: quantity, value, unit. It asks about odd values and refuses none."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from app.domain.reading import Quantity
from app.domain.words import capital
from app.language import later, tr
from app.look.tokens import BODY, CAPTION, SPACE
from app.ui.theme import changes, px, set_type
from app.ui.theme.style import GAP, RING
from app.ui.widgets.announce import announce
from app.ui.widgets.buttons import PlainButton
from app.ui.widgets.reading_words import doubt, parse_value, units_of, value_text
from app.ui.widgets.select import Select
from app.ui.widgets.text import Text

_WIDE = 520
"""From here on all stands in one line."""
_NO_NUMBER = later("Type a number, such as 41.5 or 41,5.")


class ReadingEntry(QWidget):
    """`typed` gives a `Quantity`, the value and its unit. The field is emptied by `clear`, once it was kept."""

    typed = Signal(Quantity, float, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.quantity = Select(tr("Quantity"), parent=self)
        self.value = QLineEdit(self)
        self.unit = Select(tr("Unit"), parent=self)
        self.keep = PlainButton(tr("Keep"), "check", parent=self)
        self.hint = Text("", CAPTION, "watch", elide=Qt.TextElideMode.ElideRight, parent=self)
        self._build()
        self.quantity.currentIndexChanged.connect(self._show_units)
        self.unit.currentIndexChanged.connect(self._doubt)
        self.value.textChanged.connect(self._doubt)
        self.value.returnPressed.connect(self._type)
        self.keep.clicked.connect(self._type)
        self._show_units()
        self._fit()
        changes().changed.connect(self._fit)

    @property
    def chosen(self) -> Quantity:
        """The quantity that is typed in."""
        # Qt keeps the word alone.
        return Quantity(self.quantity.currentData())

    def begin(self, quantity: Quantity, value: float | None = None, unit: str = "", word: str = "") -> None:
        """Offer a value to be corrected, or another quantity; `word` is what the button says."""
        self.quantity.setCurrentIndex(list(Quantity).index(quantity))
        self.quantity.setEnabled(value is None)
        if unit:
            self.unit.setCurrentIndex(units_of(quantity).index(unit))
        self.value.setText("" if value is None else value_text(value))
        self.value.selectAll()
        self.keep.setText(word or tr("Keep"))
        self._doubt()

    def clear(self) -> None:
        """Ready for the next reading, of the same quantity in the same unit."""
        self.quantity.setEnabled(True)
        self.value.clear()
        self.keep.setText(tr("Keep"))
        self._doubt()

    def add_beside_quantity(self, widget: QWidget) -> None:
        """Something that belongs to a reading, such as when it was read."""
        self._first.addWidget(widget, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One line where there is room, else two."""
        super().resizeEvent(event)
        across = self.width() >= px(_WIDE)
        self._lines.setDirection(QBoxLayout.Direction.LeftToRight if across else QBoxLayout.Direction.TopToBottom)

    def _type(self) -> None:
        value = parse_value(self.value.text())
        if value is None:
            self._tell(tr(_NO_NUMBER), bad=True)
            self.value.setFocus(Qt.FocusReason.OtherFocusReason)
            announce(self, tr(_NO_NUMBER), at_once=True)
            return
        self.typed.emit(self.chosen, value, self.unit.currentText())

    def _doubt(self) -> None:
        value = parse_value(self.value.text())
        self._tell("" if value is None else doubt(self.chosen, value, self.unit.currentText()))

    def _tell(self, hint: str, *, bad: bool = False) -> None:
        """The hint has its line whether there is one or not: nothing jumps while somebody types."""
        self.hint.setText(hint)
        self.hint.set_tone("abnormal" if bad else "watch")
        self.value.setAccessibleDescription(hint)
        if bool(self.value.property("bad")) is not bad:
            self.value.setProperty("bad", bad)
            self.value.style().unpolish(self.value)
            self.value.style().polish(self.value)
            set_type(self.value, BODY)

    def _show_units(self) -> None:
        units = units_of(self.chosen)
        self.unit.clear()
        self.unit.addItems(units)
        self.unit.setEnabled(len(units) > 1)
        self._doubt()

    def _build(self) -> None:
        for quantity in Quantity:
            self.quantity.addItem(capital(tr(quantity.value)), quantity)
        self.quantity.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.value.setAccessibleName(tr("Value"))
        self.value.setPlaceholderText(tr("Value"))
        self.value.setMaxLength(24)
        # A number alone: the on-screen keyboard of a tablet shows its digits.
        self.value.setInputMethodHints(Qt.InputMethodHint.ImhFormattedNumbersOnly)
        set_type(self.value, BODY)
        self._lines = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._first, self._second = QHBoxLayout(), QHBoxLayout()
        self._first.addWidget(self.quantity, 1)
        self._second.addWidget(self.value, 1)
        self._second.addWidget(self.unit)
        self._second.addWidget(self.keep)
        self._lines.addLayout(self._first, 1)
        self._lines.addLayout(self._second, 1)
        self._column = QVBoxLayout(self)
        # The ring around what has the focus is not cut off.
        self._column.setContentsMargins(*(4 * (RING + GAP,)))
        self._column.addLayout(self._lines)
        self._column.addWidget(self.hint)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _fit(self) -> None:
        for layout in (self._lines, self._first, self._second):
            layout.setSpacing(px(SPACE[1]))
        self._column.setSpacing(px(SPACE[0]))
        self.value.setMinimumWidth(px(72))
        self.unit.setMinimumWidth(px(72))

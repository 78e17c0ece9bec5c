"""The fields of the form: one line, one line with suggestions, several lines."""

from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, QStringListModel, Qt, Signal
from PySide6.QtWidgets import (
    QCompleter,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.look.tokens import BODY
from app.ui.theme import changes, line_height, px, row_height, set_type

_LONGEST = 200
_ROW = 28
_LINES = 4


def line_edit(name: str, hint: str, parent: QWidget) -> QLineEdit:
    """A field with its name for screen readers and a hint while it is empty."""
    field = QLineEdit(parent)
    _set_up(field, name, hint)
    return field


def _set_up(field: QLineEdit, name: str, hint: str) -> None:
    field.setAccessibleName(name)
    field.setPlaceholderText(hint)
    field.setMaxLength(_LONGEST)
    set_type(field, BODY)


class _Rows(QStyledItemDelegate):
    """Suggestions high enough for a glove."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        hint = super().sizeHint(option, index)
        return QSize(hint.width(), max(hint.height(), row_height(_ROW)))


class SuggestField(QLineEdit):
    """Offers what was typed at other machines; `entered` is Enter that did not choose a suggestion."""

    entered = Signal()

    def __init__(self, name: str, hint: str, parent: QWidget) -> None:
        super().__init__(parent)
        _set_up(self, name, hint)
        self._known = QStringListModel(self)
        offered = QCompleter(self._known, self)
        offered.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        offered.setFilterMode(Qt.MatchFlag.MatchContains)
        self._rows = QListView(self)
        self._rows.setProperty("ground", "surface")
        offered.setPopup(self._rows)
        self._rows.setItemDelegate(_Rows(self._rows))
        set_type(self._rows, BODY)
        self.setCompleter(offered)
        self.returnPressed.connect(self._enter)

    def suggest(self, known: Iterable[str]) -> None:
        """What may be meant."""
        self._known.setStringList(sorted(set(known) - {""}, key=str.casefold))

    def suggestions(self) -> list[str]:
        """All that may be offered."""
        return self._known.stringList()

    def _enter(self) -> None:
        if not self._rows.isVisible():
            self.entered.emit()


class NotesField(QPlainTextEdit):
    """Several lines; Tab goes on to the next field."""

    def __init__(self, name: str, hint: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(2)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        set_type(self, BODY)
        self._fit()
        changes().changed.connect(self._fit)

    def sizeHint(self) -> QSize:
        """Four lines; more are scrolled to."""
        return QSize(px(200), self.minimumHeight())

    def _fit(self) -> None:
        self.setMinimumHeight(_LINES * line_height(BODY) + px(12))

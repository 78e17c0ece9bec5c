"""Finds what is too small for a glove: every visible thing of a page that can be pressed, measured."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QComboBox,
    QLineEdit,
    QScrollBar,
    QWidget,
)

from app.look.tokens import TOUCH_LEAST

PRESSED = (QAbstractButton, QComboBox, QLineEdit, QAbstractSlider)


def pressable(page: QWidget) -> Iterator[tuple[str, QSize, bool]]:
    """Each visible control and each list of the page: what it is, how large, and whether its width counts too.

    Scroll bars are left out: a finger moves the page itself. The width counts of what shows no words.
    """
    for widget in page.findChildren(QWidget):
        if not widget.isVisibleTo(page) or isinstance(widget, QScrollBar):
            continue
        if isinstance(widget, PRESSED):
            if not _inside_combo_box(widget):
                yield _called(widget), widget.size(), not _words(widget)
        elif isinstance(widget, QAbstractItemView) and widget.model() is not None:
            for row in range(min(widget.model().rowCount(), 5)):
                yield f"row {row} of {_called(widget)}", _row_size(widget, row), False


def too_small(page: QWidget, least: int = TOUCH_LEAST) -> list[str]:
    """What a glove would miss, in words; empty when all is well. The page must be laid out."""
    found = []
    for what, size, width_counts in pressable(page):
        if size.height() < least or (width_counts and size.width() < least):
            found.append(f"{what}: {size.width()}×{size.height()}")
    return found


def _row_size(view: QAbstractItemView, row: int) -> QSize:
    index = view.model().index(row, 0)
    rect = view.visualRect(index)
    return QSize(rect.width() or view.width(), rect.height() or view.sizeHintForIndex(index).height())


def _inside_combo_box(widget: QWidget) -> bool:
    return isinstance(widget, QLineEdit) and isinstance(widget.parentWidget(), QComboBox)


def _words(widget: QWidget) -> str:
    text = widget.property("text")
    return text if isinstance(text, str) else " " * (not isinstance(widget, QAbstractButton))


def _called(widget: QWidget) -> str:
    name = _words(widget).strip() or widget.accessibleName() or widget.toolTip()
    return f"{type(widget).__name__} “{name}”"


@pytest.fixture
def gloves(qapp) -> Iterator[None]:
    """Touch mode for one test; import this fixture into the test's module or its conftest."""
    from app.ui.theme import set_touch

    set_touch(True)
    yield
    set_touch(False)


__all__ = ["gloves", "pressable", "too_small"]

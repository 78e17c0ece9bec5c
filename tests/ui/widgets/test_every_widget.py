"""What must hold for all widgets at once, on the sheets of the gallery."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QFocusFrame, QLabel, QWidget

from app.look.tokens import LIGHT, PALETTES
from app.ui.theme import apply_theme
from tests.ui.gallery import SHEETS

every_sheet = pytest.mark.parametrize("name", SHEETS)


@pytest.fixture
def sheet(qtbot, qapp, name):
    made = SHEETS[name]()
    qtbot.addWidget(made)
    made.show()
    qapp.processEvents()
    return made


@every_sheet
def test_all_that_takes_the_focus_has_a_name(sheet):
    for widget in sheet.findChildren(QWidget):
        inner = isinstance(widget.parentWidget(), QAbstractScrollArea)
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.isVisible() and not inner:
            assert QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name), widget


@every_sheet
def test_labels_are_heard_as_they_are_read(sheet):
    for label in sheet.findChildren(QLabel):
        assert not label.accessibleName(), label.text()


@every_sheet
def test_every_button_is_reached_by_the_tab_key(sheet):
    reached = Qt.FocusPolicy.TabFocus
    for button in sheet.findChildren(QAbstractButton):
        # Of exclusive choices one is reached, and the others from there by the arrow keys.
        together = [button] if button.group() is None else button.group().buttons()
        if button.isVisible():
            assert any(each.focusPolicy() & reached for each in together), button


@every_sheet
@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5])
def test_no_widget_reaches_out_of_its_parent(sheet, qapp, scale):
    apply_theme(qapp, LIGHT, scale)
    sheet.resize(sheet.sizeHint())
    for _ in range(3):
        tall = sheet.layout().heightForWidth(sheet.width())
        sheet.resize(sheet.width(), max(tall, sheet.sizeHint().height()))
        qapp.processEvents()
    for widget in sheet.findChildren(QWidget):
        parent = widget.parentWidget()
        scrolled = parent is not None and isinstance(parent.parentWidget(), QAbstractScrollArea)
        if widget.isVisible() and not widget.isWindow() and not isinstance(widget, QFocusFrame) and not scrolled:
            assert parent.rect().contains(widget.geometry()), (widget, widget.geometry(), parent.rect())


@every_sheet
def test_every_palette_paints_every_widget(sheet, qapp):
    for palette in PALETTES.values():
        apply_theme(qapp, palette)
        assert not sheet.grab().toImage().isNull()

"""The machine list by mouse, keyboard and ear, with one machine and with a thousand."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtWidgets import QLabel, QLineEdit, QListView

from app.domain.verdict import State
from app.look.tokens import LIGHT
from app.ui.theme import apply_theme
from app.ui.widgets import MachineList, QuietButton
from app.ui.widgets.machine_list import _RowPainter
from app.ui.widgets.machine_model import ROW
from tests.ui.widgets.samples import fleet, summary

LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def listed(shown):
    made = MachineList()
    shown(made, width=240, height=600)
    return made


def view_of(listed):
    return listed.findChild(QListView)


def index_of(view, name):
    return next(i for row in range(view.model().rowCount()) if (i := view.model().index(row, 0)).data() == name)


def said(listed):
    return [label.text() for label in listed.findChildren(QLabel) if label.isVisible()]


def test_a_click_opens_a_machine_and_a_heading_does_not(qtbot, listed):
    machines = fleet()
    listed.show_machines(machines)
    view = view_of(listed)
    with qtbot.waitSignal(listed.chosen) as caught:
        qtbot.mouseClick(view.viewport(), LEFT, pos=view.visualRect(index_of(view, "Supply fan 1")).center())
    assert caught.args == [machines[0].machine.id]
    with qtbot.assertNotEmitted(listed.chosen):
        qtbot.mouseClick(view.viewport(), LEFT, pos=view.visualRect(index_of(view, "Hall B")).center())


def test_arrows_walk_over_headings_and_enter_opens(qtbot, listed):
    machines = [summary("A", 0.1, "Hall A"), summary("B", 0.1, "Hall B")]
    listed.show_machines(machines, machines[0].machine.id)
    view = view_of(listed)
    view.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    with qtbot.waitSignal(listed.chosen) as caught:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert caught.args == [machines[1].machine.id]


def test_ctrl_f_types_and_enter_opens_the_first_match(qtbot, listed):
    machines = fleet()
    listed.show_machines(machines)
    qtbot.keyClick(listed, Qt.Key.Key_F, CONTROL)
    field = listed.findChild(QLineEdit)
    assert field.hasFocus()
    qtbot.keyClicks(field, "sf-003")
    assert view_of(listed).model().rowCount() == 2
    with qtbot.waitSignal(listed.chosen) as caught:
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert caught.args == [machines[4].machine.id]
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""


def test_down_goes_from_the_search_into_the_list(qtbot, listed):
    listed.show_machines(fleet())
    listed.seek()
    qtbot.keyClick(listed.findChild(QLineEdit), Qt.Key.Key_Down)
    view = view_of(listed)
    assert view.hasFocus()
    assert view.currentIndex().data() == "Condensate pump"


def test_empty_lists_say_why(qtbot, listed):
    listed.show_machines([])
    assert "No machine yet." in said(listed)
    listed.show_machines(fleet())
    qtbot.keyClicks(listed.findChild(QLineEdit), "zzz")
    assert "No machine matches." in said(listed)
    qtbot.keyClick(listed.findChild(QLineEdit), Qt.Key.Key_Escape)
    assert view_of(listed).isVisible()


def test_the_foot_counts_and_adds(qtbot, listed):
    listed.show_machines(fleet())
    assert "12 machines · 3 need a visit" in said(listed)
    listed.show_machines([summary("A", 1.2)])
    assert "1 machine · 1 needs a visit" in said(listed)
    with qtbot.waitSignal(listed.add_wanted):
        qtbot.mouseClick(listed.findChild(QuietButton), LEFT)


def test_rows_are_spoken_with_state_and_score_and_shown_whole_in_a_tool_tip(listed):
    listed.show_machines(fleet())
    view = view_of(listed)
    rows = QAccessible.queryAccessibleInterface(view)
    names = [rows.child(i).text(QAccessible.Text.Name) for i in range(rows.childCount())]
    assert "Supply fan 3, abnormal, score 1.84" in names
    long = index_of(view, "Dust extraction fan of the carpentry, north")
    assert long.data(Qt.ItemDataRole.ToolTipRole) == "Dust extraction fan of the carpentry, north · Hall B"


def test_the_chosen_machine_is_tinted_and_stays_where_it_was(qtbot, listed):
    machines = [summary(f"Fan {i}", 0.2, "Hall") for i in range(200)]
    listed.show_machines(machines, machines[150].machine.id)
    view = view_of(listed)
    spot = view.visualRect(index_of(view, "Fan 150"))
    assert view.viewport().rect().intersects(spot)
    image = view.viewport().grab().toImage()
    assert image.pixelColor(1, spot.center().y()) == QColor(LIGHT.accent)
    assert image.pixelColor(8, spot.center().y()) == QColor(LIGHT.accent_tint)
    before = view.verticalScrollBar().value()
    listed.show_machines(machines, machines[150].machine.id)
    assert view.verticalScrollBar().value() == before


def test_a_new_verdict_keeps_the_scroll_position(listed):
    machines = [summary(f"Fan {i}", 0.2, "Hall") for i in range(300)]
    listed.show_machines(machines)
    view = view_of(listed)
    view.verticalScrollBar().setValue(2000)
    worse = replace(machines[7], conditions=summary("x", 1.2).conditions)
    listed.show_machines([*machines[:7], worse, *machines[8:]])
    assert view.verticalScrollBar().value() == 2000
    assert "300 machines · 1 needs a visit" in said(listed)


def test_choosing_a_machine_only_moves_the_mark(qtbot, listed):
    machines = fleet()
    listed.show_machines(machines)
    model = view_of(listed).model()
    with qtbot.assertNotEmitted(model.modelReset), qtbot.assertNotEmitted(model.dataChanged):
        listed.show_machines(list(machines), machines[2].machine.id)
    assert view_of(listed).currentIndex().data(ROW) is machines[2]


class Counting(_RowPainter):
    """Counts what the view asks of it."""

    def __init__(self, parent):
        super().__init__(parent)
        self.painted = self.measured = 0

    def paint(self, painter, option, index):
        self.painted += 1
        super().paint(painter, option, index)

    def sizeHint(self, option, index):
        self.measured += 1
        return super().sizeHint(option, index)


@pytest.mark.parametrize("count", [40, 1000])
def test_a_thousand_machines_cost_what_forty_do(listed, count):
    view = view_of(listed)
    counting = Counting(view)
    view.setItemDelegate(counting)
    listed.show_machines([summary(f"Fan {i}", 0.2, "Hall") for i in range(count)])
    view.viewport().grab()
    assert 0 < counting.painted <= 80
    assert counting.measured <= 80


def test_states_and_scores_are_painted(listed, qapp):
    listed.show_machines([summary("A", 1.2), summary("B", None), summary("C", None, state=State.NO_BASELINE)])
    image = view_of(listed).viewport().grab().toImage()
    red = QColor(LIGHT.states[State.ABNORMAL].mark)
    assert any(image.pixelColor(x, 16) == red for x in range(16, 32))
    apply_theme(qapp, LIGHT, 1.5)
    assert listed.width() == 324

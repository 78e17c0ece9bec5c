"""Banner, undo, progress, top bar and rail."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit

from app.look.tokens import DARK, LIGHT
from app.ui.theme import apply_theme
from app.ui.widgets import Banner, PlainButton, ProgressLine, Rail, RailItem, TopBar, UndoBar
from app.ui.widgets.undo_bar import _SHOWN_MS

LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier


def button(widget, name):
    return next(
        b
        for b in widget.findChildren(PlainButton.__mro__[1])
        if QAccessible.queryAccessibleInterface(b).text(QAccessible.Text.Name) == name
    )


def test_a_problem_shows_what_and_what_to_do_until_its_cause_is_gone(qtbot, shown):
    banner = Banner()
    shown(banner)
    assert not banner.isVisible()
    assert banner.text == ""
    banner.show_problem("The file is empty.", "Copy it again.")
    assert banner.isVisible()
    assert banner.text == "The file is empty. Copy it again."
    banner.show_problem("The disk is full.")
    assert banner.text == "The disk is full."
    banner.clear()
    assert not banner.isVisible()


def test_the_user_may_close_a_problem(qtbot, shown):
    banner = Banner()
    shown(banner)
    banner.show_problem("The file is empty.", "Copy it again.")
    with qtbot.waitSignal(banner.closed):
        qtbot.mouseClick(button(banner, "Close"), LEFT)
    assert not banner.isVisible()


def test_a_problem_wraps_instead_of_being_cut(shown, qapp):
    banner = Banner()
    window = shown(banner, width=400)
    banner.show_problem("The file “" + "sehr langer Name " * 12 + ".wav” ends early.", "Copy it again.")
    window.resize(400, window.layout().heightForWidth(400))
    qapp.processEvents()
    for label in banner.findChildren(QLabel):
        if label.wordWrap():
            assert label.height() >= label.heightForWidth(label.width()) - 1


def test_undo_by_click_by_key_and_not_any_more(qtbot, shown):
    bar = UndoBar()
    window = shown(bar, PlainButton("Other"))
    bar.offer("Note saved.")
    with qtbot.waitSignal(bar.undo_wanted):
        qtbot.mouseClick(button(bar, "Undo"), LEFT)
    assert not bar.isVisible()
    bar.offer("Note saved.")
    with qtbot.waitSignal(bar.undo_wanted):
        qtbot.keyClick(window, Qt.Key.Key_Z, CONTROL)
    with qtbot.assertNotEmitted(bar.undo_wanted):
        qtbot.keyClick(window, Qt.Key.Key_Z, CONTROL)


def test_ctrl_z_in_a_text_undoes_the_text(qtbot, shown):
    bar, note = UndoBar(), QPlainTextEdit()
    shown(bar, note)
    bar.offer("Note saved.")
    note.setFocus()
    qtbot.keyClicks(note, "a")
    with qtbot.assertNotEmitted(bar.undo_wanted):
        qtbot.keyClick(note, Qt.Key.Key_Z, CONTROL)
    assert note.toPlainText() == ""


def test_undo_goes_after_eight_seconds_but_not_under_the_pointer(qtbot, shown):
    bar = UndoBar()
    shown(bar, PlainButton("Other"))
    assert _SHOWN_MS == 8000
    bar._timer.setInterval(30)
    bar.offer("Note saved.")
    qtbot.waitSignal(bar.gone, timeout=2000).wait()
    assert not bar.isVisible()
    bar.offer("Note saved.")
    qtbot.mouseMove(bar, QPoint(5, 5))
    QApplication.sendEvent(bar, _enter())
    assert not bar._timer.isActive()
    QApplication.sendEvent(bar, _leave())
    assert bar._timer.isActive()
    bar.dismiss()


def _enter():
    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QEnterEvent

    return QEnterEvent(QPointF(5, 5), QPointF(5, 5), QPointF(5, 5))


def _leave():
    from PySide6.QtCore import QEvent

    return QEvent(QEvent.Type.Leave)


def test_progress_keeps_its_places_and_is_cancelled_once(qtbot, shown):
    line = ProgressLine()
    shown(line, width=500)
    line.show_progress("Learning from a.wav", 0.05)
    places = [child.geometry() for child in line.children() if hasattr(child, "geometry")]
    line.show_progress("Learning from b.wav", 1.0)
    QApplication.processEvents()
    assert places == [child.geometry() for child in line.children() if hasattr(child, "geometry")]
    cancel = button(line, "Cancel")
    width = cancel.width()
    with qtbot.waitSignal(line.cancel_wanted):
        qtbot.mouseClick(cancel, LEFT)
    assert not cancel.isEnabled()
    assert cancel.width() == width
    line.clear()
    assert not line.isVisible()
    line.show_progress("Again", None)
    assert cancel.isEnabled()
    assert cancel.text() == "Cancel"


@pytest.mark.parametrize("share", [-1.0, 0.0, 0.5, 7.0, None])
def test_any_share_can_be_shown(shown, share):
    line = ProgressLine()
    shown(line)
    line.show_progress("Opening", share)
    assert not line.grab().toImage().isNull()


def test_the_top_bar_shortens_the_title_and_keeps_the_actions(shown, qapp):
    bar = TopBar()
    act = PlainButton("Open file", "folder-open")
    bar.add_action(act)
    window = shown(bar, width=360)
    bar.show_title("Dust extraction fan of the carpentry", "Hall B", "DE-001")
    window.resize(360, window.height())
    qapp.processEvents()
    assert act.width() >= act.minimumSizeHint().width()
    assert bar.rect().contains(act.geometry())
    tips = [label.toolTip() for label in bar.findChildren(QLabel)]
    assert "Dust extraction fan of the carpentry" in tips
    assert bar.height() == 56
    apply_theme(qapp, LIGHT, 1.5)
    assert bar.height() == 84


def test_the_rail_opens_pages_by_click_and_key_and_shows_only_what_exists(qtbot, shown, qapp):
    rail = Rail(
        [RailItem("fleet", "layout-grid", "Fleet", "Ctrl+1"), RailItem("machine", "fan", "Machine", "Ctrl+2")]
    )
    window = shown(rail)
    rail.set_current("fleet")
    fleet, machine = rail._buttons.values()
    with qtbot.waitSignal(rail.chosen) as caught:
        qtbot.mouseClick(machine, LEFT)
    assert caught.args == ["machine"]
    with qtbot.waitSignal(rail.chosen) as caught:
        qtbot.keyClick(window, Qt.Key.Key_1, CONTROL)
    assert caught.args == ["fleet"]
    assert fleet.isChecked()
    apply_theme(qapp, DARK)
    assert not rail.grab().toImage().isNull()
    with pytest.raises(KeyError):
        rail.set_current("route")

"""The page in a frame, with real clicks, drags, wheel and keys."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.look.tokens import DARK, LIGHT
from app.ui import theme
from app.ui.frame import MACHINE, Frame
from app.ui.pages.compare.desk import CompareDesk
from app.ui.sound.compare_panel import ComparePanel
from app.ui.sound.compare_shown import WIDE_SPAN_DB
from tests.ui.fakes import FakeBook, FakeListen, InlineJobs
from tests.ui.pages.compare.fakes import LOST, usual
from tests.ui.pages.compare.gallery import shop as shop_of
from tests.ui.pages.conftest import Told
from tests.ui.touch_targets import gloves, too_small

__all__ = ["gloves"]

FIRST, SECOND, THIRD = (f"id {name}.wav" for name in ("first", "second", "third"))
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


class Shop:
    """The desk in a frame."""

    def __init__(self, qtbot, size=(1366, 768), attach=True):
        self.compare, self.listen, self.told = usual(), FakeListen(FakeBook()), Told()
        self.frame = Frame()
        qtbot.addWidget(self.frame)
        self.desk = CompareDesk(self.compare, self.listen, InlineJobs(), self.told, self.frame)
        self.frame.add_page(self.desk.page, self.desk.bar)
        self.frame.show_page(self.desk.page, MACHINE.key, with_machines=False)
        if attach:
            self.desk.attach_panel(ComparePanel())
        self.frame.resize(*size)
        self.frame.show()
        qtbot.waitExposed(self.frame)

    def open(self, inspection_id=THIRD, other_id=FIRST):
        self.desk.open(inspection_id, other_id)
        QApplication.processEvents()
        return self

    @property
    def state(self):
        return self.desk.presenter.hearing.state

    @property
    def panel(self):
        return self.desk.panel

    @property
    def pictures(self):
        return self.panel.plots.frames.pictures

    def place(self, view, x_share, y_share=0.5):
        rect = view.geometry()
        return QPoint(round(rect.left() + x_share * rect.width()), round(rect.top() + y_share * rect.height()))

    def click(self, view, x_share, y_share=0.5):
        at, port = self.place(view, x_share, y_share), self.panel.plots.viewport()
        QTest.mouseMove(port, at)
        QTest.mouseClick(port, LEFT, NONE, at)
        # Two clicks in a row would be a double click.
        QTest.qWait(QApplication.doubleClickInterval() + 20)

    def drag(self, view, start, end):
        port = self.panel.plots.viewport()
        first, last = QPointF(self.place(view, start)), QPointF(self.place(view, end))
        QTest.mousePress(port, LEFT, NONE, first.toPoint())
        for share in (0.3, 0.6, 1.0):
            # The plots ignore moves that follow each other faster than a screen can show.
            QTest.qWait(15)
            at = first * (1 - share) + last * share
            none = Qt.MouseButton.NoButton
            move = QMouseEvent(QEvent.Type.MouseMove, at, port.mapToGlobal(at), none, LEFT, NONE)
            QApplication.sendEvent(port, move)
        QTest.mouseRelease(port, LEFT, NONE, last.toPoint())

    def wheel(self, view, x_share, notches):
        at, port = QPointF(self.place(view, x_share)), self.panel.plots.viewport()
        turn = QWheelEvent(
            at, port.mapToGlobal(at), QPoint(), QPoint(0, 120 * notches), Qt.MouseButton.NoButton, NONE,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(port, turn)

    def key(self, key, modifier=NONE):
        self.panel.plots.setFocus()
        QTest.keyClick(self.panel.plots, key, modifier)


@pytest.fixture(autouse=True)
def light(qapp):
    theme.set_touch(False)
    if theme.current() != LIGHT or not qapp.styleSheet():
        theme.apply_theme(qapp, LIGHT)


@pytest.fixture
def shop(qtbot):
    return Shop(qtbot).open()


def test_all_of_it_fits_and_says_what_differs(shop):
    page = shop.desk.page
    assert page.finding.text().startswith("B is 11 dB louder at 0.09–0.17 kHz")
    assert "Level-matched" in page.notes.text() and page.trouble.isHidden()
    assert page.content.height() <= page.viewport().height()
    assert shop.desk.bar.choosers.isVisible() and not page.choosers.isVisible()
    assert "11 dB louder" in shop.panel.plots.accessibleDescription()


def test_one_time_axis_and_one_frequency_axis(shop):
    spans = [view.viewRange() for view in shop.pictures]
    assert spans[0] == spans[1] == spans[2]
    assert spans[0][0] == [0.0, 30.0]
    edges = {(view.geometry().left(), view.geometry().right()) for view in shop.pictures}
    assert len(edges) == 1
    for curve in shop.panel.plots.frames.curves:
        assert curve.viewRange()[1] == spans[0][1]
    a, b = shop.panel.plots.contents.sides
    assert (a.note.text, b.note.text) == ("A ends after 10.0 s", "")


@pytest.mark.parametrize("at", [0, 1, 2])
def test_a_click_in_any_picture_sets_the_head_in_all(shop, at):
    shop.click(shop.pictures[at], 0.4)
    assert shop.state.head_s == pytest.approx(12.0, abs=0.2)
    assert {head.x() for head in shop.panel.plots.contents.heads} == {shop.state.head_s}


@pytest.mark.parametrize("at", [0, 1, 2])
def test_a_drag_selects_and_the_wheel_zooms_all_together(shop, at):
    shop.drag(shop.pictures[at], 0.2, 0.5)
    assert shop.state.selection_s == pytest.approx((6.0, 15.0), abs=0.3)
    shop.key(Qt.Key.Key_Escape)
    assert shop.state.selection_s is None
    shop.wheel(shop.pictures[at], 0.5, 4)
    spans = [tuple(view.viewRange()[0]) for view in shop.pictures]
    assert len(set(spans)) == 1 and spans[0][1] - spans[0][0] < 15.0
    shop.key(Qt.Key.Key_0)
    assert shop.pictures[0].viewRange()[0] == [0.0, 30.0]


def test_keys_play_change_sides_and_move(shop):
    shop.key(Qt.Key.Key_Right)
    shop.key(Qt.Key.Key_Right)
    shop.key(Qt.Key.Key_Left)
    assert shop.state.head_s == 1.0
    shop.key(Qt.Key.Key_Space)
    assert shop.listen.loads[-1][:2] == ("third.wav", 1.0)
    shop.key(Qt.Key.Key_B)
    assert shop.listen.loads[-1][:2] == ("first.wav", 1.0)
    assert shop.panel.controls.side.current == "a"
    shop.key(Qt.Key.Key_P)
    assert shop.listen.loads[-1][2:] == (90.0, 170.0)
    shop.key(Qt.Key.Key_P, Qt.KeyboardModifier.ShiftModifier)
    assert shop.listen.loads[-1][2:] == (300.0, 400.0)
    shop.key(Qt.Key.Key_Space)
    assert not shop.state.playing


def test_a_label_is_heard_alone(shop):
    labels = shop.panel.plots.frames.labels
    _, rect = labels.areas()[0]
    at = labels.mapToScene(rect.center()).toPoint()
    QTest.mouseClick(shop.panel.plots.viewport(), LEFT, NONE, at)
    assert shop.state.only and shop.state.playing and shop.state.loop


def test_buttons_shift_match_and_swap(shop):
    controls, choosers = shop.panel.controls, shop.desk.bar.choosers
    QTest.mouseClick(controls.offset.later, LEFT)
    assert shop.compare.subtracted[-1] == (True, pytest.approx(0.1))
    assert controls.offset.value.text() == "Shift B +0.1 s"
    shop.key(Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert controls.offset.value.text() == "Shift B 0.0 s"
    assert controls.level.isChecked()
    QTest.mouseClick(controls.level, LEFT)
    assert shop.compare.subtracted[-1][0] is False and not controls.level.isChecked()
    assert "Shown as recorded" in shop.desk.page.notes.text()
    QTest.mouseClick(choosers.swap, LEFT)
    assert (choosers.a.key, choosers.b.key) == (THIRD, FIRST)


def test_zoom_stays_when_the_level_changes_and_not_for_another_pair(shop):
    shop.wheel(shop.pictures[2], 0.5, 4)
    seen = shop.pictures[2].viewRange()[0]
    QTest.mouseClick(shop.panel.controls.level, LEFT)
    assert shop.pictures[2].viewRange()[0] == pytest.approx(seen)
    shop.desk.presenter.choose("a", SECOND)
    assert shop.pictures[2].viewRange()[0] == [0.0, 30.0]


def test_zoomed_in_sharper_pictures_are_fetched(shop, qtbot):
    shop.wheel(shop.pictures[1], 0.1, 8)
    qtbot.waitUntil(lambda: bool(shop.compare.looked))
    assert {name for name, *_ in shop.compare.looked} == {"first.wav", "third.wav"}
    shown = shop.panel.plots.contents.sides[1].shown[1]
    assert shown is not None and shown.end_s < 30.0


def test_zoomed_in_the_difference_stays_in_its_frame(shop):
    shop.panel.plots.frames.rows[2].picture.setRange(xRange=(4.0, 6.0), yRange=(2.0, 3.0), padding=0)
    QApplication.processEvents()
    image = shop.panel.plots.grab().toImage()
    frames = shop.panel.plots.frames
    beside = shop.place(frames.pictures[2], 0.0, 0.5) - QPoint(54, 0)
    assert image.pixelColor(beside).name().upper() == LIGHT.surface
    inside = shop.place(frames.pictures[2], 0.02, 0.5)
    assert image.pixelColor(inside).name().upper() != LIGHT.surface


def test_choosers_offer_the_baseline_and_every_visit(shop):
    select = shop.desk.bar.choosers.a
    offered = [select.itemText(at) for at in range(select.count())]
    assert [text.startswith("A  Baseline") for text in offered] == [True, True, False, False, False]
    assert select.itemData(2, Qt.ItemDataRole.AccessibleTextRole).endswith("healthy")
    assert select.itemIcon(0).isNull() and not select.itemIcon(2).isNull()
    select.setCurrentIndex(3)
    select.activated.emit(3)
    assert shop.compare.asked[-1][:2] == (THIRD, SECOND)


def test_the_cursor_reads_both_and_the_difference(shop):
    shop.panel.plots.frames.pictures[0].gestures.hovered.emit(5.0, np.log10(120.0))
    text = shop.panel.controls.readout.text()
    assert text.startswith("5.0 s · 0.12 kHz · A −") and "· B −" in text and text.endswith("dB")
    shop.panel.plots.frames.curves[2].gestures.hovered.emit(0.0, np.log10(120.0))
    assert shop.panel.controls.readout.text().startswith("0.12 kHz · A")
    shop.panel.plots.frames.curves[2].gestures.left.emit()
    assert shop.panel.controls.readout.text() == "0.0 s"


def test_keys_work_as_soon_as_it_is_open(shop):
    assert shop.frame.focusWidget() is shop.panel
    QTest.keyClick(shop.panel, Qt.Key.Key_Right)
    assert shop.state.head_s == 1.0
    shop.desk.bar.choosers.a.setFocus()
    shop.desk.presenter.choose("a", SECOND)
    assert shop.frame.focusWidget() is shop.desk.bar.choosers.a


def test_on_a_real_history_the_broken_blade_is_found(qtbot, tmp_path):
    one = shop_of(tmp_path, ("healthy", "blade-damage"))
    qtbot.addWidget(one.frame)
    one.desk.open(one.visits["blade-damage"].id)
    assert one.desk.page.finding.text() == "B is 6 dB louder at 2.0–2.9 kHz, the rest within the spread."
    assert one.desk.bar.choosers.b.key == one.visits["blade-damage"].id
    one.desk.open(one.visits["healthy"].id, one.visits["healthy"].id)
    assert one.desk.page.finding.text().startswith("A and B sound alike")
    one.history.close()


def test_a_lost_recording_leaves_the_other_one(qtbot):
    shop = Shop(qtbot)
    shop.compare.sides[THIRD] = replace(shop.compare.sides[THIRD], picture=None, problem=LOST)
    shop.open()
    assert shop.desk.page.trouble.text() == f"B: {LOST.what} {LOST.to_do}"
    a, b = shop.panel.plots.contents.sides
    assert a.shown[0] is not None and b.shown[0] is None
    assert b.note.text == LOST.what and shop.panel.plots.contents.note.text
    shop.key(Qt.Key.Key_Space)
    assert shop.listen.loads[-1][0] == "first.wav"


def test_a_wide_difference_widens_its_colours(qtbot):
    shop = Shop(qtbot)
    shop.compare.excess_db = np.full(128, 18.0)
    shop.open()
    assert shop.panel.plots.frames.rows[2].curve.viewRange()[0] == [-WIDE_SPAN_DB, WIDE_SPAN_DB]


def test_the_panel_may_come_after_the_page_is_open(qtbot):
    shop = Shop(qtbot, attach=False).open()
    assert shop.desk.page.finding.text()
    shop.desk.attach_panel(ComparePanel())
    assert shop.pictures[0].viewRange()[0] == [0.0, 30.0]
    assert shop.panel.controls.level.isChecked()


def test_leaving_is_silence_and_back_is_told(shop, qtbot):
    shop.key(Qt.Key.Key_Space)
    assert shop.listen.playback.playing
    shop.desk.leave()
    assert not shop.listen.playback.playing
    with qtbot.waitSignal(shop.desk.back_wanted):
        QTest.mouseClick(shop.desk.bar.back, LEFT)


def test_another_look_while_open(shop, qapp):
    theme.apply_theme(qapp, DARK)
    QApplication.processEvents()
    image = shop.panel.plots.grab().toImage()
    view = shop.pictures[2].geometry()
    assert image.pixelColor(int(view.right()) - 3, int(view.bottom()) - 3).lightness() < 160


def test_everything_can_be_pressed_with_gloves(qtbot, gloves):
    shop = Shop(qtbot, (800, 1280)).open()
    QApplication.processEvents()
    assert not shop.desk.bar.choosers.isVisible() and shop.desk.page.choosers.isVisible()
    assert too_small(shop.desk.page) == [] and too_small(shop.desk.bar) == []
    assert shop.desk.page.content.height() <= shop.desk.page.viewport().height()
    QTest.mouseClick(shop.desk.page.choosers.swap, LEFT)
    assert shop.desk.page.choosers.a.key == THIRD

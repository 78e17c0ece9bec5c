"""The panel as a person uses it: real mouse, wheel and key events on a real widget."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QPushButton, QWidget

from app.look.tokens import DARK, LIGHT, TOUCH_LEAST
from app.ui import theme
from app.ui.sound.heard_panel import HeardPanel
from app.ui.sound.scale import Scale, limits, to_axis
from tests.ui.sound.samples import RANGES, inspection, picture, with_ranges

LEFT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton


@pytest.fixture(autouse=True)
def light(qapp):
    theme.set_touch(False)
    theme.apply_theme(qapp, LIGHT)


@pytest.fixture
def panel(qtbot):
    made = HeardPanel()
    qtbot.addWidget(made)
    made.resize(778, 376)
    made.show()
    qtbot.waitExposed(made)
    made.show_take(inspection(), picture())
    QApplication.processEvents()
    return made


def place(panel, view, x_share, y_share):
    """A point of the viewport at a share of a frame's width and height, from its upper left corner."""
    rect = view.geometry()
    return QPoint(round(rect.left() + x_share * rect.width()), round(rect.top() + y_share * rect.height()))


def press(panel, at, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.mouseMove(panel.plots.viewport(), at)
    QTest.mouseClick(panel.plots.viewport(), LEFT, modifier, at)


def double_click(panel, at):
    """Press, release, double click, release: as a window system sends it, which QTest.mouseDClick does not."""
    press(panel, at)
    send(panel, QEvent.Type.MouseButtonDblClick, QPointF(at), LEFT, LEFT)
    send(panel, QEvent.Type.MouseButtonRelease, QPointF(at), LEFT, Qt.MouseButton.NoButton)


def drag(panel, start, end, button=LEFT):
    none = Qt.KeyboardModifier.NoModifier
    QTest.mousePress(panel.plots.viewport(), button, none, start)
    for share in (0.3, 0.6, 1.0):
        # The plots ignore moves that follow each other faster than a screen can show.
        QTest.qWait(15)
        move(panel, QPointF(start) * (1 - share) + QPointF(end) * share, button)
    QTest.mouseRelease(panel.plots.viewport(), button, none, end)


def move(panel, at, button=Qt.MouseButton.NoButton):
    send(panel, QEvent.Type.MouseMove, at, Qt.MouseButton.NoButton, button)


def send(panel, kind, at, button, buttons):
    port = panel.plots.viewport()
    event = QMouseEvent(kind, at, port.mapToGlobal(at), button, buttons, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(port, event)


def wheel(panel, at, notches, modifiers=Qt.KeyboardModifier.NoModifier, sideways=False):
    port = panel.plots.viewport()
    delta = QPoint(120 * notches, 0) if sideways else QPoint(0, 120 * notches)
    event = QWheelEvent(
        QPointF(at),
        QPointF(port.mapToGlobal(at)),
        QPoint(),
        delta,
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(port, event)


def times(panel):
    return panel.plots.frames.spectrogram.viewRange()[0]


def positions(panel):
    return panel.plots.frames.spectrogram.viewRange()[1]


def test_the_frames_lie_on_one_time_axis_and_one_frequency_axis(panel):
    frames = panel.plots.frames
    wave, spec, bands = (view.geometry() for view in frames.views)
    assert (wave.left(), wave.right()) == (spec.left(), spec.right())
    assert (bands.top(), bands.bottom()) == (spec.top(), spec.bottom())
    assert frames.time_axis.geometry().left() == spec.left()
    assert frames.frequency_axis.geometry().bottom() == spec.bottom()
    assert wave.height() == 52
    assert bands.width() == 160
    panel.resize(1200, 700)
    QApplication.processEvents()
    wheel(panel, place(panel, frames.spectrogram, 0.5, 0.5), 4)
    wheel(panel, place(panel, frames.spectrogram, 0.5, 0.5), 3, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()
    assert frames.wave.viewRange()[0] == pytest.approx(frames.spectrogram.viewRange()[0])
    assert frames.bands.viewRange()[1] == pytest.approx(frames.spectrogram.viewRange()[1])


def test_a_click_sets_the_play_head(panel):
    press(panel, place(panel, panel.plots.frames.spectrogram, 0.5, 0.4))
    assert panel.head_s == pytest.approx(15.0, abs=0.1)
    press(panel, place(panel, panel.plots.frames.wave, 0.8, 0.5))
    assert panel.head_s == pytest.approx(24.0, abs=0.1)
    assert panel.controls.readout.text().startswith("24.0 s · ")


def test_a_drag_selects_a_stretch_that_play_starts_from(panel, qtbot):
    spec = panel.plots.frames.spectrogram
    drag(panel, place(panel, spec, 0.25, 0.5), place(panel, spec, 0.5, 0.6))
    assert panel.selection_s == pytest.approx((7.5, 15.0), abs=0.1)
    with qtbot.waitSignal(panel.play_wanted) as asked:
        QTest.keyClick(panel.plots, Qt.Key.Key_Space)
    assert asked.args[0] == pytest.approx(7.5, abs=0.1)
    press(panel, place(panel, spec, 0.9, 0.5))
    assert panel.selection_s is None


def test_escape_gives_up_the_selection(panel):
    panel.select(3.0, 4.0)
    panel.plots.setFocus()
    QTest.keyClick(panel.plots, Qt.Key.Key_Escape)
    assert panel.selection_s is None


def test_the_wheel_zooms_time_around_the_cursor_and_never_leaves_the_take(panel):
    at = place(panel, panel.plots.frames.spectrogram, 0.25, 0.5)
    wheel(panel, at, 5)
    start, end = times(panel)
    assert end - start == pytest.approx(30.0 / 1.25**5, rel=0.01)
    assert start + 0.25 * (end - start) == pytest.approx(7.5, abs=0.1)
    assert positions(panel) == pytest.approx(limits(Scale.LOG))
    for _ in range(8):
        wheel(panel, at, -1)
    assert times(panel) == pytest.approx([0.0, 30.0])
    for _ in range(40):
        wheel(panel, at, 1)
    start, end = times(panel)
    assert end - start == pytest.approx(0.1, rel=0.05)


def test_the_wheel_with_ctrl_zooms_frequency_in_both_plots(panel):
    at = place(panel, panel.plots.frames.spectrogram, 0.5, 0.9)
    wheel(panel, at, 4, Qt.KeyboardModifier.ControlModifier)
    low, high = positions(panel)
    assert high - low < 0.5 * (limits(Scale.LOG)[1] - limits(Scale.LOG)[0])
    assert times(panel) == pytest.approx([0.0, 30.0])
    assert panel.plots.frames.bands.viewRange()[1] == pytest.approx([low, high])
    wheel(panel, at, -9, Qt.KeyboardModifier.ControlModifier)
    assert positions(panel) == pytest.approx(limits(Scale.LOG))


def test_the_middle_button_and_a_sideways_wheel_move_through_time_inside_the_take(panel):
    spec = panel.plots.frames.spectrogram
    wheel(panel, place(panel, spec, 0.5, 0.5), 5)
    before = times(panel)
    drag(panel, place(panel, spec, 0.3, 0.5), place(panel, spec, 0.6, 0.5), MIDDLE)
    after = times(panel)
    width = before[1] - before[0]
    assert after[0] == pytest.approx(before[0] - 0.3 * width, abs=0.05 * width)
    assert after[1] - after[0] == pytest.approx(width)
    for _ in range(6):
        wheel(panel, place(panel, spec, 0.5, 0.5), -9, sideways=True)
    assert times(panel)[1] == pytest.approx(30.0)
    assert panel.selection_s is None


def test_a_double_click_shows_everything_again(panel):
    at = place(panel, panel.plots.frames.spectrogram, 0.5, 0.5)
    wheel(panel, at, 5)
    wheel(panel, at, 2, Qt.KeyboardModifier.ControlModifier)
    double_click(panel, at)
    assert times(panel) == pytest.approx([0.0, 30.0])
    assert positions(panel) == pytest.approx(limits(Scale.LOG))


def test_the_cursor_reads_out_time_frequency_and_level(panel):
    spec = panel.plots.frames.spectrogram
    low, high = limits(Scale.LOG)
    share = 1 - (float(to_axis(Scale.LOG, 123.0)) - low) / (high - low)
    move(panel, QPointF(place(panel, spec, 24.4 / 30, share)))
    said = panel.controls.readout.text()
    assert said.startswith("24.")
    assert " s · 0.12 kHz · −" in said
    shown = picture()
    row = int(np.argmin(np.abs(shown.frequency_hz - 123.0)))
    wanted = shown.level_db[row - 3 : row + 4, 960:990]
    level = -float(said.rsplit("−", 1)[1].removesuffix(" dB"))
    assert wanted.min() - 1 <= level <= wanted.max() + 1
    QTest.qWait(15)
    move(panel, QPointF(place(panel, panel.plots.frames.bands, 0.5, share)))
    assert "kHz" in panel.controls.readout.text()


def test_a_sharper_picture_is_asked_for_after_a_pause_and_used(panel, qtbot):
    at = place(panel, panel.plots.frames.spectrogram, 0.5, 0.5)
    with qtbot.waitSignal(panel.window_changed, timeout=2000) as asked:
        wheel(panel, at, 8)
    start, end = asked.args
    view = times(panel)
    assert start <= view[0] < view[1] <= end
    panel.show_window(picture(start, end, 1200))
    with qtbot.assertNotEmitted(panel.window_changed, wait=300):
        wheel(panel, at, 1)
    assert panel.plots.contents.best(*view).start_s == start


def test_a_picture_that_is_sharp_enough_is_not_asked_for_again(panel, qtbot):
    with qtbot.assertNotEmitted(panel.window_changed, wait=300):
        wheel(panel, place(panel, panel.plots.frames.spectrogram, 0.5, 0.5), 2)


def test_space_plays_and_pauses(panel, qtbot):
    panel.plots.setFocus()
    press(panel, place(panel, panel.plots.frames.spectrogram, 0.5, 0.4))
    with qtbot.waitSignal(panel.play_wanted) as asked:
        QTest.keyClick(panel.plots, Qt.Key.Key_Space)
    assert asked.args[1:] == [None, None, "take", False]
    panel.set_playing(16.0)
    assert panel.controls.play.text() == "Pause"
    with qtbot.waitSignal(panel.stop_wanted):
        QTest.keyClick(panel.plots, Qt.Key.Key_Space)
    panel.set_playing(None)
    assert panel.controls.play.text() == "Play"
    assert panel.head_s == 16.0


def test_b_changes_to_the_healthy_sound_and_keeps_the_position(panel, qtbot):
    panel.plots.setFocus()
    panel.set_playing(9.0)
    with qtbot.waitSignal(panel.play_wanted) as asked:
        QTest.keyClick(panel.plots, Qt.Key.Key_B)
    assert asked.args == [9.0, None, None, "healthy", False]
    with qtbot.waitSignal(panel.play_wanted) as asked:
        QTest.keyClick(panel.plots, Qt.Key.Key_B)
    assert asked.args[3] == "take"


def test_p_plays_only_the_range_and_shift_p_the_next_one(panel, qtbot):
    panel.plots.setFocus()
    with qtbot.waitSignal(panel.play_wanted) as asked:
        QTest.keyClick(panel.plots, Qt.Key.Key_P)
    assert asked.args == [0.0, RANGES[0].low_hz, RANGES[0].high_hz, "take", False]
    with qtbot.waitSignal(panel.play_wanted) as asked:
        QTest.keyClick(panel.plots, Qt.Key.Key_P, Qt.KeyboardModifier.ShiftModifier)
    assert asked.args == [0.0, RANGES[1].low_hz, RANGES[1].high_hz, "take", True]
    assert panel.controls.only.text() == "Hear only 0.34–0.44 kHz"


def test_arrows_move_the_head_by_a_second(panel):
    panel.plots.setFocus()
    QTest.keyClick(panel.plots, Qt.Key.Key_Right)
    QTest.keyClick(panel.plots, Qt.Key.Key_Right)
    QTest.keyClick(panel.plots, Qt.Key.Key_Left)
    assert panel.head_s == 1.0
    QTest.keyClick(panel.plots, Qt.Key.Key_Plus)
    assert times(panel)[1] - times(panel)[0] == pytest.approx(20.0)
    QTest.keyClick(panel.plots, Qt.Key.Key_0)
    assert times(panel) == pytest.approx([0.0, 30.0])


def test_a_click_on_a_label_or_bracket_hears_only_that_range_over_and_over(panel, qtbot):
    for column, index in ((panel.plots.frames.labels, 2), (panel.plots.frames.brackets, 1)):
        rect = dict(column.areas())[index]
        at = column.mapToScene(rect.center()).toPoint()
        with qtbot.waitSignal(panel.play_wanted) as asked:
            press(panel, at)
        assert asked.args[1:] == [RANGES[index].low_hz, RANGES[index].high_hz, "take", True]
    assert panel.controls.loop.isChecked()
    assert panel.controls.only.isChecked()


def test_the_brackets_lie_where_the_lines_are(panel):
    image = panel.plots.grab().toImage()
    frames = panel.plots.frames
    top = frames.spectrogram.sceneBoundingRect().top()
    column = frames.brackets.sceneBoundingRect().left() + 12
    bands = frames.bands.sceneBoundingRect()
    for _, upper, lower in frames.brackets.spans():
        for y in (upper, lower):
            for x in (column, bands.left() + 4, bands.right() - 8):
                colour = QColor(image.pixel(int(x), int(top + y)))
                assert colour.red() > colour.green() + 40, (x, y, colour.name())


def test_the_other_keys_are_left_to_a_text_field_and_to_buttons(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    row = QHBoxLayout(window)
    panel, field, button = HeardPanel(), QLineEdit(), QPushButton("Export")
    for widget in (panel, field, button):
        row.addWidget(widget)
    window.resize(1100, 400)
    window.show()
    qtbot.waitExposed(window)
    panel.show_take(inspection(), picture())
    with qtbot.waitActive(window):
        window.activateWindow()
    field.setFocus()
    with qtbot.assertNotEmitted(panel.play_wanted):
        QTest.keyClicks(field, "b p")
    assert field.text() == "b p"
    button.setFocus()
    with qtbot.waitSignal(button.clicked), qtbot.assertNotEmitted(panel.play_wanted):
        QTest.keyClick(button, Qt.Key.Key_Space)
    window.setFocus()
    with qtbot.waitSignal(panel.play_wanted):
        QTest.keyClick(window, Qt.Key.Key_Space)


def test_the_moving_head_turns_the_page_when_zoomed_in(panel):
    panel.plots.frames.spectrogram.setXRange(2.0, 6.0, padding=0)
    panel.set_playing(5.9)
    assert times(panel) == pytest.approx([2.0, 6.0])
    panel.set_playing(6.1)
    assert times(panel) == pytest.approx([6.1, 10.1])


def test_the_scale_changes_both_plots_and_keeps_the_view(panel):
    spec = panel.plots.frames.spectrogram
    low, high = (float(to_axis(Scale.LOG, hz)) for hz in (200.0, 2000.0))
    spec.setRange(xRange=(5, 10), yRange=(low, high), padding=0)
    panel.scale.setCurrentIndex(2)
    assert positions(panel) == pytest.approx([0.2, 2.0])
    assert panel.plots.frames.bands.viewRange()[1] == pytest.approx([0.2, 2.0])
    assert times(panel) == pytest.approx([5, 10])
    assert panel.plots.frames.frequency_axis.ticks()[-1].text == "2 kHz"


def middle_colour(panel, share=0.3):
    at = place(panel, panel.plots.frames.spectrogram, 0.2, share)
    return QColor(panel.plots.grab().toImage().pixel(at))


def test_the_colour_bar_colours_the_picture(panel):
    before = middle_colour(panel).lightness()
    bar = panel.colour_bar
    QTest.mousePress(bar, LEFT, pos=QPoint(int(bar.bar().right()) - 2, 16))
    QTest.mouseMove(bar, QPoint(int(bar.bar().right()) - 42, 16))
    QTest.mouseRelease(bar, LEFT, pos=QPoint(int(bar.bar().right()) - 42, 16))
    assert (bar.floor_db, bar.ceiling_db) == (-80.0, -40.0)
    assert middle_colour(panel).lightness() > before
    QTest.mouseDClick(bar, LEFT, pos=QPoint(int(bar.bar().center().x()), 16))
    assert (bar.floor_db, bar.ceiling_db) == (-80.0, -20.0)
    bar.set_map("grey")
    colour = middle_colour(panel)
    assert colour.red() == colour.green() == colour.blue()


def test_the_colour_bar_by_wheel_and_keys_stays_in_its_limits(panel):
    bar = panel.colour_bar
    bar.setFocus()
    QTest.keyClick(bar, Qt.Key.Key_Up)
    assert (bar.floor_db, bar.ceiling_db) == (-85.0, -25.0)
    for _ in range(60):
        QTest.keyClick(bar, Qt.Key.Key_Right)
    assert bar.ceiling_db - bar.floor_db == 6.0
    for _ in range(60):
        QTest.keyClick(bar, Qt.Key.Key_Up)
    assert bar.floor_db == -140.0
    QTest.keyClick(bar, Qt.Key.Key_Home)
    assert (bar.floor_db, bar.ceiling_db) == (-80.0, -20.0)


def test_without_a_take_it_says_what_to_do_and_has_no_buttons(panel, qtbot):
    panel.show_take(None, None)
    assert not panel.controls.isVisible()
    assert not panel.plots.isVisible()
    with qtbot.assertNotEmitted(panel.play_wanted):
        QTest.keyClick(panel, Qt.Key.Key_Space)


def test_what_was_learnt_is_called_the_baseline(panel):
    panel.show_take(inspection(), picture())
    count = inspection().healthy.clip_count
    assert panel.plots.frames.legend.rows()[1] == [("healthy", f"Baseline, {count} clips, ±2 SD")]
    assert f"The baseline comes from {count} clips." in panel.plots.accessibleDescription()


def test_without_a_baseline_there_is_none_to_see_or_hear(panel, qtbot):
    panel.show_take(inspection(healthy=False), picture())
    assert panel.plots.frames.legend.rows()[1] == [("", "No baseline yet")]
    assert not panel.controls.only.isVisible()
    panel.plots.setFocus()
    with qtbot.assertNotEmitted(panel.play_wanted):
        QTest.keyClick(panel.plots, Qt.Key.Key_B)


def test_the_picture_may_come_later_and_changes_nothing_else(panel):
    found = inspection()
    panel.show_take(found, None)
    panel.move_head(12.0)
    panel.show_take(found, picture())
    assert panel.head_s == 12.0
    assert panel.plots.contents.whole.picture is not None


@pytest.mark.parametrize("clips", [0, 1])
def test_a_take_with_hardly_anything_measured_is_shown_all_the_same(panel, clips):
    panel.show_take(inspection(0.4, clips=clips), picture(0.0, 0.4, 7))
    panel.grab()
    panel.show_take(with_ranges(), None)
    panel.grab()


def test_a_take_of_other_length_starts_anew(panel):
    panel.select(1.0, 2.0)
    wheel(panel, place(panel, panel.plots.frames.spectrogram, 0.5, 0.5), 5)
    panel.show_take(inspection(1803.0), picture(0.0, 1803.0))
    assert times(panel) == pytest.approx([0.0, 1803.0])
    assert panel.selection_s is None
    assert panel.plots.frames.time_axis.ticks()[-1].text.endswith(" min")


def test_a_theme_change_recolours_everything_at_once(panel, qapp):
    before = panel.grab().toImage()
    theme.apply_theme(qapp, DARK)
    QApplication.processEvents()
    after = panel.grab().toImage()
    port = panel.plots.pos()
    axis = panel.plots.frames.frequency_axis.sceneBoundingRect()
    corner = QPoint(int(port.x() + axis.left() + 30), int(port.y() + axis.bottom() + 35))
    assert QColor(before.pixel(corner)).lightness() > 200
    assert QColor(after.pixel(corner)).name() == DARK.surface.lower()
    wave = place(panel, panel.plots.frames.wave, 0.1, 0.1)
    assert QColor(panel.plots.grab().toImage().pixel(wave)).name() == DARK.sunken.lower()


def test_full_screen_and_back_into_the_page(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    row = QHBoxLayout(window)
    panel = HeardPanel()
    row.addWidget(panel)
    window.resize(800, 400)
    window.show()
    qtbot.waitExposed(window)
    panel.show_take(inspection(), picture())
    panel.full.click()
    assert panel.isWindow()
    QTest.keyClick(panel.plots, Qt.Key.Key_Escape)
    assert not panel.isWindow()
    QApplication.processEvents()
    assert panel.isVisible()
    assert window.rect().contains(panel.geometry())


def test_a_screen_reader_is_told_what_the_plots_show(panel):
    assert "spectrogram" in panel.plots.accessibleName()
    assert "0.09–0.17 kHz: 11 dB louder than healthy." in panel.plots.accessibleDescription()
    assert panel.colour_bar.accessibleName()


def test_for_gloves_the_read_out_gives_its_room_to_the_words(panel, qapp):
    only, readout = panel.controls.only, panel.controls.readout
    assert readout.isVisible()
    theme.set_touch(True)
    try:
        panel.resize(704, 560)
        qapp.processEvents()
        assert not readout.isVisible()
        only.grab()
        assert "0.09–0.17 kHz" in only.text() and only.toolTip() == "", "not shortened"
        assert panel.colour_bar.height() >= TOUCH_LEAST
    finally:
        theme.set_touch(False)
    qapp.processEvents()
    assert readout.isVisible()

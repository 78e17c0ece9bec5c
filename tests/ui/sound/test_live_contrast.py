"""The head of the live view and what its Contrast button opens, used as a person would."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.look.tokens import LIGHT
from app.ui import theme
from app.ui.sound.live_head import LiveHead

LEFT = Qt.MouseButton.LeftButton

pytestmark = pytest.mark.usefixtures("light")


# What a platform without a window manager says of a popup.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def test_the_button_opens_the_panel_and_escape_closes_it(view):
    QTest.mouseClick(view.head.button, LEFT)
    panel = view.head.panel
    assert panel.isVisible()
    assert panel.screen().availableGeometry().contains(panel.geometry())
    QTest.keyClick(panel.brightness, Qt.Key.Key_Escape)
    assert not panel.isVisible()


def test_brighter_moves_both_ends_down_and_more_contrast_brings_them_together(view):
    bar, panel = view.head.bar, view.head.panel
    QTest.keyClick(panel.brightness, Qt.Key.Key_Right)
    assert (bar.floor_db, bar.ceiling_db) == (-85.0, -25.0)
    QTest.keyClick(panel.contrast, Qt.Key.Key_Right)
    assert (bar.floor_db, bar.ceiling_db) == (-82.5, -27.5)
    QTest.mouseClick(panel.back, LEFT)
    assert (bar.floor_db, bar.ceiling_db) == (-80.0, -20.0)
    assert (panel.brightness.value(), panel.contrast.value()) == (0, -60)


def test_the_ends_of_the_sliders_stay_within_what_sound_can_be(view):
    bar, panel = view.head.bar, view.head.panel
    for end in (Qt.Key.Key_Home, Qt.Key.Key_End):
        for other in (Qt.Key.Key_Home, Qt.Key.Key_End):
            QTest.keyClick(panel.brightness, end)
            QTest.keyClick(panel.contrast, other)
            assert -140.0 <= bar.floor_db < bar.ceiling_db <= 20.0


def test_the_sliders_follow_the_bar(view):
    view.set_range(-100.0, -60.0)
    assert (view.head.panel.brightness.value(), view.head.panel.contrast.value()) == (30, -40)
    assert (view.head.bar.floor_db, view.head.bar.ceiling_db) == (-100.0, -60.0)
    view.set_colours("grey")
    assert view.head.panel.maps.current == "grey"


def test_the_waveforms_step_can_be_chosen(view):
    wave = view.head.panel.wave
    wave.setCurrentIndex(wave.findText("±0.05 of full scale"))
    wave.activated.emit(wave.currentIndex())
    assert view.plots.wave_scale.fixed == 0.05
    wave.setCurrentIndex(0)
    wave.activated.emit(0)
    assert view.plots.wave_scale.fixed is None


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_in_a_narrow_view_words_give_way_and_nothing_is_cut(qapp, qtbot, scale):
    theme.apply_theme(qapp, LIGHT, scale)
    page = QWidget()
    qtbot.addWidget(page)
    head = LiveHead(page)
    page.show()
    states = []
    for width in (680, 420, 350):
        head.resize(theme.px(width), head.sizeHint().height())
        QApplication.processEvents()
        span = head._span
        states.append((span.isVisible(), bool(head.button.text())))
        assert head.button.geometry().right() < head.width()
        assert head.bar.width() == head.bar.sizeHint().width()
        assert head.button.width() >= head.button.sizeHint().width()
        if not head.button.text():
            assert head.button.accessibleName() == "Contrast"
    assert states[0] == (True, True)
    assert states[1:] == [(False, True), (False, False)]


def test_everything_that_can_be_moved_has_a_name(view):
    panel = view.head.panel
    names = [widget.accessibleName() for widget in (panel.brightness, panel.contrast, panel.wave)]
    assert names == ["Brightness", "Contrast", "Waveform"]
    assert view.head.button.accessibleName() == "Contrast"

"""A take whose recording is not on this computer: what is said, what is still shown, and that nothing plays."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.ui.sound.absent import GET_BACK, GONE, HERE, Absent
from app.ui.sound.heard_panel import HeardPanel
from tests.ui.sound.samples import inspection, picture


@pytest.fixture
def panel(qtbot, light):
    made = HeardPanel()
    qtbot.addWidget(made)
    made.resize(778, 376)
    made.show()
    qtbot.waitExposed(made)
    made.show_take(inspection(), None)
    return made


def lost(panel, *, pictured: bool = False) -> None:
    """The same take again, without its recording."""
    panel.show_absent(Absent(take=True, healthy=True))
    panel.show_take(panel._inspection, picture() if pictured else None)
    QApplication.processEvents()


def test_it_is_said_over_the_empty_plots_beside_the_band_curve(panel):
    lost(panel)
    frames = panel.plots.frames
    assert panel.note.isVisible() and not panel.kept_note.isVisible() and not panel.colour_bar.isVisible()
    place = frames.wave.geometry().united(frames.spectrogram.geometry()).toRect()
    assert place.contains(panel.note.geometry())
    assert not panel.note.geometry().intersects(frames.bands.geometry().toRect())
    for text in panel.note._words:
        assert panel.note.rect().contains(text.geometry())
    assert panel.note._words[0].text() == GONE and panel.note._words[-1].text() == GET_BACK
    panel.grab()
    panel.resize(1200, 500)
    QApplication.processEvents()
    assert panel.note.width() > place.width()


def test_a_picture_that_was_kept_is_shown_with_a_line_below(panel):
    lost(panel, pictured=True)
    assert not panel.note.isVisible() and panel.kept_note.isVisible() and panel.colour_bar.isVisible()
    assert panel.kept_note.text().startswith(GONE)
    assert panel.plots.contents.whole.picture is not None


def test_nothing_plays_and_the_reason_is_the_tip(panel, qtbot):
    lost(panel)
    controls = panel.controls
    for button in (controls.play, controls.loop, controls.only, *controls.which._segments.values()):
        assert not button.isEnabled()
        button.grab()
    panel.plots.setFocus()
    with qtbot.assertNotEmitted(panel.play_wanted):
        for key in (Qt.Key.Key_Space, Qt.Key.Key_B, Qt.Key.Key_P):
            QTest.keyClick(panel.plots, key)
        panel.hear_range(1)
        panel.toggle_play()
    for button in (controls.play, controls.loop, controls.only):
        assert tip(button) == GONE, button
    assert controls.which.toolTip() == GONE and controls.play.accessibleDescription() == GONE
    assert panel.plots.accessibleDescription().startswith(GONE)


def tip(widget) -> str:
    """What the tool tip says where the pointer rests on a widget: its own, or that of the nearest around it."""
    widget.grab()
    while widget is not None and not widget.toolTip():
        widget = widget.parentWidget()
    return widget.toolTip() if widget is not None else ""


def test_only_the_healthy_sound_is_missing(panel, qtbot):
    panel.show_absent(Absent(healthy=True))
    assert panel.controls.play.isEnabled() and not panel.note.isVisible()
    assert not panel.controls.which._segments["healthy"].isEnabled()
    assert "baseline" in panel.controls.which.toolTip() and panel.controls.toolTip() == ""
    with qtbot.assertNotEmitted(panel.play_wanted):
        panel.listen_to("healthy")
    with qtbot.waitSignal(panel.play_wanted):
        panel.toggle_play()


def test_once_it_is_back_and_for_another_take_all_is_as_usual(panel, qtbot):
    lost(panel)
    panel.show_absent(HERE)
    assert not panel.note.isVisible() and panel.controls.play.isEnabled()
    assert panel.controls.toolTip() == "" and tip(panel.controls.loop) == "Play over and over"
    lost(panel)
    panel.show_take(inspection(), picture())
    assert not panel.note.isVisible() and panel.controls.play.isEnabled()
    lost(panel)
    panel.show_take(None, None)
    assert not panel.note.isVisible()

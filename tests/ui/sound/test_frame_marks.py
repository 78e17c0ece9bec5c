"""Marks stand where their frequency and time are, go when one wants, and let the mouse through."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.why import MarkerKind, Moment
from app.look.tokens import LIGHT
from app.ui import theme
from app.ui.sound.heard_panel import HeardPanel
from app.ui.sound.scale import Scale, limits, to_axis
from tests.ui.sound.samples import explained, inspection, picture


@pytest.fixture
def panel(qtbot, qapp):
    theme.set_touch(False)
    theme.apply_theme(qapp, LIGHT)
    made = HeardPanel()
    qtbot.addWidget(made)
    made.resize(778, 376)
    made.show()
    qtbot.waitExposed(made)
    made.show_take(explained(inspection()), picture())
    QApplication.processEvents()
    return made


def heights(panel):
    ticks, _ = panel.plots.contents.ticks
    return {(marker.kind, marker.order): y for marker, y in ticks.ticks()}


@pytest.mark.parametrize("scale", list(Scale))
def test_ticks_stand_at_their_frequency_on_every_scale(panel, scale):
    panel.scale.setCurrentIndex(list(Scale).index(scale))
    QApplication.processEvents()
    low, high = limits(scale)
    view = panel.plots.frames.spectrogram
    found = heights(panel)
    assert (MarkerKind.SHAFT, 1) not in found, "below the axis"
    for order in (1, 6):
        share = (high - float(to_axis(scale, 123.0 * order))) / (high - low)
        assert found[MarkerKind.BLADE_PASS, order] == pytest.approx(share * view.height(), abs=1)


def test_each_kind_is_named_once_and_names_do_not_touch(panel):
    labels = panel.plots.contents.ticks[0].labels()
    assert [text for text, _ in labels] == ["blade pass", "shaft × 3"]
    assert not labels[0][1].intersects(labels[1][1])
    panel.scale.setCurrentIndex(list(Scale).index(Scale.LINEAR))
    QApplication.processEvents()
    near = panel.plots.contents.ticks[0].labels()
    assert not near[0][1].intersects(near[1][1])


def test_a_key_or_the_button_takes_the_ticks_away_and_leaves_the_times(panel):
    QTest.keyClick(panel, Qt.Key.Key_M)
    assert heights(panel) == {}
    assert panel.plots.contents.bars[0].bars()
    panel.marks.click()
    assert heights(panel)
    panel.show_take(inspection(), picture())
    assert heights(panel) == {}


def test_the_button_is_there_only_where_there_are_lines(panel):
    assert panel.marks.isVisible()
    bare = inspection(12.0)
    panel.show_take(bare, picture())
    assert not panel.marks.isVisible()


def test_a_moment_is_marked_on_the_time_axis_and_moves_with_the_view(panel):
    wave = panel.plots.frames.wave
    (bar,) = panel.plots.contents.bars[0].bars()
    assert bar.left() == pytest.approx(14.0 / 30.0 * wave.width(), abs=1)
    assert bar.right() == pytest.approx(21.5 / 30.0 * wave.width(), abs=1)
    panel.plots.frames.spectrogram.setXRange(0.0, 10.0, padding=0)
    assert panel.plots.contents.bars[0].bars() == []


def test_what_is_heard_all_through_has_no_bar_but_a_sentence(panel):
    assert "The difference is heard at 14.0–21.5 s." in panel.plots.accessibleDescription()
    assert "Blade pass: 123.0 Hz, +11 dB against healthy." in panel.plots.accessibleDescription()
    found = explained(inspection())
    through = replace(found.verdict, moments=(Moment(0.0, 30.0, 9.0),))
    panel.show_take(replace(found, id="x" * 32, verdict=through), picture())
    assert panel.plots.contents.bars[0].bars() == []
    assert "The difference is heard all through." in panel.plots.accessibleDescription()


def test_a_click_on_a_mark_is_one_on_the_frame(panel):
    view = panel.plots.frames.spectrogram
    at = view.geometry().topLeft().toPoint()
    QTest.mouseClick(
        panel.plots.viewport(), Qt.MouseButton.LeftButton, pos=at + QPoint(3, int(view.height()) - 60)
    )
    assert panel.head_s == pytest.approx(30.0 * 3 / view.width(), abs=0.2)

"""The live view as it is seen: what pixels it has when sound arrives, stands still, gets louder or is broken."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.look.tokens import DARK, HIGH_CONTRAST, LIGHT
from app.ui import theme
from app.ui.sound.live_view import LiveView
from app.ui.sound.picture_item import colour_table
from app.ui.sound.scale import Scale, limits

RATE_HZ = 8_000

pytestmark = pytest.mark.usefixtures("light")


def tone(hz, seconds, rate_hz=RATE_HZ, peak=0.1):
    return (peak * np.sin(2 * np.pi * hz * np.arange(round(seconds * rate_hz)) / rate_hz)).astype(np.float32)


def silence(seconds, rate_hz=RATE_HZ):
    return np.zeros(round(seconds * rate_hz), dtype=np.float32)


def noise(seconds, rate_hz=RATE_HZ, peak=0.1):
    return np.random.default_rng(7).uniform(-peak, peak, round(seconds * rate_hz)).astype(np.float32)


def hear(view, sound, rate_hz=RATE_HZ):
    """In pieces as a timer would fetch them, of uneven sizes."""
    at, sizes = 0, np.random.default_rng(0).integers(0, rate_hz // 10, 10_000)
    for size in sizes:
        view.add(sound[at : at + size])
        at += size
        if at >= sound.size:
            break
    QApplication.processEvents()


def shot(view):
    """Red, green and blue of the waveform and of the spectrogram `[rows, columns, 3]`."""
    image = view.plots.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine() // 4, 4)
    found = []
    for frame in view.plots.frames:
        rect = frame.toRect()
        found.append(pixels[rect.top() : rect.bottom() + 1, rect.left() : rect.right() + 1, 2::-1].astype(int))
    return found


def rgb(colour):
    return np.array(QColor(colour).getRgb()[:3])


def map_rgb(index, name="magma"):
    return rgb(int(colour_table(name)[index]) & 0xFFFFFF)


def brightness(pixels):
    return pixels.sum(axis=2)


def loud_columns(levels):
    """Where something was heard, without the line at the right edge."""
    return np.flatnonzero(brightness(levels)[:, :-1].mean(axis=0) > 150)


@pytest.mark.parametrize("rate_hz", [8_000, 44_100, 192_000])
@pytest.mark.parametrize("hz", [1_000.0, 200.0])
def test_a_tone_is_a_bright_row_at_its_height_up_to_the_newest_column(view, rate_hz, hz):
    view.start(rate_hz)
    hear(view, tone(hz, 1.5, rate_hz), rate_hz)
    _, levels = shot(view)
    low, high = limits(Scale.LOG)
    wanted = (high - np.log10(hz)) / (high - low) * levels.shape[0]
    for column in (levels.shape[1] - 2, levels.shape[1] - 40):
        assert brightness(levels)[:, column].argmax() == pytest.approx(wanted, abs=2.5)
    # −20 dBFS is the brightest colour there is.
    assert np.abs(levels[round(wanted), -40] - map_rgb(255)).max() < 25


def test_the_newest_is_at_the_right_edge_beside_a_line_of_accent(view):
    view.start(RATE_HZ)
    hear(view, np.concatenate((silence(10.5), noise(0.5))))
    wave, levels = shot(view)
    columns = loud_columns(levels)
    assert columns[-1] == levels.shape[1] - 2
    assert columns.size == pytest.approx(0.05 * levels.shape[1], abs=6)
    for pixels in (wave, levels):
        assert np.all(pixels[:, -1] == rgb(LIGHT.accent))
        assert not np.any(np.all(pixels[:, -2] == rgb(LIGHT.accent), axis=1))


def test_waveform_and_spectrogram_move_left_together_a_tenth_of_the_frame_a_second(view):
    view.start(RATE_HZ)
    hear(view, np.concatenate((silence(11.0), noise(0.3), silence(1.0))))
    places = []
    for _ in range(4):
        hear(view, silence(1.7))
        wave, levels = shot(view)
        inked = np.all(wave[:, :-1] == rgb(LIGHT.trace), axis=2).sum(axis=0)
        in_wave, in_levels = np.flatnonzero(inked > 3), loud_columns(levels)
        assert in_wave.mean() == pytest.approx(in_levels.mean(), abs=1.5)
        places.append(in_wave[0])
    assert np.diff(places) == pytest.approx(-0.17 * wave.shape[1], abs=1.01)


def test_where_nothing_was_heard_yet_there_is_ground_and_silence_is_black(view):
    _, levels = shot(view)
    assert np.all(levels[:, :-1] == rgb(LIGHT.sunken))
    view.start(RATE_HZ)
    hear(view, silence(3.0))
    wave, levels = shot(view)
    black = np.all(levels == map_rgb(0), axis=2).all(axis=0)
    assert black[:-1].sum() == pytest.approx(0.3 * levels.shape[1], abs=5)
    assert black[-2]
    # A silent stretch is a line.
    assert np.all(wave == rgb(LIGHT.trace), axis=2).sum(axis=0)[-2] == 1


def test_paused_it_stands_still_and_says_so_and_goes_on_with_the_last_ten_seconds(view):
    view.start(RATE_HZ)
    hear(view, np.concatenate((silence(10.0), noise(1.0))))
    before = shot(view)[1]
    view.set_paused(True)
    QApplication.processEvents()
    still = view.plots.grab().toImage()
    assert np.any(shot(view)[1] != before)
    view.mark()
    hear(view, tone(500, 4.0))
    assert view.plots.grab().toImage() == still
    assert view.told.startswith("The picture is paused.")
    view.set_paused(False)
    hear(view, silence(1.0))
    _, levels = shot(view)
    loud = loud_columns(levels) / levels.shape[1]
    assert loud[0] == pytest.approx(0.4, abs=0.02)
    tone_row = brightness(levels)[:, round(0.7 * levels.shape[1])].argmax()
    low, high = limits(Scale.LOG)
    assert tone_row == pytest.approx((high - np.log10(500)) / (high - low) * levels.shape[0], abs=2.5)


def white_columns(levels):
    return np.flatnonzero((levels == 255).all(axis=2).all(axis=0))


def test_a_mark_is_a_line_that_scrolls_with_its_sound_and_leaves_with_it(view):
    view.start(RATE_HZ)
    hear(view, silence(10.5))
    view.mark()
    hear(view, noise(0.2))
    hear(view, silence(2.3))
    _, levels = shot(view)
    line = white_columns(levels)
    assert line.size == 1
    assert line[0] / levels.shape[1] == pytest.approx(0.75, abs=0.01)
    assert line[0] + 1 == pytest.approx(loud_columns(levels)[2], abs=6)
    hear(view, silence(3.0))
    assert white_columns(shot(view)[1])[0] == pytest.approx(line[0] - 0.3 * levels.shape[1], abs=1.01)
    hear(view, silence(5.0))
    assert white_columns(shot(view)[1]).size == 0


@pytest.mark.parametrize("palette", [DARK, HIGH_CONTRAST])
def test_another_theme_is_taken_on_at_once(view, palette):
    view.start(RATE_HZ)
    hear(view, noise(12.0))
    _, before = shot(view)
    theme.apply_theme(QApplication.instance(), palette)
    QApplication.processEvents()
    wave, levels = shot(view)
    assert np.all(wave[wave.shape[0] // 2, 5:-5] == rgb(palette.trace))
    assert np.all(wave[0, 5:-5] == rgb(palette.sunken))
    assert np.all(levels[:, -1] == rgb(palette.accent))
    assert np.array_equal(levels[:, :-1], before[:, :-1])
    ground = view.plots.grab().toImage().pixelColor(1, view.plots.height() - 2)
    assert ground == QColor(palette.surface)


def test_another_rate_begins_anew(view):
    view.start(RATE_HZ)
    hear(view, noise(12.0))
    view.start(48_000)
    _, levels = shot(view)
    assert np.all(levels[:, :-1] == rgb(LIGHT.sunken))
    hear(view, np.concatenate((silence(1.0, 48_000), noise(1.0, 48_000))), 48_000)
    _, levels = shot(view)
    empty = np.all(levels == rgb(LIGHT.sunken), axis=2).all(axis=0)
    assert np.argmin(empty) == pytest.approx(0.8 * levels.shape[1], abs=5)
    black = np.all(levels == map_rgb(0), axis=2).all(axis=0)
    assert black.sum() == pytest.approx(0.1 * levels.shape[1], abs=8)
    assert brightness(levels)[:, -3].mean() > 100


def test_cleared_it_is_empty_and_goes_on(view):
    view.start(RATE_HZ)
    hear(view, noise(12.0, peak=0.9))
    view.mark()
    view.set_paused(True)
    view.clear()
    _, levels = shot(view)
    assert np.all(levels[-20:, :-1] == rgb(LIGHT.sunken))
    view.set_paused(False)
    hear(view, noise(1.0))
    _, levels = shot(view)
    assert np.all(levels[:, 5] == rgb(LIGHT.sunken))
    assert brightness(levels)[:, -3].mean() > 100
    assert view.plots.wave_scale.step == 0.2


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
def test_broken_sound_is_shown_as_well_as_can_be(view, dtype):
    view.start(RATE_HZ)
    hear(view, tone(1_000, 2.0))
    for broken in (np.nan, np.inf, -np.inf):
        piece = tone(1_000, 0.1).astype(dtype)
        piece[100:120] = broken
        view.add(piece)
    view.add(np.zeros(0, dtype=dtype))
    hear(view, tone(1_000, 1.0).astype(dtype))
    _, levels = shot(view)
    low, high = limits(Scale.LOG)
    wanted = (high - 3.0) / (high - low) * levels.shape[0]
    assert brightness(levels)[:, -3].argmax() == pytest.approx(wanted, abs=2.5)
    assert view.plots.wave_scale.step == 1.0


def test_what_comes_before_a_start_is_let_go(view):
    view.add(noise(1.0))
    view.mark()
    view.clear()
    view.set_paused(True)
    view.set_paused(False)
    assert np.all(shot(view)[1][:, :-1] == rgb(LIGHT.sunken))


def test_a_burst_looks_like_the_same_sound_in_pieces(view, qtbot):
    sound = np.concatenate((noise(20.0), tone(700, 10.0), noise(3.0)))
    view.start(RATE_HZ)
    hear(view, sound)
    pieces = shot(view)[1]
    view.start(RATE_HZ)
    view.add(sound)
    assert np.array_equal(shot(view)[1], pieces)


def test_the_waveforms_scale_only_grows_and_says_where_it_is(view):
    view.start(RATE_HZ)
    scale = view.plots.wave_scale
    hear(view, tone(100, 1.0, peak=0.19))
    assert scale.step == 0.2
    hear(view, tone(100, 1.0, peak=0.45))
    assert scale.step == 0.5
    hear(view, silence(12.0))
    hear(view, tone(100, 1.0, peak=0.05))
    assert scale.step == 0.5
    assert [tick.text for tick in scale.ticks()] == ["−0.5", "0", "0.5"]
    wave, _ = shot(view)
    height = np.all(wave == rgb(LIGHT.trace), axis=2).sum(axis=0)[-10]
    assert height == pytest.approx(wave.shape[0] * 0.05 / scale.top, abs=2)
    view.clear()
    assert scale.step == 0.2


def test_sound_that_clips_is_flat_below_the_edge_of_the_frame(view):
    view.start(RATE_HZ)
    hear(view, np.clip(noise(11.0, peak=5.0), -1.0, 1.0))
    wave, _ = shot(view)
    inked = np.all(wave[:, :-1] == rgb(LIGHT.trace), axis=2)
    tops = inked.argmax(axis=0)
    assert np.ptp(tops) == 0
    assert tops[0] == pytest.approx(0.1 * wave.shape[0], abs=1)


def test_a_step_that_was_chosen_stays_and_cuts(view):
    view.start(RATE_HZ)
    hear(view, tone(100, 11.0, peak=0.04))
    view.plots.fix_wave(0.02)
    wave, _ = shot(view)
    assert np.all(wave[:, 100:-100].reshape(-1, 3) == rgb(LIGHT.trace), axis=1).mean() > 0.9
    view.plots.fix_wave(None)
    hear(view, tone(100, 0.5, peak=0.9))
    assert view.plots.wave_scale.step == 1.0


def test_another_size_keeps_what_was_heard_where_it_was(view):
    view.start(RATE_HZ)
    hear(view, np.concatenate((silence(10.0), noise(1.0), silence(4.0))))
    for size in ((1_200, 700), (400, 200), (680, 400)):
        view.resize(*size)
        QApplication.processEvents()
        _, levels = shot(view)
        loud = loud_columns(levels) / levels.shape[1]
        assert loud.mean() == pytest.approx(0.55, abs=0.03)
        assert levels.shape[0] > 60
    hear(view, silence(1.0))
    assert (loud_columns(shot(view)[1]) / levels.shape[1]).mean() == pytest.approx(0.45, abs=0.03)


@pytest.mark.parametrize("size", [(1, 1), (50, 20), (120, 3_000), (5_000, 90)])
def test_no_size_is_too_odd(view, size):
    view.start(RATE_HZ)
    hear(view, noise(3.0))
    view.setMinimumSize(0, 0)
    view.plots.setMinimumSize(0, 0)
    view.resize(*size)
    view.plots.resize(*size)
    QApplication.processEvents()
    view.mark()
    hear(view, noise(1.0))
    view.set_paused(True)
    view.plots.grab()


def test_only_the_frames_are_painted_again_and_once_for_all_that_came(view):
    view.start(RATE_HZ)
    hear(view, noise(2.0))

    regions = []

    class Paints(QObject):
        def eventFilter(self, _watched, event):
            if event.type() == QEvent.Type.Paint:
                regions.append(event.region().boundingRect())
            return False

    watcher = Paints()
    view.plots.viewport().installEventFilter(watcher)
    view.add(noise(0.03))
    view.add(noise(0.03))
    QApplication.processEvents()
    assert len(regions) == 1
    wave, levels = (frame.toRect() for frame in view.plots.frames)
    assert wave.united(levels).adjusted(-3, -3, 3, 3).contains(regions[0])
    view.set_paused(True)
    QApplication.processEvents()
    regions.clear()
    view.add(noise(0.03))
    QApplication.processEvents()
    assert regions == []


def test_it_is_told_in_words_once_a_second(view, qtbot):
    assert view.told == "Live sound, nothing heard yet."
    view.start(RATE_HZ)
    view.add(tone(1_000, 1.0, peak=0.1))
    view.add(tone(1_000, 1.0, peak=0.9))
    assert "dBFS" not in view.told
    qtbot.waitUntil(lambda: "dBFS" in view.told, timeout=20_000)
    assert view.told == "Live sound, level −7 dBFS."
    qtbot.waitUntil(lambda: view.told == "Live sound, nothing arrives.", timeout=20_000)
    assert "10 seconds" in view.plots.accessibleName()


def test_colours_and_range_show_at_once_and_are_said(view):
    said = []
    view.colours_changed.connect(lambda *now: said.append(now))
    view.start(RATE_HZ)
    hear(view, silence(11.0))
    view.set_colours("viridis")
    assert np.all(shot(view)[1][:, 50] == map_rgb(0, "viridis"))
    view.set_range(-140.0, -100.0)
    assert np.all(np.abs(shot(view)[1][:, 50] - map_rgb(127, "viridis")) <= 3)
    view.set_range(-140.0, -120.0)
    assert np.all(shot(view)[1][:, 50] == map_rgb(255, "viridis"))
    assert said == [(-80.0, -20.0, "viridis"), (-140.0, -100.0, "viridis"), (-140.0, -120.0, "viridis")]
    with pytest.raises(KeyError):
        view.set_colours("jet")


def test_keys_and_wheel_are_the_pages(qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    view = LiveView(page)
    QVBoxLayout(page).addWidget(view)
    pressed = []
    page.keyPressEvent = lambda event: pressed.append(event.key())
    page.show()
    QTest.keyClick(view.plots, Qt.Key.Key_Space)
    assert pressed == [Qt.Key.Key_Space]
    QTest.mouseClick(view.plots.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(100, 100))
    assert not view.plots.hasFocus()


def test_large_type_and_gloves_leave_room_for_the_labels(view):
    for scale in (1.0, 1.5):
        theme.apply_theme(QApplication.instance(), LIGHT, scale)
        QApplication.processEvents()
        wave, levels = (frame.toRect() for frame in view.plots.frames)
        assert wave.left() == levels.left()
        assert wave.left() >= theme.px(44)
        assert view.plots.height() - levels.bottom() - 1 >= theme.px(18)

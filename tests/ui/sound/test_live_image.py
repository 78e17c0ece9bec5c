"""The rings of pixels that the live view is painted from, and the item that puts them on the screen's pixels."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QStyleOptionGraphicsItem

from app.acoustics.live import Columns, LastColumns
from app.acoustics.rows import rows_of_pixels
from app.look.tokens import LIGHT
from app.ui import theme
from app.ui.sound.live_image import LevelColours, RingImage, wave_pixels
from app.ui.sound.live_item import LiveItem
from app.ui.sound.picture_item import colour_table

WHITE, BLACK = "white", "black"


def pixels_of(image):
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    return np.frombuffer(plain.constBits(), np.uint32).reshape(plain.height(), plain.width())


@given(st.lists(st.integers(0, 30), min_size=1, max_size=8), st.integers(1, 3))
def test_the_ring_draws_its_last_columns_in_order_up_to_the_right(counts, step):
    ring = RingImage(12, 2)
    first = 0
    for count in counts:
        numbers = np.arange(first, first + count, dtype=np.uint32) | 0xFF000000
        ring.put(first, np.stack((numbers, numbers)))
        first += count
    screen = QImage(12 * step, 2 * step, QImage.Format.Format_RGB32)
    screen.fill(QColor(WHITE))
    painter = QPainter(screen)
    ring.draw(painter, QRect(0, 0, 12 * step, 2 * step), first, min(first, 12))
    painter.end()
    shown = (pixels_of(screen) & 0xFFFFFF)[:, ::step]
    empty = 12 - min(first, 12)
    assert np.all(shown[:, :empty] == 0xFFFFFF)
    assert np.array_equal(shown[0, empty:], np.arange(max(first - 12, 0), first))
    assert np.array_equal(shown[-1], shown[0])


def test_a_wave_is_inked_from_its_least_to_its_greatest_sample():
    low = np.array([-0.5, 0.0, -2.0, 0.9], dtype=np.float32)
    high = np.array([0.5, 0.0, 2.0, 5.0], dtype=np.float32)
    inked = wave_pixels(low, high, 1.0, 100, (BLACK, WHITE)) == QColor(BLACK).rgb()
    assert inked[:, 0].sum() == pytest.approx(51, abs=1)
    assert inked[:, 0].argmax() == 25
    assert inked[:, 1].sum() == 1 and inked[50, 1]
    assert inked[:, 2].all()
    assert inked[0, 3] and inked[:, 3].sum() == pytest.approx(6, abs=1)


def test_levels_take_the_colours_of_the_bar_and_low_frequencies_lie_below():
    level_db = np.full((2, 256), -80.0, dtype=np.float32)
    level_db[0, 0], level_db[1, 255] = -20.0, -50.0
    pixels = LevelColours(-80.0, -20.0, "magma")(level_db, rows_of_pixels(256, 256))
    table = colour_table("magma")
    assert pixels[-1, 0] == table[255]
    assert pixels[0, 1] == table[127]
    assert pixels[0, 0] == table[0]


def test_levels_beyond_the_bar_have_the_colours_of_its_ends():
    level_db = np.array([[-120.0, -81.0, -19.0, 0.0, 120.0]], dtype=np.float32)
    pixels = LevelColours(-80.0, -20.0, "grey")(level_db, rows_of_pixels(5, 5))
    assert pixels[:, 0].tolist() == [0xFFFFFFFF] * 3 + [0xFF000000] * 2


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0])
def test_a_column_is_a_pixel_of_the_screen_whatever_its_ratio(qapp, ratio):
    theme.apply_theme(qapp, LIGHT)
    item = LiveItem()
    item.fit(QRectF(44, 0, 301, 60), QRectF(44, 64, 301, 200), ratio)
    across = round(301 * ratio)
    assert item.columns == across
    shown = LastColumns(item.columns)
    odd = np.arange(item.columns) % 2 == 0
    level_db = np.where(odd[:, None], -20.0, -80.0).astype(np.float32).repeat(256, axis=1)
    shown.put(Columns(0, np.zeros(across, np.float32), np.zeros(across, np.float32), level_db))
    item.show(shown)
    screen = QImage(round(345 * ratio), round(264 * ratio), QImage.Format.Format_RGB32)
    screen.setDevicePixelRatio(ratio)
    screen.fill(QColor(WHITE))
    painter = QPainter(screen)
    item.paint(painter, QStyleOptionGraphicsItem())
    painter.end()
    row = pixels_of(screen)[round(160 * ratio)]
    table = colour_table("magma")
    left = round(44 * ratio)
    inside = row[left + 2 : left + across - 4]
    assert set(np.unique(inside).tolist()) == {int(table[0]), int(table[255])}
    assert np.all(inside[1:] != inside[:-1])
    assert np.all(row[: left - 1] == 0xFFFFFFFF)


def test_a_very_fine_screen_has_whole_pixels_to_a_column(qapp):
    item = LiveItem()
    item.fit(QRectF(0, 0, 2000, 60), QRectF(0, 64, 2000, 900), 2.0)
    assert item.columns == 1334
    item.show(LastColumns(item.columns))
    assert item.columns <= 1600

"""State shapes and icons: there in every size, in the right colours, sharp."""

from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from app.domain.verdict import State
from app.look.tokens import DARK, LIGHT, PALETTES
from app.ui.theme import apply_theme, icon, icon_pixmap, paint_state, state_icon, state_pixmap

SIZES = (14, 16, 20, 40)
ICONS = sorted(p.stem for p in (Path(__file__).parents[3] / "resources" / "icons").glob("*.svg"))
FILLED = (State.HEALTHY, State.WATCH, State.ABNORMAL)


def painted(state: State, size: int, palette=LIGHT, on_fill: bool = False) -> QImage:
    image = QImage(size, size, QImage.Format.Format_RGB32)
    image.fill(QColor(palette.states[state].fill if on_fill else palette.surface))
    painter = QPainter(image)
    paint_state(painter, QRectF(0, 0, size, size), state, palette, on_fill)
    painter.end()
    return image


def share(image: QImage, colour: str) -> float:
    wanted = QColor(colour)
    hits = sum(image.pixelColor(x, y) == wanted for x in range(image.width()) for y in range(image.height()))
    return hits / (image.width() * image.height())


def black_and_white(state: State, size: int) -> set[tuple[int, int]]:
    """Where the state's mark is, as a printer without colours would have it."""
    image, mark = painted(state, size), QColor(LIGHT.states[state].mark)
    return {
        (x, y)
        for x in range(size)
        for y in range(size)
        if sum(abs(a - b) for a, b in zip(image.pixelColor(x, y).getRgb(), mark.getRgb(), strict=True)) < 120
    }


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
def test_a_filled_shape_shows_its_mark_and_its_sign(size, palette):
    for state in FILLED:
        image = painted(state, size, palette)
        assert share(image, palette.states[state].mark) > 0.15, state
    sign = LIGHT.states[State.WATCH].on_fill
    assert share(painted(State.WATCH, 40), sign) > 0.02


@pytest.mark.parametrize("size", SIZES)
def test_on_its_fill_a_shape_is_reversed(size):
    for palette in PALETTES.values():
        for state in FILLED:
            colours = palette.states[state]
            image = painted(state, size, palette, on_fill=True)
            assert share(image, colours.on_fill) > 0.2, state
            corner = image.pixelColor(0, 0)
            middle = image.pixelColor(size // 2, size // 2)
            assert corner == QColor(colours.fill)
            if state is State.ABNORMAL:
                assert middle == QColor(colours.fill), "a red cross on white"


@pytest.mark.parametrize("size", SIZES)
def test_shapes_differ_without_their_colours(size):
    """Shape alone tells the states apart: in black and white no two are alike."""
    inked = [black_and_white(state, size) for state in State]
    for i, one in enumerate(inked):
        for other in inked[i + 1 :]:
            assert len(one ^ other) > size


@pytest.mark.parametrize("size", SIZES)
def test_the_hollow_square_has_sharp_edges(size):
    image = painted(State.CANNOT_TELL, size)
    mark, ground = QColor(LIGHT.states[State.CANNOT_TELL].mark), QColor(LIGHT.surface)
    row = [image.pixelColor(x, size // 3) for x in range(size // 4)]
    assert mark in row
    assert all(pixel in (mark, ground) for pixel in row)


def test_a_state_follows_the_theme(qapp):
    light = state_pixmap(State.ABNORMAL, 16).toImage()
    apply_theme(qapp, DARK)
    assert state_pixmap(State.ABNORMAL, 16).toImage() != light


def test_icons_are_kept_and_sharp_on_fine_screens(qapp):
    assert state_pixmap(State.WATCH, 16, 2.0) is state_pixmap(State.WATCH, 16, 2.0)
    assert state_pixmap(State.WATCH, 16, 2.0).width() == 32
    assert max(size.width() for size in state_icon(State.WATCH, 16).availableSizes()) >= 16


@pytest.mark.parametrize("name", ICONS)
def test_every_icon_is_drawn_in_its_colour(name):
    image = icon_pixmap(name, 20, "#FF0000").toImage()
    drawn = [image.pixelColor(x, y) for x in range(20) for y in range(20) if image.pixelColor(x, y).alpha() > 200]
    assert drawn
    assert all(pixel.red() > 240 and pixel.green() < 12 for pixel in drawn)


def test_an_icon_is_the_text_colour_unless_told_and_greyer_when_disabled(qapp):
    made = icon("square", 16)
    dark = made.pixmap(16, 16).toImage()
    assert any(dark.pixelColor(x, 8).lightness() < 60 and dark.pixelColor(x, 8).alpha() > 128 for x in range(16))
    off = made.pixmap(16, 16, made.Mode.Disabled).toImage()
    assert off != dark


def test_an_unknown_icon_is_our_bug(qapp):
    with pytest.raises(FileNotFoundError):
        icon_pixmap("no-such-icon", 16, "#000000")

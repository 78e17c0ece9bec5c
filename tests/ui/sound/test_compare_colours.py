"""The colours of a difference: grey in the middle, and both ends apart for everybody on every ground."""

import pytest

from app.domain.verdict import State
from app.look.tokens import PALETTES
from app.ui.sound.compare_colours import difference_table
from tests.ui.theme.colour_science import DEUTAN, PROTAN, cie76, lab


def colour(pixel) -> str:
    return f"#{int(pixel) & 0xFFFFFF:06X}"


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
def test_ends_and_middle_are_tokens(palette):
    table = difference_table(palette)
    assert table.shape == (256,) and all(int(pixel) >> 24 == 0xFF for pixel in table)
    assert colour(table[0]) == palette.accent
    assert colour(table[-1]) == palette.states[State.ABNORMAL].mark
    for middle in table[127:129]:
        assert cie76(lab(colour(middle)), lab(palette.grid)) < 1.0


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
@pytest.mark.parametrize("blindness", [None, PROTAN, DEUTAN], ids=["usual", "protan", "deutan"])
def test_louder_quieter_and_none_stay_apart(palette, blindness):
    quieter, some_quieter, none, some_louder, louder = (
        lab(colour(difference_table(palette)[at]), blindness) for at in (0, 64, 128, 192, 255)
    )
    assert cie76(quieter, louder) > 40.0
    assert cie76(some_quieter, some_louder) > 14.0
    assert min(cie76(none, some_quieter), cie76(none, some_louder)) > 9.0

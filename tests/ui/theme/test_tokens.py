"""Colours can be read, and told apart by those who see red and green alike."""

from itertools import combinations

import numpy as np
import pytest

from app.domain.verdict import State
from app.look.tokens import PALETTES, Palette
from tests.ui.theme.colour_science import DEUTAN, PROTAN, cie76, ciede2000, contrast, lab

every_palette = pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
every_blindness = pytest.mark.parametrize("blindness", [PROTAN, DEUTAN], ids=["protan", "deutan"])
FOUR = (State.HEALTHY, State.WATCH, State.ABNORMAL, State.CANNOT_TELL)


def grounds(palette: Palette) -> tuple[str, ...]:
    return palette.window, palette.surface, palette.sunken


def test_ciede2000_gives_the_published_differences():
    pairs = [  # Sharma, Wu, Dalal (2005), table 1
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ]
    for one, other, expected in pairs:
        assert ciede2000(np.array(one, float), np.array(other, float)) == pytest.approx(expected, abs=1e-4)


@every_palette
@pytest.mark.parametrize("token", ["text", "text2", "text3", "accent"])
def test_text_is_five_to_one_on_every_ground(palette, token):
    assert min(contrast(getattr(palette, token), ground) for ground in grounds(palette)) >= 5.0


@every_palette
def test_text_on_chosen_rows_and_filled_buttons_is_five_to_one(palette):
    assert contrast(palette.on_accent, palette.accent_fill) >= 5.0
    for token in ("text", "text2", "accent"):
        assert contrast(getattr(palette, token), palette.accent_tint) >= 5.0


@every_palette
def test_control_edges_are_three_to_one(palette):
    assert min(contrast(palette.strong, ground) for ground in grounds(palette)) >= 3.0


@every_palette
@pytest.mark.parametrize("state", State)
def test_a_states_words_and_mark_can_be_read(palette, state):
    colours = palette.states[state]
    assert min(contrast(colours.text, ground) for ground in (*grounds(palette), colours.tint)) >= 5.0
    assert contrast(palette.text2, colours.tint) >= 5.0
    assert contrast(colours.on_fill, colours.fill) >= 5.0
    assert min(contrast(colours.edge, ground) for ground in (*grounds(palette), colours.tint)) >= 3.0


@every_palette
@every_blindness
@pytest.mark.parametrize("kind", ["mark", "fill"])
def test_states_stay_apart_without_red_and_green(palette, blindness, kind):
    seen = {state: lab(getattr(palette.states[state], kind), blindness) for state in FOUR}
    for one, other in combinations(FOUR, 2):
        assert cie76(seen[one], seen[other]) >= 14.0, (one, other)
        assert ciede2000(seen[one], seen[other]) >= 12.0, (one, other)
    assert cie76(seen[State.HEALTHY], seen[State.ABNORMAL]) >= 17.0

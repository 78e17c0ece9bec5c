"""Every setting is declared once, and takes nothing that it can't be."""

from dataclasses import fields

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.settings import BY_KEY, DEFAULTS, LEAST_SPAN_DB, SETTINGS, Group, Kind, Settings, typed, understood
from app.look.colour_map import NAMES
from app.look.tokens import CEILING_DBFS, FLOOR_DBFS, PALETTES
from app.reports.facts import Paper
from app.ui.sound.colour_bar import HIGHEST_DB, LOWEST_DB
from app.ui.theme import CHOICES

ODD = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary()
ANYTHING = st.recursive(ODD, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=4)
LOGO = f"photos/ab/{'ab' * 32}.png"


def choices(key: str) -> list[object]:
    return [one.value for one in BY_KEY[key].words.choices]


def test_each_has_a_name_a_line_and_a_default_that_it_can_be():
    assert [one.key for one in SETTINGS] == [one.name for one in fields(Settings)]
    for one in SETTINGS:
        assert one.words.name and one.words.text.endswith("."), one.key
        assert one.clean(one.default) == one.default
        assert bool(one.words.choices) == (one.words.kind is Kind.CHOICE)
    assert {one.group for one in SETTINGS} == set(Group)
    assert len({one.words.name for one in SETTINGS}) == len(SETTINGS)


def test_what_may_be_chosen_is_what_there_is():
    assert choices("appearance") == list(CHOICES) == ["system", *PALETTES]
    assert choices("live_colours") == list(NAMES)
    assert {str(one).upper() for one in choices("paper")[1:]} == {one.name for one in Paper}
    assert (DEFAULTS.live_floor_dbfs, DEFAULTS.live_ceiling_dbfs) == (FLOOR_DBFS, CEILING_DBFS)
    lowest, highest = BY_KEY["live_floor_dbfs"], BY_KEY["live_ceiling_dbfs"]
    assert lowest.clean(LOWEST_DB) == LOWEST_DB and highest.clean(HIGHEST_DB) == HIGHEST_DB


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("watch_sound", 1),
        ("watch_sound", "on"),
        ("take_s", True),
        ("take_s", 30.0),
        ("take_s", 31),
        ("take_s", "30"),
        ("appearance", "sepia"),
        ("paper", None),
        ("inspector", 7),
        ("inspector", "x" * 201),
        ("inspector", "a\ud800"),
        ("company", "\x00"),
        ("company", "a\u202egnp.b"),
        ("logo", "photos/../../etc/passwd"),
        ("logo", "/etc/passwd"),
        ("logo", LOGO.replace("/", "\\")),
        ("logo", LOGO + "\n"),
        ("live_floor_dbfs", float("nan")),
        ("live_floor_dbfs", float("inf")),
        ("live_floor_dbfs", 10**400),
        ("live_ceiling_dbfs", True),
        ("live_ceiling_dbfs", 21),
    ],
)
def test_a_value_that_can_not_be_is_named_and_the_others_are_taken(key: str, value: object):
    made, refused = understood({key: value, "controls": "large"}, Settings(company="Nord"))
    assert refused == (key,)
    assert made == Settings(company="Nord", controls="large")


def test_what_can_be_is_taken_as_it_is_kept():
    made, refused = understood(
        {
            "inspector": " M.\u00a0 Großmann\n",
            "logo": LOGO,
            "take_s": 0,
            "watch_sound": True,
            "live_floor_dbfs": -90,
            "from a newer version": 1,
        }
    )
    assert refused == ()
    wanted = Settings("M. Großmann", logo=LOGO, take_s=0, watch_sound=True, live_floor_dbfs=-90.0)
    assert made == wanted and isinstance(made.live_floor_dbfs, float)


@pytest.mark.parametrize(
    "values", [{"live_floor_dbfs": -25.0}, {"live_floor_dbfs": -30, "live_ceiling_dbfs": -60}]
)
def test_two_levels_that_leave_no_room_are_both_as_they_were(values: dict[str, float]):
    made, refused = understood({**values, "take_s": 60})
    assert made == Settings(take_s=60)
    assert refused == tuple(values)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from([one.key for one in SETTINGS]) | st.text(), ANYTHING))
def test_whatever_stands_there_settings_come_of_it(values: dict[str, object]):
    made, refused = understood(values)
    assert set(refused) <= values.keys()
    assert all(one.clean(one.of(made)) == one.of(made) for one in SETTINGS)
    assert made.live_ceiling_dbfs - made.live_floor_dbfs >= LEAST_SPAN_DB
    assert understood({one.key: one.of(made) for one in SETTINGS}) == (made, ())


@given(st.text())
def test_whatever_is_typed_can_be_kept(text: str):
    assert BY_KEY["inspector"].clean(typed(text)) == typed(text)


def test_what_is_typed_is_tidied():
    assert typed("  Nord\twind \x07 GmbH ") == "Nord wind GmbH"
    assert len(typed("x" * 300)) == 200

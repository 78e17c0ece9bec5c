"""Rows to JSON and back: to the bit, and nothing is taken on trust."""

import json
from datetime import UTC, datetime, timedelta, timezone

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.history.exchange.damage import DamageError
from app.history.exchange.details import photo_of, place_of
from app.history.exchange.kinds import CLIPS, READINGS, ROOMS
from app.history.exchange.rows import clips_id, row_in, row_out
from app.history.exchange.values import moment, number

FLOATS = st.floats(width=32, allow_nan=False, allow_infinity=False)


@given(st.lists(FLOATS, min_size=128, max_size=128), st.floats(0, 1e6))
def test_arrays_come_back_to_the_bit(levels, start_s):
    row = {
        "take_id": "a" * 32,
        "ear_sha256": "b" * 64,
        "added_at": datetime(2026, 1, 1, tzinfo=UTC),
        "clip_count": 1,
        "start_s": np.array([start_s]).tobytes(),
        "duration_s": np.array([10.0]).tobytes(),
        "bands": np.array(levels, "<f4").tobytes(),
    }
    row["id"] = clips_id(row)
    assert row_in(CLIPS, json.loads(json.dumps(row_out(CLIPS, row)))) == row


@given(st.floats(allow_nan=False))
def test_numbers_come_back_as_they_are(value):
    room = {
        "id": "a" * 32,
        "point_id": "b" * 32,
        "revision": 1,
        "take_id": "c" * 32,
        "clip_bands_id": "d" * 32,
        "level_dbfs": value,
        "heard_at": datetime(2026, 1, 1, 2, 3, 4, 567, UTC),
    }
    assert row_in(ROOMS, json.loads(json.dumps(row_out(ROOMS, room), allow_nan=False))) == room


EAST = timezone(timedelta(hours=5))


@given(st.integers(-(2**31), 2**32).map(lambda second: datetime.fromtimestamp(second, EAST)))
def test_times_are_told_in_utc(when):
    assert moment(when.isoformat()) == when and moment(when.isoformat()).tzinfo is UTC


@pytest.mark.parametrize("value", ["nan", "NaN", "infinity", float("nan"), float("inf"), None, True, "1", [1]])
def test_what_is_no_number(value):
    with pytest.raises(DamageError):
        number(value)


@given(st.text(max_size=80) | st.sampled_from(["../x", "photos/../../x.jpg", "photos/aa/", "/photos/aa/bb.jpg"]))
def test_no_path_leads_out_of_the_history(text):
    for made in (photo_of, lambda one: place_of("a" * 64, one)):
        try:
            path = made(text)
        except DamageError:
            continue
        assert ".." not in path and not path.startswith("/") and "\\" not in path and "\0" not in path


def test_a_reading_that_follows_names_what_it_follows():
    first = {
        "id": "a" * 32,
        "about_id": "a" * 32,
        "revision": 1,
        "condition_id": "b" * 32,
        "inspection_id": None,
        "quantity": "TEMPERATURE",
        "value": 3.5,
        "unit": "°C",
        "replaces_id": None,
        "read_at": "2026-01-01T00:00:00Z",
        "typed_at": "2026-01-01T00:00:00Z",
        "typed_by": "",
    }
    assert row_in(READINGS, first)["value"] == 3.5
    for wrong in ({"replaces_id": "c" * 32}, {"value": None}, {"about_id": "c" * 32}):
        with pytest.raises(DamageError):
            row_in(READINGS, first | wrong)

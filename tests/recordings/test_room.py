"""How far the machine stands above the room: powers add, so the room is taken away again."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from app.domain.quality import Check, Finding, Grade, Quality
from app.recordings.room import LOWEST_DB, THIN_DB, TOO_NOISY_DB, above_room_db, finding, with_room

ROOM_LEVEL = np.linspace(-8.0, -14.0, 128)


def room(clips: int = 3) -> NDArray[np.float32]:
    """Band levels of a room, each clip a little different."""
    jitter = np.random.default_rng(1).normal(0.0, 0.05, (clips, 128))
    return (ROOM_LEVEL + jitter - jitter.mean(axis=0)).astype(np.float32)


def take(above_db: float | NDArray[np.floating], clips: int = 2) -> NDArray[np.float32]:
    """Band levels of machine and room together, the machine standing so far above the room."""
    power = np.exp(ROOM_LEVEL) * (1.0 + 10.0 ** (np.asarray(above_db) / 10.0))
    return np.tile(np.log(power), (clips, 1)).astype(np.float32)


@given(st.floats(-9.0, 60.0))
def test_the_rooms_power_is_taken_away_again(above_db: float):
    assert above_room_db(take(above_db), room()) == pytest.approx(above_db, abs=0.05)


def test_a_take_as_loud_as_the_room_is_at_the_lowest():
    assert above_room_db(room(1), room()) == pytest.approx(LOWEST_DB, abs=3.0)
    assert above_room_db(room(1) - 1.0, room()) == LOWEST_DB


def test_silence_in_both_is_no_machine():
    floor = np.full((2, 128), np.log(1e-8), np.float32)
    assert above_room_db(floor, floor) == LOWEST_DB


def test_half_of_the_bands_decide_and_a_tone_does_not():
    tone = np.full(128, -9.0)
    tone[20:24] = 30.0
    assert above_room_db(take(tone), room()) < -8.0
    most = np.full(128, -9.0)
    most[:80] = 12.0
    assert above_room_db(take(most), room()) > 11.0


def test_bands_that_are_not_judged_do_not_count():
    above = np.where(np.arange(128) < 62, 12.0, -8.0)
    heard = take(above)
    heard[:, 124:] += 40.0
    assert above_room_db(heard, room()) == above_room_db(take(above), room()) < 4.0


def test_no_clip_is_our_own_mistake():
    none = np.zeros((0, 128), np.float32)
    with pytest.raises(ValueError):
        above_room_db(none, room())
    with pytest.raises(ValueError):
        above_room_db(room(), none)


@pytest.mark.parametrize(
    ("above_db", "grade", "value"),
    [
        (14.4, Grade.PASSED, "+14 dB"),
        (THIN_DB, Grade.PASSED, "+6 dB"),
        (5.9, Grade.NOTED, "+6 dB"),
        (TOO_NOISY_DB, Grade.NOTED, "0 dB"),
        (-0.6, Grade.FAILED, "−1 dB"),
        (LOWEST_DB, Grade.FAILED, "−10 dB or less"),
    ],
)
def test_the_finding_says_what_to_do(above_db: float, grade: Grade, value: str):
    found = finding(above_db)
    assert found is not None
    assert (found.check, found.grade, found.value) == (Check.ROOM, grade, value)
    if grade is Grade.PASSED:
        assert found.what == found.to_do == ""
    else:
        assert found.what.endswith(".") and "Go closer" in found.to_do


def test_nobody_recorded_the_room():
    assert finding(None) is None


def test_the_check_is_added_once_and_taken_back():
    level = Finding(Check.LEVEL, Grade.PASSED, "−28 dBFS")
    plain = Quality((level,), -28.0, -12.0)
    first = with_room(plain, -3.0)
    assert [f.check for f in first.findings] == [Check.LEVEL, Check.ROOM]
    assert not first.usable and first.may_be_overruled
    again = with_room(first, 14.0)
    assert [f.value for f in again.findings] == ["−28 dBFS", "+14 dB"]
    assert again.usable
    assert with_room(again, None) == plain

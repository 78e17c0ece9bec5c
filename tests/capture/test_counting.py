"""What is missing since the microphone was opened, and since a recording began."""

import numpy as np

from app.capture.block_queue import Block
from app.capture.counting import Counting, Since
from app.domain.microphone import Continuity

RATE_HZ = 1000


def block(frames, at_s, overflowed=False, refused=0):
    return Block(np.zeros((frames, 1), np.float32), overflowed, at_s, refused)


def test_refused_sound_is_counted_once_though_the_clock_misses_it_too():
    counting = Counting(RATE_HZ)
    for second in range(5):
        counting.add(block(RATE_HZ, second))
    for second in range(8, 12):
        counting.add(block(RATE_HZ, second, refused=3 * RATE_HZ if second == 8 else 0))
    assert counting.total == Continuity(0, 3 * RATE_HZ)


def test_overflows_are_counted_by_the_block():
    counting = Counting(RATE_HZ)
    for second in range(4):
        counting.add(block(RATE_HZ, second, overflowed=second != 2))
    assert counting.total.overflows == 3


def test_only_what_is_new_is_told():
    since = Since(Continuity(2, 500))
    assert since.told(Continuity(2, 500)) == Continuity(0, 0)
    assert since.told(Continuity(3, 700)) == Continuity(1, 200)


def test_what_was_only_late_before_a_recording_hides_no_gap_in_it():
    since = Since(Continuity(0, 5000))
    assert since.told(Continuity(0, 0)) == Continuity(0, 0)
    assert since.told(Continuity(0, 300)) == Continuity(0, 300)


def test_a_gap_that_turned_out_to_be_late_is_taken_back():
    since = Since(Continuity(0, 100))
    assert since.told(Continuity(0, 400)).lost_frames == 300
    assert since.told(Continuity(0, 100)).lost_frames == 0

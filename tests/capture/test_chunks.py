"""Ten-second pieces for hours of listening."""

import numpy as np
import pytest

from app.capture.chunks import CHUNK_S, WAITING, Chunker
from app.domain.microphone import Continuity

RATE_HZ = 1000
WHOLE = Continuity()


def sound(seconds, channels=2):
    frames = round(seconds * RATE_HZ)
    return np.arange(frames * channels, dtype=np.float32).reshape(frames, channels)


def add(chunker, samples, so_far=WHOLE, block=170):
    for start in range(0, len(samples), block):
        chunker.add(samples[start : start + block], so_far)


def test_chunks_join_up_without_a_gap():
    chunker = Chunker(RATE_HZ, 2, WHOLE)
    heard = sound(35)
    add(chunker, heard)
    chunks = [chunker.take() for _ in range(3)]
    assert chunker.take() is None
    np.testing.assert_array_equal(np.concatenate([chunk.samples for chunk in chunks]), heard[: 30 * RATE_HZ])
    assert all(chunk.sample_rate_hz == RATE_HZ and chunk.continuity == WHOLE for chunk in chunks)
    assert all(chunk.started_at.tzinfo for chunk in chunks)


def test_one_block_may_hold_several_chunks():
    chunker = Chunker(RATE_HZ, 1, WHOLE)
    chunker.add(sound(25, 1), WHOLE)
    assert chunker.take() and chunker.take() and chunker.take() is None


def test_a_chunk_tells_what_went_missing_in_it():
    chunker = Chunker(RATE_HZ, 1, Continuity(3, 500))
    add(chunker, sound(9, 1), Continuity(3, 500))
    add(chunker, sound(1, 1), Continuity(5, 700))
    add(chunker, sound(10, 1), Continuity(5, 700))
    assert [chunker.take().continuity for _ in range(2)] == [Continuity(2, 200), Continuity(0, 0)]


def test_loss_that_turned_out_to_be_late_is_never_negative():
    chunker = Chunker(RATE_HZ, 1, Continuity(0, 900))
    add(chunker, sound(10, 1), Continuity(0, 0))
    assert chunker.take().continuity == WHOLE


def test_what_nobody_takes_is_dropped_and_told_by_the_next_one():
    chunker = Chunker(RATE_HZ, 1, WHOLE)
    heard = sound((WAITING + 3) * CHUNK_S, 1)
    add(chunker, heard)
    kept = [chunker.take() for _ in range(WAITING)]
    assert chunker.take() is None
    assert [chunk.continuity for chunk in kept] == [WHOLE] * WAITING
    np.testing.assert_array_equal(kept[-1].samples, heard[(WAITING - 1) * 10 * RATE_HZ : WAITING * 10 * RATE_HZ])
    add(chunker, sound(10, 1))
    assert chunker.take().continuity == Continuity(0, 3 * 10 * RATE_HZ)
    add(chunker, sound(10, 1))
    assert chunker.take().continuity == WHOLE


@pytest.mark.parametrize("taken_late", [False, True])
def test_a_chunk_that_was_handed_out_does_not_change(taken_late):
    chunker = Chunker(RATE_HZ, 1, WHOLE)
    add(chunker, np.ones((10 * RATE_HZ, 1), np.float32))
    chunk = None if taken_late else chunker.take()
    add(chunker, np.zeros((5 * RATE_HZ, 1), np.float32))
    chunk = chunk or chunker.take()
    assert chunk.samples.min() == 1.0

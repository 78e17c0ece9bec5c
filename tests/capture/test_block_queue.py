"""What passes between the sound card's thread and the writer."""

import threading

import numpy as np

from app.capture.block_queue import HOLDS_S, Block, BlockQueue

RATE_HZ = 1000


def queue(now=lambda: 7.0):
    return BlockQueue(RATE_HZ, now)


def block(frames, value=0.5):
    return np.full((frames, 1), value, np.float32)


def test_blocks_are_copies_with_the_time_they_came():
    blocks = queue()
    mine = block(10)
    blocks.give(mine, True)
    mine.fill(9.0)
    came = blocks.take(0.0)
    assert isinstance(came, Block)
    assert (came.at_s, came.overflowed, came.refused) == (7.0, True, 0)
    np.testing.assert_array_equal(came.samples, block(10))


def test_orders_are_carried_out_where_they_were_given():
    blocks = queue()
    done = []
    blocks.give(block(1, 0.1), False)
    blocks.order(lambda: done.append("here"))
    blocks.give(block(1, 0.2), False)
    first, order, second = blocks.take(0.0), blocks.take(0.0), blocks.take(0.0)
    assert first.samples[0, 0] == np.float32(0.1) and second.samples[0, 0] == np.float32(0.2)
    order()
    assert done == ["here"]


def test_nothing_there_is_none():
    assert queue().take(0.0) is None


def test_a_minute_waits_and_what_comes_then_is_counted_not_kept():
    blocks = queue()
    for _ in range(round(HOLDS_S)):
        blocks.give(block(RATE_HZ), False)
    assert blocks.backlog_s == HOLDS_S
    blocks.give(block(300), True)
    blocks.give(block(200), False)
    taken = [blocks.take(0.0) for _ in range(round(HOLDS_S))]
    assert all(came.refused == 0 and not came.overflowed for came in taken)
    assert blocks.take(0.0) is None and blocks.backlog_s == 0
    blocks.give(block(50), False)
    came = blocks.take(0.0)
    assert came.refused == 500, "what found no place"
    assert came.overflowed, "the system's word is not lost with the block it came with"
    blocks.give(block(50), False)
    came = blocks.take(0.0)
    assert came.refused == 0 and not came.overflowed


def test_two_threads_lose_nothing():
    blocks = queue()
    total, got = 5000, []

    def give():
        for index in range(total):
            blocks.give(block(3, index), False)

    giver = threading.Thread(target=give)
    giver.start()
    while len(got) < total:
        came = blocks.take(1.0)
        assert came is not None
        got.append(came.samples[0, 0])
    giver.join()
    assert got == list(range(total))
    assert blocks.backlog_s == 0

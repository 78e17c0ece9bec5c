"""What the view gets of what was heard."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from app.capture.pull_ring import HOLDS_S, PullRing

RATE_HZ = 10
MOST = round(HOLDS_S * RATE_HZ)


@given(st.lists(st.one_of(st.integers(0, 250), st.just("pull")), max_size=40))
def test_every_pull_gives_what_is_new_as_far_as_it_fits(steps):
    ring, heard, pulled = PullRing(RATE_HZ), np.zeros(0, np.float32), 0
    for step in steps:
        if step == "pull":
            np.testing.assert_array_equal(ring.pull(), heard[max(pulled, heard.size - MOST) :])
            pulled = heard.size
        else:
            new = np.arange(heard.size, heard.size + step, dtype=np.float32)
            heard = np.r_[heard, new]
            ring.add(new)


def test_what_was_pulled_is_a_copy():
    ring = PullRing(RATE_HZ)
    ring.add(np.ones(5, np.float32))
    ring.pull()[:] = 7
    ring.add(np.zeros(MOST, np.float32))
    assert ring.pull().max() == 0

"""An hour of listening watch at the speed of the machine: no sample is lost, and memory stays where it is."""

import gc
import sys
from pathlib import Path

import numpy as np
import pytest

from app.acoustics.synthesis import fan_take
from app.domain.take import CLIP_S
from app.domain.verdict import State
from app.workflows.listening_watch import KEPT_STEPS
from tests.capture.fake_input import MICROPHONE, RATE_HZ, FakeInputs
from tests.workflows.conftest import Plant

MOST_GROWTH_BYTES = 20_000_000


def resident_bytes() -> int:
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096


@pytest.mark.slow
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_an_hour_of_watching_loses_nothing_and_grows_by_nothing(plant: Plant):
    plant.learn(*plant.healthy)
    watch = plant.flows.watch
    watch.start(plant.fan.id, plant.condition_id)
    inputs = FakeInputs()
    listener = inputs.listener()
    listener.watch(True)
    listener.open(MICROPHONE)
    sound = fan_take(CLIP_S, RATE_HZ, 2).astype(np.float32)
    frames = healthy = 0
    try:
        for at in range(KEPT_STEPS):
            inputs.hear(sound)
            chunk = listener.take_chunk()
            assert chunk is not None and chunk.continuity.lost_frames == chunk.continuity.overflows == 0
            np.testing.assert_array_equal(chunk.samples[:, 0], sound)
            state = watch.hear(chunk)
            frames += len(chunk.samples)
            healthy += state.now.state is State.HEALTHY
            if at == KEPT_STEPS // 12:
                before = resident_bytes()
        grown = resident_bytes() - before
    finally:
        listener.close()
    assert frames == KEPT_STEPS * CLIP_S * RATE_HZ
    assert len(state.steps) == healthy == KEPT_STEPS
    assert grown < MOST_GROWTH_BYTES, f"{grown / 1e6:.1f} MB"

"""The gate while a take is recorded: as good as on the whole file, from a driver's short blocks."""

import numpy as np

from app.acoustics.synthesis import fan_take
from app.domain.quality import Check, Grade
from app.workflows.live_gate import LiveGate

RATE_HZ = 48_000
BLOCK = 1024


def test_short_blocks_are_enough_for_every_check():
    gate = LiveGate(RATE_HZ, 1, 10.0)
    sound = fan_take(10.0, RATE_HZ, 3).astype(np.float32)[:, None]
    assert gate.quality(0, 0) is None
    for start in range(0, len(sound), BLOCK):
        block = sound[start : start + BLOCK].copy()
        gate.add(block)
        # As a driver does with what it lent.
        block.fill(np.nan)
    found = {finding.check: finding for finding in gate.quality(0, 0).findings}
    assert found[Check.BANDWIDTH].grade is Grade.PASSED, found[Check.BANDWIDTH]
    assert found[Check.DROPOUTS].grade is Grade.PASSED
    assert Check.COMPLETE not in found
    lost = {finding.check: finding for finding in gate.quality(1, RATE_HZ // 5).findings}
    assert lost[Check.DROPOUTS].grade is Grade.FAILED

"""The sound of a change: three short tones, made here, soft at both ends so that nothing clicks."""

import numpy as np
from numpy.typing import NDArray

RATE_HZ = 48_000
_TONES_HZ = (660.0, 880.0, 660.0)
_TONE_S, _PAUSE_S, _EDGE_S = 0.18, 0.07, 0.02
_PEAK = 0.4


def chime() -> NDArray[np.float32]:
    """The sound, float32 `[n]` at `RATE_HZ`, full scale 1.0."""
    time_s = np.arange(round(_TONE_S * RATE_HZ)) / RATE_HZ
    edge = np.minimum(np.minimum(time_s, _TONE_S - time_s) / _EDGE_S, 1.0)
    pause = np.zeros(round(_PAUSE_S * RATE_HZ))
    parts = [part for hz in _TONES_HZ for part in (_PEAK * edge * np.sin(2 * np.pi * hz * time_s), pause)]
    return np.concatenate(parts).astype(np.float32)

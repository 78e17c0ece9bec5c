"""Another sample rate for sound cards that insist on their own. For listening only: what is judged is resampled by
`app.recordings`."""

import numpy as np
from numpy.typing import NDArray


def resample(samples: NDArray[np.float32], from_hz: int, to_hz: int) -> NDArray[np.float32]:
    """Float32 `[n]` at `from_hz` as float32 `[ceil(n · to / from)]` at `to_hz`.

    A second at a time by its spectrum, so that memory does not grow with the square of anything; a second to each
    side is looked at too, far enough for the ringing of a spectrum's hard edge to be inaudible.
    """
    if from_hz == to_hz or not samples.size:
        return samples
    seconds = -(-samples.size // from_hz)
    padded = np.zeros((seconds + 2) * from_hz, dtype=np.float32)
    padded[from_hz : from_hz + samples.size] = samples
    keep = min(from_hz, to_hz) * 3 // 2
    out = np.empty(seconds * to_hz, dtype=np.float32)
    for second in range(seconds):
        spectrum = np.fft.rfft(padded[second * from_hz : (second + 3) * from_hz])[:keep]
        wide = np.fft.irfft(spectrum, 3 * to_hz) * (to_hz / from_hz)
        out[second * to_hz : (second + 1) * to_hz] = wide[to_hz : 2 * to_hz]
    return out[: -(-samples.size * to_hz // from_hz)]

"""What the sound card's callback copies from: prepared sound, faded at every seam, and nothing that can block."""

import numpy as np
from numpy.typing import NDArray

FADE_S = 0.005
"""A start, a stop or a seam without a fade is a click, and a click sounds like a fault."""

Samples = NDArray[np.float32]


def prepared(samples: Samples, sample_rate_hz: int, gain_db: float) -> Samples:
    """The sound float32 `[n]` with its gain, faded at both ends; what is not a number is silence.

    A gain that would drive the peak beyond full scale is lowered until it fits: clipped sound has harmonics that
    no machine made.
    """
    sound = np.nan_to_num(np.asarray(samples, dtype=np.float32), nan=0.0, posinf=0.0, neginf=0.0)
    peak = float(np.abs(sound).max(initial=0.0))
    gain = min(10.0 ** (gain_db / 20.0), 1.0 / peak if peak > 0 else 1.0)
    sound = sound * np.float32(gain)
    count = min(int(FADE_S * sample_rate_hz), sound.size // 2)
    if count:
        ramp = np.linspace(0.0, 1.0, count, dtype=np.float32)
        sound[:count] *= ramp
        sound[-count:] *= ramp[::-1]
    return sound


class Voice:
    """One sound, made with `prepared`, from a frame on, once or over and over. `played` counts frames."""

    def __init__(self, samples: Samples, start_frame: int, loop: bool, fade_frames: int) -> None:
        self.size = int(samples.size)
        self.start_frame = start_frame
        self.loop = loop
        self.played = 0
        self.done = start_frame >= self.size
        self._samples = samples
        self._fade_frames = max(fade_frames, 1)
        self._gain = 0.0
        self._released = False

    def release(self) -> None:
        """Fade out from the next block on, and be done."""
        self._released = True

    def frame(self, played: int) -> int:
        """Which frame of the sound is next after so many."""
        frame = self.start_frame + played
        return frame % self.size if self.loop and self.size else min(frame, self.size)

    def add_to(self, out: Samples) -> None:
        """Add the next frames to `out` float32 `[frames]`, as many as there are before the end."""
        written = 0
        while written < out.size and not self.done:
            frame = self.frame(self.played)
            count = min(out.size - written, self.size - frame)
            part = self._samples[frame : frame + count]
            out[written : written + count] += part * self._envelope(count)
            written += count
            self.played += count
            if not self.loop and frame + count >= self.size:
                self.done = True

    def _envelope(self, count: int) -> Samples:
        """Towards 1, or towards 0 once released, by a straight line that lasts a fade."""
        step = (-1.0 if self._released else 1.0) / self._fade_frames
        gain = np.clip(self._gain + step * np.arange(1, count + 1, dtype=np.float32), 0.0, 1.0)
        self._gain = float(gain[-1])
        if self._released and self._gain <= 0.0:
            self.done = True
        return np.asarray(gain, dtype=np.float32)


class Mixer:
    """The sound that plays now, and those it took the place of while they fade out."""

    def __init__(self) -> None:
        self._voices: list[Voice] = []

    def play(self, voice: Voice) -> None:
        """Play that from the next block on; what played before fades out under it."""
        self.release()
        self._voices.append(voice)

    def release(self) -> None:
        """Fade everything out."""
        for voice in self._voices:
            voice.release()

    @property
    def idle(self) -> bool:
        """Whether there is nothing left to be played."""
        return not self._voices

    def render(self, out: Samples) -> None:
        """Fill `out` float32 `[frames]`."""
        out[:] = 0.0
        for voice in self._voices:
            voice.add_to(out)
        self._voices = [voice for voice in self._voices if not voice.done]
        np.clip(out, -1.0, 1.0, out=out)

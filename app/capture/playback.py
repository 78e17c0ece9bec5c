"""Plays a prepared sound: start, stop, loop, switch without a click, and always know where it is."""

import time
from collections.abc import Callable
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from app.capture.mixer import FADE_S, Mixer, Voice, prepared
from app.capture.output import OpenOutput, Output, PortAudioOutput, device_lost
from app.capture.resample import resample
from app.domain.problem import Problem

STALLED_AFTER_S = 1.0
"""A device that has not asked for sound this long is gone, whatever the system says."""

TAIL_S = 0.25
"""Silence after the sound: a device that is told to stop drops what it has not played yet (PulseAudio: 125 ms)."""


class Playback:
    """One loudspeaker, one sound at a time. Nothing here waits for sound to end.

    `play` and `stop` are called by one thread at a time; `playing`, `position_s` and `problem` by any. The device
    is opened by `play` only, and given back as soon as anything is asked after the sound has ended, or by `close`.
    """

    def __init__(
        self, open_output: OpenOutput = PortAudioOutput, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._open_output = open_output
        self._clock = clock
        self._output: Output | None = None
        self._lock = Lock()
        self._mixer = Mixer()
        self._voice: Voice | None = None
        # When the last block was asked for and is heard, and what was played before it: one tuple, so that a
        # reader never sees half of it.
        self._heartbeat = (0.0, 0.0, 0)
        self._heard: tuple[Voice | None, int] = (None, 0)
        self._silent_frames = 0
        self._told_to_end = False
        self._ended = False
        self.problem: Problem | None = None
        """Why the last sound broke off; None while all is well."""

    def play(
        self,
        samples: NDArray[np.float32],
        sample_rate_hz: int,
        start_s: float = 0.0,
        loop: bool = False,
        gain_db: float = 0.0,
    ) -> None:
        """Play float32 `[n]` mono from `start_s` on; what plays now fades out meanwhile.

        `gain_db` brings two takes to one level; it is lowered where it would drive the peak beyond full scale.

        Raises:
            Problem: there is no loudspeaker, or it can't be used.
        """
        self._settle()
        self.problem = None
        sound = prepared(samples, sample_rate_hz, gain_db)
        if self._output is not None and self._switch_to(sound, sample_rate_hz, start_s, loop):
            return
        self.close()
        self._silent_frames = 0
        self._told_to_end = self._ended = False
        self._mixer = Mixer()
        self._heartbeat = (self._clock(), self._clock(), 0)
        output = self._open_output(sample_rate_hz, self._fill, self._on_ended)
        voice = self._voice_for(sound, sample_rate_hz, output.sample_rate_hz, start_s, loop)
        with self._lock:
            self._output = output
            self._voice = voice
            self._mixer.play(voice)

    def stop(self) -> None:
        """Fade out. The device is given back when the fade has been heard."""
        with self._lock:
            self._mixer.release()
            self._voice = None
        self._settle()

    def close(self) -> None:
        """Give the device back at once; for the end of the program."""
        with self._lock:
            output, self._output, self._voice = self._output, None, None
        if output is not None:
            output.close()

    @property
    def playing(self) -> bool:
        """Whether a sound is being heard: until its last frame has left the loudspeaker, or `stop`."""
        self._settle()
        return self._voice is not None

    @property
    def position_s(self) -> float:
        """Which moment of the samples is being heard; 0.0 while nothing plays."""
        voice, output = self._voice, self._output
        if voice is None or output is None:
            return 0.0
        _, heard_at, played_before = self._heartbeat
        heard = played_before + int((self._clock() - heard_at) * output.sample_rate_hz)
        # Devices ask in bursts and guess their delay: a play head that steps back now and then would look broken.
        before = self._heard[1] if self._heard[0] is voice else 0
        heard = min(max(heard, before), voice.played)
        self._heard = (voice, heard)
        return voice.frame(heard) / output.sample_rate_hz

    def _switch_to(self, sound: NDArray[np.float32], rate_hz: int, start_s: float, loop: bool) -> bool:
        """Play on the open device; False when it was told to end meanwhile and must be opened anew."""
        output = self._output
        if output is None:
            return False
        voice = self._voice_for(sound, rate_hz, output.sample_rate_hz, start_s, loop)
        with self._lock:
            if self._told_to_end or self._ended:
                return False
            self._voice = voice
            self._silent_frames = 0
            self._heartbeat = (self._clock(), self._clock(), 0)
            self._mixer.play(voice)
        return True

    @staticmethod
    def _voice_for(sound: NDArray[np.float32], from_hz: int, to_hz: int, start_s: float, loop: bool) -> Voice:
        samples = resample(sound, from_hz, to_hz)
        start = min(max(round(start_s * to_hz), 0), samples.size)
        return Voice(samples, start, loop, int(FADE_S * to_hz))

    def _fill(self, out: NDArray[np.float32], delay_s: float) -> bool:
        """Called by the sound card's thread: copy, and say whether there is more."""
        with self._lock:
            if self._output is None:
                # The device asks before `play` has handed the sound over: it waits in silence.
                out[:] = 0.0
                return True
            now = self._clock()
            self._heartbeat = (now, now + delay_s, 0 if self._voice is None else self._voice.played)
            if self._mixer.idle:
                self._silent_frames += out.size
            self._mixer.render(out)
            tail_s = self._output.latency_s + TAIL_S
            self._told_to_end = self._silent_frames >= tail_s * self._output.sample_rate_hz
            return not self._told_to_end

    def _on_ended(self) -> None:
        """Called by the sound card's thread when the device has stopped, whoever stopped it."""
        self._ended = True

    def _settle(self) -> None:
        """The sound is over when its last frame was heard; a device that ended or went silent is given back.

        Where that was not the sound's end, `problem` says so.
        """
        output = self._output
        if output is None:
            return
        if self._silent_frames > output.latency_s * output.sample_rate_hz:
            self._voice = None
        stalled = self._clock() - self._heartbeat[0] > STALLED_AFTER_S + output.latency_s
        if not self._ended and not stalled:
            return
        lost = self._voice is not None and not self._mixer.idle
        self.close()
        if lost:
            self.problem = device_lost()

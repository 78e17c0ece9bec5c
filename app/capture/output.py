"""The loudspeaker: opened when there is something to play, never before, and told of in the user's words."""

import atexit
from collections.abc import Callable
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from app.capture import portaudio
from app.domain.problem import Problem
from app.language import later

LATENCY_S = 0.1
"""Low enough to follow with the eye, high enough for a busy laptop."""

_BELIEVABLE_DELAY_S = 2.0
"""Some drivers leave the time at which a block is heard at zero, or count it from another start."""

Fill = Callable[[NDArray[np.float32], float], bool]
"""Fills a mono block that will be heard so many seconds from now; False when this was the last one."""

Ended = Callable[[], None]


class Output(Protocol):
    """An open loudspeaker."""

    sample_rate_hz: int
    latency_s: float

    def close(self) -> None:
        """Give the device back. What was not played yet is dropped."""
        ...


class OpenOutput(Protocol):
    """Opens the loudspeaker and starts it; Problem where that can't be done."""

    def __call__(self, sample_rate_hz: int, fill: Fill, ended: Ended) -> Output:
        """At `sample_rate_hz`, or at the device's own rate where it can't do that one."""
        ...


def no_loudspeaker(detail: str) -> Problem:
    """There is nothing to play on."""
    return Problem(
        later("No loudspeaker was found."),
        later("Connect a loudspeaker or headphones and press Play again."),
        detail,
    )


def device_lost() -> Problem:
    """It was there, and went while it played."""
    return Problem(
        later("The loudspeaker stopped while it played."),
        later("Check that it is still connected and press Play again."),
        "the device stopped asking for sound",
    )


def _busy(detail: str) -> Problem:
    return Problem(
        later("The loudspeaker can't be used."),
        later("Close other programs that play sound, or choose another output in the system's sound settings."),
        detail,
    )


def _sounddevice() -> Any:
    """The library, imported when sound is first wanted: it looks for devices while it is imported."""
    try:
        return portaudio.library()
    except OSError as missing:
        raise Problem(
            later("Sound can't be played: the system's PortAudio library is missing."),
            later("Install it (on Debian and Ubuntu: libportaudio2) and start Earshot again."),
            str(missing),
        ) from missing


class PortAudioOutput:
    """The system's own choice of loudspeaker, through PortAudio."""

    def __init__(self, sample_rate_hz: int, fill: Fill, ended: Ended) -> None:
        sd = _sounddevice()
        device = self._default_device(sd)
        try:
            portaudio.begin_use()
        except TimeoutError as silent:
            raise _busy(str(silent)) from silent
        try:
            with portaudio.alone():
                self._open(sd, device, sample_rate_hz, fill, ended)
        except BaseException:
            portaudio.end_use()
            raise
        self._closed = False
        atexit.register(self.close)

    def _open(self, sd: Any, device: Any, sample_rate_hz: int, fill: Fill, ended: Ended) -> None:
        channels = min(2, int(device["max_output_channels"]))

        def callback(out: NDArray[np.float32], frames: int, time: Any, status: Any) -> None:
            delay_s = float(time.outputBufferDacTime - time.currentTime)
            going_on = fill(out[:, 0], delay_s if 0.0 < delay_s < _BELIEVABLE_DELAY_S else LATENCY_S)
            out[:, 1:] = out[:, :1]
            if not going_on:
                raise sd.CallbackStop

        def open_at(rate_hz: int) -> Any:
            return sd.OutputStream(
                samplerate=rate_hz,
                channels=channels,
                dtype="float32",
                latency=LATENCY_S,
                callback=callback,
                finished_callback=ended,
            )

        self.sample_rate_hz = sample_rate_hz
        try:
            try:
                self._stream = open_at(sample_rate_hz)
            except sd.PortAudioError:
                # Not every driver says plainly that it is the rate it can't do; a second refusal is final.
                self.sample_rate_hz = int(device["default_samplerate"])
                self._stream = open_at(self.sample_rate_hz)
            self._stream.start()
        except sd.PortAudioError as refused:
            raise _busy(str(refused)) from refused
        self.latency_s = float(self._stream.latency)

    @staticmethod
    def _default_device(sd: Any) -> Any:
        """PortAudio looks for devices only when it starts: one plugged in later is found by starting it again.

        That would end a recording, so it is not done while there is one.
        """
        for attempt in range(2):
            try:
                return sd.query_devices(kind="output")
            except (sd.PortAudioError, ValueError) as none:
                detail = str(none)
            if attempt == 0 and not portaudio.restart_if_idle(sd):
                break
        raise no_loudspeaker(detail)

    def close(self) -> None:
        """Give the device back; more than once is fine."""
        if self._closed:
            return
        self._closed = True
        atexit.unregister(self.close)
        portaudio.close(self._stream)

"""Microphones through PortAudio: opened at the device's own rate, with the system's filters off where that can be
asked for, and never waited for longer than a technician would."""

import atexit
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.capture import advice, portaudio, refusals
from app.capture.bounded import bounded
from app.capture.devices import table
from app.capture.inputs import Deliver, Ended
from app.capture.microphones import environment, resolve
from app.capture.pulse_guard import PulseGuard, number_of
from app.capture.raw_stream import opened_raw
from app.domain.microphone import Microphone
from app.domain.problem import Problem
from app.domain.take import RawStream

OPEN_WITHIN_S = 4.0

BLOCK_S = 1024 / 48_000
"""The meters and the watchdog want to hear often; PulseAudio loses nothing with 1024 frames at 48 kHz."""

LATENCY_S = 0.3
"""How long this program may be busy before a driver drops sound."""

SERVER_LATENCY_S = 0.1
"""A sound server keeps what was not fetched for seconds anyway; asked for more, it only delivers in bursts."""

COMMON_RATES_HZ = (48_000, 44_100)

log = logging.getLogger(__name__)


class PortAudioInputs:
    """All inputs that PortAudio knows; each microphone's key is that of `app.capture.microphones`."""

    def open(self, microphone: Microphone, deliver: Deliver, ended: Ended) -> "PortAudioInput":
        """Open it at its own rate and start it, within four seconds.

        Raises:
            Problem: it is gone, held by another program, refused, or does not answer.
        """
        try:
            one = bounded(lambda: _opened(microphone, deliver, ended), OPEN_WITHIN_S, PortAudioInput.close)
        except TimeoutError as silent:
            raise advice.sound_system_silent(f"{microphone.key}: {silent}") from silent
        if "PULSE_SOURCE" in environment(microphone.key):
            one.guard(environment(microphone.key)["PULSE_SOURCE"])
        return one

    def rescan(self) -> None:
        """Have PortAudio look for devices anew; nothing happens while a stream is open."""
        try:
            bounded(lambda: portaudio.restart_if_idle(portaudio.library()), OPEN_WITHIN_S)
        except TimeoutError as silent:
            log.warning("the sound system was not looked through: %s", silent)
        except OSError as missing:
            raise advice.no_portaudio(str(missing)) from missing


class PortAudioInput:
    """An open one. Made by `PortAudioInputs.open`."""

    def __init__(self, deliver: Deliver, ended: Ended) -> None:
        self.sample_rate_hz = 0
        self.channels = 0
        self.raw_stream = RawStream.UNKNOWN
        self._deliver = deliver
        self._ended = ended
        self._stream: Any = None
        self._guard: PulseGuard | None = None
        self._closing = False

    def guard(self, source: str) -> None:
        """Have it end when that source leaves the sound server."""
        self._guard = PulseGuard(source, self.finished)

    def start(self, stream: Any, raw_stream: RawStream) -> None:
        """Take over a stream that was opened with the two callbacks of this object."""
        self.sample_rate_hz = round(stream.samplerate)
        self.channels = int(stream.channels)
        self.raw_stream = raw_stream
        self._stream = stream
        stream.start()
        # PortAudio's own end of the program aborts what is open, which hangs now and then.
        atexit.register(self.close)

    def abort(self) -> None:
        """It did not start: give back what there is of it, and tell nobody."""
        self._closing = True
        if self._stream is not None:
            self._stream.close(ignore_errors=True)

    def hear(self, block: NDArray[np.float32], frames: int, time: Any, status: Any) -> None:
        """The sound card's callback."""
        if not self._closing:
            self._deliver(block, bool(status.input_overflow))

    def finished(self) -> None:
        """The sound card's word that the stream has ended, whoever ended it."""
        if not self._closing:
            self._ended()

    def close(self) -> None:
        """Give the device back; where the sound system hangs, that is left to a thread nobody waits for."""
        if self._closing:
            return
        self._closing = True
        atexit.unregister(self.close)
        if self._guard is not None:
            self._guard.close()
        portaudio.close(self._stream)


def _opened(microphone: Microphone, deliver: Deliver, ended: Ended) -> PortAudioInput:
    try:
        sd = portaudio.library()
    except OSError as missing:
        raise advice.no_portaudio(str(missing)) from missing
    for last in (False, True):
        portaudio.begin_use()
        try:
            # What is not there, or not there yet, may be there when PortAudio has looked again.
            index = resolve(microphone.key, table(sd))
            with portaudio.alone(), portaudio.in_environment(environment(microphone.key)):
                return _started(sd, index, microphone, deliver, ended)
        except (LookupError, sd.PortAudioError) as gone:
            portaudio.end_use()
            if last:
                lost = advice.lost(microphone.name)
                raise Problem(lost.what, lost.to_do, str(gone)) from gone
        except BaseException:
            portaudio.end_use()
            raise
        portaudio.restart_if_idle(sd)
    raise AssertionError("the second attempt returns or raises")


@dataclass(frozen=True, slots=True)
class _Way:
    """One way to open a device."""

    sample_rate_hz: int
    channels: int
    latency_s: float


def _started(sd: Any, index: int, microphone: Microphone, deliver: Deliver, ended: Ended) -> PortAudioInput:
    """Open at the device's own rate with its own channels, else as near to that as it is willing."""
    refused: Any = None
    for way in _ways(sd.query_devices(index), microphone):
        one = PortAudioInput(deliver, ended)
        try:
            one.start(*opened_raw(sd, index, _opener(sd, one, index, way)))
            return one
        except sd.PortAudioError as error:
            log.info("%s %s: %s", microphone.key, way, error)
            one.abort()
            # Of several refusals the first tells most: the others are of ways that the device never offered.
            refused = refused or error
            if refusals.is_final(error):
                refused = error
                break
    source = environment(microphone.key).get("PULSE_SOURCE")
    if source is not None and number_of(source) == "":
        raise LookupError(f"the sound server has no {source}: {refused}") from refused
    raise refusals.problem(refused, microphone.name) from refused


def _ways(device: Any, microphone: Microphone) -> list[_Way]:
    """What to try, each once. Not every driver says plainly what it can't do."""
    latency_s = SERVER_LATENCY_S if environment(microphone.key) else LATENCY_S
    rates_hz = (microphone.sample_rate_hz, round(device["default_samplerate"]), *COMMON_RATES_HZ)
    channels = (microphone.channels, min(2, device["max_input_channels"]), 1)
    ways = [_Way(rate_hz, count, latency_s) for count in channels for rate_hz in rates_hz]
    return list(dict.fromkeys(ways))


def _opener(sd: Any, one: PortAudioInput, index: int, way: _Way) -> Callable[[Any], Any]:
    return lambda settings: sd.InputStream(
        device=index,
        samplerate=way.sample_rate_hz,
        channels=way.channels,
        dtype="float32",
        blocksize=max(round(BLOCK_S * way.sample_rate_hz), 1),
        latency=way.latency_s,
        extra_settings=settings,
        callback=one.hear,
        finished_callback=one.finished,
        # What the device sent is kept as it was sent.
        clip_off=True,
        dither_off=True,
    )

"""What the listener needs of a sound system, so that another one, or a test, can take PortAudio's place."""

from collections.abc import Callable
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from app.domain.microphone import Microphone
from app.domain.take import RawStream

Deliver = Callable[[NDArray[np.float32], bool], None]
"""Takes a block float32 `[frames, channels]`, and whether the system dropped sound before it.

Called on the sound card's thread; the array is only valid during the call.
"""

Ended = Callable[[], None]
"""The device has stopped without having been asked to: nothing will be delivered any more."""


class OpenInput(Protocol):
    """An open microphone that delivers."""

    sample_rate_hz: int
    channels: int
    raw_stream: RawStream

    def close(self) -> None:
        """Give the device back, in bounded time; nothing is delivered afterwards and `ended` is not called."""
        ...


class Inputs(Protocol):
    """Opens microphones."""

    def open(self, microphone: Microphone, deliver: Deliver, ended: Ended) -> OpenInput:
        """Open it at its own rate and start it, in bounded time.

        Raises:
            Problem: it is gone, held by another program, or does not answer.
        """
        ...

    def rescan(self) -> None:
        """Forget which devices there were; only while nothing is open, otherwise nothing happens."""
        ...

"""Looks for microphones again and again, in a process of its own: `python -m app.capture.scan_inputs`.

PortAudio's list is frozen until the library is started anew, and that ends every open stream of its process: so it
is another process that does it. It prints a line of JSON when what it sees has changed and an empty line when not,
and ends when its standard input does: it can't outlive the program, however that ended.

It imports neither numpy nor the rest of the room, to stay small.
"""

import json
import os
import sys
import threading
import time
from typing import Any

from app.capture import alsa_cards, pulse_sources
from app.capture.devices import Device, Found, table

EVERY_S = 2.0
"""How long a technician may wait for a microphone that was plugged in."""

_SHARE = 0.05
"""Where looking is slow, it is done less often: it takes no more than this share of the time."""

_LONGEST_PAUSE_S = 10.0

_GRACE_S = 10.0
"""PortAudio may hang in a driver; the process ends nevertheless."""


class Looker:
    """Sees what there is to record from; starts PortAudio anew only where that is the way to know."""

    def __init__(self, sounddevice: Any) -> None:
        self._sounddevice = sounddevice
        self._devices: tuple[Device, ...] = ()
        self._told: object = None

    def look(self) -> Found:
        """What there is now.

        Raises:
            ServerSilent: the sound server does not answer; PortAudio would wait for it for ever.
        """
        if sys.platform != "linux":
            self._look_again()
            return Found(self._devices)
        sources, server = pulse_sources.ask()
        told = sources is None, alsa_cards.told()
        if told != self._told:
            # Looking opens every card, which keeps others from it for a moment: only when the kernel has news.
            before = self._devices
            self._look_again()
            self._devices = alsa_cards.with_those_in_use(self._devices, before)
            self._told = told
        return Found(self._devices, sources, server)

    def _look_again(self) -> None:
        self._sounddevice._terminate()
        self._sounddevice._initialize()
        self._devices = table(self._sounddevice)


def main() -> int:
    """Look and tell until nobody listens; 1 where PortAudio is missing."""
    ended = threading.Event()
    threading.Thread(target=_wait_for_the_end, args=(ended,), daemon=True).start()
    try:
        import sounddevice
    except OSError as missing:
        _say(json.dumps({"missing": str(missing)}))
        return 1
    looker = Looker(sounddevice)
    said = ""
    while not ended.is_set():
        began_s = time.monotonic()
        try:
            line = json.dumps(looker.look().as_json())
            took_s = time.monotonic() - began_s
        except pulse_sources.ServerSilent as silent:
            # What was waited for is the server: its coming back is to be seen soon.
            line, took_s = json.dumps({"silent": str(silent)}), 0.0
        if not _say("" if line == said else line):
            break
        said = line
        ended.wait(min(max(EVERY_S, took_s / _SHARE), _LONGEST_PAUSE_S))
    return 0


def _wait_for_the_end(ended: threading.Event) -> None:
    """Standard input ends when the program does, even where nothing of it was left to say so."""
    while os.read(0, 1024):
        pass
    ended.set()
    time.sleep(_GRACE_S)
    os._exit(1)


def _say(line: str) -> bool:
    """Whether somebody still listens. Not by `sys.stdout`: a program without a console has none on Windows."""
    try:
        os.write(1, f"{line}\n".encode("ascii"))
    except OSError:
        return False
    return True


if __name__ == "__main__":
    sys.exit(main())

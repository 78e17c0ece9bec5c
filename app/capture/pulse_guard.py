"""Notices that a microphone has left the sound server while it is recorded from.

PulseAudio and PipeWire do not end a recording whose microphone is unplugged: they move it to another microphone,
in another place, without a word. PortAudio can't be told that this is not wanted, so the server is listened to for
the removal.
"""

import contextlib
import logging
import os
import shutil
import subprocess
from collections.abc import Callable
from threading import Event, Thread

PATIENCE_S = 5.0
LOOK_AGAIN_S = 1.0
"""The microphone may go in the moment between the look for its number and the first word of the server."""

_LISTEN = "pactl subscribe & cat >/dev/null; kill $!"
"""Ends when its standard input does: it can't outlive us, however we end."""

log = logging.getLogger(__name__)


class PulseGuard:
    """Calls `gone` once, from a thread of its own, when the source of that name is removed; until `close`.

    Does nothing where `pactl` is missing.
    """

    def __init__(self, source: str, gone: Callable[[], None]) -> None:
        self._source = source
        self._gone = gone
        self._closing = Event()
        self._child: subprocess.Popen[bytes] | None = None
        if shutil.which("pactl") is None or shutil.which("sh") is None:
            return
        try:
            self._child = subprocess.Popen(
                ["sh", "-c", _LISTEN],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_in_english(),
            )
        except OSError as error:
            log.warning("the sound server is not listened to: %s", error)
            return
        Thread(target=self._watch, args=(self._child,), name="sound server", daemon=True).start()

    def close(self) -> None:
        """Stop listening. Waits for nothing."""
        self._closing.set()
        if self._child is not None and self._child.stdin is not None:
            with contextlib.suppress(OSError):
                self._child.stdin.close()

    def _watch(self, child: "subprocess.Popen[bytes]") -> None:
        number = number_of(self._source)
        self._closing.wait(LOOK_AGAIN_S)
        if not self._closing.is_set() and number_of(self._source) not in (number, None):
            self._tell()
        removed = f"Event 'remove' on source #{number}\n".encode()
        assert child.stdout is not None
        for line in child.stdout:
            if line == removed:
                self._tell()
        child.stdout.close()
        child.wait()

    def _tell(self) -> None:
        if not self._closing.is_set():
            self._closing.set()
            log.info("%s has left the sound server", self._source)
            self._gone()


def number_of(source: str) -> str | None:
    """The sound server's number for a source, "" where it has none of that name; None where it does not say."""
    try:
        told = subprocess.run(
            ["pactl", "list", "short", "sources"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env=_in_english(),
            timeout=PATIENCE_S,
            check=True,
        )
    except (OSError, subprocess.SubprocessError) as silent:
        log.info("the sound server does not tell its sources: %s", silent)
        return None
    rows = (line.split("\t") for line in told.stdout.decode("utf-8", "replace").splitlines())
    return next((row[0] for row in rows if len(row) > 1 and row[1] == source), "")


def _in_english() -> dict[str, str]:
    return {**os.environ, "LC_ALL": "C", "LANGUAGE": ""}

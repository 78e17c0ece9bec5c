"""Which microphones there are, always up to date: what a child process sees, kept for whoever asks.

The child is `app.capture.scan_inputs`; why it is another process stands there. What hangs or dies in a driver is
the child, never the window: it is started again, with growing pauses.
"""

import json
import logging
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Event, Thread
from typing import IO

from app.capture import advice
from app.capture.devices import Found
from app.capture.microphones import listed
from app.domain.microphone import Microphone
from app.domain.problem import Problem

SCAN_ARGUMENT = "--scan-inputs"
"""The bundled program has no interpreter to give a module to: it must run `scan_inputs.main` when it gets this."""

RESTART_AFTER_S = (1.0, 2.0, 5.0, 15.0, 60.0)
"""The pauses after one, two, three … failures in a row."""

HUNG_AFTER_S = 30.0
"""A child says something at each look; a virus scanner may hold up its first one for long."""

_HEALTHY_AFTER_S = 60.0
"""A child that lived this long did not fail because it was started."""

_FAILURES_TO_TELL = 2
_GOODBYE_S = 2.0

_log = logging.getLogger(__name__)


def child_command() -> list[str]:
    """How the child is started, from source and from the bundled program."""
    if getattr(sys, "frozen", False):
        return [sys.executable, SCAN_ARGUMENT]
    return [sys.executable, "-m", "app.capture.scan_inputs"]


class MicrophoneWatch:
    """The microphones as they come and go. Asked, never calling; asking never waits.

    `start` and `close` are called by one thread. Closing ends the child and the thread that reads it.
    """

    def __init__(
        self,
        command: Sequence[str] | None = None,
        restart_after_s: Sequence[float] = RESTART_AFTER_S,
        hung_after_s: float = HUNG_AFTER_S,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._command = list(command or child_command())
        self._restart_after_s = restart_after_s
        self._hung_after_s = hung_after_s
        self._clock = clock
        self._closing = Event()
        self._thread: Thread | None = None
        self._child: subprocess.Popen[bytes] | None = None
        self._heard_at_s = 0.0
        self._failures = 0
        self._microphones: tuple[Microphone, ...] | None = None
        self._problem: Problem | None = None

    def start(self) -> None:
        """Begin to look; the first list is there a moment later. Once only."""
        self._thread = Thread(target=self._run, name="microphones", daemon=True)
        self._thread.start()

    @property
    def microphones(self) -> tuple[Microphone, ...] | None:
        """The list as last seen, the default first; None until it is known for the first time."""
        self._end_a_hung_child()
        return self._microphones

    @property
    def problem(self) -> Problem | None:
        """Why the list may be wrong; None while all is well. An empty list is no problem of the watch."""
        self._end_a_hung_child()
        return self._problem

    def close(self) -> None:
        """Stop looking. The child is gone when this returns."""
        self._closing.set()
        child = self._child
        if child is not None:
            child.kill()
        if self._thread is not None:
            self._thread.join(_GOODBYE_S)
            self._thread = None

    def _end_a_hung_child(self) -> None:
        child = self._child
        if child is not None and self._clock() - self._heard_at_s > self._hung_after_s:
            _log.warning("the look for microphones hangs and is started again")
            self._heard_at_s = self._clock()
            child.kill()

    def _run(self) -> None:
        while not self._closing.is_set():
            began_s = self._clock()
            detail = self._one_child()
            if self._closing.is_set():
                return
            lived_s = self._clock() - began_s
            self._failures = 1 if lived_s > _HEALTHY_AFTER_S else self._failures + 1
            _log.warning("the look for microphones ended after %.0f s: %s", lived_s, detail)
            if self._failures >= _FAILURES_TO_TELL and self._problem is None:
                self._problem = advice.microphones_unknown(detail)
            at = min(self._failures, len(self._restart_after_s)) - 1
            self._closing.wait(self._restart_after_s[at])

    def _one_child(self) -> str:
        """Start a child and hear it to its end; says how it ended."""
        try:
            child = _start(self._command)
        except OSError as refused:
            return str(refused)
        self._heard_at_s = self._clock()
        self._child = child
        try:
            if self._closing.is_set():
                # It was closed while the child was being started, and `close` did not see it yet.
                child.kill()
            assert child.stdout is not None
            self._hear(child.stdout)
        finally:
            child.kill()
            code = child.wait()
            self._child = None
            for pipe in (child.stdin, child.stdout):
                if pipe is not None:
                    pipe.close()
        return f"exit code {code}"

    def _hear(self, lines: IO[bytes]) -> None:
        for line in lines:
            self._heard_at_s = self._clock()
            try:
                told = json.loads(line) if line.strip() else {}
                if "silent" in told:
                    self._problem = advice.sound_system_silent(told["silent"])
                elif "missing" in told:
                    self._microphones = ()
                    self._problem = advice.no_portaudio(told["missing"])
                elif told:
                    self._microphones = listed(Found.from_json(told), self._microphones or ())
                    self._problem = None
            except (ValueError, KeyError, TypeError):
                # A driver that prints what it likes; the next line may be ours again.
                _log.warning("not understood from the look for microphones: %r", line[:200])


def _start(command: Sequence[str]) -> "subprocess.Popen[bytes]":
    root = str(Path(__file__).resolve().parents[2])
    path = os.pathsep.join(part for part in (root, os.environ.get("PYTHONPATH", "")) if part)
    return subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": path, "JACK_NO_START_SERVER": "1"},
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )

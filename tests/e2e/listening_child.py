"""A program of its own that listens to a microphone and does what the test tells it, line by line.

The sound server must be in the environment before PortAudio is loaded, a kill must not end the test, and a driver
that hangs must hang somebody else.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]

_CHILD = r"""
import json, os, sys, threading, time
from pathlib import Path
answers = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)
from app.capture.listener import Listener
from app.capture.portaudio_input import PortAudioInputs
from app.capture.recorder import NewRecording
from app.domain.microphone import Microphone, Purpose
from app.domain.problem import Problem

MICROPHONE = Microphone("Virtual microphone", "pulse:virtual_microphone", "PulseAudio", 48_000, 1, is_default=True)
listener = Listener(PortAudioInputs())

def begin(folder, seconds=None):
    listener.begin(NewRecording(Path(folder), Purpose("fan", "full speed"), seconds))

def until(true, patience_s=30.0):
    begun_s = time.monotonic()
    while not true():
        assert time.monotonic() - begun_s < patience_s, "it does not come"
        time.sleep(0.005)
    return time.monotonic() - begun_s

def told(problem):
    return {"what": problem.what, "to_do": problem.to_do, "detail": problem.detail} if problem else None

def done(recording):
    if recording is None:
        return None
    whole = recording.continuity
    return {
        "path": str(recording.path),
        "ending": recording.ending.name,
        "frames": recording.format.frames,
        "rate_hz": recording.format.sample_rate_hz,
        "raw": recording.raw_stream.name,
        "lost": [whole.overflows, whole.lost_frames] if whole else None,
    }

def problem_of(work):
    try:
        work()
    except Problem as problem:
        return told(problem)
    return None

for line in sys.stdin:
    code = json.loads(line)
    try:
        try:
            answer = eval(code)
        except SyntaxError:
            answer = exec(code)
        print(json.dumps({"answer": answer}), file=answers, flush=True)
    except BaseException as error:
        print(json.dumps({"raised": f"{type(error).__name__}: {error}"}), file=answers, flush=True)
"""


class ListeningChild:
    """`do` runs an expression or a statement there and gives the value of the expression, as JSON knows it."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-X", "faulthandler", "-c", _CHILD],
            env={**environment, "PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def do(self, code: str) -> Any:
        assert self.process.stdin is not None and self.process.stdout is not None
        self.process.stdin.write(json.dumps(code) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        assert line, f"the child is gone ({self.process.poll()}) after {code!r}"
        told = json.loads(line)
        assert "raised" not in told, f"{code!r}: {told['raised']}"
        return told["answer"]

    def leave(self, patience_s: float = 30.0) -> int:
        """End as a program does; its exit status."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        return self.process.wait(patience_s)

    def kill(self) -> None:
        """Kill −9."""
        self.process.kill()
        self.process.wait()

    def __enter__(self) -> "ListeningChild":
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.kill()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                pipe.close()

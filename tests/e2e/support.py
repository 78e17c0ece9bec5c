"""What the end-to-end tests share: sound files made on the spot, and the command line called as a script would."""

import json
import shutil
import wave
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from app.acoustics.synthesis import fan_take
from app.main.cli import main

RATE_HZ = 16_000


def write_wav(path: Path, samples: np.ndarray, rate_hz: int = RATE_HZ) -> Path:
    """Mono 16 bit, by the standard library alone."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(path), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(rate_hz)
        out.writeframes((np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes())
    return path


def healthy_wav(path: Path, seed: int = 1, duration_s: float = 10.0) -> Path:
    return write_wav(path, fan_take(duration_s, RATE_HZ, seed))


@dataclass(frozen=True)
class Said:
    """What a command printed and how it ended."""

    code: int
    out: str
    err: str

    @property
    def objects(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines() if line]


class Earshot:
    """The command line on one history, in this process."""

    def __init__(self, history: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.history = history
        self._capsys = capsys

    def __call__(self, *arguments: object) -> Said:
        self._capsys.readouterr()
        code = main(["--history", str(self.history), *map(str, arguments)])
        said = self._capsys.readouterr()
        return Said(code, said.out, said.err)

    def learn(self, machine: str, *files: Path) -> Said:
        return self("learn", "--machine", machine, "--fixed", *files)

    def inspect(self, machine: str, *files: Path) -> Said:
        return self("inspect", "--machine", machine, "--json", *files)


def copy_history(source: Path, target: Path) -> Path:
    shutil.copytree(source, target)
    return target

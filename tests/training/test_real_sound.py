"""Real recordings through the program: what is learnt, what is inspected, what an answer is worth."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

from training import real_sound as module
from training.real_sound import real_sound

pytestmark = pytest.mark.training
RATE_HZ = 1000


def recording(path: Path, length_s: float) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    soundfile.write(path, np.linspace(-0.5, 0.5, round(length_s * RATE_HZ)), RATE_HZ)


class Program:
    """Answers as the program would: what lies in no folder `normal` is abnormal, of `missed` it can't tell."""

    def __init__(self, missed: str = "", breaks_on: str = "") -> None:
        self.missed, self.breaks_on = missed, breaks_on
        self.lengths_s: list[float] = []

    def __call__(self, command: str, history: Path, *arguments: object) -> list[dict[str, Any]]:
        files = [one for one in arguments if isinstance(one, Path)]
        condition = arguments[arguments.index("--condition") + 1]
        if condition == self.breaks_on:
            raise RuntimeError(f"app {command} ended with 1: something")
        self.lengths_s += [soundfile.info(file).duration for file in files]
        if command == "learn":
            return [{"file": str(file), "baseline": {"clips": at}} for at, file in enumerate(files, 1)]
        said = {True: "healthy", False: "abnormal"}
        return [
            {"file": str(file), "verdict": "cannot tell"}
            if file.stem == self.missed
            else {
                "file": str(file),
                "verdict": said[file.parent.name == "normal"],
                "score": 0.5,
                "clip_scores": [1],
            }
            for file in files
        ]


@pytest.fixture
def flights(tmp_path: Path) -> Path:
    """Four healthy flights and a broken one, a second and more after the take-off."""
    for name in "abcd":
        recording(tmp_path / "uav" / "normal" / f"{name}.wav", 13)
    recording(tmp_path / "uav" / "broken" / "e.wav", 14)
    return tmp_path / "uav"


def test_three_flights_are_learnt_in_all_ways_and_the_others_inspected(
    flights: Path, monkeypatch: pytest.MonkeyPatch
):
    program = Program(missed="d")
    monkeypatch.setattr(module, "_app", program)
    rows, failed = real_sound(flights)
    assert failed == []
    assert [row["inspected"] for row in rows if row["learnt"] == "learnt a, b, c"] == ["broken/e", "normal/d"]
    assert len({row["learnt"] for row in rows}) == 4
    assert {row["n"] for row in rows} == {3}
    assert {(row["inspected"], row["right"]) for row in rows} >= {("normal/d", None), ("broken/e", True)}
    assert set(program.lengths_s) == {1.0, 2.0}


def test_each_throttle_is_a_condition_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    for throttle in ("1400", "1500"):
        recording(tmp_path / "bldc" / "M1" / "normal" / f"{throttle}.wav", 13)
    recording(tmp_path / "bldc" / "M1" / "broken" / "1400.wav", 5)
    monkeypatch.setattr(module, "_app", Program())
    rows, _ = real_sound(tmp_path / "bldc")
    assert [(row["learnt"], row["inspected"]) for row in rows] == [
        ("throttle 1400", "normal/1400 from 10 s"),
        ("throttle 1400", "broken/1400 from 0 s"),
        ("throttle 1400", "broken/1400 from 2 s"),
        ("throttle 1500", "normal/1500 from 10 s"),
    ]
    assert len(real_sound(tmp_path / "bldc", most=1)[0]) == 3


def test_where_the_program_fails_that_is_named_and_the_others_go_on(
    flights: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(module, "_app", Program(breaks_on="learnt a, b, d"))
    rows, failed = real_sound(flights)
    assert failed == ["The whole app failed on drone, learnt a, b, d: app learn ended with 1: something"]
    assert len({row["learnt"] for row in rows}) == 3


def test_what_failed_is_told_in_the_last_line_of_the_log_without_folders(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "earshot.log").write_text(f"one\nOSError: no {module.ROOT}/models/fan\n", encoding="utf-8")

    def ended(code: int) -> None:
        done = subprocess.CompletedProcess([], code, '{"file": "a.wav"}\n', "see the log\n")
        monkeypatch.setattr(module.subprocess, "run", lambda *_, **__: done)

    for code in (0, 2):
        ended(code)
        assert module._app("learn", tmp_path) == [{"file": "a.wav"}]
    ended(1)
    with pytest.raises(RuntimeError, match=r"app learn ended with 1: OSError: no models/fan$"):
        module._app("learn", tmp_path)
    with pytest.raises(RuntimeError, match=r"app learn ended with 1: see the log$"):
        module._app("learn", tmp_path / "nowhere")

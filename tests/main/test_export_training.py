"""`export-training` on the command line: what it says, what it leaves behind, and its exit code."""

import argparse
from pathlib import Path

import numpy as np
import pytest

from app.domain.baseline import Baseline
from app.domain.machine import Machine, MachineType, MeasuringPoint, OperatingCondition
from app.domain.problem import Problem
from app.domain.quality import Quality
from app.domain.take import Clips, SoundFormat, Take
from app.history.history import History
from app.main.export import NAME, add_command, export_training
from app.recordings.take_store import TakeStore


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A history of one fan that learnt from two files."""
    folder = tmp_path / "history"
    with History.open(folder) as history:
        store = TakeStore(folder)
        condition = OperatingCondition("Full")
        history.add_machine(Machine("Fan", MachineType.FAN, (MeasuringPoint("Inlet", (condition,)),)))
        ids = []
        for name in ("one.wav", "two.wav"):
            (tmp_path / name).write_bytes(name.encode())
            kept = store.keep(tmp_path / name)
            form = SoundFormat(48000, 1, 480000, "WAV", "PCM_16", 16)
            clips = Clips(np.zeros((1, 128), np.float32), np.zeros(1), np.full(1, 10.0), "e" * 64)
            take = history.add_take(Take(kept.sha256, name, kept.stored_as, form), clips, Quality((), -30.0, -9.0))
            ids.append(take.id)
        history.add_baseline(Baseline(condition.id, np.zeros((2, 128), np.float32), tuple(ids), "e" * 64))
    return folder


def run(folder: Path, *arguments: str) -> int:
    parser = argparse.ArgumentParser()
    add_command(parser.add_subparsers(dest="command"))
    options = parser.parse_args([NAME, *arguments])
    assert options.command == "export-training"
    return export_training(options, folder)


def test_it_says_what_the_folder_holds(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    out = tmp_path / "out"
    assert run(folder, str(out)) == 0
    said = capsys.readouterr()
    assert said.out == f"{out}: 2 healthy takes, 0 faulty takes.\n"
    assert said.err == ""
    assert (out / "earshot-export.json").is_file()
    assert len(list((out / "takes").iterdir())) == 2


def test_a_missing_file_is_named_and_the_exit_code_says_so(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    next((folder / "takes").rglob("*.wav")).unlink()
    assert run(folder, str(tmp_path / "out")) == 2
    said = capsys.readouterr()
    assert "1 healthy take, 0 faulty takes" in said.out
    assert ".wav was left out. The stored recording of" in said.err


def test_a_folder_of_something_else_is_a_problem(folder: Path, tmp_path: Path):
    with pytest.raises(Problem, match="something else"):
        run(folder, str(tmp_path))

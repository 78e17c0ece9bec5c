"""`python -m training prepare` as a user of raw MIMII meets it."""

import argparse
from pathlib import Path

import numpy as np
import pytest

from app.domain.problem import Problem
from tests.training.datasets.trees import plant
from tests.training.made_up import machine
from training.data import read_bands
from training.datasets import BANDS, open_data_set
from training.datasets.bands_out import write_bands
from training.datasets.command import Pace, add_command


def run(*arguments: object) -> int:
    parser = argparse.ArgumentParser()
    add_command(parser.add_subparsers())
    asked = parser.parse_args(["prepare", *map(str, arguments)])
    return int(asked.run(asked))


@pytest.fixture
def mimii(tmp_path: Path) -> Path:
    clips = [f"{label}/{clip:08d}.wav" for label in ("normal", "abnormal") for clip in (0, 1)]
    folders = [f"{snr}/fan/{machine}" for snr in ("6_dB_fan", "-6_dB_fan") for machine in ("id_00", "id_02")]
    return plant(tmp_path / "mimii", *(f"{folder}/{clip}" for folder in folders for clip in clips))


def test_raw_mimii_becomes_what_train_eats(mimii: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    (mimii / "6_dB_fan/fan/id_02/normal/00000001.wav").write_bytes(b"x")
    assert run(mimii, "--cache", tmp_path / "cache", "--out", tmp_path / "bands") == 0
    said = capsys.readouterr()
    assert "raw MIMII" in said.out and "CC BY-SA 4.0" in said.out
    table = [line.split() for line in said.out.splitlines() if line.startswith("fan")]
    assert table == [
        ["fan", "id_00", "+6dB", "2", "2"],
        ["fan", "id_00", "-6dB", "2", "2"],
        ["fan", "id_02", "+6dB", "1", "2"],
        ["fan", "id_02", "-6dB", "1", "2"],
    ]
    assert "id_02/normal/00000001.wav: is no sound file" in said.err
    folder = read_bands(tmp_path / "bands")
    assert [machine.name for machine in folder.machines] == ["fan/id_00", "fan/id_02"] and folder.skipped == ()
    assert folder.machines[0].snrs == ("+6dB", "-6dB")
    clip = open_data_set(mimii).machines[0].clips["-6dB", "abnormal"][1]
    np.testing.assert_array_equal(folder.machines[0].faulty("-6dB")[1], BANDS.of(clip.read()))
    assert "CC BY-SA 4.0" in open_data_set(tmp_path / "bands").licence


def test_a_bands_folder_is_shown_too(mimii: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    run(mimii, "--cache", tmp_path / "cache", "--out", tmp_path / "bands")
    capsys.readouterr()
    assert run(tmp_path / "bands") == 0
    assert "fan   id_02    +6dB        2       2" in capsys.readouterr().out


def test_bands_are_not_written_among_the_recordings(mimii: Path, tmp_path: Path):
    with pytest.raises(Problem, match="folder of their own"):
        run(mimii, "--cache", tmp_path / "cache", "--out", mimii / "6_dB_fan" / "..")


def test_an_unknown_feature_is_a_problem(mimii: Path, tmp_path: Path):
    pytest.importorskip("training.detectors", reason="needs the detectors")
    with pytest.raises(Problem, match=r"no feature “moods”.*bands"):
        run(mimii, "--cache", tmp_path / "cache", "--features", "moods")


def test_a_type_that_is_no_file_name_gets_one(tmp_path: Path):
    odd = machine("id 1", 1, machine_type="Lüfter: 3/4\n")
    (path,) = write_bands([odd], tmp_path, "none")
    assert path.name == "Lüfter- 3-4-.npz"
    np.testing.assert_array_equal(read_bands(tmp_path).machines[0].healthy("+6dB"), odd.healthy("+6dB"))


def test_a_folder_that_can_not_be_written_is_a_problem(tmp_path: Path):
    (tmp_path / "file").write_text("")
    with pytest.raises(Problem, match="--out"):
        write_bands([], tmp_path / "file" / "bands", "none")


def test_progress_says_how_long_it_takes(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    now = 100.0
    monkeypatch.setattr("training.datasets.command.time.monotonic", lambda: now)
    pace = Pace("bands")
    pace(500, 2000)
    assert capsys.readouterr().out == ""
    for done in (1000, 1010, 1020):
        now += 10
        pace(done, 2000)
    assert "bands: 1,020 of 2,000 clips, about" in capsys.readouterr().out.splitlines()[-1]
    pace(2000, 2000)
    assert capsys.readouterr().out == ""

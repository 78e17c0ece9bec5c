"""Folders of bands as people have them: damaged, partly empty, with one machine only."""

from pathlib import Path

import numpy as np
import pytest

from tests.training.made_up import as_arrays, machine
from training.data import read_bands


def test_a_folder_is_read_by_type_id_and_snr(tmp_path: Path):
    np.savez(tmp_path / "fan.npz", **as_arrays(machine("id_02", 1), machine("id_00", 2)))
    np.savez(tmp_path / "drill.npz", **as_arrays(machine("x", 3)))
    folder = read_bands(tmp_path)
    assert [m.name for m in folder.machines] == ["drill/x", "fan/id_00", "fan/id_02"]
    assert folder.of_type("fan")[0].snrs == ("+6dB", "-6dB")
    assert folder.of_type("fan")[0].healthy("+6dB").shape == (40, 128)
    assert folder.skipped == ()


def test_a_damaged_file_is_named_and_the_rest_is_read(tmp_path: Path):
    np.savez(tmp_path / "fan.npz", **as_arrays(machine("id_02", 1)))
    whole = (tmp_path / "fan.npz").read_bytes()
    (tmp_path / "cut.npz").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "text.npz").write_text("not an archive")
    (tmp_path / "empty.npz").write_bytes(b"")
    folder = read_bands(tmp_path)
    assert [m.name for m in folder.machines] == ["fan/id_02"]
    assert [note.split(":")[0] for note in folder.skipped] == ["cut.npz", "empty.npz", "text.npz"]


def test_one_damaged_array_does_not_cost_the_others_of_its_file(tmp_path: Path):
    np.savez(tmp_path / "fan.npz", **as_arrays(machine("id_02", 1)))
    damaged = bytearray((tmp_path / "fan.npz").read_bytes())
    damaged[2000] ^= 0xFF
    (tmp_path / "fan.npz").write_bytes(damaged)
    folder = read_bands(tmp_path)
    assert len(folder.skipped) == 1
    assert "+6dB/id_02/normal" in folder.skipped[0]
    assert folder.machines[0].snrs == ("-6dB",)


@pytest.mark.parametrize(
    ("key", "array"),
    [
        ("nonsense", np.zeros((3, 128))),
        ("+6dB/id_02/broken", np.zeros((3, 128))),
        ("+6dB/id_03/normal", np.zeros((3, 64))),
        ("+6dB/id_03/normal", np.zeros(128)),
        ("+6dB/id_03/normal", np.array([["a"] * 128])),
    ],
)
def test_an_array_of_another_form_is_named(tmp_path: Path, key: str, array: np.ndarray):
    np.savez(tmp_path / "fan.npz", **as_arrays(machine("id_02", 1)), **{key: array})
    folder = read_bands(tmp_path)
    assert [m.id for m in folder.machines] == ["id_02"]
    assert len(folder.skipped) == 1
    assert key in folder.skipped[0]


def test_a_row_that_is_not_finite_is_dropped_at_every_snr(tmp_path: Path):
    arrays = as_arrays(machine("id_02", 1))
    arrays["-6dB/id_02/normal"][7, 3] = np.nan
    np.savez(tmp_path / "fan.npz", **arrays)
    folder = read_bands(tmp_path)
    assert "1 normal clips" in folder.skipped[0]
    for snr in ("+6dB", "-6dB"):
        np.testing.assert_array_equal(
            folder.machines[0].healthy(snr), np.delete(arrays[f"{snr}/id_02/normal"], 7, axis=0)
        )


def test_a_machine_without_healthy_clips_is_named(tmp_path: Path):
    np.savez(tmp_path / "fan.npz", **{"+6dB/id_02/abnormal": np.zeros((3, 128), np.float32)})
    folder = read_bands(tmp_path)
    assert folder.machines == ()
    assert "fan/id_02: no healthy clips" in folder.skipped[0]


def test_no_folder_is_an_error(tmp_path: Path):
    with pytest.raises(NotADirectoryError):
        read_bands(tmp_path / "nowhere")

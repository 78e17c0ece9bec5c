"""Raw MIMII wherever its root is taken to be, with what goes wrong when ten gigabytes are unpacked."""

from pathlib import Path

import pytest

from tests.training.datasets.trees import counts, names, plant, write
from training.datasets import open_data_set

SNRS = {"6_dB_fan": "+6dB", "0_dB_fan": "0dB", "-6_dB_fan": "-6dB"}
BOTH = [f"{label}/{clip:08d}.wav" for label in ("normal", "abnormal") for clip in range(3)]


@pytest.fixture
def mimii(tmp_path: Path) -> Path:
    return plant(tmp_path / "mimii", *(f"{snr}/fan/id_02/{file}" for snr in SNRS for file in BOTH))


def test_zips_side_by_side_make_rows_at_every_snr(mimii: Path):
    data_set = open_data_set(mimii)
    assert data_set.kind == "raw MIMII"
    assert "CC BY-SA 4.0" in data_set.licence
    assert counts(data_set) == {
        f"fan/id_02 {snr} {of}": 3 for snr in SNRS.values() for of in ("normal", "abnormal")
    }
    assert data_set.skipped == ()


@pytest.mark.parametrize(
    ("below", "snrs"),
    [
        ("6_dB_fan", {"+6dB"}),
        ("-6_dB_fan/fan", {"-6dB"}),
        ("0_dB_fan/fan/id_02", {"0dB"}),
        ("..", set(SNRS.values())),
    ],
)
def test_the_root_may_be_taken_higher_or_lower(mimii: Path, below: str, snrs: set[str]):
    data_set = open_data_set(mimii / below)
    assert {machine.name for machine in data_set.machines} == {"fan/id_02"}
    assert {snr for snr, _ in data_set.machines[0].clips} == snrs


def test_the_snr_may_stand_in_the_file_name_or_nowhere(tmp_path: Path):
    plant(tmp_path / "a", "pump/id_00/normal/-6dB_00000007.wav", "pump/id_00/normal/+6dB_00000007.wav")
    plant(tmp_path / "b", "pump/id_00/normal/00000007.wav")
    assert counts(open_data_set(tmp_path / "a")) == {"pump/id_00 -6dB normal": 1, "pump/id_00 +6dB normal": 1}
    assert counts(open_data_set(tmp_path / "b")) == {"pump/id_00 recorded normal": 1}


def test_a_recording_that_one_snr_lacks_is_left_out_at_all_and_named(mimii: Path):
    (mimii / "0_dB_fan/fan/id_02/normal/00000001.wav").unlink()
    (mimii / "-6_dB_fan/fan/id_02/abnormal/00000000.wav").write_bytes(b"")
    data_set = open_data_set(mimii)
    for snr in SNRS.values():
        assert names(data_set, "fan/id_02", snr, "normal") == ["00000000.wav", "00000002.wav"]
        assert names(data_set, "fan/id_02", snr, "abnormal") == ["00000001.wav", "00000002.wav"]
    assert any("id_02/abnormal/00000000.wav: is empty" in note for note in data_set.skipped)
    assert sum("not there at every noise level" in note for note in data_set.skipped) == 2


def test_a_noise_level_that_was_only_begun_does_not_cost_the_others(mimii: Path):
    for clip in (0, 1):
        (mimii / f"-6_dB_fan/fan/id_02/normal/{clip:08d}.wav").unlink()
    data_set = open_data_set(mimii)
    assert data_set.machines[0].snrs == ("+6dB", "0dB")
    assert data_set.machines[0].count("+6dB", "normal") == 3
    assert "fan/id_02: -6dB has 1 of 3 normal recordings, left out." in data_set.skipped


def test_a_zip_unpacked_twice_does_not_count_twice(mimii: Path):
    plant(mimii, *(f"6_dB_fan (1)/fan/id_02/{file}" for file in BOTH))
    data_set = open_data_set(mimii)
    assert data_set.machines[0].count("+6dB", "normal") == 3
    assert sum("is there twice" in note for note in data_set.skipped) == 6


def test_shadow_files_of_a_mac_and_notes_are_no_sound(mimii: Path):
    (mimii / "__MACOSX/6_dB_fan/fan/id_02/normal").mkdir(parents=True)
    for name in ("__MACOSX/6_dB_fan/fan/id_02/normal/._00000000.wav", "6_dB_fan/fan/id_02/normal/._00000000.wav"):
        (mimii / name).write_bytes(b"\0\5\x16\7")
    (mimii / "6_dB_fan" / "README.txt").write_text("notes")
    assert open_data_set(mimii).skipped == ()


def test_stray_sound_among_it_is_named_by_folder(mimii: Path):
    write(mimii / "6_dB_fan" / "my own" / "normal 1.wav")
    data_set = open_data_set(mimii)
    assert data_set.kind == "raw MIMII"
    assert data_set.skipped == (
        "6_dB_fan/my own: 1 files are named otherwise than in raw MIMII and were left out.",
    )


def test_linked_folders_are_followed_once(mimii: Path, tmp_path: Path):
    linked = tmp_path / "linked"
    linked.mkdir()
    (linked / "6_dB_fan").symlink_to(mimii / "6_dB_fan")
    (mimii / "6_dB_fan" / "loop").symlink_to(mimii / "6_dB_fan")
    data_set = open_data_set(linked)
    assert counts(data_set) == {"fan/id_02 +6dB normal": 3, "fan/id_02 +6dB abnormal": 3}
    assert data_set.skipped == ()

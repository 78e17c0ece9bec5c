"""DCASE Task 2, each year's names."""

from pathlib import Path

from tests.training.datasets.trees import counts, names, plant
from training.datasets import open_data_set

CLEAN = "are supplemental sound of the machine alone or of the noise alone and were left out."


def test_2020_a_machine_is_an_id_and_training_clips_come_first(tmp_path: Path):
    plant(
        tmp_path,
        "dev_data/ToyCar/train/normal_id_01_00000000.wav",
        "dev_data/ToyCar/train/normal_id_01_00000001.wav",
        "dev_data/ToyCar/train/normal_id_02_00000000.wav",
        "dev_data/ToyCar/test/normal_id_01_00000000.wav",
        "dev_data/ToyCar/test/anomaly_id_01_00000000.wav",
    )
    data_set = open_data_set(tmp_path)
    assert data_set.kind == "DCASE 2020 Task 2"
    assert counts(data_set) == {
        "ToyCar/id_01 recorded normal": 3,
        "ToyCar/id_01 recorded abnormal": 1,
        "ToyCar/id_02 recorded normal": 1,
    }
    (machine,) = (one for one in data_set.machines if one.id == "id_01")
    assert [clip.path.parent.name for clip in machine.clips["recorded", "normal"]] == ["train", "train", "test"]


def test_2020_an_evaluation_set_has_no_labels_and_says_so(tmp_path: Path):
    plant(
        tmp_path,
        "fan/train/normal_id_01_00000000.wav",
        "fan/test/id_01_00000000.wav",
        "fan/test/id_01_00000001.wav",
    )
    data_set = open_data_set(tmp_path)
    assert counts(data_set) == {"fan/id_01 recorded normal": 1}
    assert data_set.skipped == (
        "fan/test: 2 files have no label in their names (an evaluation set) and were left out.",
    )


def test_2021_source_and_target_are_two_machines_and_a_copied_test_folder_counts_once(tmp_path: Path):
    plant(
        tmp_path,
        "fan/train/section_00_source_train_normal_0000_strength_1_ambient.wav",
        "fan/train/section_00_target_train_normal_0000_strength_2_ambient.wav",
        "fan/source_test/section_00_source_test_normal_0000.wav",
        "fan/source_test/section_00_source_test_anomaly_0000.wav",
        "fan/target_test/section_00_target_test_anomaly_0000.wav",
        "fan/test/section_00_source_test_anomaly_0000.wav",
    )
    data_set = open_data_set(tmp_path)
    assert counts(data_set) == {
        "fan/section_00_source recorded normal": 2,
        "fan/section_00_source recorded abnormal": 1,
        "fan/section_00_target recorded normal": 1,
        "fan/section_00_target recorded abnormal": 1,
    }
    assert len(data_set.skipped) == 1 and "is there twice" in data_set.skipped[0]


def test_2022_attributes_belong_to_one_section(tmp_path: Path):
    plant(
        tmp_path,
        "dev_data/fan/train/section_02_source_train_normal_0001_m-n_W.wav",
        "dev_data/fan/train/section_02_source_train_normal_0000_m-n_X.wav",
        "dev_data/fan/test/section_02_source_test_normal_0000_m-n_W.wav",
    )
    (tmp_path / "dev_data/fan/attributes_02.csv").write_text("file_name,d1p\n")
    data_set = open_data_set(tmp_path / "dev_data")
    assert data_set.kind == "DCASE Task 2 of 2021 or later"
    assert names(data_set, "fan/section_02_source", "recorded", "normal") == [
        "section_02_source_train_normal_0000_m-n_X.wav",
        "section_02_source_train_normal_0001_m-n_W.wav",
        "section_02_source_test_normal_0000_m-n_W.wav",
    ]


def test_2023_to_2025_one_section_a_type_with_supplemental_sound_left_out(tmp_path: Path):
    root = plant(
        tmp_path / "dcase2025t2/dev_data/raw",
        "bearing/train/section_00_source_train_normal_0326_noAttribute.wav",
        "bearing/test/section_00_source_test_anomaly_0000_vel_6.wav",
        "bearing/supplemental/section_00_noise_supplemental_normal_0000.wav",
        "bearing/supplemental/section_00_source_supplemental_machine_0000.wav",
        "ToyPet/train/section_00_source_train_normal_0000_.wav",
        "ToyPet/supplemental/section_00_machine_0001_.wav",
        "ToyPet/test/section_00_0001.wav",
    )
    data_set = open_data_set(root)
    assert counts(data_set) == {
        "bearing/section_00_source recorded normal": 1,
        "bearing/section_00_source recorded abnormal": 1,
        "ToyPet/section_00_source recorded normal": 1,
    }
    assert sorted(data_set.skipped) == [
        f"ToyPet/supplemental: 1 files {CLEAN}",
        "ToyPet/test: 1 files have no label in their names (an evaluation set) and were left out.",
        f"bearing/supplemental: 2 files {CLEAN}",
    ]


def test_one_machine_type_alone_takes_its_name_from_the_root(tmp_path: Path):
    plant(tmp_path, "valve/train/section_00_source_train_normal_0000_pat_00.wav")
    for root in (tmp_path / "valve", tmp_path / "valve" / "train"):
        assert counts(open_data_set(root)) == {"valve/section_00_source recorded normal": 1}


def test_files_renamed_after_the_ground_truth_count(tmp_path: Path):
    plant(
        tmp_path,
        "eval_data/ToyTank/train/section_00_source_train_normal_0000_.wav",
        "eval_data/ToyTank/test_rename/section_00_target_test_anomaly_0001_x.wav",
        "eval_data/ToyTank/test_rename/section_00_target_test_normal_0002_x.wav",
    )
    found = counts(open_data_set(tmp_path))
    assert found["ToyTank/section_00_target recorded abnormal"] == 1

"""The real sound in shared/data through the same interface."""

import csv
from pathlib import Path

import numpy as np
import pytest

from tests.training.datasets.trees import counts
from training.datasets import BANDS, features_of, open_data_set
from training.datasets.sound import clips_of

pytestmark = pytest.mark.data


def test_bands_of_the_golden_wavs_are_the_published_rows(data_folder: Path):
    with (data_folder / "golden.tsv").open(encoding="utf-8") as table:
        golden = list(csv.DictReader(table, delimiter="\t"))
    assert len(golden) == 15
    for row in golden:
        (clip,) = clips_of(data_folder / row["wav"])
        assert clip.channels == 8
        expected = np.load(data_folder / row["bands_file"])[row["bands_key"]][int(row["row"])]
        np.testing.assert_allclose(BANDS.of(clip.read()), expected, atol=1e-4)


def test_the_folder_of_real_sound_opens_as_three_data_sets(data_folder: Path, tmp_path: Path):
    data_set = open_data_set(data_folder / "wav")
    found = counts(data_set)
    assert found["uav/drone recorded normal"] == 28 and found["uav/drone recorded abnormal"] == 17
    throttles = [machine for machine in data_set.machines if machine.type == "bldc"]
    assert len(throttles) == 14
    assert sum(machine.count("recorded", "abnormal") for machine in throttles) == 30
    assert found["slider/id_00 -6dB abnormal"] == 1


def test_a_drones_bands_come_with_sound_of_its_own(data_folder: Path, tmp_path: Path):
    folder = features_of(open_data_set(data_folder / "wav" / "bldc" / "M1"), BANDS, tmp_path)
    assert {machine.type for machine in folder.machines} == {"bldc"}
    assert folder.machines[0].healthy("recorded").shape == (5, 128)


def test_the_bands_folder_is_what_it_was(data_folder: Path, tmp_path: Path):
    found = features_of(open_data_set(data_folder / "mimii-bands"), BANDS, tmp_path)
    assert len(found.machines) == 9 and found.skipped == ()

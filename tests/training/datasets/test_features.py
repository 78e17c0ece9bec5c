"""Features of a whole data set, and what is kept of them."""

import errno
import math
import os
import threading
from pathlib import Path

import numpy as np
import pytest

from app.domain.problem import Problem
from tests.training.datasets.trees import plant, write
from tests.training.made_up import as_arrays, machine
from training.datasets import BANDS, DataSet, Feature, features_of, open_data_set
from training.datasets import features as module

FILES = [
    f"fan/F1/{label}/{snr}/{number}.wav"
    for label in ("ok", "broken")
    for snr in ("6dB", "0dB")
    for number in range(3)
]


class Counting:
    """A feature that counts how often it is computed: rms and mean."""

    def __init__(self, version: int = 1) -> None:
        self.calls = 0
        self.feature = Feature("rms", version, self.of)
        self._lock = threading.Lock()

    def of(self, waveform: np.ndarray) -> np.ndarray:
        with self._lock:
            self.calls += 1
        return np.array([np.sqrt(np.mean(waveform**2)), waveform[0]], np.float32)


@pytest.fixture
def data_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DataSet:
    monkeypatch.setattr(module, "CLIPS_A_UNIT", 2)
    return open_data_set(plant(tmp_path / "set", *FILES))


def test_rows_stand_in_order_at_every_snr(data_set: DataSet, tmp_path: Path):
    seen: list[tuple[int, int]] = []
    found = features_of(
        data_set, Counting().feature, tmp_path / "cache", lambda done, total: seen.append((done, total))
    )
    (fan,) = found.machines
    assert fan.name == "fan/F1" and fan.snrs == ("+6dB", "0dB") and found.skipped == ()
    for key, clips in data_set.machines[0].clips.items():
        np.testing.assert_array_equal(fan.clips[key], [Counting().of(clip.read()) for clip in clips])
    assert seen[-1] == (12, 12) and [done for done, _ in seen] == sorted(done for done, _ in seen)


def test_what_is_kept_is_not_computed_again(data_set: DataSet, tmp_path: Path):
    first, again, newer = Counting(), Counting(), Counting(version=2)
    one = features_of(data_set, first.feature, tmp_path / "cache")
    other = features_of(data_set, again.feature, tmp_path / "cache")
    assert (first.calls, again.calls) == (12, 0)
    for key, rows in one.machines[0].clips.items():
        np.testing.assert_array_equal(rows, other.machines[0].clips[key])
    features_of(data_set, newer.feature, tmp_path / "cache")
    assert newer.calls == 12


def test_a_file_that_changed_is_computed_again(data_set: DataSet, tmp_path: Path):
    features_of(data_set, Counting().feature, tmp_path / "cache")
    changed = write(data_set.root / FILES[0], seconds=3, seed=99)
    counting = Counting()
    found = features_of(open_data_set(data_set.root), counting.feature, tmp_path / "cache")
    assert counting.calls == 2
    expected = Counting().of(open_data_set(data_set.root).machines[0].clips["+6dB", "normal"][0].read())
    assert changed.is_file()
    np.testing.assert_array_equal(found.machines[0].clips["+6dB", "normal"][0], expected)


def test_a_file_of_the_same_size_with_other_sound_is_computed_again(data_set: DataSet, tmp_path: Path):
    features_of(data_set, Counting().feature, tmp_path / "cache")
    path = write(data_set.root / FILES[0], seed=99)
    os.utime(path, (1, 1))
    counting = Counting()
    features_of(open_data_set(data_set.root), counting.feature, tmp_path / "cache")
    assert counting.calls == 2


@pytest.mark.parametrize("damage", ["cut", "flip", "empty", "text", "other"])
def test_a_damaged_unit_is_computed_again(data_set: DataSet, tmp_path: Path, damage: str):
    whole = features_of(data_set, Counting().feature, tmp_path / "cache")
    unit = sorted((tmp_path / "cache" / "rms-1").iterdir())[0]
    content = bytearray(unit.read_bytes())
    if damage == "cut":
        content = content[: len(content) // 2]
    elif damage == "flip":
        content[content.index(b"\x93NUMPY") + 130] ^= 1
    elif damage == "empty":
        content = bytearray()
    elif damage == "text":
        content = bytearray(b"something else")
    unit.write_bytes(content)
    if damage == "other":
        np.savez(unit, values=np.zeros((7, 2), np.float32))
    counting = Counting()
    again = features_of(data_set, counting.feature, tmp_path / "cache")
    assert 1 <= counting.calls <= 2
    for key, rows in whole.machines[0].clips.items():
        np.testing.assert_array_equal(rows, again.machines[0].clips[key])


def test_a_clip_that_turns_out_damaged_is_left_out_at_every_snr_and_tried_again_next_time(
    data_set: DataSet, tmp_path: Path
):
    path = data_set.root / FILES[1]
    content = path.read_bytes()
    path.unlink()
    found = features_of(data_set, Counting().feature, tmp_path / "cache")
    (fan,) = found.machines
    assert [len(rows) for rows in fan.clips.values()] == [2, 2, 3, 3]
    kept = data_set.machines[0].clips["0dB", "normal"]
    np.testing.assert_array_equal(fan.healthy("0dB"), [Counting().of(kept[row].read()) for row in (0, 2)])
    assert len(found.skipped) == 1 and FILES[1] in found.skipped[0]
    path.write_bytes(content)
    counting = Counting()
    healed = features_of(data_set, counting.feature, tmp_path / "cache")
    assert counting.calls == 2 and healed.skipped == ()
    assert len(healed.machines[0].healthy("0dB")) == 3


def test_a_label_without_clips_has_the_shape_of_the_others(tmp_path: Path):
    root = plant(
        tmp_path / "set",
        "fan/F1/ok/6dB/1.wav",
        "fan/F1/ok/0dB/1.wav",
        "fan/F1/broken/6dB/1.wav",
        "fan/F2/ok/1.wav",
    )
    feature = Feature("picture", 1, lambda waveform: np.ones((4, 5), np.float16))
    first, second = features_of(open_data_set(root), feature, tmp_path / "cache").machines
    assert first.faulty("0dB").shape == (0, 4, 5) and first.faulty("+6dB").shape == (1, 4, 5)
    assert second.faulty("recorded").shape == (0, 4, 5) and second.faulty("recorded").dtype == np.float16


def test_a_machine_whose_healthy_clips_are_all_gone_is_named(data_set: DataSet, tmp_path: Path):
    for name in FILES[:6]:
        (data_set.root / name).unlink()
    found = features_of(data_set, Counting().feature, tmp_path / "cache")
    assert found.machines == () and "fan/F1: no healthy clips, machine skipped." in found.skipped


def test_values_that_are_no_numbers_cost_the_clip_at_every_snr(data_set: DataSet, tmp_path: Path):
    first = data_set.machines[0].clips["0dB", "abnormal"][2].read()[0]
    feature = Feature("wild", 1, lambda waveform: np.array([np.nan if waveform[0] == first else 1.0]))
    for _ in range(2):
        found = features_of(data_set, feature, tmp_path / "cache")
        assert [len(rows) for rows in found.machines[0].clips.values()] == [3, 3, 2, 2]
        assert found.skipped == ("fan/F1: 1 abnormal clips are not finite and were skipped.",)


def test_our_own_bug_in_a_feature_is_no_damage(data_set: DataSet, tmp_path: Path):
    def broken(waveform: np.ndarray) -> np.ndarray:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        features_of(data_set, Feature("broken", 1, broken), tmp_path / "cache")


def test_a_full_disk_is_a_problem_and_what_was_kept_stays(
    data_set: DataSet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    saved = 0
    save = np.savez

    def until_full(file: object, **arrays: np.ndarray) -> None:
        nonlocal saved
        saved += 1
        if saved > 2:
            file.write(b"half")  # type: ignore[attr-defined]
            raise OSError(errno.ENOSPC, "No space left on device")
        save(file, **arrays)

    monkeypatch.setattr(np, "savez", until_full)
    with pytest.raises(Problem, match=r"No space left.*--cache"):
        features_of(data_set, Counting().feature, tmp_path / "cache", workers=1)
    assert [path.suffix for path in (tmp_path / "cache" / "rms-1").iterdir()] == [".npz", ".npz"]
    monkeypatch.undo()
    monkeypatch.setattr(module, "CLIPS_A_UNIT", 2)
    counting = Counting()
    features_of(data_set, counting.feature, tmp_path / "cache")
    assert 0 < counting.calls < 12


def test_a_cache_that_can_be_no_folder_is_a_problem(data_set: DataSet, tmp_path: Path):
    (tmp_path / "file").write_text("")
    with pytest.raises(Problem, match="can't be kept"):
        features_of(data_set, Counting().feature, tmp_path / "file" / "cache")


def test_what_progress_raises_stops_the_work(data_set: DataSet, tmp_path: Path):
    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    counting = Counting()
    with pytest.raises(KeyboardInterrupt):
        features_of(data_set, counting.feature, tmp_path / "cache", stop, workers=1)
    assert counting.calls < 12


def test_a_bands_folder_answers_bands_and_has_no_sound(tmp_path: Path):
    made = machine("id_00", 1)
    np.savez(tmp_path / "fan.npz", **as_arrays(made))
    data_set = open_data_set(tmp_path)
    assert data_set.machines == () and data_set.kind == "bands folder"
    (found,) = features_of(data_set, BANDS, tmp_path / "cache").machines
    np.testing.assert_array_equal(found.healthy("+6dB"), made.healthy("+6dB"))
    assert not (tmp_path / "cache").exists()
    with pytest.raises(Problem, match="no sound"):
        features_of(data_set, Counting().feature, tmp_path / "cache")


def test_bands_are_the_shipped_ears(tmp_path: Path):
    np.testing.assert_allclose(BANDS.of(np.zeros(32000, np.float32)), math.log(1e-8), atol=1e-4)
    root = plant(tmp_path / "F1", "ok/a.wav")
    (found,) = features_of(open_data_set(root), BANDS, tmp_path / "cache").machines
    assert found.healthy("recorded").shape == (1, 128) and found.healthy("recorded").dtype == np.float32

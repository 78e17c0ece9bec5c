"""Sounds that are no machine: synthesised ones, recorded ones of any length, and files that are no sound."""

from pathlib import Path

import numpy as np
import pytest

from tests.training.no_machine import sounds

pytestmark = pytest.mark.training
RATE_HZ = 44_100


@pytest.fixture(scope="module")
def everyday(torch_ready: None):
    import training.everyday

    return training.everyday


@pytest.fixture(scope="module")
def synthesised(everyday) -> dict[str, np.ndarray]:
    return sounds()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two recordings of rain (5 s, and 23 s of which 10 + 10 + 3 s become clips) and a bell that is damaged."""
    import soundfile

    random = np.random.default_rng(0)
    for kind, name, seconds in (("rain", "short.ogg", 5), ("rain", "long.wav", 23), ("bell", "one.wav", 3)):
        (tmp_path / "sounds" / kind).mkdir(parents=True, exist_ok=True)
        sound = 0.1 * random.standard_normal(seconds * RATE_HZ).clip(-3, 3)
        soundfile.write(tmp_path / "sounds" / kind / name, sound, RATE_HZ)
    bell = tmp_path / "sounds" / "bell" / "one.wav"
    bell.write_bytes(bell.read_bytes()[:3000])
    (tmp_path / "sounds" / "CREDITS.md").write_text("whose they are")
    return tmp_path / "sounds"


def test_synthesised_sounds_are_what_they_are_called(synthesised):
    assert {"silence", "speech-like", "hum", "white", "pink", "brown"} == set(synthesised)
    for kind, rows in synthesised.items():
        assert rows.dtype == np.float32 and rows.shape[1] == 128 and np.isfinite(rows).all(), kind
        assert len(np.unique(rows, axis=0)) > len(rows) // 2, kind
    assert synthesised["silence"].mean() < -12 < synthesised["white"].mean()
    slopes = {
        kind: np.polyfit(np.arange(124), synthesised[kind][:, :124].mean(axis=0), 1)[0] for kind in synthesised
    }
    assert slopes["white"] > slopes["pink"] + 0.01 > slopes["brown"] + 0.02
    assert synthesised["hum"][:, :3].mean() > synthesised["hum"][:, 60:120].mean() + 3


def test_synthesised_sounds_are_the_same_for_the_same_seed(everyday, synthesised, monkeypatch):
    monkeypatch.setattr(everyday, "MAKERS", {kind: (2, make) for kind, (_, make) in everyday.MAKERS.items()})
    again = everyday.synthesised_sounds()
    for kind, rows in synthesised.items():
        np.testing.assert_array_equal(again[kind], rows[:2], err_msg=kind)
    other = everyday.synthesised_sounds(4)
    assert not np.array_equal(other["white"], again["white"])


def test_recorded_sounds_are_cut_or_repeated_to_ten_seconds_and_damage_is_named(everyday, folder, tmp_path):
    heard = []
    original = everyday._heard
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            everyday, "_heard", lambda ear, waveform: heard.append(len(waveform)) or original(ear, waveform)
        )
        sounds, skipped = everyday.recorded_sounds(folder, tmp_path / "cache")
    assert set(heard) == {160_000}
    assert list(sounds) == ["rain"] and sounds["rain"].shape == (4, 128)
    assert len(skipped) == 1 and "one.wav" in skipped[0] and "cut short" in skipped[0]


def test_what_was_computed_is_kept_until_a_file_changes(everyday, folder, tmp_path, monkeypatch):
    first, _ = everyday.recorded_sounds(folder, tmp_path / "cache")
    monkeypatch.setattr(everyday, "_heard", lambda _ear, _waveform: np.zeros(128, np.float32))
    again, _ = everyday.recorded_sounds(folder, tmp_path / "cache")
    np.testing.assert_array_equal(first["rain"], again["rain"])
    (folder / "rain" / "short.ogg").unlink()
    changed, _ = everyday.recorded_sounds(folder, tmp_path / "cache")
    assert changed["rain"].shape == (3, 128) and not changed["rain"].any()


def test_without_recordings_there_are_the_synthesised_sounds_and_nobody_to_credit(
    everyday, synthesised, tmp_path, monkeypatch
):
    monkeypatch.setattr(everyday, "synthesised_sounds", lambda _seed: synthesised)
    found = everyday.everyday_sounds(tmp_path / "nowhere", tmp_path / "cache")
    assert set(found.sounds) == set(synthesised) and found.notice == "" and found.skipped == ()


def test_recordings_are_credited_and_clips_under_another_licence_left_out(
    everyday, synthesised, folder, tmp_path, monkeypatch
):
    monkeypatch.setattr(everyday, "synthesised_sounds", lambda _seed: synthesised)
    (folder / "rain" / "short.ogg").rename(folder / "rain" / everyday.OTHER_LICENCE[0])
    found = everyday.everyday_sounds(folder, tmp_path / "cache")
    assert found.sounds["rain"].shape == (3, 128)
    assert "CC BY" in found.notice and "CREDITS.md" in found.notice


@pytest.mark.data
def test_the_notice_says_what_the_credits_say(everyday, data_folder: Path):
    credits = (data_folder / "background" / "esc-10" / "CREDITS.md").read_text(encoding="utf-8")
    of_clips = [line for line in credits.splitlines() if line.startswith("- **[")]
    other = [
        line
        for line in of_clips
        if "([CC0]" not in line and "([CC-BY](http://creativecommons.org/licenses/by/3.0/)" not in line
    ]
    assert len(of_clips) == 400
    assert [line.split("[")[1].split("]")[0] for line in other] == list(everyday.OTHER_LICENCE)

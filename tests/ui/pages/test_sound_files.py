"""What is dropped may be files, folders, or neither."""

from pathlib import Path

import pytest

from app.domain.problem import Cancelled, Problem
from app.ui.pages import sound_files as room
from app.ui.pages.sound_files import sound_files


def test_a_folder_is_its_sound_files_in_any_case_and_depth(tmp_path: Path) -> None:
    for name in ("b.WAV", "a.flac", "deep/ü c.Mp3", "notes.txt", ".hidden.wav", "d.aif"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.touch()
    found = sound_files([tmp_path])
    assert [p.relative_to(tmp_path).as_posix() for p in found] == ["a.flac", "b.WAV", "d.aif", "deep/ü c.Mp3"]


def test_a_named_file_is_tried_whatever_its_ending_and_only_once(tmp_path: Path) -> None:
    odd = tmp_path / "recording.bin"
    odd.touch()
    assert sound_files([odd, odd, tmp_path / "gone.wav"]) == [odd, tmp_path / "gone.wav"]


def test_nothing_to_hear_is_said(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="no sound file"):
        sound_files([tmp_path])


def test_a_folder_of_everything_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "MOST_FILES", 3)
    for at in range(4):
        (tmp_path / f"{at}.wav").touch()
    with pytest.raises(Problem, match="more than 3"):
        sound_files([tmp_path])


def test_searching_can_be_stopped(tmp_path: Path) -> None:
    def stop() -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        sound_files([tmp_path], stop)

"""Recordings are kept whole or not at all, once each, and found again."""

import errno
import hashlib
import os
import threading
import time
from pathlib import Path

import numpy as np
import pytest

from app.acoustics.fine_spectrum import BEATS, LINES, FineSpectrum
from app.domain.problem import Problem
from app.domain.take import SoundFormat, SoundPicture, Take
from app.recordings import take_store
from app.recordings.take_store import Kept, TakeStore
from tests.recordings.sounds import noise, write


def take_of(kept: Kept, name: str = "a.wav") -> Take:
    return Take(kept.sha256, name, kept.stored_as, SoundFormat(16_000, 1, 16_000, "WAV", "16 bit", 16))


def files(folder: Path) -> list[str]:
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    return write(tmp_path / "Lüfter 1.WAV", noise(1.0))


@pytest.fixture
def store(tmp_path: Path) -> TakeStore:
    return TakeStore(tmp_path / "history")


def test_a_recording_is_kept_under_its_hash(tmp_path: Path, store: TakeStore, recording: Path):
    kept = store.keep(recording)
    assert kept.sha256 == hashlib.sha256(recording.read_bytes()).hexdigest()
    assert kept.stored_as == f"takes/{kept.sha256[:2]}/{kept.sha256}.wav"
    assert files(tmp_path / "history") == [kept.stored_as]
    assert store.path(take_of(kept)).read_bytes() == recording.read_bytes()
    store.verify(take_of(kept))
    assert recording.exists()


def test_the_same_content_is_kept_once_whatever_its_name(tmp_path: Path, store: TakeStore, recording: Path):
    first = store.keep(recording)
    again = tmp_path / "copy.wave"
    again.write_bytes(recording.read_bytes())
    assert store.keep(again).stored_as == first.stored_as
    assert store.keep(recording) == first
    assert len(files(tmp_path / "history")) == 1


def test_a_kept_file_that_lost_its_end_is_healed_by_keeping_it_again(store: TakeStore, recording: Path):
    kept = store.keep(recording)
    os.truncate(store.path(take_of(kept)), 100)
    with pytest.raises(Problem, match="was changed"):
        store.verify(take_of(kept))
    assert store.keep(recording) == kept
    store.verify(take_of(kept))


def test_a_kept_picture_is_not_taken_for_the_recording(store: TakeStore, recording: Path):
    kept = store.keep(recording)
    store.keep_picture(take_of(kept), a_picture())
    store.path(take_of(kept)).unlink()
    assert store.keep(recording) == kept
    assert store.path(take_of(kept)).is_file()


@pytest.mark.parametrize("ending", ["", ".", ".w v", ".a-very-long-ending", ".ünïcode"])
def test_odd_endings_are_left_out(tmp_path: Path, store: TakeStore, recording: Path, ending: str):
    odd = recording.rename(tmp_path / f"take{ending}")
    kept = store.keep(odd)
    assert kept.stored_as == f"takes/{kept.sha256[:2]}/{kept.sha256}"


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EFBIG, errno.EDQUOT])
@pytest.mark.parametrize("step", ["write", "fsync", "replace"])
def test_a_full_disk_is_a_problem_and_leaves_nothing(tmp_path, store, recording, monkeypatch, code, step):
    def fail(*_args):
        raise OSError(code, os.strerror(code))

    if step == "write":
        real = Path.open

        def open_full(path: Path, mode: str = "r", *args, **named):
            file = real(path, mode, *args, **named)
            if "x" in mode:
                file.close()
                file = FullDisk(path, code)
            return file

        monkeypatch.setattr(Path, "open", open_full)
    elif step == "fsync":
        monkeypatch.setattr(take_store.os, "fsync", fail)
    else:
        monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(Problem, match="disk is full"):
        store.keep(recording)
    with pytest.raises(Problem, match="disk is full"):
        store.keep_picture(Take("ab" * 32, "a.wav", "", SoundFormat(1, 1, 1, "", "")), a_picture())
    assert files(tmp_path / "history") == []
    monkeypatch.undo()
    store.verify(take_of(store.keep(recording)))


class FullDisk:
    """A file on a disk without room."""

    def __init__(self, path: Path, code: int) -> None:
        self._path, self._code = path, code

    def write(self, _data: bytes) -> int:
        raise OSError(self._code, os.strerror(self._code))

    def close(self) -> None:
        raise OSError(self._code, os.strerror(self._code))


def test_too_little_free_space_is_a_problem_before_anything_is_written(tmp_path, store, recording, monkeypatch):
    monkeypatch.setattr(TakeStore, "free_bytes", lambda _self: recording.stat().st_size)
    with pytest.raises(Problem, match="disk is full"):
        store.keep(recording)
    assert not (tmp_path / "history").exists()


@pytest.mark.parametrize("code", [errno.EACCES, errno.EROFS])
def test_a_folder_that_may_not_be_written_is_a_problem(tmp_path, store, recording, monkeypatch, code):
    def fail(*_args, **_named):
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(Path, "mkdir", fail)
    with pytest.raises(Problem, match="may not be written"):
        store.keep(recording)


def test_a_file_where_the_folder_should_be_is_a_problem(tmp_path: Path, recording: Path):
    (tmp_path / "history").write_text("no folder")
    with pytest.raises(Problem, match="was not kept"):
        TakeStore(tmp_path / "history").keep(recording)


def test_a_source_that_fails_half_way_is_a_problem_and_leaves_nothing(tmp_path, store, recording, monkeypatch):
    def pieces(_path: Path):
        yield b"first half"
        raise take_store.unreadable(recording, OSError(errno.EIO, "bad sector"))

    monkeypatch.setattr(take_store, "_pieces", pieces)
    with pytest.raises(Problem, match="its drive reported an error"):
        store.keep(recording)
    assert files(tmp_path / "history") == []


def test_a_lost_take_is_a_problem(store: TakeStore, recording: Path):
    take = take_of(store.keep(recording), "fan.wav")
    store.path(take).unlink()
    for use in (store.path, store.verify):
        with pytest.raises(Problem, match=r"stored recording of “fan\.wav” is missing"):
            use(take)


def test_an_altered_take_is_a_problem(store: TakeStore, recording: Path):
    take = take_of(store.keep(recording))
    path = store.path(take)
    content = bytearray(path.read_bytes())
    content[5000] ^= 1
    path.write_bytes(content)
    with pytest.raises(Problem, match="was changed after it was kept"):
        store.verify(take)


def test_a_place_outside_the_store_is_never_read(tmp_path: Path, store: TakeStore, recording: Path):
    kept = store.keep(recording)
    for place in ("../Lüfter 1.WAV", str(recording), "takes/../../Lüfter 1.WAV"):
        with pytest.raises(Problem, match="is missing"):
            store.path(Take(kept.sha256, "a.wav", place, take_of(kept).format))


def test_only_unfinished_files_older_than_a_day_are_swept(tmp_path: Path, store: TakeStore, recording: Path):
    kept = store.keep(recording)
    old, fresh = tmp_path / "history/takes/old.part", tmp_path / "history/takes/fresh.part"
    for path in (old, fresh):
        path.write_bytes(b"half")
    long_ago = time.time() - 2 * 86_400
    os.utime(old, (long_ago, long_ago))
    os.utime(store.path(take_of(kept)), (long_ago, long_ago))
    TakeStore(tmp_path / "history")
    assert files(tmp_path / "history") == sorted([kept.stored_as, "takes/fresh.part"])


def test_opening_creates_nothing_and_tells_the_free_space(tmp_path: Path):
    store = TakeStore(tmp_path / "not yet" / "there")
    assert store.free_bytes() > 0
    assert not (tmp_path / "not yet").exists()


def test_several_threads_may_keep_the_same_file(tmp_path: Path, store: TakeStore, recording: Path):
    kept: list[Kept] = []
    threads = [threading.Thread(target=lambda: kept.append(store.keep(recording))) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(kept)) == 1
    assert len(kept) == 6
    assert files(tmp_path / "history") == [kept[0].stored_as]


def a_picture(rows: int = 256, columns: int = 1200) -> SoundPicture:
    rng = np.random.default_rng(2)
    level = (-60 + 8 * rng.standard_normal((rows, columns))).astype(np.float32)
    low = rng.uniform(-1, 0, columns).astype(np.float32)
    return SoundPicture(0.0, 60.5, low, -low, level, np.geomspace(50, 8000, rows).astype(np.float32))


def test_a_picture_comes_back_as_it_looked(store: TakeStore, recording: Path):
    take = take_of(store.keep(recording))
    assert store.picture(take) is None
    kept = a_picture()
    store.keep_picture(take, kept)
    back = store.picture(take)
    assert back is not None
    assert (back.start_s, back.end_s) == (0.0, 60.5)
    assert np.abs(back.level_db - kept.level_db).max() < 0.3
    assert np.abs(back.wave_low - kept.wave_low).max() < 1e-3
    assert np.array_equal(back.frequency_hz, kept.frequency_hz)
    for array in (back.level_db, back.wave_low, back.wave_high, back.frequency_hz):
        assert array.dtype == np.float32
    assert store._place(take.sha256, ".picture.npz").stat().st_size < 320_000


def test_a_picture_of_silence_comes_back(store: TakeStore):
    take = Take("cd" * 32, "a.wav", "", SoundFormat(1, 1, 1, "", ""))
    flat = np.full((4, 7), -np.inf, np.float32)
    store.keep_picture(take, SoundPicture(0, 1, np.zeros(7), np.zeros(7), flat, np.ones(4, np.float32)))
    back = store.picture(take)
    assert back is not None
    assert np.all(back.level_db == -140.0)


def test_a_picture_kept_again_takes_the_place_of_the_old_one(store: TakeStore):
    take = Take("cd" * 32, "a.wav", "", SoundFormat(1, 1, 1, "", ""))
    store.keep_picture(take, a_picture(8, 10))
    store.keep_picture(take, a_picture(8, 20))
    assert store.picture(take).level_db.shape == (8, 20)


def test_a_spectrum_is_kept_beside_its_take_and_is_no_recording(store: TakeStore, recording: Path):
    take = take_of(store.keep(recording))
    assert store.spectrum(take) is None
    store.keep_spectrum(take, FineSpectrum(np.zeros(LINES, np.float32), np.zeros(BEATS, np.float32), 3))
    back = store.spectrum(take)
    assert back is not None and back.looks == 3
    assert store.keep(recording).stored_as == take.stored_as
    store._place(take.sha256, ".spectrum").write_bytes(b"half")
    assert store.spectrum(take) is None

"""Each kind of bad file is told in one clear sentence, with another one of what to do (issue 2, §6)."""

import errno
import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from app.domain.problem import Problem
from app.recordings.sound_file import open_sound
from app.recordings.take_store import TakeStore
from tests.recordings.sounds import noise, write

M4A = b"\0\0\0\x20ftypM4A \0\0\0\0M4A mp42isom\0\0\0\0" + bytes(500)
WMA = b"\x30\x26\xb2\x75\x8e\x66\xcf\x11\xa6\xd9\x00\xaa\x00\x62\xce\x6c" + bytes(500)


def content(data: bytes) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        (folder / "a.wav").write_bytes(data)
        return folder / "a.wav"

    return make


def folder_instead(folder: Path) -> Path:
    (folder / "a.wav").mkdir()
    return folder / "a.wav"


def denied(folder: Path) -> Path:
    path = write(folder / "a.wav", noise(1.0))
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read everything")
    return path


def pipe(folder: Path) -> Path:
    if not hasattr(os, "mkfifo"):
        pytest.skip("no pipes here")
    os.mkfifo(folder / "a.wav")
    return folder / "a.wav"


def device(_folder: Path) -> Path:
    path = Path("/dev/zero")
    if not path.exists() or not stat.S_ISCHR(path.stat().st_mode):
        pytest.skip("no such device here")
    return path


def loop(folder: Path) -> Path:
    (folder / "a.wav").symlink_to(folder / "a.wav")
    return folder / "a.wav"


def header(count: int) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        path = write(folder / "a.wav", noise(1.0))
        path.write_bytes(path.read_bytes()[:count])
        return path

    return make


def patched(at: int, data: bytes) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        path = write(folder / "a.wav", noise(1.0))
        whole = bytearray(path.read_bytes())
        whole[at : at + len(data)] = data
        path.write_bytes(whole)
        return path

    return make


def many_channels(folder: Path) -> Path:
    return write(folder / "a.wav", np.zeros((100, 200), np.float32))


BAD = {
    "missing": (lambda folder: folder / "a.wav", "could not be found"),
    "in a file": (lambda folder: content(b"x")(folder) / "b.wav", "could not be found"),
    "folder": (folder_instead, "is a folder"),
    "denied": (denied, "access is denied"),
    "pipe": (pipe, "not a file"),
    "device": (device, "not a file"),
    "loop of links": (loop, "could not be read"),
    "name too long": (lambda folder: folder / ("a" * 300 + ".wav"), "too long"),
    "nul in the name": (lambda folder: folder / "a\0.wav", "not a usable file name"),
    "empty": (content(b""), "is empty"),
    "text": (content(b"time;level\r\n08:14;-28\r\n" * 20), "holds text"),
    "text with umlauts": (content("Lüfter läuft ruhig\n".encode() * 20), "holds text"),
    "text of Windows": (content("Lüfter".encode("utf-16")), "holds text"),
    "one byte": (content(b"\0"), "not a sound file"),
    "zeros": (content(bytes(5000)), "not a sound file"),
    "M4A": (content(M4A), "M4A"),
    "WMA": (content(WMA), "WMA"),
    "AAC": (content(b"\xff\xf1\x50\x80" + bytes(500)), "AAC"),
    "AMR": (content(b"#!AMR\n" + bytes(500)), "AMR"),
    "AVI": (content(b"RIFF\0\0\0\0AVI LIST" + bytes(500)), "AVI"),
    "ZIP": (content(b"PK\x03\x04" + bytes(500)), "ZIP"),
    "header of 4 bytes": (header(4), "is cut off"),
    "header of 12 bytes": (header(12), "header is damaged"),
    "header of 30 bytes": (header(30), "header is damaged"),
    "header only": (header(44), "holds no sound"),
    "no channels": (patched(22, b"\0\0"), "header is damaged"),
    "many channels": (many_channels, "200 channels"),
    "no rate": (patched(24, bytes(4)), "header is damaged"),
    "odd rate": (patched(24, b"\xff\xff\xff\x7f"), "samples a second"),
    "unknown compression": (patched(20, b"\x61\x01"), "header is damaged or its kind of compression"),
    "half an Ogg": (content(b"OggS" + bytes(300)), "header is damaged"),
    "half a FLAC": (content(b"fLaC" + bytes(300)), "header is damaged"),
    "MPEG by chance": (content(b"\xff\xfb\x90\x00" + bytes(3000)), ""),
}


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_file_is_told_in_one_sentence(tmp_path: Path, kind: str):
    if sys.platform == "win32" and kind in ("loop of links", "name too long"):
        pytest.skip("Windows says it in its own way")
    make, words = BAD[kind]
    path = make(tmp_path)
    with pytest.raises(Problem) as problem, open_sound(path) as sound:
        list(sound.blocks())
    said = problem.value
    assert words in said.what
    for sentence in (said.what, said.to_do):
        assert sentence.endswith(".")
        assert sentence[0].isupper() or sentence[0] == "“"
        assert "\n" not in sentence
        assert ". " not in sentence
        assert len(sentence) < 160 or kind == "name too long"
    assert kind in ("name too long", "nul in the name") or f"“{path.name}”" in said.what
    said.detail.encode("ascii")


@pytest.mark.parametrize(
    ("code", "words"), [(errno.EACCES, "access is denied"), (errno.EIO, "its drive reported an error")]
)
def test_a_file_that_does_not_open_is_told_in_one_sentence(tmp_path: Path, monkeypatch, code: int, words: str):
    path = write(tmp_path / "a.wav", noise(1.0))
    really_open = Path.open

    def fail(opened: Path, *args, **named):
        if opened == path:
            raise OSError(code, os.strerror(code), str(path))
        return really_open(opened, *args, **named)

    monkeypatch.setattr(Path, "open", fail)
    for use in (open_sound, TakeStore(tmp_path / "history").keep):
        with pytest.raises(Problem, match=words):
            use(path)


@pytest.mark.parametrize("kind", ["missing", "folder", "denied", "pipe", "device", "empty", "nul in the name"])
def test_a_bad_file_is_not_kept(tmp_path: Path, kind: str):
    path = BAD[kind][0](tmp_path)
    store = TakeStore(tmp_path / "history")
    with pytest.raises(Problem):
        store.keep(path)
    assert [p for p in (tmp_path / "history").rglob("*") if p.is_file()] == []

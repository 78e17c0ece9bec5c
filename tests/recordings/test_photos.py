"""Photos of the microphone's place are kept as they came, whole or not at all, once each."""

import errno
import hashlib
import os
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.problem import Problem
from app.recordings import photos, take_store
from app.recordings.photos import MOST_BYTES, PhotoStore

JPEG = b"\xff\xd8\xff\xe1" + bytes(range(256)) * 40
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40
HEIC = b"\x00\x00\x00\x18ftypheic" + bytes(4000)


def files(folder: Path) -> list[str]:
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


@pytest.fixture
def store(tmp_path: Path) -> PhotoStore:
    return PhotoStore(tmp_path / "history")


def photo(folder: Path, content: bytes = JPEG, name: str = "Lüfter 3 – Mikrofon.JPG") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(("content", "ending"), [(JPEG, ".jpg"), (PNG, ".png")])
@pytest.mark.parametrize("name", ["IMG_0001.JPG", "Lüfter größer.jpeg", "ohne Endung", "falsch.png", "photo.heic"])
def test_a_photo_is_told_by_its_content_and_kept_as_it_came(tmp_path, store, content, ending, name):
    given_photo = photo(tmp_path, content, name)
    sha256 = hashlib.sha256(content).hexdigest()

    stored_as = store.keep(given_photo)

    assert stored_as == f"photos/{sha256[:2]}/{sha256}{ending}"
    assert files(tmp_path / "history") == [stored_as]
    assert store.path(stored_as).read_bytes() == given_photo.read_bytes() == content


def test_the_same_photo_is_kept_once_whatever_its_name(tmp_path, store):
    first = store.keep(photo(tmp_path))
    written = store.path(first).stat().st_mtime_ns

    assert store.keep(photo(tmp_path, name="copy")) == first
    assert store.path(first).stat().st_mtime_ns == written
    assert len(files(tmp_path / "history")) == 1


def test_a_kept_photo_that_lost_its_end_is_healed_by_keeping_it_again(tmp_path, store):
    stored_as = store.keep(photo(tmp_path))
    os.truncate(store.path(stored_as), 100)

    assert store.keep(photo(tmp_path)) == stored_as
    assert store.path(stored_as).read_bytes() == JPEG


@pytest.mark.parametrize("brand", [b"heic", b"heix", b"mif1", b"hevc"])
def test_a_heic_photo_is_named_with_the_way_out(tmp_path, store, brand):
    with pytest.raises(Problem, match=r"“IMG_1\.jpg” is a HEIC photo.*Convert it to JPEG"):
        store.keep(photo(tmp_path, HEIC.replace(b"heic", brand), "IMG_1.jpg"))
    assert not (tmp_path / "history").exists()


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "is empty"),
        (b"GIF89a" + bytes(90), "neither a JPEG nor a PNG"),
        (b"RIFF\x00\x00\x00\x00WEBP", "neither a JPEG nor a PNG"),
        (b"%PDF-1.7", "neither a JPEG nor a PNG"),
        (b"\x00\x00\x00\x18ftypmp42", "neither a JPEG nor a PNG"),
        (b"\xff\xd8", "neither a JPEG nor a PNG"),
        (b"\x89PNG", "neither a JPEG nor a PNG"),
    ],
)
def test_what_is_no_photo_is_refused_and_nothing_is_kept(tmp_path, store, content, what):
    with pytest.raises(Problem, match=what):
        store.keep(photo(tmp_path, content))
    assert not (tmp_path / "history").exists()


def test_a_photo_may_have_25_mb_and_no_byte_more(tmp_path, store):
    large = photo(tmp_path)
    os.truncate(large, MOST_BYTES)
    store.path(store.keep(large))
    os.truncate(large, MOST_BYTES + 1)
    with pytest.raises(Problem, match=r"too large for a photo: 26 MB\. Choose one of at most 25 MB"):
        store.keep(large)


@pytest.mark.parametrize("kind", ["folder", "pipe", "gone", "name no disk takes"])
def test_what_is_no_file_is_a_problem_and_is_not_waited_for(tmp_path, store, kind):
    path = tmp_path / ("a\0b" if kind == "name no disk takes" else kind)
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        if not hasattr(os, "mkfifo"):
            pytest.skip("this system has no pipes in folders")
        os.mkfifo(path)
    with pytest.raises(Problem):
        store.keep(path)
    assert not (tmp_path / "history").exists()


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EFBIG, errno.EDQUOT])
@pytest.mark.parametrize("step", ["fsync", "replace", "mkdir"])
def test_a_full_disk_is_a_problem_and_leaves_nothing(tmp_path, store, monkeypatch, code, step):
    given_photo = photo(tmp_path)

    def fail(*_args, **_named):
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(
        *{"fsync": (take_store.os, "fsync"), "replace": (Path, "replace"), "mkdir": (Path, "mkdir")}[step], fail
    )
    with pytest.raises(Problem, match=r"disk is full: the photo was not kept"):
        store.keep(given_photo)

    assert files(tmp_path / "history") == []
    monkeypatch.undo()
    assert store.path(store.keep(given_photo)).read_bytes() == JPEG


def test_a_folder_that_may_not_be_written_is_a_problem(tmp_path, store, monkeypatch):
    given_photo = photo(tmp_path)

    def fail(*_args, **_named):
        raise PermissionError(errno.EACCES, "no")

    monkeypatch.setattr(Path, "mkdir", fail)
    with pytest.raises(Problem, match=r"photo was not kept: .* may not be written"):
        store.keep(given_photo)


def test_a_lost_photo_is_a_problem(tmp_path, store):
    stored_as = store.keep(photo(tmp_path))
    store.path(stored_as).unlink()
    with pytest.raises(Problem, match="photo of the microphone’s place is missing"):
        store.path(stored_as)


@pytest.mark.parametrize(
    "place", ["", ".", "photos", "../Lüfter 3 – Mikrofon.JPG", "photos/../../x.jpg", "earshot.db"]
)
def test_a_place_outside_the_store_is_never_read(tmp_path, store, place):
    photo(tmp_path)
    photo(tmp_path, name="x.jpg")
    store.keep(photo(tmp_path))
    (tmp_path / "history" / "earshot.db").write_bytes(b"history")
    for asked in (place, str(tmp_path / "x.jpg")):
        with pytest.raises(Problem, match="is missing"):
            store.path(asked)


def test_only_unfinished_files_older_than_a_day_are_swept(tmp_path, store):
    kept = store.keep(photo(tmp_path))
    for name, age_s in (("old.part", 25 * 3600), ("young.part", 3600)):
        part = tmp_path / "history" / "photos" / name
        part.write_bytes(b"half")
        os.utime(part, (time.time() - age_s,) * 2)

    PhotoStore(tmp_path / "history")

    assert files(tmp_path / "history") == sorted([kept, "photos/young.part"])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(start=st.sampled_from([b"", *photos._ENDINGS, b"\x00\x00\x00\x18ftyp"]), rest=st.binary(max_size=60))
def test_any_bytes_are_kept_as_they_are_or_refused_in_a_sentence(tmp_path, store, start, rest):
    content = start + rest
    given_photo = photo(tmp_path, content)
    if content.startswith(tuple(photos._ENDINGS)):
        assert store.path(store.keep(given_photo)).read_bytes() == content
        return
    with pytest.raises(Problem) as told:
        store.keep(given_photo)
    assert told.value.what.endswith(".")
    assert told.value.to_do.endswith(".")

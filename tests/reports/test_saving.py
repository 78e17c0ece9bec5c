import errno
import os
from pathlib import Path

import pytest

from app.domain.problem import Problem
from app.reports import saving
from app.reports.saving import save


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_report_is_there_and_nothing_else(tmp_path):
    save(tmp_path / "Prüfung 7.pdf", b"new")
    assert (tmp_path / "Prüfung 7.pdf").read_bytes() == b"new"
    assert names(tmp_path) == ["Prüfung 7.pdf"]


def test_an_older_report_is_replaced(tmp_path):
    (tmp_path / "a.pdf").write_bytes(b"old")
    save(tmp_path / "a.pdf", b"new")
    assert (tmp_path / "a.pdf").read_bytes() == b"new"


def test_a_folder_is_not_a_report(tmp_path):
    (tmp_path / "a.pdf").mkdir()
    with pytest.raises(Problem, match="is a folder"):
        save(tmp_path / "a.pdf", b"new")
    assert names(tmp_path) == ["a.pdf"]


def test_a_vanished_folder(tmp_path):
    with pytest.raises(Problem, match="is not there"):
        save(tmp_path / "gone" / "a.pdf", b"new")
    assert names(tmp_path) == []


def test_a_file_where_the_folder_should_be(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(Problem, match="is not there"):
        save(tmp_path / "file" / "a.pdf", b"new")


def test_the_longest_name_the_disk_takes_and_one_letter_more(tmp_path):
    save(tmp_path / ("n" * 251 + ".pdf"), b"new")
    with pytest.raises(Problem, match="name of the report is too long"):
        save(tmp_path / ("n" * 252 + ".pdf"), b"new")
    assert names(tmp_path) == ["n" * 251 + ".pdf"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_no_permission_in_the_folder(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(Problem, match="could not be written"):
        save(tmp_path / "a.pdf", b"new")


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.ENOSPC, "The disk is full"),
        (errno.EDQUOT, "The disk is full"),
        (errno.EACCES, "could not be written"),
        (errno.EROFS, "could not be written"),
        (errno.EIO, "could not be saved"),
    ],
)
@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_what_the_disk_refuses_leaves_the_older_report_as_it_was(tmp_path, monkeypatch, number, sentence, step):
    (tmp_path / "a.pdf").write_bytes(b"old")

    def refuse(*_):
        raise OSError(number, "refused")

    monkeypatch.setattr(saving.os if step == "fsync" else Path, step, refuse)
    with pytest.raises(Problem, match=sentence) as caught:
        save(tmp_path / "a.pdf", b"new")
    monkeypatch.undo()
    assert names(tmp_path) == ["a.pdf"]
    assert (tmp_path / "a.pdf").read_bytes() == b"old"
    assert caught.value.what.endswith(".")
    assert caught.value.to_do.endswith(".")


def test_an_interrupted_save_leaves_nothing(tmp_path, monkeypatch):
    def interrupt(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(saving.os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        save(tmp_path / "a.pdf", b"new")
    assert names(tmp_path) == []

"""`backup` on the command line: what it says, what it leaves behind, its exit codes."""

import argparse
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from app.domain.problem import Problem
from app.history.history import History
from app.main.backup_commands import NAME, add_command, backup
from tests.workflows.test_training_export import Site

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A closed history of one pump with one visit."""
    site = Site(tmp_path / "history")
    site.visit(site.take("one.wav"), None)
    site.history.close()
    return site.folder


@pytest.fixture
def run(folder: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def act(*arguments: object) -> tuple[int, str, str]:
        parser = argparse.ArgumentParser()
        parsers = add_command(parser.add_subparsers(dest="command"))
        assert len(parsers) == 6
        options = parser.parse_args([NAME, *map(str, arguments)])
        code = backup(options, folder)
        said = capsys.readouterr()
        return code, said.out, said.err

    return act


def made(run: Run) -> Path:
    return Path(json.loads(run("make", "--json")[1])["made"])


def test_make_then_list_then_show(run: Run, folder: Path):
    assert run("list")[2].startswith("There is no backup yet.")
    code, out, err = run("make")
    assert (code, err) == (0, "")
    (path,) = (folder / "backups").glob("*.db")
    assert out == f"Backup made: {path}\n"
    assert run("make")[:2] == (0, "Nothing changed since the last backup.\n")
    assert json.loads(run("make", "--json")[1]) == {"made": None}
    code, out, _ = run("list")
    assert code == 0
    assert out.startswith(f"{path.name}: 20")
    assert out.endswith(", routine\n")
    (listed,) = [json.loads(line) for line in run("list", "--json")[1].splitlines()]
    assert (listed["file"], listed["why"], listed["size_bytes"]) == (str(path), "routine", path.stat().st_size)
    code, out, err = run("show", path.name)
    assert (code, err) == (0, "")
    assert "1 machine\n" in out and "1 inspection\n" in out and "0 baselines\n" in out and "1 recording\n" in out
    shown = json.loads(run("show", path, "--json")[1])
    assert (shown["machines"], shown["inspections"], shown["whole"], shown["missing"]) == (1, 1, True, [])


def test_restore_says_what_is_kept_and_what_is_missing(run: Run, folder: Path):
    path = made(run)
    with History.open(folder) as history:
        (pump,) = history.machines()
    next((folder / "takes").rglob("*.wav")).unlink()

    code, out, err = run("restore", path.name)

    assert code == 2
    lines = out.splitlines()
    assert lines[0] == f"{path} is the history now."
    assert lines[1].startswith(f"The history before is kept as {folder / 'backups'}")
    assert err.startswith("Förderpumpe 1, 20") and err.endswith("one.wav: the recording is missing.\n")
    with History.open(folder) as history:
        assert history.machines() == [pump]
    told = json.loads(run("restore", path, "--json")[1])
    assert told["restored"] == str(path)
    assert [one["machine"] for one in told["missing"]] == ["Förderpumpe 1"]


def test_a_damaged_history_is_restored_by_the_sentence_that_names_the_backup(run: Run, folder: Path):
    path = made(run)
    (folder / "earshot.db").write_bytes(b"text" * 9999)
    with pytest.raises(Problem, match="python -m app backup restore") as told:
        run("check")
    assert str(path) in told.value.to_do

    assert run("show", path.name)[0] == 0
    assert run("restore", path)[0] == 0
    assert run("check")[:2] == (0, "The database is sound. 1 of 1 recording as kept.\n")


def test_check_names_what_is_wrong(run: Run, folder: Path):
    next((folder / "takes").rglob("*.wav")).write_bytes(b"other")

    code, out, _ = run("check")

    assert code == 2
    first, last = out.splitlines()
    assert first.startswith("Förderpumpe 1, 20")
    assert "one.wav: altered. The stored recording of “one.wav” was changed" in first
    assert last == "The database is sound. 0 of 1 recording as kept."
    troubled, summary = [json.loads(line) for line in run("check", "--json")[1].splitlines()]
    assert (troubled["machine"], troubled["trouble"]) == ("Förderpumpe 1", "altered")
    assert summary == {"database": "sound", "checked": 1, "troubled": 1}


def test_what_cannot_be_restored_is_said(run: Run, folder: Path, tmp_path: Path):
    (tmp_path / "text.db").write_text("text" * 5000)
    code, out, err = run("show", tmp_path / "text.db")
    assert code == 2
    assert "machines cannot be counted" in out
    assert "is damaged" in err
    assert json.loads(run("show", tmp_path / "text.db", "--json")[1])["problem"]
    with pytest.raises(Problem, match="is damaged"):
        run("restore", tmp_path / "text.db")
    with pytest.raises(Problem, match="There is no backup"):
        run("restore", "gone.db")
    with History.open(folder), pytest.raises(Problem, match="locked by another program"):
        run("restore", made(run))

"""The support bundle: all that helps, nothing that is nobody's business, even of a history that is not well."""

import json
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.domain.problem import Problem
from app.history.history import History
from app.recordings.take_store import TakeStore
from app.workflows.support_bundle import SupportBundle
from tests.conftest import ROOT
from tests.e2e.support import healthy_wav
from tests.history.builders import add_baseline, condition_of, inspection, machine, take

SECRET = "M. Großmann"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A history with a visit whose take is there, logs and settings, in the home of somebody."""
    home = tmp_path / "home" / "anna"
    history_folder = home / "history"
    monkeypatch.setattr(Path, "home", lambda: home)
    kept = TakeStore(history_folder).keep(healthy_wav(tmp_path / "fan.wav"))
    with History.open(history_folder) as history:
        fan = history.add_machine(machine("Supply fan 3"), SECRET)
        baseline = add_baseline(history, condition_of(fan), clip_count=2)
        heard = replace(take(sha256=kept.sha256), stored_as=kept.stored_as)
        visit = history.add_inspection(replace(inspection(fan, baseline), take=heard))
        history.set_note(visit.id, f"a note by {SECRET}")
    (history_folder / "photos").mkdir()
    (history_folder / "photos" / "face.jpg").write_bytes(b"photo")
    (history_folder / "earshot.log").write_text(f"OSError: {home}/x.wav\n", "utf-8")
    (history_folder / "earshot.log.1").write_text("older\n", "utf-8")
    (history_folder / "earshot-crash-20261122-080000-1.txt").write_text("Fatal Python error\n", "utf-8")
    settings = {"version": 1, "inspector": SECRET, "you": {"company": SECRET, "logo": "logo.png"}, "take_s": 30}
    (history_folder / "settings.json").write_text(json.dumps(settings), "utf-8")
    (history_folder / "window.ini").write_text(f"[General]\nfolder={home}\nmicrophone=Desk\n", "utf-8")
    return history_folder


def made(folder: Path, out: Path, with_sound: bool = False) -> dict[str, bytes]:
    """The files of a bundle; what is told of it is what is in it."""
    bundle = SupportBundle(folder, ROOT / "models", lambda: [{"name": "Desk microphone"}])
    told = bundle(out, with_sound)
    with zipfile.ZipFile(out) as packed:
        files = {name: packed.read(name) for name in packed.namelist()}
    assert {member.name for member in told.members} == set(files) and told.size_bytes == out.stat().st_size
    return files


def facts(files: dict[str, bytes]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(files["facts.json"])
    return found


def test_it_holds_logs_settings_and_facts(folder: Path, tmp_path: Path):
    files = made(folder, tmp_path / "out.zip")
    assert set(files) == {
        *("README.txt", "facts.json", "settings/settings.json", "settings/window.ini"),
        *("logs/earshot.log", "logs/earshot.log.1", "logs/earshot-crash-20261122-080000-1.txt"),
    }
    told = facts(files)
    history = told["history"]
    assert (history["machines"], history["inspections"], history["whole"]) == (1, 1, True)
    assert history["files"]["photos"] == {"files": 1, "bytes": 5}
    assert told["microphones"] == [{"name": "Desk microphone"}]
    assert all(len(sha) == 64 for one in told["models"] for sha in one["sha256"].values()) and told["models"]
    assert any(line.startswith("onnxruntime") for line in told["program"]["versions"])
    readme = files["README.txt"].decode()
    assert all(name in readme for name in files if name != "README.txt")


def test_nobodys_name_no_note_no_photo_and_no_sound_is_in_it(folder: Path, tmp_path: Path):
    files = made(folder, tmp_path / "out.zip")
    whole = b"\n".join(files.values()).decode()
    assert SECRET not in whole and json.dumps(SECRET)[1:-1] not in whole
    assert "anna" not in whole and "~/x.wav" in whole
    assert "a note" not in whole and "face.jpg" not in whole and "logo.png" not in whole
    assert "take_s" in whole and "microphone=Desk" in whole


def test_settings_that_are_damaged_are_left_out_since_they_may_hold_a_name(folder: Path, tmp_path: Path):
    (folder / "settings.json").write_text(f'{{"inspector": "{SECRET}"', "utf-8")
    assert SECRET not in made(folder, tmp_path / "out.zip")["settings/settings.json"].decode()


def test_the_newest_take_only_where_it_is_asked_for(folder: Path, tmp_path: Path):
    files = made(folder, tmp_path / "out.zip", with_sound=True)
    (name,) = [name for name in files if name.startswith("sound/")]
    assert files[name] == (tmp_path / "fan.wav").read_bytes()
    assert "Not in it: photos" in files["README.txt"].decode()


def test_the_history_is_as_it_was(folder: Path, tmp_path: Path):
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    made(folder, tmp_path / "out.zip")
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before


def test_a_damaged_history_is_told_and_no_hindrance(folder: Path, tmp_path: Path):
    database = folder / "earshot.db"
    database.write_bytes(database.read_bytes()[:5000] + b"\0" * 20000)
    history = facts(made(folder, tmp_path / "out.zip"))["history"]
    assert "damaged" in json.dumps(history)


def test_a_folder_without_a_history_or_none_at_all_is_told(tmp_path: Path):
    for folder in (tmp_path, tmp_path / "nowhere"):
        files = made(folder, tmp_path / "out.zip")
        assert "problem" in facts(files)["history"] and set(files) == {"README.txt", "facts.json"}


def test_what_cannot_be_found_out_is_told_and_no_hindrance(folder: Path, tmp_path: Path):
    def broken() -> None:
        raise ZeroDivisionError("deep inside")

    SupportBundle(folder, tmp_path / "no models", broken)(tmp_path / "out.zip")
    with zipfile.ZipFile(tmp_path / "out.zip") as packed:
        told = json.loads(packed.read("facts.json"))
    assert told["microphones"] == {"error": "ZeroDivisionError: deep inside"} and told["models"] == []


def test_a_take_that_is_asked_for_and_missing_is_a_problem_and_leaves_nothing(folder: Path, tmp_path: Path):
    for path in (folder / "takes").rglob("*.wav"):
        path.unlink()
    with pytest.raises(Problem, match="missing"):
        made(folder, tmp_path / "out.zip", with_sound=True)
    assert not list(tmp_path.glob("out*"))


def test_where_it_cannot_be_written_is_a_problem(folder: Path, tmp_path: Path):
    for out in (tmp_path, tmp_path / "nowhere" / "out.zip"):
        with pytest.raises(Problem):
            made(folder, out)

"""Where the program finds its own things, and where it puts those of its users."""

import importlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.main import paths
from tests.conftest import ROOT


@pytest.fixture
def frozen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """As PyInstaller starts the program: the folder with the program in it."""
    home = tmp_path / "stick" / "Earshot"
    (home / "_internal").mkdir(parents=True)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "_MEIPASS", str(home / "_internal"), raising=False)
    monkeypatch.setattr(sys, "executable", str(home / "earshot"))
    yield home
    monkeypatch.undo()
    importlib.reload(paths)


def test_from_source_the_program_is_the_tree():
    assert paths.PROGRAM == ROOT and paths.MODELS.is_dir() and paths.FONTS.is_dir() and paths.SAMPLES.is_dir()


def test_a_bundle_says_where_it_unpacked_to(frozen: Path):
    importlib.reload(paths)
    assert frozen / "_internal" == paths.PROGRAM


def test_data_is_the_users_own_unless_the_program_is_portable(frozen: Path):
    assert paths.portable_folder() is None
    assert frozen not in paths.default_history().parents


@pytest.mark.parametrize("where", ["beside the program", "one folder out"])
def test_a_folder_beside_the_program_takes_all_data(frozen: Path, where: str):
    beside = (frozen if where == "beside the program" else frozen.parent) / paths.PORTABLE
    beside.mkdir()
    assert paths.default_history() == beside / "history"
    assert paths.sample_history() == beside / "sample-history"


def test_a_file_of_that_name_makes_nothing_portable(frozen: Path):
    (frozen / paths.PORTABLE).touch()
    assert paths.portable_folder() is None


def test_on_a_mac_the_folder_is_beside_the_whole_app(frozen: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "executable", str(frozen / "Earshot.app" / "Contents" / "MacOS" / "earshot"))
    (frozen / paths.PORTABLE).mkdir()
    assert paths.default_history() == frozen / paths.PORTABLE / "history"


def test_two_users_of_one_computer_have_each_their_own(tmp_path: Path):
    said = set()
    for user in ("anna", "ben"):
        home = str(tmp_path / user)
        ran = subprocess.run(
            [sys.executable, "-c", "from app.main import paths; print(paths.default_history())"],
            cwd=ROOT,
            env={"HOME": home, "APPDATA": home, "LOCALAPPDATA": home, "PATH": ""},
            capture_output=True,
            text=True,
            check=True,
        )
        assert home in ran.stdout
        said.add(ran.stdout)
    assert len(said) == 2

"""The command line: exit codes, and what scripts read."""

import subprocess
import sys
from pathlib import Path

import pytest

from app import __version__
from app.main.cli import main
from tests.conftest import ROOT


def test_a_wrong_option_is_bad_input(capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as ended:
        main(["inspect", "--machine", "Fan"])
    assert ended.value.code == 2


def test_version(capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert __version__ in capsys.readouterr().out


def test_our_own_fault_is_calm_on_the_screen_and_loud_in_the_log(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    def bug(*_: object) -> int:
        raise ZeroDivisionError("deep inside")

    monkeypatch.setattr("app.main.commands.inspect", bug)
    assert main(["--history", str(tmp_path), "inspect", "--machine", "Fan", "a.wav"]) == 1
    said = capsys.readouterr().err
    assert "deep inside" not in said and str(tmp_path / "earshot.log") in said
    assert "ZeroDivisionError: deep inside" in (tmp_path / "earshot.log").read_text(encoding="utf-8")


def test_it_runs_as_a_program(tmp_path: Path):
    ran = subprocess.run(
        [sys.executable, "-m", "app", "--history", str(tmp_path), "inspect", "--machine", "Fan", "nowhere.wav"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 2
    assert "nowhere.wav" in ran.stderr and "Traceback" not in ran.stderr


def test_backups_are_made_and_listed_like_every_other_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    from app.history.history import History

    History.open(tmp_path / "history").close()
    for act in ("make", "list"):
        assert main(["backup", act, "--history", str(tmp_path / "history")]) == 0
    assert "earshot-" in capsys.readouterr().out

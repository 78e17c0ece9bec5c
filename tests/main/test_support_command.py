"""`support` on the command line: one file, and what is in it, said."""

import argparse
from pathlib import Path

import pytest

from app.main.support_command import add_command, support


def options(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    add_command(parser.add_subparsers(dest="command"))
    return parser.parse_args(["support", *words])


def test_it_says_what_it_wrote(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    (tmp_path / "history").mkdir()
    (tmp_path / "history" / "earshot.log").write_text("said\n")
    assert support(options("--out", str(tmp_path / "out.zip")), tmp_path / "history") == 0
    said = capsys.readouterr().out
    assert str(tmp_path / "out.zip") in said and "logs/earshot.log" in said and "README.txt" in said


def test_a_file_to_write_must_be_named():
    with pytest.raises(SystemExit):
        options()
    assert options("--out", "a.zip", "--with-last-take").with_last_take

"""`verify` on the command line: what it says of a report, and its exit codes."""

import argparse
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from app.main import paths
from app.main.verify_command import NAME, add_command, verify
from app.reports.inspection_report import InspectionReport
from tests.workflows.test_verify_report import Printed

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def printed(tmp_path: Path) -> Printed:
    made = Printed(tmp_path, InspectionReport(paths.FONTS))
    made.site.history.close()
    return made


@pytest.fixture
def run(printed: Printed, capsys: pytest.CaptureFixture[str]) -> Run:
    def act(*arguments: object, history: Path | None = None) -> tuple[int, str, str]:
        parser = argparse.ArgumentParser()
        add_command(parser.add_subparsers(dest="command"))
        code = verify(parser.parse_args([NAME, *map(str, arguments)]), history or printed.site.folder)
        said = capsys.readouterr()
        return code, said.out, said.err

    return act


def test_a_good_report(run: Run, printed: Printed):
    code, out, err = run(printed.path)
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[0].startswith(f"{printed.path}: Förderpumpe 1 / ")
    assert lines[1:] == [
        "  good  file: The file is as it was written.",
        "  good  facts: The facts in it are whole.",
        "  good  text: Its pages show what its facts say.",
        "  good  history: The history says the same.",
        "  good  recording: The stored recording is as it was judged.",
        "  Everything is as it should be.",
    ]


def test_an_altered_record_is_said_in_a_line(run: Run, printed: Printed):
    printed.alter_history("score", 0.42)
    code, out, _ = run(printed.path)
    assert code == 2
    assert "  NOT   history: The history has another score: “0.42”, not “1.84”." in out
    assert out.endswith("Do not rely on this report as it is.\n")


def test_several_reports_and_one_that_is_none(run: Run, printed: Printed, tmp_path: Path):
    (tmp_path / "letter.pdf").write_bytes(b"Dear all")
    code, out, err = run(tmp_path / "letter.pdf", printed.path)
    assert code == 2
    assert err == f"{tmp_path / 'letter.pdf'}: This is not a PDF. Choose a report that Earshot has written.\n"
    assert "Everything is as it should be." in out


def test_a_folder_without_a_history_stays_without_one(run: Run, printed: Printed, tmp_path: Path):
    code, out, _ = run(printed.path, history=tmp_path / "nothing")
    assert code == 2
    assert "There is no history here to compare it with." in out
    assert not (tmp_path / "nothing").exists()


def test_as_json(run: Run, printed: Printed, tmp_path: Path):
    code, out, _ = run(printed.path, tmp_path / "gone.pdf", "--json")
    good, gone = map(json.loads, out.splitlines())
    assert code == 2
    assert (good["good"], good["facts"]["score"], good["found"][0]["part"]) == (True, 1.84, "file")
    assert gone == {
        "file": str(tmp_path / "gone.pdf"),
        "good": False,
        "problem": "“gone.pdf” is not there. Check its name and folder.",
    }


def test_its_help_promises_no_signature(capsys: pytest.CaptureFixture[str]):
    parser = argparse.ArgumentParser()
    add_command(parser.add_subparsers(dest="command")).print_help()
    assert "no cryptographic signature" in " ".join(capsys.readouterr().out.split())

"""`self-test`: all is well where all is well, and what is broken is named, each part for itself."""

import argparse
import json
import os
import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pypdf
import pytest

from app.acoustics import samples
from app.domain.problem import Problem
from app.main import paths, self_test, self_test_parts
from app.main.self_test_lines import Line, Result, Worth, lines
from app.main.self_test_parts import Part, parts
from app.reports.pdf_a_text import printed_text
from tests.conftest import ROOT, shipped_model

PROGRAM = (
    "import argparse, pathlib, sys; from app.main.self_test import self_test;"
    "sys.exit(self_test(argparse.Namespace(json=True), pathlib.Path('unused')))"
)


def said_by(*some: Part) -> list[Line]:
    return list(lines(lambda folder: iter(some)))


def part(name: str, folder: Path) -> Line:
    """One part as it is tried, the others left out."""
    given = parts(folder)
    # The microphones are looked for as long as there are parts to come.
    with closing(given):
        return next(iter(said_by(next(one for one in given if one.name == name))))


def raising(error: Exception) -> Part:
    def check() -> str:
        raise error

    return Part("a part", check)


@pytest.mark.slow
def test_the_program_works_and_leaves_nothing_behind(tmp_path: Path):
    home, temporary = tmp_path / "home", tmp_path / "temporary"
    home.mkdir()
    temporary.mkdir()
    kept = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=ROOT,
        env={**kept, "HOME": str(home), "TMPDIR": str(temporary), "QT_QPA_PLATFORM": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    told = [json.loads(line) for line in ran.stdout.splitlines()]
    assert ran.returncode == 0, ran.stdout + ran.stderr
    *each, whole = told
    assert whole["failed"] == 0 and whole["parts"] == len(each)
    names = [one["part"] for one in each]
    assert {"database", "history", "verdict", "report", "sound devices", "window", "fonts", "icons"} <= set(names)
    assert {f"model {kind}" for kind in ("fan", "pump", "slider", "generic")} <= set(names)
    # The sound server's own library makes itself a place.
    left = [path for folder in (temporary, home) for path in folder.rglob("*") if "pulse" not in str(path)]
    assert [path for path in left if path.is_file()] == [], "nothing of ours or of a library's is left"


def test_each_part_is_tried_whatever_became_of_the_others(capsys: pytest.CaptureFixture[str]):
    some = (
        raising(Problem("It is missing.", "Install it.")),
        raising(Worth("There is none.", "Plug one in.")),
        raising(ZeroDivisionError("deep inside")),
        Part("the last", lambda: "works"),
    )
    found = said_by(*some)
    assert [line.result for line in found] == [Result.FAILED, Result.NOTE, Result.FAILED, Result.OK]
    assert found[0].what == "It is missing." and found[0].to_do == "Install it."
    assert "ZeroDivisionError: deep inside" in found[2].what and found[2].to_do


@pytest.mark.parametrize(
    ("some", "code"), [((), 0), ((raising(Worth("n")),), 0), ((raising(ValueError("v")),), 1)]
)
def test_the_exit_code_counts_failures_and_no_notes(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], some: tuple[Part, ...], code: int
):
    monkeypatch.setattr(self_test_parts, "parts", lambda folder: iter(some))
    assert self_test.self_test(argparse.Namespace(json=False), Path("unused")) == code
    last = capsys.readouterr().out.splitlines()[-1]
    assert last.startswith("Everything works") if code == 0 else last == "1 of 1 failed."


def test_without_a_temporary_folder_that_is_what_failed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nowhere"))
    (line,) = said_by(Part("never", lambda: "tried"))
    assert line.result is Result.FAILED and "TMPDIR" in line.to_do


def test_a_model_that_was_altered_is_named_and_the_others_still_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    for kind in ("fan", "pump"):
        shutil.copytree(shipped_model(kind), tmp_path / "models" / kind / shipped_model(kind).name)
    graph = tmp_path / "models" / "fan" / shipped_model("fan").name / "judge.onnx"
    graph.write_bytes(graph.read_bytes()[:-1] + b"\0")
    monkeypatch.setattr(paths, "MODELS", tmp_path / "models")
    assert part("model fan", tmp_path).result is Result.FAILED
    assert "altered" in part("model fan", tmp_path).what
    assert part("model pump", tmp_path).result is Result.OK


def test_a_model_that_computes_otherwise_than_its_card_says_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    folder = tmp_path / "models" / "fan" / shipped_model("fan").name
    shutil.copytree(shipped_model("fan"), folder)
    card = json.loads((folder / "card.json").read_text("utf-8"))
    card["self_test"]["score"][0] += 0.01
    (folder / "card.json").write_text(json.dumps(card), "utf-8")
    monkeypatch.setattr(paths, "MODELS", tmp_path / "models")
    found = part("model fan", tmp_path)
    assert found.result is Result.FAILED and "score of clip 0" in found.what


def test_no_model_at_all_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(paths, "MODELS", tmp_path / "none")
    assert part("models", tmp_path).result is Result.FAILED


@pytest.fixture
def child(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> object:
    """Lets a test say what the child that looks for microphones prints."""

    def says(line: str) -> None:
        program = tmp_path / "child.py"
        program.write_text(f"import sys\nprint({line!r}, flush=True)\nsys.stdin.read()\n", "utf-8")
        monkeypatch.setattr("app.capture.scanner.child_command", lambda: [sys.executable, str(program)])

    return says


@pytest.mark.parametrize(
    ("line", "result", "words"),
    [
        ('{"devices": [], "sources": null, "server": ""}', Result.NOTE, "No microphone"),
        ('{"missing": "PortAudio library not found"}', Result.FAILED, ""),
        ('{"silent": "no answer"}', Result.NOTE, ""),
        (
            '{"devices": [{"index": 0, "name": "Desk microphone", "host": "Core Audio", "channels": 1, '
            '"sample_rate_hz": 48000, "is_default": true}], "sources": null, "server": ""}',
            Result.OK,
            "Desk microphone",
        ),
    ],
)
def test_no_microphone_is_a_note_and_no_portaudio_a_failure(
    child: object, tmp_path: Path, line: str, result: Result, words: str
):
    child(line)  # type: ignore[operator]
    found = part("sound devices", tmp_path)
    assert found.result is result and words in found.what


def test_a_child_that_can_not_be_started_fails(child: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    child("")  # type: ignore[operator]
    monkeypatch.setattr(self_test_parts, "_DEVICES_WITHIN_S", 0.2)
    assert part("sound devices", tmp_path).result is Result.FAILED


@pytest.mark.slow
def test_a_missing_font_or_icon_fails(tmp_path: Path):
    """In programs of their own: Qt keeps what it once loaded."""
    for kind, wanted in (("fonts", "typeface"), ("icons", "missing")):
        (tmp_path / kind).mkdir()
        program = (
            f"from pathlib import Path; from app.ui.theme import {kind} as own; from app.ui import self_test;"
            f"own._FOLDER = Path({str(tmp_path / kind)!r}); self_test.{kind}()"
        )
        ran = subprocess.run(
            [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert ran.returncode == 1 and wanted in ran.stderr, ran.stderr


@pytest.mark.slow
def test_a_plugin_of_qts_that_is_missing_is_told_and_does_not_end_the_program(tmp_path: Path):
    program = (
        "from PySide6.QtCore import QCoreApplication; from app.ui import self_test;"
        f"QCoreApplication.setLibraryPaths([{str(tmp_path)!r}]); self_test.window()"
    )
    ran = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 1 and "is missing" in ran.stderr, ran.stderr


@pytest.mark.slow
def test_a_wrong_verdict_and_an_unreadable_report_fail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    job = self_test_parts._Job(tmp_path / "job")
    assert said_by(Part("report", job.report))[0].result is Result.NOTE, "nothing was printed yet"
    assert said_by(Part("verdict", job.verdict), Part("report", job.report))[1].result is Result.OK
    pdf = (tmp_path / "job" / "report.pdf").read_bytes()
    assert job._made is not None
    job._made = job._made[0], pdf.replace(b"/ToUnicode", b"/NoUnicode")
    assert said_by(Part("report", job.report))[0].result is Result.FAILED
    monkeypatch.setattr("app.workflows.sample_fan.HEALTHY", samples.HEALTHY)
    healthy_twice = self_test_parts._Job(tmp_path / "other")
    monkeypatch.setattr(paths, "SAMPLES", _healthy_samples(tmp_path))
    monkeypatch.setattr("app.main.wiring.paths.SAMPLES", _healthy_samples(tmp_path))
    assert said_by(Part("verdict", healthy_twice.verdict))[0].result is Result.FAILED
    _same_words(pdf)


def _healthy_samples(folder: Path) -> Path:
    """The shipped takes, the damaged one healthy."""
    made = folder / "samples"
    if not made.exists():
        shutil.copytree(paths.SAMPLES, made)
        shutil.copy(made / samples.HEALTHY[-1].file_name, made / "later-blade-damage.wav")
    return made


def _same_words(pdf: bytes) -> None:
    """A whole PDF library reads the same words."""
    import io

    reader = pypdf.PdfReader(io.BytesIO(pdf))
    theirs = {word for page in reader.pages for word in page.extract_text().split()}
    ours = set("\n".join(printed_text(pdf) or ()).split())
    assert len(theirs) > 100 and len(theirs - ours) < 0.05 * len(theirs), theirs - ours


@pytest.mark.parametrize(
    "wild", [b"", b"%PDF-1.4", b"1 0 obj\n<< /Filter /FlateDecode >>\nstream\nx\nendstream\nendobj"]
)
def test_what_is_no_report_has_no_words(wild: bytes):
    assert not printed_text(wild)

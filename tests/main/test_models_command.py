"""`model` on the command line: what it says, what it leaves behind, its exit codes."""

import json
import shutil
from pathlib import Path

import pytest

from app.main.cli import main
from tests.workflows.test_models import SHIPPED, model_file


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    def act(*arguments: object) -> tuple[int, str, str]:
        code = main(["model", *map(str, arguments), "--history", str(tmp_path / "history")])
        said = capsys.readouterr()
        return code, said.out, said.err

    return act


def test_import_then_use_then_list(run, tmp_path: Path):
    code, out, _ = run("import", model_file(tmp_path / "new.earshot-model", "99.1"))
    assert (code, out) == (0, "fan 99.1 is imported. It judges nothing before: model use fan 99.1\n")
    assert f"fan {SHIPPED.version}: came with Earshot, in use" in run("list")[1].splitlines()
    assert run("use", "fan", "99.1")[:2] == (0, "fan 99.1 judges from now on.\n")
    lines = [json.loads(line) for line in run("list", "--json")[1].splitlines()]
    fans = {line["version"]: line for line in lines if line["kind"] == "fan"}
    assert fans["99.1"]["in_use"] and fans["99.1"]["since"] and not fans["99.1"]["shipped"]
    assert not fans[SHIPPED.version]["in_use"] and fans["99.1"]["judges"] == ["fan"]
    (tmp_path / "history" / "models" / "fan" / "99.1" / "ear.onnx").unlink()
    code, out, _ = run("list")
    assert code == 2 and "missing" in out
    shutil.rmtree(tmp_path / "history" / "models")
    code, _, err = run("list")
    assert code == 0 and "fan 99.1 was chosen, and is gone." in err


def test_what_is_refused_is_said_with_the_reason(run, tmp_path: Path):
    (tmp_path / "bad.earshot-model").write_text("hello")
    code, out, err = run("import", tmp_path / "bad.earshot-model")
    assert (code, out) == (2, "") and "is refused: it is damaged or no model file" in err
    code, _, err = run("use", "fan", "7")
    assert code == 2 and "Version 7 of the fan model is not installed" in err


def test_two_versions_are_compared(run, tmp_path: Path):
    run("import", model_file(tmp_path / "new.earshot-model", "99.1"))
    code, out, _ = run("compare", "fan", SHIPPED.version, "99.1")
    assert (code, out) == (0, "Of 0 takes 0 get the same verdict; 0 were left out.\n")
    told = json.loads(run("compare", "fan", SHIPPED.version, "99.1", "--json")[1])
    assert (told["first"], told["second"], told["takes"]) == (SHIPPED.version, "99.1", [])


def test_an_imported_version_is_removed_and_one_in_use_is_not(run, tmp_path: Path):
    run("import", model_file(tmp_path / "new.earshot-model", "99.1"))
    run("use", "fan", "99.1")
    code, _, err = run("remove", "fan", "99.1")
    assert code == 2 and "is in use" in err
    run("use", "fan", SHIPPED.version)
    assert run("remove", "fan", "99.1")[:2] == (0, "fan 99.1 is removed; its verdicts stay.\n")
    assert "99.1" not in run("list")[1]
    code, _, err = run("remove", "fan", SHIPPED.version)
    assert code == 2 and "came with Earshot" in err

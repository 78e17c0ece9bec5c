"""The audit tells "none known" apart from "could not ask", whatever pip-audit's own exit code says."""

import json
import re
import subprocess
from pathlib import Path

from installer import audit
from tests.house import sources

PYTHON = Path("python")


def answering(stdout: str, stderr: str = "", code: int = 0):
    def run(command):
        return subprocess.CompletedProcess(command, code, stdout, stderr)

    return run


def told(*packages: dict) -> str:
    return json.dumps({"dependencies": list(packages), "fixes": []})


CLEAN = {"name": "numpy", "version": "2.4.6", "vulns": []}
BAD = {"name": "pillow", "version": "1.0", "vulns": [{"id": "PYSEC-1", "fix_versions": ["1.1"], "aliases": []}]}
SKIPPED = {"name": "soxr", "skip_reason": "Dependency not found on PyPI"}


def test_none_known_is_a_clean_bill(capsys):
    assert audit.audit(PYTHON, run=answering(told(CLEAN))) == audit.NONE_KNOWN
    assert "1 of 1 packages asked for, 0 vulnerabilities known" in capsys.readouterr().out


def test_a_known_one_is_named_with_the_version_that_mends_it(capsys):
    assert audit.audit(PYTHON, run=answering(told(CLEAN, BAD), code=1)) == audit.SOME_KNOWN
    assert "pillow 1.0: PYSEC-1, mended in 1.1" in capsys.readouterr().out


def test_a_package_that_was_not_looked_up_is_no_clean_bill(capsys):
    assert audit.audit(PYTHON, run=answering(told(CLEAN, SKIPPED))) == audit.NOT_ASKED
    assert "soxr" in capsys.readouterr().out
    assert audit.audit(PYTHON, run=answering(told(BAD, SKIPPED), code=1)) == audit.SOME_KNOWN


def test_without_a_network_it_says_so(capsys):
    for answer in ("", "no network", "[]", told()):
        assert audit.audit(PYTHON, run=answering(answer, "ConnectionError: no route\n", 1)) == audit.NOT_ASKED
    assert "Could not ask" in capsys.readouterr().out


def test_where_pip_audit_cannot_be_had_nothing_was_asked(tmp_path, capsys):
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "python").touch()
    (tmp_path / "Scripts").mkdir()
    (tmp_path / "Scripts" / "python.exe").touch()
    assert audit.python_with_tool(tmp_path, answering("", "No matching distribution\n", 1)) is None
    assert "No matching distribution" in capsys.readouterr().err


def test_the_program_knows_nothing_of_installers():
    ours = re.compile(r"^\s*(?:from|import) (?:installer|pip_audit|cyclonedx)\b|pip[_-]audit", re.MULTILINE)
    for path in sources("app"):
        assert not ours.search(path.read_text(encoding="utf-8")), path

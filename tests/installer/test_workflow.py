"""The build machines run what is in this tree, keep what they made, and are told nothing they need not know."""

import re

import pytest

from tests.house import ROOT

FOLDER = ROOT / ".github" / "workflows"
FILES = sorted(FOLDER.glob("*.yml"))
INSTALLERS = (FOLDER / "installers.yml").read_text(encoding="utf-8")


def jobs(text: str) -> dict[str, str]:
    """The text of each job by its name."""
    body = text.split("\njobs:\n")[1]
    parts = re.split(r"^  (\w+):\n", body, flags=re.MULTILINE)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.name)
def test_a_workflow_may_read_and_nothing_else_and_every_job_ends(file):
    text = file.read_text(encoding="utf-8")
    assert "\npermissions:\n  contents: read\n" in text and "write" not in text.split("jobs:")[0]
    for name, job in jobs(text).items():
        assert re.search(r"^    timeout-minutes: \d+$", job, re.MULTILINE), name
    assert "\t" not in text and "secrets." not in text


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.name)
def test_every_file_that_a_workflow_runs_is_there(file):
    named = re.findall(
        r"(?<![\w/])(?:\./)?((?:installer|\.github)/[\w./-]+\.\w+)", file.read_text(encoding="utf-8")
    )
    assert named
    for name in named:
        assert (ROOT / name).is_file(), name


def test_the_three_systems_build_prove_and_keep_their_installer_with_its_sums():
    found = jobs(INSTALLERS)
    assert set(found) == {"debian", "windows", "macos"}
    for name, makes in (("debian", "*.deb"), ("windows", "*-setup.exe"), ("macos", "*.dmg")):
        job = found[name]
        assert "actions/upload-artifact@" in job and "if-no-files-found: error" in job
        assert f"dist/{makes}" in job and "dist/SHA256SUMS" in job and "cdx.json" in job
        assert "prove" in job.lower() and "self-test" in proof(name)


def proof(name: str) -> str:
    """What proves the installer on that system."""
    file = {"debian": "prove.py", "windows": "windows/prove.ps1", "macos": "macos/prove.sh"}[name]
    return (ROOT / "installer" / file).read_text(encoding="utf-8")


def test_packages_come_by_their_locked_hashes():
    for line in INSTALLERS.splitlines():
        if "pip install" in line:
            assert "--require-hashes" in line or re.search(r"==\d", line), line


def test_the_checklist_names_every_system_and_what_was_never_run_there():
    told = (ROOT / "installer" / "RELEASE.md").read_text(encoding="utf-8")
    for word in ("## Windows", "## macOS", "## Debian", "SHA256SUMS", "never"):
        assert word in told, word

"""A history that already holds something worth losing: a machine, a baseline, an inspection."""

from pathlib import Path

import pytest

from app.main.cli import main
from tests.e2e.support import Earshot, copy_history, healthy_wav

MACHINE = "Supply fan 3"


@pytest.fixture(scope="session")
def lived_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("lived-in")
    files = [healthy_wav(folder / "wav" / f"healthy-{seed}.wav", seed) for seed in range(1, 7)]
    history = ["--history", str(folder / "history")]
    assert main([*history, "learn", "--machine", MACHINE, "--fixed", *map(str, files[:5])]) == 0
    assert main([*history, "inspect", "--machine", MACHINE, str(files[5])]) == 0
    return folder / "history"


@pytest.fixture
def earshot(tmp_path: Path, lived_in: Path, capsys: pytest.CaptureFixture[str]) -> Earshot:
    return Earshot(copy_history(lived_in, tmp_path / "history"), capsys)


@pytest.fixture
def fresh(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Earshot:
    return Earshot(tmp_path / "fresh", capsys)

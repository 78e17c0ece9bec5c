"""A fresh history for each test; the tables are made once and copied."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.history.history import History


@pytest.fixture(scope="session")
def empty_folder(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("empty-history")
    History.open(folder).close()
    return folder


@pytest.fixture
def folder(empty_folder: Path, tmp_path: Path) -> Path:
    """A folder with a closed, empty history."""
    copy = tmp_path / "history"
    shutil.copytree(empty_folder, copy)
    return copy


@pytest.fixture
def history(folder: Path) -> Iterator[History]:
    with History.open(folder, busy_timeout_s=0.2) as history:
        yield history

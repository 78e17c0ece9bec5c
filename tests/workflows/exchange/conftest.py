"""Laptops with empty histories; the tables are made once and copied."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.history.history import History
from tests.workflows.exchange.laptops import Laptop


@pytest.fixture(scope="session")
def no_history(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("no-history")
    History.open(folder).close()
    return folder


@pytest.fixture
def laptop(no_history: Path, tmp_path: Path) -> Iterator[Callable[[str], Laptop]]:
    """A new laptop of that name; all are closed in the end."""
    opened: list[Laptop] = []

    def begin(name: str) -> Laptop:
        opened.append(Laptop.open(shutil.copytree(no_history, tmp_path / name)))
        return opened[-1]

    yield begin
    for one in opened:
        one.history.close()


@pytest.fixture
def mine(laptop) -> Laptop:
    return laptop("mine")


@pytest.fixture
def theirs(laptop) -> Laptop:
    return laptop("theirs")

"""What is told of other people's work: from the list that ships, and without it from what is installed."""

import json
from pathlib import Path

import pytest

from app import __version__
from app.workflows.bundled import LICENCES, bundled, versions


def test_everything_in_the_shipped_list_has_a_name_a_licence_and_its_text():
    if not LICENCES.exists():
        pytest.skip("the list of licences is not made yet")
    assert len(bundled()) > 10
    assert all(package.name and package.licence and package.text for package in bundled())


def test_they_are_read_in_the_order_of_their_names(tmp_path: Path):
    listed = [
        {"name": name, "version": "1", "licence": "MIT", "text": "may"} for name in ("zlib", "Alembic", "numpy")
    ]
    (tmp_path / "licences.json").write_text(json.dumps({"packages": listed}), "utf-8")
    found = bundled(tmp_path / "licences.json")
    assert [package.name for package in found] == ["Alembic", "numpy", "zlib"]
    assert (found[0].version, found[0].licence, found[0].text) == ("1", "MIT", "may")


@pytest.mark.parametrize(
    "damaged", [None, "", "[]", "{}", '{"packages": [3]}', '{"packages": [{}]}', '{"packages": []}']
)
def test_without_the_list_the_installed_libraries_are_told(tmp_path: Path, damaged: str | None):
    if damaged is not None:
        (tmp_path / "licences.json").write_text(damaged, "utf-8")
    found = {package.name: package for package in bundled(tmp_path / "licences.json")}
    assert found["numpy"].version and "BSD" in found["numpy"].licence


def test_versions_begin_with_our_own_and_name_the_libraries():
    first, second, *rest = versions().splitlines()
    assert first == f"Earshot {__version__}" and second.startswith("Python 3")
    assert any(line.startswith("onnxruntime ") for line in rest)

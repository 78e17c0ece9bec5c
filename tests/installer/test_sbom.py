"""The bill of materials fits its schema, is the same each time, and names all that ships."""

import hashlib
import json

import pytest

pytest.importorskip("cyclonedx", reason="needs cyclonedx-python-lib[json-validation]")
pytest.importorskip("jsonschema", reason="needs cyclonedx-python-lib[json-validation]")

from installer import licences, sbom
from installer.licences_parts import PARTS
from tests.house import ROOT


@pytest.fixture(scope="module")
def document():
    return sbom.written(sbom.bill("linux"))


@pytest.fixture
def bill(document):
    return json.loads(document)


def test_it_is_the_same_each_time(document):
    assert sbom.written(sbom.bill("linux")) == document


def test_every_locked_package_has_the_hashes_of_the_lock(bill):
    there = {one["purl"]: one for one in bill["components"] if "purl" in one}
    for package in licences.locked():
        component = there[f"pkg:pypi/{package.name}@{package.version}"]
        (wheels,) = component["externalReferences"]
        assert {one["content"] for one in wheels["hashes"]} == set(package.sha256)
        assert component["licenses"][0]["expression"]


def test_the_files_of_the_models_have_their_sums(bill):
    models = next(one for one in bill["components"] if one["name"] == "Models")
    assert models["components"]
    for file in models["components"]:
        assert file["hashes"][0]["content"] == hashlib.sha256((ROOT / file["name"]).read_bytes()).hexdigest()


def test_a_library_that_is_inside_a_wheel_has_the_version_that_it_says(bill):
    versions = {one["name"]: one.get("version") for one in bill["components"]}
    import soundfile

    assert versions["libsndfile"] == soundfile.__libsndfile_version__
    from PySide6.QtCore import qVersion

    assert versions["Qt"] == qVersion()


def test_each_system_has_its_own_libraries():
    names = {
        system: {one.name for one in sbom.bill(system).components} for system in ("linux", "windows", "macos")
    }
    assert "PortAudio" in names["windows"] & names["macos"] and "PortAudio" not in names["linux"]
    assert "ICU" in names["linux"] and "ICU" not in names["windows"]
    assert {part.name for part in PARTS if len(part.systems) == 3} - {"Earshot"} <= names["linux"]


def test_the_libraries_of_a_bundle_are_listed_with_their_sums(tmp_path):
    (tmp_path / "_internal").mkdir()
    (tmp_path / "_internal" / "libown.so.6").write_bytes(b"library")
    (tmp_path / "_internal" / "readme.txt").write_bytes(b"text")
    told = json.loads(sbom.written(sbom.bill("linux", tmp_path)))
    files = {one["name"]: one["hashes"][0]["content"] for one in told["components"] if one["type"] == "file"}
    assert files == {"_internal/libown.so.6": hashlib.sha256(b"library").hexdigest()}


def test_a_library_of_unknown_origin_is_named(tmp_path):
    for name in ("libcrypto.so.3", "libscipy_openblas64_-32a4b2a6.so", "libmystery.so.1"):
        (tmp_path / name).write_bytes(b"library")
    assert "libmystery.so.1" in sbom.unclaimed(tmp_path)
    assert "libcrypto.so.3" not in sbom.unclaimed(tmp_path)


def test_portaudio_with_steinbergs_asio_is_not_passed_on(tmp_path):
    (tmp_path / "libportaudio64bit-asio.dll").write_bytes(b"library")
    assert sbom.unclaimed(tmp_path) == ["libportaudio64bit-asio.dll"]


def test_no_registry_and_no_place_on_this_machine_is_named(document):
    assert "simple/" not in document and "files.pythonhosted" not in document
    assert str(ROOT) not in document

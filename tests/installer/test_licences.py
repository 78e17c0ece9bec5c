"""Nothing ships without its licence: packages, libraries inside their wheels, files beside the program."""

import json
import sys
from email.message import Message

import pytest

from installer import licences
from installer.licences_parts import PARTS
from tests.house import ROOT

ENTRIES = json.loads(licences.OUT.read_text(encoding="utf-8"))["packages"]
TEXT = {entry["name"]: entry["text"] for entry in ENTRIES}
NOT_SHIPPED = ("resources/docs/", "resources/guide/", "resources/licences.json")


def test_every_locked_package_is_there_in_its_locked_version_with_a_text():
    assert licences.missing(ENTRIES) == []


def test_a_package_without_a_text_or_of_another_version_is_named():
    silent = [{**entry, "text": ""} if entry["name"] == "numpy" else entry for entry in ENTRIES]
    assert licences.missing(silent) == ["numpy: no licence text"]
    older = [{**entry, "version": "0.1"} if entry["name"] == "soxr" else entry for entry in ENTRIES]
    assert [line.split(" ")[0] for line in licences.missing(older)] == ["soxr"]


@pytest.mark.skipif(
    sys.platform != "linux", reason="wheels for other systems carry other libraries and so other texts"
)
def test_the_file_is_what_the_installed_packages_say():
    written = {entry["name"]: entry for entry in ENTRIES}
    found = list(licences.packages())
    assert found
    for entry in found:
        assert written[entry["name"]] == entry, f"{entry['name']}: run `python installer/licences.py`"


def test_every_part_has_its_text_as_the_file_has_it():
    for part in PARTS:
        assert TEXT[part.name] == licences.part_text(part), f"{part.name}: run `python installer/licences.py`"
        assert all((ROOT / name).is_file() for name in part.texts)


def test_every_file_beside_the_program_belongs_to_a_part():
    told = {path for part in PARTS for pattern in part.files for path in ROOT.glob(pattern)}
    shipped = [path for folder in ("resources", "models") for path in (ROOT / folder).rglob("*") if path.is_file()]
    shipped = [path for path in shipped if not path.relative_to(ROOT).as_posix().startswith(NOT_SHIPPED)]
    left = [path for path in shipped if path not in told and len(path.relative_to(ROOT).parts) > 2]
    left = [path for path in left if "models/report" not in path.as_posix()]
    assert not left, left


def test_what_is_under_the_lesser_licence_says_how_to_replace_it():
    lesser = [entry for entry in ENTRIES if entry["licence"].startswith("LGPL")]
    assert {"PySide6_Essentials", "shiboken6", "Qt", "libsndfile", "soxr"} <= {entry["name"] for entry in lesser}
    for entry in lesser:
        assert "you may replace them by your own build" in entry["text"], entry["name"]
        assert "GNU LESSER GENERAL PUBLIC LICENSE" in entry["text"], entry["name"]
    assert "GNU GENERAL PUBLIC LICENSE" in TEXT["Qt"], "version 3 of the lesser licence refers to the full one"


def test_no_text_names_a_place_on_the_build_machine():
    for entry in ENTRIES:
        assert "/root/" not in entry["text"] and "site-packages" not in entry["text"], entry["name"]


def test_a_package_that_says_nothing_we_know_is_asked_for():
    class Silent:
        metadata = Message()

    Silent.metadata["Name"] = "mystery"
    Silent.metadata["License"] = "see website"
    with pytest.raises(ValueError, match="mystery"):
        licences.licence_of(Silent())


def test_of_two_locked_versions_the_one_for_the_bundles_python_counts(tmp_path):
    lock = tmp_path / "lock.txt"
    lock.write_text(
        "numpy==2.4.6 ; python_full_version < '3.12' \\\n    --hash=sha256:aa \\\n    --hash=sha256:bb\n"
        "numpy==2.5.5 ; python_full_version >= '3.12' \\\n    --hash=sha256:cc\n# said\n",
        encoding="utf-8",
    )
    assert licences.locked(lock) == [licences.Locked("numpy", "2.4.6", ("aa", "bb"))]
    assert licences.locked(lock, "3.13")[0].version == "2.5.5"

"""The bundle stays as small as it was: what was recorded, and the build at hand where there is one."""

import json

import pytest

from tests.installer.scripts import ROOT, script

RECORDED = ROOT / "installer" / "sizes.json"
AT_HAND = ROOT / "dist" / "sizes.json"
sizes = script("linux.sizes")


def test_what_was_recorded_is_within_the_aims():
    recorded = json.loads(RECORDED.read_text(encoding="utf-8"))
    assert recorded["on disk"] == sum(recorded["by package"].values())
    assert recorded["on disk"] <= sizes.MOST_ON_DISK_BYTES
    assert recorded["packed"] <= sizes.MOST_PACKED_BYTES


def test_nothing_that_the_program_does_not_use_is_in_the_bundle():
    recorded = json.loads(RECORDED.read_text(encoding="utf-8"))
    assert not {"scipy", "librosa", "numba", "sklearn", "torch", "pyarrow"} & set(recorded["by package"])
    assert not {"defusedxml", "cyclonedx", "jsonschema", "lark", "setuptools"} & set(recorded["by package"])


@pytest.mark.skipif(not AT_HAND.is_file(), reason="needs a build (python installer/build.py)")
def test_the_build_at_hand_did_not_grow():
    now = json.loads(AT_HAND.read_text(encoding="utf-8"))
    recorded = json.loads(RECORDED.read_text(encoding="utf-8"))
    assert sizes.grown(now["by package"], recorded["by package"]) == []


def test_a_missed_aim_is_told_with_by_how_much():
    assert sizes.missed(sizes.MOST_ON_DISK_BYTES, sizes.MOST_PACKED_BYTES) == []
    told = sizes.missed(sizes.MOST_ON_DISK_BYTES + 9_600_000, sizes.MOST_PACKED_BYTES)
    assert told == ["The aim of 220 MB on disk is missed by 9.6 MB."]


def test_growth_is_named_and_small_change_is_not():
    recorded = {"numpy": 40_000_000, "PySide6": 80_000_000, "soxr": 500_000}
    assert sizes.grown({**recorded, "numpy": 41_900_000, "soxr": 600_000}, recorded) == []
    assert sizes.grown({**recorded, "numpy": 42_100_000}, recorded) == ["numpy grew from 40.0 to 42.1 MB"]
    told = sizes.grown({**recorded, "scipy": 90_000_000}, recorded)
    assert told == ["scipy grew from 0.0 to 90.0 MB", "all together grew from 120.5 to 210.5 MB"]


@pytest.mark.parametrize(
    ("name", "module", "package"),
    [
        ("numpy.libs", False, "numpy"),
        ("pypdfium2_raw", False, "pypdfium2"),
        ("pyside6_essentials-6.11.3.dist-info", False, "PySide6"),
        ("shiboken6", False, "PySide6"),
        ("_cffi_backend.cpython-311-x86_64-linux-gnu.so", False, "sounddevice and soundfile"),
        ("libpython3.11.so.1.0", False, "Python"),
        ("_soundfile_data", False, "sounddevice and soundfile"),
        ("app", True, "the program"),
        ("json", True, "Python"),
        ("_pydecimal", True, "Python"),
        ("PIL", False, "pillow"),
        ("pillow.libs", False, "pillow"),
    ],
)
def test_each_part_belongs_to_a_package(name, module, package):
    assert sizes._package(name, module) == package

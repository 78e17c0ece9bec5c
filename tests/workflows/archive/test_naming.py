"""Which machine a file belongs to: by its folders, by a pattern."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.machine import MachineType
from app.domain.problem import Problem
from app.workflows.archive.naming import Label, Named, Pattern, guess

NAME = st.text(st.characters(codec="utf-8", exclude_characters="/\\\0{}*."), min_size=1, max_size=12).filter(
    lambda name: name.strip() == name
)


def test_mimii_folders_tell_type_machine_and_label():
    files = ["fan/id_00/normal/00000001.wav", "pump/id_02/abnormal/00000001.wav"]
    assert guess(files, "mimii") == [
        Named("id_00", MachineType.FAN, label=Label.HEALTHY),
        Named("id_02", MachineType.PUMP, label=Label.INSPECT),
    ]


@pytest.mark.parametrize(
    ("paths", "machines"),
    [
        (["2025/11/22/a.wav", "2025/11/23/b.wav"], ["Root", "Root"]),
        (["Fan 3/2025-11-22/a.wav", "Fan 4/2025/11/22/b.wav"], ["Fan 3", "Fan 4"]),
        (["export/Fan 3/a.wav", "export/Fan 4/b.wav"], ["Fan 3", "Fan 4"]),
        (["normal/a.wav", "b.wav"], ["Root", "Root"]),
        (["11/a.wav", "12/b.wav"], ["11", "12"]),
        (["4711/a.wav", "4712/b.wav"], ["4711", "4712"]),
    ],
)
def test_dates_and_what_all_have_in_common_are_no_machine(paths, machines):
    assert [one.machine for one in guess(paths, "Root")] == machines


def test_more_folders_than_there_are_names_for_are_left_to_a_pattern():
    deep, _ = guess(["a/b/c/d/x.wav", "e/x.wav"], "Root")
    assert "deeper" in deep


@pytest.mark.parametrize(
    ("pattern", "path", "machine", "point"),
    [
        ("{machine}", "Fan 3/a/b.wav", "Fan 3", ""),
        ("*/{type}/{machine}/{label}", "6_dB/fan/id_00/normal/1.wav", "id_00", ""),
        ("**/{machine}/{point}", "a/b/Fan 3/Inlet/x.wav", "Fan 3", "Inlet"),
        ("{machine}_{point}_*.wav", "Fan 3_Inlet_0001.wav", "Fan 3", "Inlet"),
        ("halls/{machine}-{point}", "Halls/Fan-Inlet/x.wav", "Fan", "Inlet"),
    ],
)
def test_a_pattern_finds_names_where_it_says(pattern, path, machine, point):
    found = Pattern(pattern).read(path)
    assert isinstance(found, Named) and (found.machine, found.point) == (machine, point)


@pytest.mark.parametrize("text", ["", "{type}", "{machin}", "{machine}/{machine}", "{}/{machine}"])
def test_what_is_no_pattern_is_refused(text):
    with pytest.raises(Problem, match="pattern"):
        Pattern(text)


def test_what_does_not_fit_says_why():
    assert Pattern("{machine}/{label}").read("Fan/odd/x.wav") == "“odd” is no label: healthy or inspect."
    assert Pattern("{type}/{machine}").read("x.wav") == "It does not fit the pattern."


@given(st.lists(NAME, min_size=3, max_size=3))
def test_a_pattern_reads_back_any_name(names):
    machine, point, condition = names
    found = Pattern("{machine}/{point}/{condition}").read(f"{machine}/{point}/{condition}/x.wav")
    assert found == Named(machine, None, point, condition)


@given(st.lists(st.lists(NAME, max_size=5).map(lambda parts: "/".join([*parts, "x.wav"])), max_size=6))
def test_guessing_never_fails_and_always_names_a_machine(paths):
    found = guess(paths, "Root")
    assert len(found) == len(paths)
    assert all(isinstance(one, str) or one.machine for one in found)

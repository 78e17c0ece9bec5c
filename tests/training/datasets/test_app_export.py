"""What the app exports: only files that are what the list says they are, and never one from elsewhere."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.problem import Problem
from tests.training.datasets.trees import counts, names, write
from training.data import HEALTHY
from training.datasets import open_data_set
from training.datasets.listed import inside


def take(root: Path, seed: int, label: str = HEALTHY, **more: Any) -> dict[str, Any]:
    """A take's file, and its line in the list."""
    path = write(root / "takes" / "new.wav", seed=seed)
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    path.replace(root / "takes" / f"{sha256}.wav")
    line = {
        "file": f"takes/{sha256}.wav", "sha256": sha256, "machine_id": "m1", "machine": "Lüfter 1", "type": "fan",
        "point": "inlet", "condition": "full load", "rpm": 1450, "blades": 6, "label": label, "cause": "",
        "cause_code": "", "recorded_at": f"2026-11-{20 - seed:02d}T10:00:00+00:00",
        "device": "USB", "raw_stream": "yes",
    }  # fmt: skip
    return line | more


def write_list(root: Path, takes: list[Any], **more: Any) -> Path:
    content = {"format": 1, "app_version": "0.1.0", "made_at": "2026-11-22T10:00:00+00:00", "takes": takes}
    (root / "earshot-export.json").write_text(json.dumps(content | more), encoding="utf-8")
    return root


def test_one_machine_point_and_condition_is_one_machine(tmp_path: Path):
    takes = [
        take(tmp_path, 1),
        take(tmp_path, 2),
        take(tmp_path, 3, "abnormal"),
        take(tmp_path, 4, condition="idle"),
        take(tmp_path, 5, machine_id="m2"),
        take(tmp_path, 6, machine="Pumpe/2", machine_id="m3", type="pump", point=None, condition=""),
    ]
    data_set = open_data_set(write_list(tmp_path, takes))
    assert data_set.kind == "export from the app"
    assert counts(data_set) == {
        "fan/Lüfter 1 · inlet · full load (m1) recorded normal": 2,
        "fan/Lüfter 1 · inlet · full load (m1) recorded abnormal": 1,
        "fan/Lüfter 1 · inlet · full load (m2) recorded normal": 1,
        "fan/Lüfter 1 · inlet · idle recorded normal": 1,
        "pump/Pumpe-2 recorded normal": 1,
    }
    assert data_set.skipped == ()
    # Recorded later: seed 1.
    order = names(data_set, "fan/Lüfter 1 · inlet · full load (m1)", "recorded", "normal")
    assert order == [Path(takes[1]["file"]).name, Path(takes[0]["file"]).name]


def test_a_file_that_is_altered_missing_or_elsewhere_is_named(tmp_path: Path):
    root = tmp_path / "export"
    write(tmp_path / "outside.wav")
    outside = hashlib.sha256((tmp_path / "outside.wav").read_bytes()).hexdigest()
    good, altered, gone = take(root, 1), take(root, 2), take(root, 3)
    (root / altered["file"]).write_bytes(b"RIFF")
    (root / gone["file"]).unlink()
    (root / "takes" / "link.wav").symlink_to(tmp_path / "outside.wav")
    elsewhere = ["../outside.wav", str(tmp_path / "outside.wav"), "takes/link.wav", "takes/../../outside.wav"]
    nonsense = ["C:\\x.wav", "", "takes", "a\0b"]
    stray = [take(root, 4) | {"file": name, "sha256": outside} for name in (*elsewhere, *nonsense)]
    data_set = open_data_set(write_list(root, [good, altered, gone, *stray]))
    assert sum(counts(data_set).values()) == 1
    assert len(data_set.skipped) == 2 + len(stray)
    assert any("SHA-256 differs" in note for note in data_set.skipped)


def test_a_take_that_is_healthy_and_faulty_is_neither(tmp_path: Path):
    one = take(tmp_path, 1)
    data_set = open_data_set(
        write_list(tmp_path, [one, one | {"label": "abnormal"}, take(tmp_path, 2), take(tmp_path, 2)])
    )
    assert counts(data_set) == {"fan/Lüfter 1 · inlet · full load recorded normal": 1}
    assert sum("listed as healthy and as faulty" in note for note in data_set.skipped) == 2
    assert sum("is there twice" in note for note in data_set.skipped) == 1


@pytest.mark.parametrize(
    ("text", "match"),
    [
        ("", "can't be read"),
        ("{", "can't be read"),
        ("[" * 100_000, "can't be read"),
        ("[]", "no list"),
        ('{"format": 1}', "no list"),
        ('{"format": 2, "takes": []}', "format 2"),
    ],
)
def test_a_list_that_is_none_is_a_problem(tmp_path: Path, text: str, match: str):
    (tmp_path / "earshot-export.json").write_text(text)
    with pytest.raises(Problem, match=match):
        open_data_set(tmp_path)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inside_it: (
        st.lists(inside_it, max_size=3) | st.dictionaries(st.text(max_size=8), inside_it, max_size=3)
    ),
    max_leaves=6,
)
KEYS = ["file", "sha256", "machine_id", "machine", "type", "point", "condition", "label", "recorded_at"]


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(JSON | st.fixed_dictionaries({}, optional=dict.fromkeys(KEYS, JSON)), max_size=4))
def test_any_takes_at_all_are_named_or_left_out(tmp_path: Path, takes: list[Any]):
    data_set = open_data_set(write_list(tmp_path, takes))
    assert data_set.machines == ()
    assert len(data_set.skipped) == len(takes)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(max_size=30)
    | st.lists(st.sampled_from(["..", "a", ".", "", "/", "\\", "C:"]), max_size=6).map("/".join)
)
def test_no_name_leads_out_of_the_folder(tmp_path: Path, name: str):
    (tmp_path / "root" / "a").mkdir(parents=True, exist_ok=True)
    (tmp_path / "secret").write_text("x")
    found = inside(tmp_path / "root", name)
    assert found is None or found.resolve().is_relative_to((tmp_path / "root").resolve())

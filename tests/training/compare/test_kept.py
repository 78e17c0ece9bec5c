"""A comparison that was stopped goes on where it was, and a process that dies takes no other job with it."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn

import pytest

from tests.training.compare import fakes
from training.compare import command, comparison, kept
from training.compare.comparison import Asked, compare
from training.compare.plan import Plan
from training.compare.summary import found
from training.compare.writing import numbers_text

pytestmark = pytest.mark.training


def silent(line: str) -> None:
    pass


def mended() -> dict[str, Any]:
    """What broke works now, what worked can't be asked again."""
    return fakes.known() | {"unlucky": fakes.Distance("unlucky"), "distance": fakes.Unlucky("distance")}


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Asked:
    """A comparison of which one detector breaks, kept; code that is edited while tests run must not matter."""
    monkeypatch.setattr(kept, "CODE", ())
    folder = fakes.bands_folder(tmp_path / "bands")
    return Asked(
        (folder,), fakes.known, Plan(quick=True), ("distance", "unlucky"), processes=1, keep=tmp_path / "kept"
    )


def test_what_was_finished_is_not_done_again_and_what_broke_is_tried_again(asked: Asked):
    said: list[str] = []
    first = compare(asked, silent, {})
    assert [failure["job"] for failure in first.report["failures"]] == ["unlucky on fan"]
    second = compare(replace(asked, known=mended), said.append, {})
    assert second.report["failures"] == []
    assert said[0] == "1 of 2 jobs were finished by the run before, 1 are left."
    rows = [found(one.report["rows"], detector="distance") for one in (first, second)]
    assert rows[0]
    assert rows[0] == rows[1]
    assert found(second.report["rows"], detector="unlucky")
    assert set(second.finished.took_s) == {"distance on fan", "unlucky on fan"}
    assert second.finished.all_s >= second.finished.took_s["distance on fan"]


def test_real_sound_is_kept_as_well(asked: Asked, tmp_path: Path):
    (tmp_path / "wav" / "uav").mkdir(parents=True)
    tried: list[str] = []

    def with_sound() -> Asked:
        def heard(folder: Path, *_: object) -> tuple[list[dict[str, Any]], list[str]]:
            tried.append(folder.name)
            return [], []

        return replace(asked, data=(*asked.data, tmp_path / "wav"), real_sound=heard)

    for _ in range(2):
        compare(with_sound(), silent, {})
    assert tried == ["uav"]


def test_the_same_numbers_come_of_a_run_in_two_parts(asked: Asked, tmp_path: Path):
    compare(asked, silent, {})
    whole = replace(asked, known=lambda: fakes.known() | {"unlucky": fakes.Distance("unlucky")})
    assert numbers_text(compare(whole, silent, {}).report) == numbers_text(
        compare(replace(whole, keep=tmp_path / "elsewhere"), silent, {}).report
    )


def test_nothing_kept_is_taken_for_another_plan_other_data_or_once_all_is_written(asked: Asked):
    first = compare(asked, silent, {})
    broken = replace(asked, known=mended)
    for other in (replace(broken, plan=Plan(seed=1, quick=True)), broken):
        if other is broken:
            fakes.bands_folder(asked.data[0], rows=41)
        failures = compare(other, silent, {}).report["failures"]
        assert [failure["job"] for failure in failures] == ["distance on fan"]
    assert first.kept is not None
    first.kept.forget()
    assert asked.keep is not None
    assert not asked.keep.exists()


def test_a_damaged_leftover_is_done_again(asked: Asked):
    compare(asked, silent, {})
    assert asked.keep is not None
    for path in asked.keep.rglob("*.job"):
        path.write_bytes(path.read_bytes()[:50])
    assert found(compare(asked, silent, {}).report["rows"], detector="distance")


def test_a_process_that_dies_is_named_and_the_others_go_on(asked: Asked):
    report = compare(replace(asked, detectors=("distance", "deadly"), processes=2), silent, {}).report
    assert [failure["job"] for failure in report["failures"]] == ["deadly on fan"]
    assert found(report["rows"], detector="distance")


def test_stopped_by_hand_it_says_that_it_can_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    def stopped(*_: object) -> NoReturn:
        raise KeyboardInterrupt

    monkeypatch.setattr(comparison, "compare", stopped)
    asked = argparse.Namespace(data=[tmp_path], seed=0, quick=True, detectors=(), out=tmp_path, processes=1)
    assert command.run(asked) == command.STOPPED
    assert "goes on from there" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_other_code_finds_nothing_of_what_was_kept(asked: Asked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(kept, "ROOT", tmp_path)
    monkeypatch.setattr(kept, "CODE", ("code",))
    (tmp_path / "code").mkdir()
    for text in ("one = 1", "one = 2"):
        (tmp_path / "code" / "module.py").write_text(text, encoding="utf-8")
        said: list[str] = []
        compare(asked, said.append, {})
        assert not any("finished by the run before" in line for line in said)

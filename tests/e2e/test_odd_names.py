"""File names that are no text, and files that come twice."""

import os
import sys
from pathlib import Path

import pytest

from tests.e2e.conftest import MACHINE
from tests.e2e.support import Earshot, healthy_wav
from tests.e2e.test_bad_input import held


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has file names that are no text")
def test_a_name_that_is_no_text(earshot: Earshot, tmp_path: Path):
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/L\xfcfter.wav"))
    healthy_wav(tmp_path / "a.wav", 8).rename(path)
    said = earshot.inspect(MACHINE, path)
    assert said.code == 0, said.err
    assert said.objects[0]["verdict"] == "healthy"
    assert held(earshot.history) == (1, 2, 5)


def test_the_same_recording_teaches_once(earshot: Earshot, tmp_path: Path):
    again = healthy_wav(tmp_path / "copy of healthy-1.wav", 1)
    said = earshot.learn(MACHINE, again, healthy_wav(tmp_path / "new.wav", 9))
    assert said.code == 2
    assert "copy of healthy-1.wav" in said.err and "already" in said.err
    assert held(earshot.history)[2] == 6


def test_inspecting_what_was_learnt_says_so(earshot: Earshot, tmp_path: Path):
    (answer,) = earshot.inspect(MACHINE, healthy_wav(tmp_path / "healthy.wav", 1)).objects
    assert any("part of the baseline" in reason for reason in answer["reasons"])


def test_starting_over_leaves_the_old_baseline_behind(earshot: Earshot, tmp_path: Path):
    said = earshot("learn", "--machine", MACHINE, "--start-over", healthy_wav(tmp_path / "after-repair.wav", 9))
    assert said.code == 0, said.err
    assert "provisional" in said.out
    assert held(earshot.history)[2] == 1


def test_a_machine_nobody_taught_cannot_be_told(fresh: Earshot, tmp_path: Path):
    said = fresh.inspect("Nobody's fan", healthy_wav(tmp_path / "take.wav", 9))
    assert said.code == 0, said.err
    (answer,) = said.objects
    assert answer["verdict"] == "cannot tell"
    assert "baseline" in answer["finding"] and "Learn" in answer["next_step"]
    assert "was not known and has been added" in said.err


@pytest.mark.parametrize("kind", ["pump", "slider", "other"])
def test_every_type_of_machine_has_a_model(fresh: Earshot, tmp_path: Path, kind: str):
    take = healthy_wav(tmp_path / "take.wav", 9)
    assert fresh("learn", "--machine", "M1", "--type", kind, take).code == 0
    said = fresh("inspect", "--machine", "M1", "--json", take)
    assert said.objects[0]["model"]["machine_type"] == ("generic" if kind == "other" else kind)
    assert said.objects[0]["score"] is not None


def test_points_and_conditions_have_baselines_of_their_own(earshot: Earshot, tmp_path: Path):
    take = healthy_wav(tmp_path / "take.wav", 9)
    said = earshot("inspect", "--machine", MACHINE, "--condition", "Half speed", "--rpm", 740, "--json", take)
    assert said.objects[0]["verdict"] == "cannot tell"
    assert said.objects[0]["condition"] == "Half speed"
    assert (
        earshot.inspect(MACHINE.upper(), healthy_wav(tmp_path / "take2.wav", 10)).objects[0]["verdict"]
        == "healthy"
    )


def test_reports_of_several_files_go_into_a_folder(earshot: Earshot, tmp_path: Path):
    files = [healthy_wav(tmp_path / f"{name}.wav", seed) for seed, name in ((41, "a"), (42, "b"))]
    assert earshot("inspect", "--machine", MACHINE, "--pdf", tmp_path / "out", *files).code == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["a.pdf", "b.pdf"]
    said = earshot("inspect", "--machine", MACHINE, "--pdf", files[0], *files)
    assert said.code == 2 and "Traceback" not in said.err

"""From bands to a version folder, and from a version folder to honest figures."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from app.diagnosis.model import Model
from app.diagnosis.self_test import failures
from tests.conftest import shipped_model
from tests.training.conftest import made_up_models
from tests.training.made_up import as_arrays, machine, three

pytestmark = pytest.mark.training


def run(*arguments: str) -> int:
    from training.__main__ import main

    return main(list(arguments))


def test_the_same_seed_gives_the_same_card_and_graphs(made_up_model: Path, tmp_path: Path):
    made_up_models(tmp_path)
    for file in ("card.json", "judge.onnx", "ear.onnx"):
        assert (tmp_path / "fan" / "0.0.1" / file).read_bytes() == (made_up_model / file).read_bytes(), file


def test_the_card_says_what_it_was_made_from(made_up_model: Path):
    card = json.loads((made_up_model / "card.json").read_text(encoding="utf-8"))
    assert card["trained_on"]["machines"] == ["fan/id_00", "fan/id_04", "fan/id_06"]
    assert card["trained_on"]["licence"] == "CC BY-SA 4.0"
    assert card["input"] == {
        "sample_rate_hz": 16000, "min_samples": 16000, "bands": 128, "clip_s": 10.0, "shortest_clip_s": 2.0,
    }  # fmt: skip
    held_out = card["held_out"]
    assert {row["id"] for row in held_out} == {"fan/id_00", "fan/id_04", "fan/id_06"}
    assert {(row["learnt_at"], row["snr"]) for row in held_out} >= {("+6dB", "-6dB"), ("-6dB", "-6dB")}
    assert {row["level"] for row in held_out} == {True, False}
    assert card["limits"]["strange"] == 1.0
    assert Model.load(made_up_model).card.faulty_share(3.0, 5, 1) > 0.5


def test_two_machines_are_too_few(torch_ready: None, tmp_path: Path):
    from training.train import train

    with pytest.raises(ValueError, match="too few"):
        train(three()[:2], kinds=["fan"], version="1", out=tmp_path, sounds={})


def test_one_noise_level_is_too_few(torch_ready: None):
    from training.data import MachineSound
    from training.fit import fit_judge
    from training.settings import settings_for

    quiet = [
        MachineSound(m.type, m.id, {key: rows for key, rows in m.clips.items() if key[0] == "+6dB"})
        for m in three()
    ]
    with pytest.raises(ValueError, match="two noise levels"):
        fit_judge(quiet, settings_for("fan"))


def test_a_copy_knows_nothing_of_the_machine_left_out(torch_ready: None):
    from training.held_out import leave_one_out
    from training.settings import Settings

    settings = Settings(enrolments=2)
    first, *others = three()
    changed = machine(first.id, 77)
    one, two = (leave_one_out(m, [m, *others], settings) for m in (first, changed))
    assert one.thresholds == two.thresholds
    for name, value in one.judge.state_dict().items():
        assert value.equal(two.judge.state_dict()[name]), name


@pytest.mark.parametrize("folder", ["made up", "shipped"])
def test_the_self_test_of_a_card_passes_and_can_fail(made_up_model: Path, folder: str):
    model = Model.load(made_up_model if folder == "made up" else shipped_model("fan"))
    expected = model.card.self_test
    assert failures(model, expected) == []
    expected["bands"]["40"] += 0.01
    expected["score"][1] *= 1.01
    assert len(failures(model, expected)) == 2


def test_evaluate_judges_a_machine_never_heard_by_the_shipped_files(tmp_path: Path, capsys: pytest.CaptureFixture):
    np.savez(tmp_path / "fan.npz", **as_arrays(machine("id_02", 5)))
    assert run("evaluate", "--bands", str(tmp_path), "--enrol", "5", "--json") == 0
    report = json.loads(capsys.readouterr().out)
    assert [(row["id"], row["snr"], row["judged_by"]) for row in report["machines"]] == [
        ("id_02", "+6dB", "shipped files"),
        ("id_02", "-6dB", "shipped files"),
    ]
    assert all(0 <= row[measure] <= 1 for row in report["machines"] for measure in ("auc", "pauc", "false_alarms"))
    assert report["types"]["fan"]["all"]["worst"]["auc"] == min(row["auc"] for row in report["machines"])


def test_evaluate_judges_machines_it_heard_by_copies_and_says_so(
    made_up_model: Path, tmp_path: Path, capsys: pytest.CaptureFixture
):
    np.savez(tmp_path / "fan.npz", **as_arrays(*three(), machine("id_02", 5)))
    np.savez(tmp_path / "drill.npz", **as_arrays(machine("id_00", 6, machine_type="drill")))
    arguments = ("evaluate", "--bands", str(tmp_path), "--model", str(made_up_model))
    assert run(*arguments, "--json") == 0
    report = json.loads(capsys.readouterr().out)
    by = {(row["type"], row["id"]): (row["judged_by"], row["model_of_this_type"]) for row in report["machines"]}
    assert by == {
        ("fan", "id_00"): ("leave-one-out copy", True),
        ("fan", "id_02"): ("shipped files", True),
        ("fan", "id_04"): ("leave-one-out copy", True),
        ("fan", "id_06"): ("leave-one-out copy", True),
        ("drill", "id_00"): ("shipped files", False),
    }
    assert run(*arguments) == 0
    text = capsys.readouterr().out
    assert "leave-one-out copy" in text
    assert "model of another type" in text


def test_evaluate_says_where_it_could_not_leave_a_machine_out(
    made_up_model: Path, tmp_path: Path, capsys: pytest.CaptureFixture
):
    np.savez(tmp_path / "fan.npz", **as_arrays(three()[0]))
    assert run("evaluate", "--bands", str(tmp_path), "--model", str(made_up_model), "--json") == 0
    assert "heard this machine" in json.loads(capsys.readouterr().out)["machines"][0]["judged_by"]


def test_evaluate_takes_healthy_clips_alone_and_names_too_few(tmp_path: Path, capsys: pytest.CaptureFixture):
    arrays = {"0dB/a/normal": machine("a", 1).healthy("+6dB"), "0dB/b/normal": machine("b", 2).healthy("+6dB")[:5]}
    np.savez(tmp_path / "fan.npz", **arrays)
    assert run("evaluate", "--bands", str(tmp_path), "--json") == 0
    report = json.loads(capsys.readouterr().out)
    (row,) = report["machines"]
    assert (row["id"], row["auc"], row["detections"], row["faulty_clips"]) == ("a", None, None, 0)
    assert row["false_alarms"] is not None
    assert any(note.startswith("fan/b 0dB: too few") for note in report["skipped"])


@pytest.mark.parametrize("what", ["no folder", "empty folder", "no model", "altered model"])
def test_bad_input_is_one_sentence_and_code_two(
    made_up_model: Path, tmp_path: Path, capsys: pytest.CaptureFixture, what: str
):
    bands, model = tmp_path / "bands", tmp_path / "model"
    shutil.copytree(made_up_model, model)
    if what != "no folder":
        bands.mkdir()
    if what in {"no model", "altered model"}:
        np.savez(bands / "fan.npz", **as_arrays(machine("id_02", 5)))
    if what == "no model":
        (model / "card.json").unlink()
    if what == "altered model":
        (model / "judge.onnx").write_bytes(b"x")
    assert run("evaluate", "--bands", str(bands), "--model", str(model)) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert len(captured.err.strip().splitlines()) == 1

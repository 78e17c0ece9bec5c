"""The command: a good model passes, is installed and packed; a worse one is refused, with by how much."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

pytest.importorskip("torch", reason="needs the training extra (make setup-training)")

from app.diagnosis.importing import checked
from app.diagnosis.model import Model
from app.domain.problem import Problem
from tests.training.made_up import as_arrays, three
from tests.training.test_release import candidate_in, card_of
from training.data import MachineSound
from training.evaluate import ShippedModel
from training.release import checks, command, gate, measured
from training.trials import Scorer

pytestmark = pytest.mark.training


@pytest.fixture
def ships(made_up_model: Path) -> Path:
    """The model that ships, made from made-up machines."""
    return made_up_model


def figures_of(ships: Path, machines: Sequence[MachineSound]) -> dict[str, Any]:
    """What a card says of these machines when the files themselves are measured."""
    rows = measured.measure(ShippedModel(ships), machines, lambda _: None)
    clips = {machine.name: len(machine.healthy("+6dB")) for machine in machines}
    held_out = [one | {"id": one["machine"], "level": True} for one in rows]
    return {"held_out": held_out, "trained_on": card_of(ships)["trained_on"] | {"healthy_clips": clips}}


class Again:
    """What training the model that ships again would give: its own files."""

    def __init__(self, ships: Path) -> None:
        self._model = ShippedModel(ships)

    def scorer(self, level_counts: bool) -> Scorer:
        return lambda clips, baseline: self._model.score(clips, baseline, level_counts)

    def table(self) -> list[dict[str, Any]]:
        return self._model.card["thresholds"]


@pytest.fixture
def gated(ships: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Runs the command on made-up machines with files alone: nothing is trained, and everyone is as fast."""
    from training import evaluate

    bands = tmp_path / "bands"
    bands.mkdir()
    np.savez(bands / "fan.npz", **as_arrays(*three()))
    models = tmp_path / "models"

    def by_files(self: Any, machine: Any, machines: Any, level_counts: bool) -> Any:
        score = lambda clips, baseline: self.score(clips, baseline, level_counts)  # noqa: E731
        return evaluate.Judged(score, lambda n, k: self.bar(n, k, level_counts), "files", self.name, True)

    monkeypatch.setattr(evaluate.ShippedModel, "judged", by_files)
    candidate_in(models / "fan", ships, "1.0.0", **figures_of(ships, three()))
    monkeypatch.setattr(gate, "trained_again", lambda model, machines: Again(ships))
    monkeypatch.setattr(gate, "trained_ear", lambda: Model.load(ships).ear)
    monkeypatch.setattr(gate.against, "speed", lambda new, old: checks.Finding("speed", True, "as fast"))

    def run(candidate: Path, *more: str) -> int:
        parser = command.argparse.ArgumentParser()
        command.add_command(parser.add_subparsers())
        line = ["release", str(candidate), "--bands", str(bands), "--models", str(models), *more]
        asked = parser.parse_args(line)
        return int(asked.run(asked))

    run.models = models  # type: ignore[attr-defined]
    run.figures = {key: card_of(models / "fan" / "1.0.0")[key] for key in ("held_out", "trained_on")}  # type: ignore[attr-defined]
    return run


def test_a_model_as_good_as_the_one_that_ships_passes_and_is_installed(
    ships: Path, gated: Any, tmp_path: Path, capsys: pytest.CaptureFixture
):
    path = candidate_in(tmp_path, ships, **gated.figures)
    assert gated(path, "--type", "fan", "--install") == 0
    told = capsys.readouterr().out
    assert "It may ship: it is no worse than fan 1.0.0." in told
    assert "REFUSED" not in told
    assert sorted(one.name for one in (gated.models / "fan" / "1.0.1").iterdir()) == [
        "card.json",
        "ear.onnx",
        "judge.onnx",
    ]
    assert not list((gated.models / "fan").glob(".*"))
    with pytest.raises(Problem, match="there already"):
        command.install(path, gated.models / "fan" / "1.0.1")


def test_a_model_that_alarms_more_is_refused_and_not_installed(
    ships: Path, gated: Any, tmp_path: Path, capsys: pytest.CaptureFixture
):
    card = card_of(ships)
    rows = [one | {"watch": one["watch"] / 4, "abnormal": one["abnormal"] / 4} for one in card["thresholds"]]
    path = candidate_in(tmp_path, ships, thresholds=rows, **gated.figures)
    assert gated(path, "--install") == command.REFUSED
    told = capsys.readouterr().out
    assert "REFUSED  false alarms, mean, k = 1" in told
    assert "REFUSED  thresholds: " in told
    assert "is allowed" in told.splitlines()[-1]
    assert not (gated.models / "fan" / "1.0.1").exists()


def test_an_older_version_an_altered_file_and_another_type_are_refused(
    ships: Path, gated: Any, tmp_path: Path, capsys: pytest.CaptureFixture
):
    assert gated(candidate_in(tmp_path, ships, "0.9.0")) == command.REFUSED
    assert "0.9.0 is not after 1.0.0" in capsys.readouterr().out
    altered = candidate_in(
        tmp_path, ships, "1.0.2", sha256={"ear.onnx": hashlib.sha256().hexdigest(), "judge.onnx": "0"}
    )
    assert gated(altered) == command.REFUSED
    assert "was altered" in capsys.readouterr().out
    with pytest.raises(Problem, match="is a model for fan, not for pump"):
        gated(altered, "--type", "pump")
    with pytest.raises(Problem, match="There is no model in"):
        gated(tmp_path / "nowhere")


def test_machines_it_was_trained_on_must_be_at_hand(
    ships: Path, gated: Any, tmp_path: Path, capsys: pytest.CaptureFixture
):
    trained_on = card_of(ships)["trained_on"] | {"machines": ["id_00", "fan/id_99"]}
    held_out = [*card_of(ships)["held_out"], card_of(ships)["held_out"][0] | {"id": "fan/id_99"}]
    assert gated(candidate_in(tmp_path, ships, trained_on=trained_on, held_out=held_out)) == command.REFUSED
    assert "fan/id_99 not here" in capsys.readouterr().out


def test_a_card_can_not_name_a_folder_outside(ships: Path, tmp_path: Path):
    for number, (kind, version) in enumerate((("../fan", "1.0.0"), ("fan", "../1"), ("fan", "new"), ("", "1"))):
        path = candidate_in(tmp_path / str(number), ships, machine_type=kind)
        card = card_of(path) | {"version": version}
        (path / "card.json").write_text(json.dumps(card), encoding="utf-8")
        with pytest.raises(Problem, match="names no type and version"):
            command.identity(path)


def test_the_model_that_ships_is_no_worse_than_itself(
    gated: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    installed = gated.models / "fan" / "1.0.0"
    for candidate in (installed, Path(shutil.copytree(installed, tmp_path / "copy"))):
        assert gated(candidate) == 0
        told = capsys.readouterr().out
        assert "against 1.0.0, which is the same model." in told
        assert "It may ship: it is no worse than fan 1.0.0." in told
    # Once something newer ships, the old one is held against that.
    candidate_in(gated.models / "fan", installed, "1.0.1")
    assert gated(installed) == command.REFUSED
    assert "1.0.0 is not after 1.0.1" in capsys.readouterr().out


def test_a_model_that_passes_is_packed_and_the_app_imports_it(
    ships: Path, gated: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    path, file = candidate_in(tmp_path, ships, **gated.figures), tmp_path / "new.earshot-model"
    assert gated(path, "--pack", str(file)) == 0
    with checked(file) as candidate:
        assert (candidate.kind, candidate.card.version) == ("fan", "1.0.1")
    assert gated(path, "--pack", str(tmp_path)) == 0
    assert (tmp_path / "fan-1.0.1.earshot-model").read_bytes() == file.read_bytes()
    capsys.readouterr()
    refused = candidate_in(tmp_path, ships, "0.9.0")
    assert gated(refused, "--pack", str(tmp_path)) == command.REFUSED
    assert not (tmp_path / "fan-0.9.0.earshot-model").exists()


def test_what_can_not_be_written_is_said_before_anything_is_trained(
    ships: Path, gated: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    path = candidate_in(tmp_path, ships, "1.0.0", **gated.figures)
    (tmp_path / "old.earshot-model").write_bytes(b"")
    with pytest.raises(Problem, match="there already"):
        gated(path, "--pack", str(tmp_path / "old.earshot-model"))
    with pytest.raises(Problem, match="there already"):
        gated(path, "--install")
    assert capsys.readouterr().out == ""

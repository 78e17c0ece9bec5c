"""The gate before shipping refuses in every way it should, says by how much, and lets a good model through."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Sequence
from itertools import count
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from app.diagnosis.model import Model
from app.domain.problem import Problem
from tests.training.made_up import as_arrays, three
from training.data import MachineSound
from training.evaluate import ShippedModel
from training.release import against, checks, command, gate, measured

pytestmark = pytest.mark.training


def row(
    machine: str = "fan/a", learnt_at: str = "+6dB", snr: str = "+6dB", k: int = 1, **measures: float
) -> dict[str, Any]:
    return {
        "machine": machine, "learnt_at": learnt_at, "snr": snr, "n": 5, "k": k,
        "auc": 0.9, "pauc": 0.8, "false_alarms": 0.04, "detections": 0.7, **measures,
    }  # fmt: skip


def refused(findings: Any) -> list[str]:
    return [f"{finding.what}: {finding.said}" for finding in findings if not finding.passed]


@pytest.fixture
def ships(made_up_model: Path) -> Path:
    """The model that ships, made from made-up machines."""
    return made_up_model


def candidate_in(folder: Path, ships: Path, version: str = "1.0.1", **changes: Any) -> Path:
    """A copy of the model that ships under another number, its card changed at the top level."""
    path = folder / version
    shutil.copytree(ships, path)
    card = json.loads((path / "card.json").read_text(encoding="utf-8")) | {"version": version} | changes
    (path / "card.json").write_text(json.dumps(card), encoding="utf-8")
    return path


def figures_of(ships: Path, machines: Sequence[MachineSound]) -> dict[str, Any]:
    """What a card says of these machines when the files themselves are measured."""
    rows = measured.measure(ShippedModel(ships), machines, lambda _: None)
    clips = {machine.name: len(machine.healthy("+6dB")) for machine in machines}
    held_out = [one | {"id": one["machine"], "level": True} for one in rows]
    return {"held_out": held_out, "trained_on": card_of(ships)["trained_on"] | {"healthy_clips": clips}}


def card_of(path: Path) -> dict[str, Any]:
    return json.loads((path / "card.json").read_text(encoding="utf-8"))


def test_the_worst_machine_counts_not_the_mean():
    shipped = [row("fan/a", auc=0.80), row("fan/b", auc=0.90)]
    better_in_the_mean = [row("fan/a", auc=0.78), row("fan/b", auc=0.99)]
    assert refused(against.worse_auc(better_in_the_mean, shipped)) == [
        "AUC of the worst machine, +6dB, k = 1: 0.780 against 0.800, worse by 0.020, 0.010 is allowed"
    ]
    worse_in_the_mean = [row("fan/a", auc=0.79), row("fan/b", auc=0.80)]
    assert refused(against.worse_auc(worse_in_the_mean, shipped)) == []


def test_every_noise_level_and_take_length_counts():
    shipped = [row(snr=snr, learnt_at=snr, k=k) for snr in ("+6dB", "-6dB") for k in (1, 6)]
    for number in range(len(shipped)):
        worse = [one | {"auc": 0.5} if at == number else one for at, one in enumerate(shipped)]
        assert len(refused(against.worse_auc(worse, shipped))) == 1
    shifted = [*shipped, row(learnt_at="+6dB", snr="-6dB", auc=0.1)]
    assert refused(against.worse_auc(shifted, shipped)) == []


@pytest.mark.parametrize(
    ("candidate", "said"),
    [
        ([0.05, 0.05], "false alarms, mean, k = 1: 5.0 % against 4.0 %, worse by 1.0 %, 0.5 % is allowed"),
        ([0.00, 0.06], "false alarms, worst, k = 1: 6.0 % against 4.0 %, worse by 2.0 %, 1.0 % is allowed"),
    ],
)
def test_false_alarms_are_refused_in_the_mean_and_at_worst(candidate: list[float], said: str):
    shipped = [row("fan/a"), row("fan/b")]
    worse = [row(name, false_alarms=share) for name, share in zip(("fan/a", "fan/b"), candidate, strict=True)]
    assert refused(against.worse_alarms(worse, shipped)) == [said]
    assert refused(against.worse_alarms(shipped, shipped)) == []


def test_false_alarms_with_the_noise_shifted_are_a_reason_of_their_own():
    shipped = [row(), row(learnt_at="+6dB", snr="-6dB", false_alarms=0.10)]
    worse = [row(), row(learnt_at="+6dB", snr="-6dB", false_alarms=0.20)]
    assert refused(against.worse_alarms(worse, shipped)) == [
        "false alarms, mean, noise shifted, k = 1: 20.0 % against 10.0 %, worse by 10.0 %, 1.0 % is allowed",
        "false alarms, worst, noise shifted, k = 1: 20.0 % against 10.0 %, worse by 10.0 %, 2.0 % is allowed",
    ]


def test_speed_is_a_ratio_of_medians_taken_in_turns(ships: Path):
    order: list[str] = []

    def timed(slow: float) -> Any:
        order.clear()
        now = [0.0]
        cost = {"new": slow, "old": 0.010}
        rounds = count()

        def work(name: str) -> None:
            order.append(name)
            # One hiccup must not decide.
            now[0] += cost[name] + (5.0 if next(rounds) == 7 else 0.0)

        return against.speed(lambda: work("new"), lambda: work("old"), rounds=9, clock=lambda: now[0])

    assert refused([timed(0.0108)]) == []
    assert refused([timed(0.020)]) == [
        "speed: 2.00 of the CPU time of the one that ships (20.0 against 10.0 ms a clip), 1.10 is allowed"
    ]
    assert order[2:] == ["new", "old"] * 9


def test_a_card_that_boasts_is_refused():
    said, measured = [row(auc=0.95), row(k=6, false_alarms=0.01)], [row(auc=0.90), row(k=6, false_alarms=0.012)]
    assert refused([against.boasting(said, measured)]) == [
        "card: true: auc of fan/a at +6dB, k = 1: the card says 0.950, measured is 0.900, 0.050 too good"
    ]
    assert refused([against.boasting(measured, said)]) == []
    assert "other clips" in against.boasting([], measured).said
    assert not against.boasting([], measured).passed


def test_a_folder_over_eight_megabytes_is_refused_with_the_amount(ships: Path, tmp_path: Path):
    path = candidate_in(tmp_path, ships)
    assert refused(checks.files(path)) == []
    with (path / "card.json").open("ab") as card:
        card.write(b" " * (9 * 2**20 - sum(one.stat().st_size for one in path.iterdir())))
    assert refused(checks.files(path)) == ["size: 9.00 MB of 8 MB, 1.00 MB too much"]


def test_a_missing_and_a_strange_file_are_refused(ships: Path, tmp_path: Path):
    path = candidate_in(tmp_path, ships)
    (path / "ear.onnx").rename(path / "notes.txt")
    assert refused(checks.files(path)) == ["files: ear.onnx is missing; notes.txt does not belong there"]


def test_a_graph_that_the_app_would_refuse_is_refused(ships: Path, tmp_path: Path):
    path = candidate_in(tmp_path, ships)
    (path / "judge.onnx").write_bytes(b"no graph at all")
    assert len(refused(checks.files(path))) == 1


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("licence", "card: origin and licence: trained_on lacks licence"),
        (
            "held_out",
            "card: figures: lacks held_out, figures of fan/id_00, figures of fan/id_04, figures of fan/id_06",
        ),
        ("summary", "card: figures: lacks summary"),
        ("id_04", "card: figures: lacks figures of fan/id_04"),
    ],
)
def test_a_card_without_licence_or_figures_is_refused(ships: Path, key: str, said: str):
    card = card_of(ships)
    assert refused(checks.card(card)) == []
    if key == "licence":
        card["trained_on"]["licence"] = ""
    elif key == "id_04":
        card["held_out"] = [one for one in card["held_out"] if one["id"] != "fan/id_04"]
    else:
        del card[key]
    assert refused(checks.card(card)) == [said]


def test_a_model_that_fails_its_self_test_is_refused(ships: Path):
    model, card = Model.load(ships), card_of(ships)
    assert checks.self_tested(model, card).passed
    card["self_test"]["score"][0] += 0.5
    assert "score of clip 0" in checks.self_tested(model, card).said
    assert not checks.self_tested(model, card).passed
    assert not checks.self_tested(model, {}).passed


def test_the_ear_must_be_that_of_training(ships: Path):
    model, ear = Model.load(ships), gate.trained_ear()
    assert checks.ear_parity(model, ear, ()).passed
    off = checks.ear_parity(model, lambda sound: ear(sound) + 0.01, ())
    assert refused([off]) == [
        "parity of the ear: on the self-test's sound they differ by at most 0.01, 0.0001 is allowed"
    ]


@pytest.mark.data
def test_the_ear_must_give_the_published_rows(ships: Path, data_folder: Path):
    from training.release.measured import golden_clips

    golden = golden_clips(data_folder)
    assert len(golden) == 15
    model, ear = Model.load(ships), gate.trained_ear()
    assert checks.ear_parity(model, ear, golden).passed
    sound, bands = golden[0]
    assert not checks.ear_parity(model, ear, [*golden[1:], (sound, bands + 0.001)]).passed


def test_the_judge_must_be_that_of_training():
    def shipped(clips: np.ndarray, baseline: np.ndarray) -> np.ndarray:
        return clips.mean(axis=1)

    cases = [(np.full((3, 128), value), np.zeros((5, 128))) for value in (0.5, 40.0)]
    assert checks.judge_parity(shipped, lambda clips, baseline: shipped(clips, baseline) * 1.00005, cases).passed
    off = checks.judge_parity(shipped, lambda clips, baseline: shipped(clips, baseline) * 1.01, cases)
    assert not off.passed
    assert "0.01" in off.said
    nothing = checks.judge_parity(shipped, lambda clips, baseline: shipped(clips, baseline) * np.nan, cases)
    assert not nothing.passed


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
    monkeypatch.setattr(gate, "trained_judge", lambda model, heard, level: lambda c, b: model.score(c, b, level))
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
    assert "It may ship." in told
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

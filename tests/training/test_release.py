"""The gate before shipping refuses in every way it should, says by how much, and lets a good model through."""

from __future__ import annotations

import json
import shutil
from itertools import count
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

pytest.importorskip("torch", reason="needs the training extra (make setup-training)")

from app.diagnosis.card import Limits
from app.diagnosis.model import Model
from training.data import MachineSound
from training.evaluate import COPY, Judged
from training.figures import Bar
from training.release import against, checks, gate, measured

pytestmark = pytest.mark.training


def row(
    machine: str = "fan/a", learnt_at: str = "+6dB", snr: str = "+6dB", k: int = 1, **measures: float
) -> dict[str, Any]:
    return {
        "machine": machine, "learnt_at": learnt_at, "snr": snr, "n": 5, "k": k,
        "auc": 0.9, "pauc": 0.8, "false_alarms": 0.04, "detections": 0.7, "cannot_tell_healthy": 0.0, **measures,
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
        card.write(b" " * (9_000_000 - sum(one.stat().st_size for one in path.iterdir())))
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


def test_thresholds_must_be_those_that_training_chooses():
    table = [
        {"n": n, "k": 1, "level": level, "watch": 0.5, "abnormal": 1.0} for n in (3, 5) for level in (True, False)
    ]
    assert refused([checks.thresholds(table, table)]) == []
    halved = [*table[:3], table[3] | {"abnormal": 0.6}]
    assert refused([checks.thresholds(halved, table)]) == [
        "thresholds: abnormal at n = 5, k = 1 without level is 0.600, training chooses 1.000"
    ]
    assert not checks.thresholds(table[1:], table).passed
    # Those of baselines learnt on two visits are rows of their own.
    of_two = [*table, table[0] | {"visits": 2, "abnormal": 0.7}]
    assert refused([checks.thresholds(of_two, of_two)]) == []
    assert not checks.thresholds(table, of_two).passed


def test_only_figures_of_one_visit_are_held_against_those_measured():
    clips = np.zeros((4, 128), np.float32)
    machine = MachineSound("fan", "id_00", {("+6dB", "normal"): clips})
    rows = [
        {"id": "fan/id_00", "learnt_at": "+6dB", "snr": "+6dB", "n": 5, "k": 1, "auc": auc, **visits}
        for auc, visits in ((0.9, {}), (0.99, {"visits": 2}))
    ]
    card = {"held_out": rows, "machine_type": "fan", "trained_on": {"healthy_clips": {"fan/id_00": 4}}}
    model: Any = SimpleNamespace(card=card, heard=lambda one: True)
    assert [row["auc"] for row in measured.of_card(model, [machine])] == [0.9]


def test_copies_alarm_at_the_thresholds_and_limits_of_the_card_and_not_at_their_own():
    limits = Limits(strange=0.5)
    model: Any = SimpleNamespace(bar=lambda n, k, level: Bar(0.25, 0.5, limits))
    again: Any = SimpleNamespace(bar=lambda n, k, level: Bar(0.5, 1.0))
    copy = Judged(lambda clips, baseline: clips[:, 0], lambda n, k: Bar(0.6, 1.2), COPY, "fan", True)
    assert measured.at_own_thresholds(copy, model, again).bar(5, 1) == Bar(0.3, 0.6, limits)
    by_files = Judged(copy.score, copy.bar, "shipped files", "fan", True)
    assert measured.at_own_thresholds(by_files, model, again) is by_files


def test_a_judge_that_hears_less_or_answers_less_is_refused():
    shipped = [row("fan/a"), row("fan/b", detections=0.5)]
    deaf = [row("fan/a", false_alarms=0.0, detections=0.68), row("fan/b", false_alarms=0.0, detections=0.4)]
    assert refused(against.worse_verdicts(deaf, shipped)) == [
        "detections, mean, k = 1: 54.0 % against 60.0 %, worse by 6.0 %, 2.0 % is allowed",
        "detections, worst, k = 1: 40.0 % against 50.0 %, worse by 10.0 %, 5.0 % is allowed",
    ]
    silent = [one | {"cannot_tell_healthy": 0.1} for one in shipped]
    assert refused(against.worse_verdicts(silent, shipped)) == [
        "healthy takes not judged, mean, k = 1: 10.0 % against 0.0 %, worse by 10.0 %, 2.0 % is allowed"
    ]
    assert refused(against.worse_verdicts(shipped, shipped)) == []

"""A whole comparison of small fakes on made-up machines: what is left out, chosen on what, and told."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from app.diagnosis.card import Limits
from app.domain.problem import Problem
from tests.training.compare import fakes
from tests.training.made_up import machine, three
from training.compare import cells, sureness
from training.compare.comparison import Asked, Compared, compare
from training.compare.copies import Copies
from training.compare.intervals import Drawn
from training.compare.job import Job, run_job
from training.compare.kept import ROOT
from training.compare.pictures import style
from training.compare.pictures.scores import draw_roc
from training.compare.plan import Plan
from training.compare.report import as_markdown
from training.compare.report.facts import Facts
from training.compare.summary import found
from training.compare.sureness import OfMachine, reliability_rows
from training.compare.writing import last_times, numbers_text, write
from training.confidence import Takes, takes_of
from training.data import MachineSound
from training.figures import Bar
from training.metrics import auc
from training.trials import Trial, run_trials

pytestmark = pytest.mark.training
QUICK = Plan(quick=True)
INTERVALS = ("auc", "false_alarms", "detections")


def silent(line: str) -> None:
    pass


def compared(
    *folders: Path, detectors: Sequence[str] = ("judge", "distance"), seed: int = 0, **how: object
) -> Compared:
    asked = Asked(tuple(folders), fakes.known, Plan(seed=seed, quick=True), tuple(detectors), processes=1, **how)
    return compare(asked, silent, {})


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Compared:
    """Fans and pumps, the judge, a detector without thresholds, one that breaks, two that can't run."""
    folder = fakes.bands_folder(tmp_path_factory.mktemp("data") / "bands", "fan", "pump")
    return compared(folder, detectors=("judge", "distance", "unlucky", "absent", "hears"))


def test_a_detector_never_hears_the_machine_it_judges_nor_the_one_its_threshold_is_chosen_on():
    detector = fakes.Distance()
    machines = three()
    copies = Copies(detector, machines, seed=0, enrolments=2)
    held = copies.held(machines[0])
    assert held.bar(5, 1) is not None
    assert detector.heard == [("fan/id_04", "fan/id_06"), ("fan/id_06",), ("fan/id_04",)]


def test_a_threshold_does_not_move_with_the_machine_it_is_used_on():
    first, *others = three()
    bars = [
        Copies(fakes.Distance(), [one, *others], 0, 2).held(one).bar(5, 1)
        for one in (first, machine(first.id, 77))
    ]
    assert bars[0] == bars[1]
    takes = [
        np.concatenate(
            [t.healthy() for snr in one.snrs for t in run_trials(fakes.far_from, one, snr, 5, starts=2)]
        )
        for one in others
    ]
    assert bars[0].abnormal == pytest.approx(max(np.quantile(one, 0.96) for one in takes))


def test_two_machines_leave_no_threshold_and_one_leaves_nothing(tmp_path: Path):
    report = compared(fakes.bands_folder(tmp_path / "two", machines=2), detectors=["distance"]).report
    assert {row["false_alarms"] for row in report["rows"]} == {None}
    assert all(row["auc"] is not None for row in report["rows"])
    alone = compared(fakes.bands_folder(tmp_path / "one", machines=1), detectors=["distance"]).report
    assert alone["rows"] == []
    assert any("no machine to learn from" in note for note in alone["notes"])


def test_figures_are_those_of_the_trials(result: Compared):
    where = {"section": "baseline", "detector": "distance", "type": "fan", "id": "id_01", "snr": "-6dB"}
    (row,) = found(result.report["rows"], **where, n=5, k=6)
    trials = run_trials(fakes.far_from, machine("id_01", 1), "-6dB", 5, starts=3)
    takes = [(trial.healthy(6), trial.faulty(6)) for trial in trials]
    assert row["auc"] == pytest.approx(np.mean([auc(*pair) for pair in takes]), abs=1e-4)
    assert row["auc_of_worst_baseline"] == pytest.approx(min(auc(*pair) for pair in takes), abs=1e-4)
    counts = row["healthy_called_abnormal"], row["healthy_not"]
    assert sum(counts) == pytest.approx(row["healthy_takes"], abs=0.11)
    assert row["false_alarms"] == pytest.approx(counts[0] / sum(counts), abs=0.02)


def test_the_report_names_the_worst_machine_first(result: Compared):
    rows = found(result.report["rows"], section="baseline", detector="judge", type="fan", n=5, k=1, snr="-6dB")
    worst = min(rows, key=lambda row: row["auc"])
    (summary,) = found(
        result.report["summary"], section="baseline", detector="judge", type="fan", n=5, k=1, snr="-6dB"
    )
    assert summary["measures"]["auc"]["worst_machine"] == worst["id"]
    assert summary["measures"]["auc"]["worst"] == worst["auc"]
    text = as_markdown(result.report)
    short = text[text.index("## In short") : text.index("## What is not known")]
    assert worst["id"] in short
    each = text[text.index("## Each machine") : text.index("## At the threshold")].splitlines()
    each = [line for line in each if line.startswith("| fan id_")]
    lowest = [min(float(one) for one in line.split("|")[3].replace(" ", "").split("/")) for line in each]
    assert lowest == sorted(lowest)


def test_every_situation_is_there(result: Compared):
    rows = result.report["rows"]
    of_judge = found(rows, detector="judge", type="fan", id="id_00")
    assert {(r["learnt_at"], r["snr"]) for r in found(of_judge, section="noise")} == {
        ("+6dB", "-6dB"),
        ("-6dB", "+6dB"),
    }
    assert {r["equalised_db"] for r in found(of_judge, section="microphone")} == {0.0, 2.3, 4.6}
    assert {(r["n"], r["k"]) for r in found(of_judge, section="baseline")} == {(1, 1), (1, 6), (5, 1), (5, 6)}
    assert {r["same_type"] for r in found(result.report["wrong"], detector="judge", type="pump")} == {True, False}
    assert {(row["type"], row["detector"]) for row in result.report["training"]} == {
        ("fan", "judge"),
        ("pump", "judge"),
    }


def test_on_another_microphone_it_is_judged_without_level(result: Compared):
    """The fake halves its scores there, so alarms can only fall."""
    rows = found(result.report["rows"], detector="judge", type="fan", snr="+6dB", n=5, k=1)
    same = {row["id"]: row["detections"] for row in found(rows, section="baseline")}
    other = {row["id"]: row["detections"] for row in found(rows, section="microphone", equalised_db=0.0)}
    assert any(other[name] < same[name] for name in same)


def test_more_noise_than_learnt_is_cannot_tell_and_no_alarm(result: Compared):
    rows = found(result.report["rows"], section="noise", detector="judge", learnt_at="+6dB", snr="-6dB", k=1)
    assert rows
    assert all(row["cannot_tell_healthy"] > 0.9 and row["false_alarms"] < 0.1 for row in rows)
    # A detector that knows no such thing alarms there instead.
    naive = found(result.report["rows"], section="noise", detector="distance", learnt_at="+6dB", snr="-6dB", k=1)
    assert all(row["cannot_tell_healthy"] == 0 for row in naive)
    assert max(row["false_alarms"] for row in naive) > 0.5


def test_one_that_breaks_is_told_and_the_others_go_on(result: Compared):
    assert [failure["job"] for failure in result.report["failures"]] == ["unlucky on fan", "unlucky on pump"]
    trace = result.report["failures"][0]["trace"]
    assert "a bug of its own" in trace
    assert "tests/training/compare/fakes.py" in trace
    assert str(ROOT) not in trace
    text = as_markdown(result.report)
    assert "Not complete: unlucky on fan and unlucky on pump failed" in text
    assert {row["detector"] for row in result.report["rows"]} == {"judge", "distance"}


def test_what_can_not_run_is_said(result: Compared):
    notes = " ".join(result.report["notes"])
    assert "hears was not run on bands" in notes
    assert "absent on fan: not run, torch is not installed" in notes


def test_the_same_seed_gives_the_same_numbers_to_the_byte(tmp_path: Path):
    folder = fakes.bands_folder(tmp_path / "bands")
    texts = [numbers_text(compared(folder, detectors=["distance"], seed=seed).report) for seed in (1, 1, 2)]
    assert texts[0] == texts[1]
    assert texts[0] != texts[2]
    table = json.loads(texts[0])["rows"]
    assert all(len(row) == len(table["columns"]) for row in table["rows"])


def test_machines_of_two_data_sets_are_not_mixed(tmp_path: Path):
    folders = [fakes.bands_folder(tmp_path / name) for name in ("here", "there")]
    report = compared(*folders, detectors=["distance"]).report
    assert {row["type"] for row in report["rows"]} == {"fan of here", "fan of there"}
    assert {summary["machines"] for summary in report["summary"]} == {3}


def test_confidence_is_held_against_being_right(result: Compared):
    rows = found(result.report["reliability"], type="fan")
    assert rows
    assert all(row["low"] <= row["confidence"] + 1e-4 and row["confidence"] <= row["high"] for row in rows)
    by_machine = {row["id"]: 0.0 for row in rows}
    for row in rows:
        by_machine[row["id"]] += row["weight"]
    assert all(weight == pytest.approx(1.0, abs=1e-5) for weight in by_machine.values())


def test_an_unknown_detector_and_no_data_are_one_sentence(tmp_path: Path):
    with pytest.raises(Problem, match="no detector nothing"):
        compared(fakes.bands_folder(tmp_path / "bands"), detectors=["nothing"])
    (tmp_path / "empty").mkdir()
    with pytest.raises(Problem):
        compared(tmp_path / "empty")


def test_real_sound_is_told_by_machine(tmp_path: Path):
    (tmp_path / "wav" / "uav").mkdir(parents=True)
    common = {"name": "drone", "learnt": "learnt a", "n": 10, "k": 5}
    rows = [
        {**common, "inspected": "normal/b", "score": 1.25, "state": "abnormal", "right": False},
        {**common, "inspected": "broken/c", "score": 2.0, "state": "abnormal", "right": True},
        {**common, "inspected": "broken/d", "score": None, "state": "cannot tell", "right": None},
    ]
    report = compared(
        fakes.bands_folder(tmp_path / "bands"), tmp_path / "wav", detectors=["judge"],
        real_sound=lambda folder, *_: (rows, [f"{folder.name} failed once"]),
    ).report  # fmt: skip
    line = next(line for line in as_markdown(report).splitlines() if line.startswith("| drone"))
    assert "| 3 | 1 of 2 | 1 | normal/b (1.25, learnt a) |" in line
    assert "uav failed once" in report["notes"]


def test_files_are_written_and_the_next_run_knows_the_times(
    result: Compared, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(style, "DPI", 40)
    report = {
        key: [row for row in rows if not isinstance(row, dict) or row.get("type", "fan") == "fan"]
        if isinstance(rows, list)
        else rows
        for key, rows in result.report.items()
    }
    path = write(replace(result, report=report), tmp_path, (), 1)
    text = path.read_text(encoding="utf-8")
    pictures = sorted(one.name for one in (tmp_path / "report").glob("*.png"))
    assert {"roc.png", "precision_recall.png", "scores_fan.png", "enrolment.png", "noise.png"} <= set(pictures)
    assert {"reliability.png", "training.png", "detectors.png"} <= set(pictures)
    assert "spectrograms.png" not in pictures
    assert all(f"report/{name}" in text for name in pictures)
    assert all((tmp_path / "report" / name).read_bytes().startswith(b"\x89PNG") for name in pictures)
    assert last_times(tmp_path)["judge on fan"] >= 0
    assert last_times(tmp_path / "elsewhere") == {}
    assert list(tmp_path.rglob("*.part")) == []


def test_a_machine_without_faulty_clips_has_false_alarms_and_no_auc(tmp_path: Path):
    folder = fakes.bands_folder(tmp_path / "bands")
    with np.load(folder / "fan.npz") as arrays:
        kept = {key: arrays[key] for key in arrays.files if key != "+6dB/id_00/abnormal"}
    np.savez(folder / "fan.npz", **kept)
    result = compared(folder, detectors=["judge"])
    rows = found(result.report["rows"], id="id_00", snr="+6dB", section="baseline", n=5, k=1)
    assert [(row["auc"], row["detections"]) for row in rows] == [(None, None)]
    assert rows[0]["false_alarms"] is not None
    assert "– /" in as_markdown(result.report)
    assert draw_roc(Facts(result.report), tmp_path / "roc.png")


def test_too_few_clips_are_said(tmp_path: Path):
    report = compared(fakes.bands_folder(tmp_path / "bands", rows=4), detectors=["distance"]).report
    assert any("too few healthy clips" in note for note in report["notes"])
    assert as_markdown(report)


def test_the_random_split_hears_the_machine(tmp_path: Path):
    from training.compare.random_split import random_split_rows

    detector = fakes.Distance()
    machines: tuple[MachineSound, ...] = three()
    rows = random_split_rows(detector, machines, QUICK)
    assert detector.heard == [("fan/id_00", "fan/id_04", "fan/id_06")]
    assert {row["id"] for row in rows} == {"id_00", "id_04", "id_06"}
    # Half of the forty clips are for training, five of the rest are learnt.
    assert {row["healthy_takes"] for row in rows} == {15.0}
    assert {row["faulty_takes"] for row in rows} == {20.0}


def test_an_unheard_type_is_judged_by_what_heard_other_types_alone(tmp_path: Path):
    detector = fakes.Distance()
    folder = fakes.bands_folder(tmp_path / "bands", "fan", "pump", "slider", machines=2)
    done = run_job(Job(folder, "distance", "fan", "fan"), lambda: {"distance": detector}, QUICK)
    others = ("pump/id_00", "pump/id_01", "slider/id_00", "slider/id_01")
    assert detector.heard[0] == others
    assert {row["id"] for row in done.rows if row["section"] == "unheard type"} == {"id_00", "id_01"}
    # Without a type of its own there is nothing to leave out but machines.
    alone = fakes.bands_folder(tmp_path / "alone", "fan")
    done = run_job(Job(alone, "distance", "fan", "fan"), lambda: {"distance": detector}, QUICK)
    assert not [row for row in done.rows if row["section"] == "unheard type"]


def of_machine(name: str, share: float | None) -> OfMachine:
    """Healthy 0.1 and 2.0, faulty 2.0 and one that can't be told."""
    before, faulty = np.array([[0.1, 0, 0], [2.0, 0, 0]]), np.array([[2.0, 0, 0], [0.1, 9.0, 0]])
    trial = Trial(before, before[:0], faulty)
    takes = takes_of(name, [([trial], Bar(0.5, 1.0, Limits(noisier_db=3.0)), 5, 1)])
    assert takes is not None
    say = None if share is None else lambda score, n, k: share if score >= 1 else 0.08
    return OfMachine("judge", "fan", name, takes, say)


def test_reliability_counts_what_was_said_and_what_was_right():
    rows = reliability_rows([of_machine("a", 0.65)])
    assert [(row["low"], row["confidence"], row["right"]) for row in rows] == [
        (0.6, 0.65, 0.6667),
        (0.9, 0.92, 1.0),
    ]
    assert [row["weight"] for row in rows] == pytest.approx([0.75, 0.25])
    assert reliability_rows([of_machine("a", None), of_machine("b", None)]) == []


def test_a_judge_that_does_not_say_how_sure_it_is_is_told_by_the_other_machines(monkeypatch: pytest.MonkeyPatch):
    heard: list[list[str]] = []

    def fitted(takes: Sequence[Takes]) -> list[dict[str, object]]:
        heard.append([one.machine for one in takes])
        return [{"n": 1, "k": 1, "points": [[1.0, 0.3], [2.0, 0.7]]}]

    monkeypatch.setattr(sureness, "fit_confidence", fitted)
    rows = reliability_rows([of_machine(name, None) for name in "abc"])
    assert heard == [["b", "c"], ["a", "c"], ["a", "b"]]
    assert {(row["confidence"], row["right"]) for row in rows} == {(0.7, 0.75)}


def test_takes_are_drawn_by_the_clips_they_are_made_of(monkeypatch: pytest.MonkeyPatch):
    seen: list[Drawn] = []
    monkeypatch.setattr(cells, "over_clips", lambda drawn, k, seed: seen.extend(drawn) or dict.fromkeys(INTERVALS))
    trial = Trial(np.arange(7.0), np.arange(100.0, 105.0), np.arange(5.0))
    cells.cell([trial], Bar(1.0, 2.0), n=3, k=2, seed=0)
    # Clips 0 … 6 before, 7 … 9 learnt, 10 … 14 after; the odd one of each is left out.
    assert seen[0].healthy_first.tolist() == [0, 2, 4, 10, 12]
    assert seen[0].faulty_first.tolist() == [0, 2]
    assert seen[0].healthy.tolist() == [0.5, 2.5, 4.5, 100.5, 102.5]

"""The shipped model is the one its card names, hears what it was trained on, and nothing altered is used."""

import csv
import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from app.acoustics.bands import to_db
from app.diagnosis.model import Model
from app.diagnosis.registry import ModelRegistry
from app.domain.machine import MachineType
from app.domain.problem import Problem
from app.recordings.listening import listen
from app.recordings.sound_file import open_sound
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def model() -> Model:
    found = ModelRegistry(ROOT / "models").model_for(MachineType.FAN)
    assert found is not None
    return found


@pytest.fixture
def folder(model: Model, tmp_path: Path) -> Path:
    """A copy of the shipped model that a test may harm."""
    return Path(shutil.copytree(ROOT / "models" / "fan" / model.identity.version, tmp_path / "fan" / "1.0.0"))


@pytest.mark.data
def test_the_golden_takes_give_their_published_bands_through_the_apps_own_path(model: Model, data_folder: Path):
    with (data_folder / "golden.tsv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    assert len(rows) == 15
    for row in rows:
        published = np.load(data_folder / row["bands_file"])[row["bands_key"]][int(row["row"])]
        with open_sound(data_folder / row["wav"]) as sound:
            (clip,) = listen(sound)
        np.testing.assert_allclose(model.ear(clip.samples), published, atol=1e-3, rtol=0, err_msg=row["wav"])


def test_excess_is_louder_or_quieter_than_healthy_with_the_level_removed(model: Model):
    rng = np.random.default_rng(1)
    healthy = rng.normal(-9.0, 0.2, (5, 128)).astype(np.float32)
    clip = healthy.mean(axis=0) + 2.0  # 8.7 dB louder all over: another distance, not another sound
    clip[40:44] += 3.0
    excess_db = model.judge(clip[None].astype(np.float32), healthy).excess_db
    assert abs(float(np.median(excess_db))) < 1.0
    assert float(excess_db[0, 40:44].mean()) == pytest.approx(float(to_db(np.array(3.0))), abs=1.0)


def test_what_differs_scores_higher_than_what_does_not(model: Model):
    rng = np.random.default_rng(2)
    healthy = rng.normal(-9.0, 0.2, (6, 128)).astype(np.float32)
    other = healthy[5:].copy()
    other[:, 30:60] += 4.0
    scores = model.judge(np.concatenate([healthy[5:], other]), healthy[:5]).score
    assert scores[1] > 2 * scores[0]


def test_one_clip_against_one_clip_is_enough_to_compute(model: Model):
    one = np.full((1, 128), -8.0, dtype=np.float32)
    judged = model.judge(one, one)
    scores, excess_db = judged.score, judged.excess_db
    assert scores.shape == (1,) and excess_db.shape == (1, 128)
    assert np.isfinite(scores).all() and np.abs(excess_db).max() < 1e-3


@pytest.mark.parametrize("clips", [np.empty((0, 128), np.float32), np.zeros((2, 127), np.float32)])
def test_wrong_shapes_are_our_own_mistake(model: Model, clips: np.ndarray):
    with pytest.raises(ValueError, match="clips"):
        model.judge(clips, np.zeros((3, 128), np.float32))


def alter(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize("name", ["ear.onnx", "judge.onnx"])
@pytest.mark.parametrize("harm", [alter, Path.unlink], ids=["altered", "missing"])
def test_a_model_that_is_not_what_its_card_names_is_refused(folder: Path, name: str, harm):
    harm(folder / name)
    with pytest.raises(Problem, match="The model fan") as refused:
        Model.load(folder)
    assert name in refused.value.what


@pytest.mark.parametrize(
    "change",
    [
        lambda card: card.pop("thresholds"),
        lambda card: card.update(thresholds=[]),
        lambda card: card["input"].update(sample_rate_hz=22_050),
        lambda card: card["thresholds"][0].update(watch=9.0, abnormal=1.0),
        lambda card: card.pop("sha256"),
        lambda card: card.update(limits={"strange": float("nan")}),
        lambda card: card.update(limits={"strange": 0.0}),
        lambda card: card.update(limits={"stranger": 1.0}),
    ],
)
def test_a_card_that_makes_no_sense_is_refused(folder: Path, change):
    card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
    change(card)
    (folder / "card.json").write_text(json.dumps(card), encoding="utf-8")
    with pytest.raises(Problem, match="card"):
        Model.load(folder)


@pytest.mark.parametrize("text", ["", "[]", "null", "{", "\ufeffnot json"])
def test_a_card_that_is_no_card_is_refused(folder: Path, text: str):
    (folder / "card.json").write_text(text, encoding="utf-8")
    with pytest.raises(Problem):
        Model.load(folder)


def test_a_type_without_a_model_has_none_and_the_newest_version_counts_by_number(folder: Path):
    shutil.copytree(folder, folder.parent / "1.9.0")
    shutil.copytree(folder, folder.parent / "1.10.0")
    (folder.parent / "notes").mkdir()
    (folder.parents[1] / "pump" / "soon").mkdir(parents=True)
    (folder.parents[1] / "compressor" / "1.0.0").mkdir(parents=True)
    registry = ModelRegistry(folder.parents[1])
    assert registry.model_for(MachineType.PUMP) is None
    assert registry.types() == {MachineType.FAN}
    (folder.parents[1] / "pump" / "0.1").mkdir()
    assert registry.types() == {MachineType.FAN, MachineType.PUMP}
    for name in ("ear.onnx", "judge.onnx"):
        (folder.parent / "1.9.0" / name).unlink()
    model, judging = registry.model_for(MachineType.FAN), registry.judging("fan")
    assert model is not None and judging is not None and judging.version == "1.10.0"


@pytest.mark.parametrize("name", ["ear.onnx", "judge.onnx"])
def test_the_graphs_carry_no_trace_of_where_they_were_made(model: Model, name: str):
    graph = (ROOT / "models" / "fan" / model.identity.version / name).read_bytes()
    assert b'File "' not in graph and b".py" not in graph

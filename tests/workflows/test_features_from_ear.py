"""Band levels come from `ear.onnx` and from nowhere else: what the ear says is what is kept and what is judged."""

import re

import numpy as np
import pytest

from app.diagnosis.model import Judged, Model
from tests.house import ROOT, sources
from tests.workflows.conftest import Plant

HEARS = {"app/workflows/hear.py", "app/diagnosis/self_test.py", "app/workflows/demo/played.py"}
"""Where the ear is asked. The demo learns from it how loud a made-up fault comes out; the training package asks it
where it evaluates shipped files.
"""

MEL = re.compile(r"\b(mel_weights|melspectrogram|mfcc|filters\.mel|feature\.mel)\b")
MEL_IN_TRAINING = {"training/ear.py", "training/detectors/features.py"}
"""The ear itself, and the features of what it is compared with."""


def test_what_is_judged_is_exactly_what_the_ear_said(plant: Plant, monkeypatch: pytest.MonkeyPatch):
    said: list[np.ndarray] = []
    judged: list[np.ndarray] = []
    judge = Model.judge

    def ear(model: Model, waveform: np.ndarray) -> np.ndarray:
        said.append(np.random.default_rng(len(said)).normal(-9, 0.1, 128).astype(np.float32))
        return said[-1]

    def listening(model: Model, clips: np.ndarray, baseline: np.ndarray, level_counts: bool = False) -> Judged:
        judged.extend([clips, baseline])
        return judge(model, clips, baseline, level_counts)

    monkeypatch.setattr(Model, "ear", ear)
    monkeypatch.setattr(Model, "judge", listening)
    learnt = plant.learn(*plant.healthy[:3])
    inspection = plant.inspect(plant.healthy[3])
    assert learnt.baseline is not None
    np.testing.assert_array_equal(learnt.baseline.bands, np.stack(said[:-1]))
    np.testing.assert_array_equal(inspection.clips.bands, np.stack(said[-1:]))
    np.testing.assert_array_equal(judged[0], np.stack(said[-1:]))
    np.testing.assert_array_equal(judged[1], np.stack(said[:-1]))


def test_nobody_else_asks_the_ear_or_makes_mel_bands():
    for path in sources("app"):
        name, text = path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")
        assert name in HEARS or not re.search(r"\bmodel\.ear\(", text), name
        assert not MEL.search(text), name
    for path in sources("training"):
        name, text = path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")
        assert name in MEL_IN_TRAINING or not MEL.search(text), name

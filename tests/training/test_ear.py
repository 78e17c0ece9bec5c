"""The ear in torch, in onnxruntime and in the published rows: one definition of what a band level is."""

import csv
import math
from pathlib import Path

import numpy as np
import pytest
import soundfile

from app.diagnosis.model import Model
from tests.conftest import shipped_model


@pytest.fixture(scope="module")
def shipped() -> Model:
    return Model.load(shipped_model("fan"))


@pytest.mark.data
def test_the_shipped_ear_reproduces_every_golden_row(shipped: Model, data_folder: Path):
    with (data_folder / "golden.tsv").open(encoding="utf-8") as table:
        golden = list(csv.DictReader(table, delimiter="\t"))
    assert len(golden) == 15
    for row in golden:
        samples, rate_hz = soundfile.read(data_folder / row["wav"], dtype="float32")
        assert rate_hz == 16000
        expected = np.load(data_folder / row["bands_file"])[row["bands_key"]][int(row["row"])]
        np.testing.assert_allclose(shipped.ear(samples.mean(axis=1)), expected, atol=5e-5)


def test_silence_is_the_floor_exactly(shipped: Model):
    """An exporter that drops `+ 1e-8` fails here first."""
    np.testing.assert_allclose(shipped.ear(np.zeros(16000, np.float32)), math.log(1e-8), atol=1e-4)


@pytest.mark.training
@pytest.mark.parametrize("samples", [16000, 16001, 31999, 160000])
def test_torch_and_the_shipped_ear_agree_at_any_length(shipped: Model, torch_ready: None, samples: int):
    import torch

    from training.ear import Ear

    sound = (0.1 * np.random.default_rng(samples).standard_normal(samples)).astype(np.float32)
    np.testing.assert_allclose(shipped.ear(sound), Ear()(torch.from_numpy(sound)).numpy(), atol=1e-4)


@pytest.mark.training
def test_the_mel_filters_are_slaneys(torch_ready: None):
    filters = pytest.importorskip("librosa.filters", reason="needs the training extra (make setup-training)")
    from training.ear import mel_weights

    np.testing.assert_allclose(mel_weights(), filters.mel(sr=16000, n_fft=512, n_mels=128), atol=1e-8)

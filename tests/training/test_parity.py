"""Training and serving agree on the golden clips: torch, onnxruntime and the app's own path from the file."""

import csv
from collections import defaultdict
from pathlib import Path

import numpy as np
import pytest
import soundfile

from app.diagnosis.model import Model
from app.recordings.listening import listen
from app.recordings.sound_file import open_sound

pytestmark = [pytest.mark.training, pytest.mark.data]
MODELS = Path(__file__).resolve().parents[2] / "models"
CLOSE = 1e-4


@pytest.fixture(scope="module")
def golden(data_folder: Path) -> list[dict[str, str]]:
    with (data_folder / "golden.tsv").open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


@pytest.fixture(scope="module")
def shipped() -> Model:
    return Model.load(max((MODELS / "generic").iterdir()))


def test_the_ear_in_torch_in_onnxruntime_and_through_the_app(
    torch_ready: None, golden: list[dict[str, str]], shipped: Model, data_folder: Path
):
    import torch

    from training.ear import Ear

    ear = Ear()
    for row in golden:
        path = data_folder / row["wav"]
        with open_sound(path) as sound:
            (clip,) = listen(sound)
        app = shipped.ear(clip.samples)
        mono = soundfile.read(path, dtype="float32")[0].mean(axis=1)
        np.testing.assert_allclose(app, shipped.ear(mono), atol=CLOSE, err_msg=row["wav"])
        np.testing.assert_allclose(app, ear(torch.from_numpy(clip.samples)), atol=CLOSE, err_msg=row["wav"])


def test_the_judge_in_torch_and_in_onnxruntime(
    torch_ready: None, golden: list[dict[str, str]], data_folder: Path, tmp_path: Path
):
    """On a fresh export, since torch's weights are not kept: golden rows against their machine's healthy ones."""
    import onnxruntime
    import torch

    from training.data import read_bands
    from training.export import write_judge
    from training.fit import fit_judge
    from training.settings import settings_for

    machines = read_bands(data_folder / "mimii-bands").machines
    by_type: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in golden:
        by_type[row["bands_file"].rpartition("/")[2].removesuffix(".npz")].append(row)
    assert set(by_type) == {"fan", "pump", "slider"}
    for kind, rows in by_type.items():
        judge = fit_judge([machine for machine in machines if machine.type == kind], settings_for(kind))
        write_judge(judge, tmp_path / f"{kind}.onnx")
        session = onnxruntime.InferenceSession(tmp_path / f"{kind}.onnx")
        for row in rows:
            arrays = np.load(data_folder / row["bands_file"])
            snr, machine_id, _ = row["bands_key"].split("/")
            clip = arrays[row["bands_key"]][[int(row["row"])]]
            baseline = arrays[f"{snr}/{machine_id}/normal"][10:15]
            for level in (0.0, 1.0):
                given = {"clips": clip, "baseline": baseline, "level_counts": np.array([level], np.float32)}
                served = session.run(None, given)
                with torch.no_grad():
                    trained = judge(*(torch.from_numpy(part) for part in given.values()))
                for one, other in zip(served, trained, strict=True):
                    np.testing.assert_allclose(one, other, atol=CLOSE, rtol=CLOSE, err_msg=row["wav"])

"""On real machines: the published rows are found again, and every detector of sound runs on real sound."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from training.data import FAULTY, HEALTHY, MachineSound, read_bands
from training.detectors import detectors
from training.detectors.features import BANDS
from training.metrics import auc
from training.trials import run_trials, score_of

pytestmark = [pytest.mark.data, pytest.mark.training]
PIECES = 5


def left_out(data_folder: Path, kind: str, name: str) -> np.ndarray:
    """Mean AUC at +6, 0 and −6 dB over three machines never heard, n = 5."""
    machines = read_bands(data_folder / "mimii-bands").of_type(kind)
    found = []
    for judged in machines:
        score = detectors()[name].train([other for other in machines if other is not judged], 0)
        for snr in ("+6dB", "0dB", "-6dB"):
            trials = run_trials(score, judged, snr, 5, starts=12)
            found.append(np.mean([auc(score_of(t.healthy()), score_of(t.faulty())) for t in trials]))
    return np.reshape(found, (3, 3)).mean(axis=0)


@pytest.mark.parametrize(
    ("kind", "name", "published"),
    [
        ("fan", "whitening", (0.957, 0.828, 0.656)),
        ("fan", "logistic", (0.983, 0.866, 0.725)),
        ("slider", "whitening", (0.987, 0.964, 0.887)),
    ],
)
def test_the_bars_are_found_again(torch_ready: None, data_folder: Path, kind: str, name: str, published: tuple):
    np.testing.assert_allclose(left_out(data_folder, kind, name), published, atol=0.011)


def test_level_tells_a_pumps_fault(torch_ready: None, data_folder: Path):
    without, with_level = (left_out(data_folder, "pump", name) for name in ("whitening", "whitening_level"))
    assert (with_level > without + 0.02).all()


def test_the_forest_is_lost_on_a_fan_it_never_heard(torch_ready: None, data_folder: Path):
    fans = read_bands(data_folder / "mimii-bands").of_type("fan")
    forest = replace(detectors()["forest_bands"], trees=20)
    judged = fans[1]
    score = forest.train([fans[0], fans[2]], 0)
    assert auc(score(judged.healthy("+6dB"), judged.healthy("+6dB")), score(judged.faulty("+6dB"), ())) < 0.7


@pytest.fixture(scope="module")
def recordings(data_folder: Path) -> dict[str, dict[tuple[str, str], list[np.ndarray]]]:
    """Two-second pieces of the real fan and pump, healthy and faulty."""
    soundfile = pytest.importorskip("soundfile")
    found: dict[str, dict[tuple[str, str], list[np.ndarray]]] = {}
    for path in sorted((data_folder / "wav" / "mimii").rglob("*.wav")):
        kind, label = path.parts[-4], path.parts[-2]
        mono = soundfile.read(path, dtype="float32")[0].mean(axis=1)
        pieces = found.setdefault(kind, {}).setdefault(("0dB", label), [])
        pieces += np.split(mono, PIECES)
    return found


@pytest.mark.parametrize("name", [name for name, detector in detectors().items() if detector.feature is not BANDS])
def test_detectors_of_sound_run_on_real_sound(torch_ready: None, recordings: dict, name: str):
    detector = detectors()[name]
    if name in {"cnn", "autoencoder", "autoencoder_tuned"}:
        detector = replace(detector, epochs=1)
    of = detector.feature.of
    machines = {
        kind: MachineSound(
            kind, "id_00", {key: np.stack([of(sound) for sound in found]) for key, found in of_kind.items()}
        )
        for kind, of_kind in recordings.items()
    }
    assert {label for _, label in machines["fan"].clips} == {HEALTHY, FAULTY}
    score = detector.train([machines["fan"], machines["slider"]], 0)
    pump = machines["pump"]
    scores = score(np.concatenate([pump.healthy("0dB")[5:], pump.faulty("0dB")]), pump.healthy("0dB")[:5])
    assert scores.shape == (25,)
    assert np.isfinite(scores).all() and np.ptp(scores) > 0

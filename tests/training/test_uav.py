"""Very different real sound, never trained on: three healthy flights of a drone learnt, the rest judged.

`pytest -s tests/training/test_uav.py` prints the scores of all 20 ways to choose the three flights.
"""

import itertools
from pathlib import Path

import numpy as np
import pytest
import soundfile

from app.diagnosis.model import Model
from tests.conftest import shipped_model

pytestmark = pytest.mark.data
RATE_HZ = 16000
TAKE_OFF = 12 * RATE_HZ
CLIP = 10 * RATE_HZ
SHORTEST = 2 * RATE_HZ


@pytest.fixture(scope="module")
def model() -> Model:
    return Model.load(shipped_model("fan"))


@pytest.fixture(scope="module")
def flights(model: Model, data_folder: Path) -> dict[str, np.ndarray]:
    """Bands `[cuts, 128]` of each flight after take-off."""
    found = {}
    for path in sorted((data_folder / "wav" / "uav").rglob("*.wav")):
        samples, rate_hz = soundfile.read(path, dtype="float32")
        assert rate_hz == RATE_HZ
        cuts = [samples[at : at + CLIP] for at in range(TAKE_OFF, len(samples), CLIP)]
        found[f"{path.parent.name}/{path.stem}"] = np.stack(
            [model.ear(cut) for cut in cuts if len(cut) >= SHORTEST]
        )
    return found


def test_every_choice_of_three_healthy_flights_tells_the_others_apart(
    model: Model, flights: dict[str, np.ndarray]
):
    healthy = [name for name in flights if name.startswith("normal/")]
    assert (len(healthy), len(flights)) == (6, 10)
    wrong = []
    for learnt in itertools.combinations(healthy, 3):
        baseline = np.concatenate([flights[name] for name in learnt])
        said = {}
        for name in flights.keys() - set(learnt):
            clips = flights[name]
            abnormal = model.card.thresholds_for(len(baseline), len(clips)).abnormal
            said[name] = float(model.judge(clips, baseline).score.mean()) / abnormal
            if (said[name] >= 1) != (name not in healthy):
                wrong.append(f"learnt {learnt}: {name} {said[name]:.2f}")
        print(", ".join(f"{name} {said[name]:.2f}" for name in sorted(said)))  # noqa: T201
    assert not wrong, "\n".join(wrong)

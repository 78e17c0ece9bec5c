"""What is judged ahead, many takes in one run, is what the model says of each take alone."""

import numpy as np
import pytest

from app.diagnosis.conformal import p_value
from app.diagnosis.model import Model
from app.workflows.demo.foreseeing import ForeseeingModel
from tests.conftest import shipped_model


@pytest.mark.parametrize("learnt", [4, 20])
def test_foreseen_is_as_judged(learnt: int):
    model = Model.load(shipped_model("fan"))
    chance = np.random.default_rng(2)
    baseline = chance.normal(-5.0, 0.1, (learnt, 128)).astype(np.float32)
    takes = [chance.normal(-5.0, 0.1 * k, (k, 128)).astype(np.float32) for k in (1, 2, 3)]
    foreseeing = ForeseeingModel(model)
    foreseeing.foresee(takes, baseline)
    for take in takes:
        said, alone = foreseeing.judge(take, baseline), model.judge(take, baseline)
        for name in ("score", "excess_db", "noisier_db", "strange"):
            assert np.allclose(getattr(said, name), getattr(alone, name), atol=1e-4)
        assert p_value(foreseeing, take, baseline) == p_value(model, take, baseline)

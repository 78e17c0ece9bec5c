"""Falling confidence: four verdicts in a row less sure than the eight before, saying the same, told once."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from app.diagnosis.alerts_confidence import falls
from app.domain.fleet import SureVisit
from app.domain.verdict import State

START = datetime(2026, 1, 5, tzinfo=UTC)
SURE = [0.95, 0.94, 0.96, 0.95, 0.93, 0.95, 0.94, 0.96]
FALLEN = [*SURE, 0.80, 0.75, 0.70, 0.75]


def visits(confidences, states=(), models=()):
    return [
        SureVisit(
            str(at),
            START + timedelta(weeks=at),
            states[at] if states else State.HEALTHY,
            models[at] if models else "model",
            confidence,
        )
        for at, confidence in enumerate(confidences)
    ]


def found(confidences, **said):
    return [one.visit.inspection_id for one in falls(visits(confidences, **said))]


def test_fall_is_told_at_the_fourth_visit_with_how_much():
    (fall,) = falls(visits(FALLEN))
    assert (fall.visit.inspection_id, fall.before, fall.after) == ("11", 0.95, 0.75)


@pytest.mark.parametrize(
    "confidences",
    [
        SURE,
        FALLEN[:-1],
        FALLEN[1:],
        [*SURE, 0.80, 0.93, 0.70, 0.70],
        [*SURE, 0.86, 0.87, 0.88, 0.86],
        [0.7] * 8 + [0.9] * 4,
    ],
)
def test_too_few_too_little_or_one_that_is_as_sure_is_no_fall(confidences):
    assert found(confidences) == []


def test_it_is_told_once_as_long_as_it_lasts_and_again_after_it_was_over():
    assert found([*FALLEN, 0.60, 0.50]) == ["11"]
    assert found([*FALLEN, *FALLEN]) == ["11", "23"]


def test_other_verdicts_and_other_models_are_not_compared():
    assert found(FALLEN, states=[State.HEALTHY] * 11 + [State.WATCH]) == []
    assert found(FALLEN, states=[State.WATCH] * 12) == ["11"]
    assert found(FALLEN, models=["older"] * 8 + ["newer"] * 4) == []


def test_chance_seldom_makes_one():
    random = np.random.default_rng(5)
    told = sum(len(found(random.normal(0.8, 0.08, 50).tolist())) for _ in range(200))
    assert 0 < told < 200 * 39 / 495

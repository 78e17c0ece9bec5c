"""From what a judge says to a verdict: scores put together, doubts before verdicts, confidence beside them."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from app.diagnosis.card import Card, ConfidenceRow, Limits, ThresholdRow
from app.diagnosis.judging import judge
from app.diagnosis.model import Judged
from app.domain.baseline import Baseline
from app.domain.take import Clips
from app.domain.verdict import ModelIdentity, State
from app.domain.why import CannotTell

EAR = "e" * 64
CARD = Card(
    name="fan",
    version="1",
    machine_type="fan",
    ear_sha256=EAR,
    judge_sha256="j",
    thresholds=tuple(
        ThresholdRow(n, k, 0.7 * abnormal, abnormal, level)
        for n, k, abnormal in ((1, 1, 4.0), (5, 1, 2.0), (5, 3, 1.5))
        for level in (False, True)
        if not level or (n, k) != (5, 3)
    ),
    text="{}",
    limits=Limits(noisier_db=3.0, quieter_db=5.0, strange=1.0),
    confidence=(ConfidenceRow(1, 1, ((0.5, 0.2), (1.0, 0.6), (2.0, 0.9))),),
)


class Said:
    """A model that says what it is told to; `levels` keeps whether level was to count."""

    def __init__(self, *scores: float, noisier: float = 0.0, strange: float = 0.0, card: Card = CARD) -> None:
        self.card = card
        self.identity = ModelIdentity("fan", "1", "fan", EAR, "j")
        self._said = np.array(scores, np.float32), noisier, strange
        self.levels: list[bool] = []

    def judge(self, clips: np.ndarray, baseline: np.ndarray, level_counts: bool = False) -> Judged:
        self.levels.append(level_counts)
        scores, noisier, strange = self._said
        same = np.ones(len(scores), np.float32)
        excess_db = np.zeros((len(scores), 128), np.float32)
        excess_db[:, 40:50] = 6.0
        return Judged(scores, excess_db, noisier * same, strange * same)


def verdict(model: Said, clips: int = 1, louder: float = 0.0, **how: int):
    bands = np.full((clips, 128), -9.0 + louder, np.float32)
    times = np.arange(clips, dtype=float)
    healthy = Baseline("c", np.full((5, 128), -9.0, np.float32), ("t",), EAR)
    return judge(model, Clips(bands, times, times, EAR), healthy, **how)


def test_a_take_is_the_geometric_mean_of_its_clips_on_the_scale_of_its_threshold():
    said = verdict(Said(0.75, 1.5, 3.0), clips=3)
    assert said.score == pytest.approx(1.0)
    assert said.state is State.ABNORMAL
    assert said.clip_scores == pytest.approx((0.375, 0.75, 1.5))


def test_thresholds_are_those_of_the_level_asked_for():
    model = Said(1.5, 1.5, 1.5)
    assert verdict(model, clips=3).score == pytest.approx(1.0)
    counted = verdict(model, clips=3, level_counts=True)
    assert counted.score == pytest.approx(0.75)
    assert (counted.level_counted, model.levels) == (True, [False, True])


def test_a_baseline_of_two_visits_needs_less_and_one_of_a_single_visit_asks_for_another():
    twice = replace(CARD, thresholds=(*CARD.thresholds, ThresholdRow(5, 1, 0.7, 1.0, False, visits=2)))
    first, second = verdict(Said(0.9, card=twice)), verdict(Said(0.9, card=twice), visits=2)
    assert (first.score, second.score) == pytest.approx((0.45, 0.9))
    assert "another day" in first.reasons[0]
    assert second.reasons == verdict(Said(9.0, card=twice)).reasons == verdict(Said(0.9)).reasons == ()


@pytest.mark.parametrize(
    ("said", "why", "word"),
    [
        ({"strange": 1.0}, CannotTell.OTHER_MACHINE, "right machine"),
        ({"noisier": 3.0}, CannotTell.TOO_NOISY, "3 dB more noise"),
        ({"noisier": -5.0}, CannotTell.NOISIER_BASELINE, "5 dB more noise around the machine than now"),
        ({"noisier": 9.0, "strange": 2.0}, CannotTell.OTHER_MACHINE, "right machine"),
    ],
)
def test_beyond_a_limit_there_is_no_verdict_but_a_reason(said: dict, why: CannotTell, word: str):
    found = verdict(Said(50.0, **said))
    assert (found.state, found.cannot, found.score, found.confidence) == (State.CANNOT_TELL, why, None, None)
    assert word in found.finding and found.next_step.endswith(".")


def test_within_the_limits_and_without_limits_there_is_one():
    assert verdict(Said(50.0, noisier=2.9, strange=0.9)).state is State.ABNORMAL
    without = replace(CARD, limits=Limits())
    assert verdict(Said(50.0, noisier=90.0, strange=90.0, card=without)).state is State.ABNORMAL


def test_another_noise_is_told_beside_the_verdict():
    far = replace(CARD, limits=Limits())
    assert verdict(Said(1.0, noisier=3.9, card=far)).reasons == ()
    assert "6 dB more noise" in verdict(Said(1.0, noisier=6.0, card=far)).reasons[0]
    assert "6 dB less noise" in verdict(Said(1.0, noisier=-6.0, card=far)).reasons[0]


def test_confidence_is_of_the_state_that_was_given():
    assert verdict(Said(2.0)).confidence == pytest.approx(0.6)
    assert verdict(Said(3.0)).confidence == pytest.approx(0.75)
    assert verdict(Said(1.0)).confidence == pytest.approx(0.8)
    assert verdict(Said(9.0)).confidence == pytest.approx(0.9)
    assert verdict(Said(9.0, card=replace(CARD, confidence=()))).confidence is None


def test_louder_overall_is_the_finding_where_level_counts_and_only_there():
    db = 10 / np.log(10)
    assert verdict(Said(9.0), louder=12 / db, level_counts=True).finding == "12 dB louder than healthy overall."
    assert verdict(Said(9.0), louder=12 / db).finding.startswith("6 dB louder than healthy at")


def test_another_ears_clips_are_our_own_mistake():
    wrong = Clips(np.zeros((1, 128), np.float32), np.zeros(1), np.ones(1), "other")
    healthy = Baseline("c", np.zeros((5, 128), np.float32), ("t",), EAR)
    with pytest.raises(ValueError, match="ear"):
        judge(SimpleNamespace(identity=ModelIdentity("f", "1", "fan", EAR, "j")), wrong, healthy)

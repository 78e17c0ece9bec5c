"""The p value counts healthy clips, is valid where it can be, and is not given where it can't."""

import numpy as np
import pytest

from app.diagnosis.conformal import FEWEST_CLIPS, MOST_CLIPS, in_words, p_value
from app.diagnosis.model import Judged


class Far:
    """Judges by how far a clip's first band lies from the baseline's mean."""

    runs = 0

    def judge(self, clips: np.ndarray, baseline: np.ndarray, level_counts: bool = False) -> Judged:
        self.runs += 1
        far = np.abs(clips[:, 0] - baseline[:, 0].mean()) + 1e-3
        nothing = np.zeros(len(clips), np.float32)
        return Judged(far.astype(np.float32), np.zeros_like(clips), nothing, nothing)


def rows(values: np.ndarray) -> np.ndarray:
    return np.repeat(values[:, None], 128, axis=1).astype(np.float32)


def test_few_clips_have_no_p_value():
    healthy = rows(np.arange(FEWEST_CLIPS, dtype=float))
    assert p_value(Far(), healthy[:1], healthy[:-1]) is None
    assert p_value(Far(), healthy[:1], healthy) is not None


def test_what_lies_outside_gets_the_least_there_is_and_the_middle_the_most():
    healthy = rows(np.linspace(-1, 1, 19))
    assert p_value(Far(), rows(np.array([50.0])), healthy) == pytest.approx(1 / 20)
    assert p_value(Far(), rows(np.array([0.0])), healthy) >= 0.9


def test_one_in_twenty_healthy_takes_gets_one_in_twenty():
    random = np.random.default_rng(0)
    small = [
        p_value(Far(), rows(clips[:1]), rows(clips[1:])) <= 0.05
        for clips in (random.normal(size=20) for _ in range(400))
    ]
    assert 0.02 <= np.mean(small) <= 0.09


def test_of_a_long_baseline_the_newest_are_held_against_the_others():
    healthy = rows(np.concatenate([np.full(100, 30.0), np.linspace(-1, 1, MOST_CLIPS)]))
    p = p_value(Far(), rows(np.array([500.0])), healthy)
    assert p == pytest.approx(1 / (MOST_CLIPS + 1))


def test_the_healthy_clips_are_held_against_each_other_once_for_each_baseline_and_way_of_judging():
    model, random = Far(), np.random.default_rng(1)
    one, other = (rows(random.normal(size=25)) for _ in range(2))
    takes = [rows(random.normal(scale=2, size=1)) for _ in range(4)]
    fresh = [p_value(Far(), take, one) for take in takes]
    before = model.runs
    assert [p_value(model, take, one) for take in takes] == fresh
    assert model.runs - before == len(one) + len(takes)
    p_value(model, takes[0], other)
    p_value(model, takes[0], one, level_counts=True)
    assert model.runs - before == 3 * len(one) + len(takes) + 2


@pytest.mark.parametrize(
    ("p", "clips", "words"),
    [
        (1 / 20, 19, "None of 19"),
        (2 / 20, 19, "1 of 19 healthy clips lies"),
        (3 / 41, 500, "2 of 40 healthy clips lie"),
    ],
)
def test_the_number_in_words(p: float, clips: int, words: str):
    assert in_words(p, clips).startswith(words)

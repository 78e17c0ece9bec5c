"""Intervals hold the truth about as often as they say, and no less than they should when clips are alike."""

import math

import numpy as np
import pytest

from training.compare.intervals import Drawn, over_clips, over_machines
from training.metrics import auc

pytestmark = pytest.mark.training


def one_enrolment(random: np.random.Generator, alike: float = 0.0, clips: int = 120) -> Drawn:
    """Scores around 0 and √2; `alike` is how much of the variance runs of twelve clips share."""

    def scores(mean: float) -> np.ndarray:
        shared = np.repeat(random.standard_normal(-(-clips // 12)), 12)[:clips]
        return mean + alike**0.5 * shared + (1 - alike) ** 0.5 * random.standard_normal(clips)

    healthy, faulty = scores(0.0), scores(2**0.5)
    at = np.arange(clips)
    return Drawn(healthy, healthy >= 1.0, at, faulty, faulty >= 1.0, at)


@pytest.mark.parametrize("alike", [0.0, 0.5])
def test_intervals_over_clips_cover_the_truth(alike: float):
    random = np.random.default_rng(3)
    # Normal scores √2 apart: Φ(√2 / √2), and above 1.0 what the healthy ones' tail holds.
    true = {"auc": 0.5 * (1 + math.erf(1 / 2**0.5)), "false_alarms": 0.5 * (1 - math.erf(1 / 2**0.5))}
    held = dict.fromkeys(true, 0)
    rounds = 150
    for number in range(rounds):
        found = over_clips([one_enrolment(random, alike)], 1, number)
        for name, value in true.items():
            low, high = found[name]
            held[name] += low <= value <= high
    # Ten runs are few, so the bootstrap is a little too sure of itself.
    assert all(0.82 * rounds <= count <= 0.995 * rounds for count in held.values()), held


def test_clips_that_are_alike_widen_the_interval():
    def width(alike: float) -> float:
        random = np.random.default_rng(4)
        found = [over_clips([one_enrolment(random, alike)], 1, at)["auc"] for at in range(20)]
        return float(np.mean([high - low for low, high in found]))

    assert width(0.8) > 1.5 * width(0.0)


def test_the_middle_of_an_interval_is_the_figure_itself_longer_takes_and_several_baselines_included():
    random = np.random.default_rng(5)
    drawn = []
    for _ in range(4):
        one = one_enrolment(random)
        takes = [side.reshape(-1, 6).mean(axis=1) for side in (one.healthy, one.faulty)]
        first = np.arange(20) * 6
        drawn.append(Drawn(takes[0], takes[0] > 0.5, first, takes[1], takes[1] > 0.5, first))
    low, high = over_clips(drawn, 6, 0)["auc"]
    figure = np.mean([auc(one.healthy, one.faulty) for one in drawn])
    assert low < figure < high
    assert high - low < 0.2


def test_without_faulty_clips_only_false_alarms_have_an_interval():
    one = one_enrolment(np.random.default_rng(6))
    nothing = np.empty(0)
    healthy_only = Drawn(
        one.healthy, one.healthy_alarm, one.healthy_first, nothing, nothing > 0, nothing.astype(int)
    )
    found = over_clips([healthy_only], 1, 0)
    assert found["false_alarms"] is not None
    assert found["auc"] is None
    assert found["detections"] is None


def test_over_machines_is_students_t_and_one_machine_says_nothing():
    assert over_machines([0.7]) == {"mean_of_machines": None, "next_machine": None}
    values = [0.70, 0.72, 0.80]
    found = over_machines(values)
    reach = 4.302653 * np.std(values, ddof=1)
    assert found["mean_of_machines"] == pytest.approx([0.74 - reach / 3**0.5, 0.74 + reach / 3**0.5], abs=1e-4)
    assert found["next_machine"] == pytest.approx([0.74 - reach * (4 / 3) ** 0.5, 1.0], abs=1e-4)


def test_over_machines_covers_the_next_machine():
    random = np.random.default_rng(7)
    rounds, held = 400, 0
    for _ in range(rounds):
        *three, fourth = random.normal(0.5, 0.02, 4)
        low, high = over_machines(three)["next_machine"]
        held += low <= fourth <= high
    assert 0.92 * rounds <= held <= 0.98 * rounds

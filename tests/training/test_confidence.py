"""How sure a verdict is: against simulated machines whose truth is known."""

import json

import numpy as np
import pytest

from app.diagnosis.card import Limits

pytestmark = pytest.mark.training


@pytest.fixture(scope="module")
def confidence(torch_ready: None):
    import training.confidence

    return training.confidence


def takes(confidence, name: str, seed: int, *, fault: float = 0.5, n: int = 5, size: int = 4000):
    """Log scores normal around ln 0.7 when healthy and `fault` above when faulty, standard deviation 0.3."""
    random = np.random.default_rng(seed)
    faulty = np.arange(size) % 2 == 1
    score = np.exp(np.log(0.7) + fault * faulty + 0.3 * random.standard_normal(size))
    return confidence.Takes(name, score, np.full(size, 0.8), faulty, np.full(size, n), np.ones(size))


def true_share(score: np.ndarray, fault: float = 0.5) -> np.ndarray:
    """Of takes as above, by Bayes at even odds."""
    above = np.log(score) - np.log(0.7)
    return 1 / (1 + np.exp(-(above - fault / 2) * fault / 0.3**2))


@pytest.fixture(scope="module")
def alike(confidence):
    return [takes(confidence, f"fan/id_{seed:02d}", seed) for seed in range(6)]


@pytest.fixture(scope="module")
def rows(confidence, alike):
    return confidence.fit_confidence(alike)


def test_shares_rise_and_are_capped_lower_for_small_baselines(rows):
    assert [(row["n"], row["k"]) for row in rows] == [(1, 1), (5, 1)]
    for row, highest in zip(rows, (0.85, 0.95), strict=True):
        scores, shares = np.transpose(row["points"])
        assert (np.diff(scores) > 0).all() and (np.diff(shares) >= 0).all()
        assert shares[0] == pytest.approx(1 - highest) and shares[-1] == pytest.approx(highest)


def test_shares_are_those_of_the_simulation(rows):
    scores, shares = np.transpose(rows[1]["points"])
    inside = (scores > 0.5) & (scores < 1.6)
    assert inside.sum() > 5
    np.testing.assert_allclose(shares[inside], true_share(scores[inside]).clip(0.05, 0.95), atol=0.06)


def test_straight_lines_between_the_points_come_near_a_line_in_log_score(rows):
    scores, shares = np.transpose(rows[1]["points"])
    fine = np.geomspace(scores[0], scores[-1], 500)
    straight, in_log = np.interp(fine, scores, shares), np.interp(np.log(fine), np.log(scores), shares)
    np.testing.assert_allclose(straight, in_log, atol=0.005)


def test_the_card_takes_the_rows_as_json(rows):
    from app.diagnosis.card import _confidence

    read = _confidence(json.loads(json.dumps(rows)))
    assert read[1].faulty_share(0.1) < 0.5 < read[1].faulty_share(10.0)


def test_machines_that_disagree_make_less_sure(confidence, alike, rows):
    deaf = [takes(confidence, f"pump/id_{seed:02d}", seed, fault=0.02) for seed in range(6, 8)]
    unsure = np.interp([0.6, 1.2], *np.transpose(confidence.fit_confidence([*alike, *deaf])[1]["points"]))
    sure = np.interp([0.6, 1.2], *np.transpose(rows[1]["points"]))
    assert sure[0] + 0.02 < unsure[0] < 0.5 < unsure[1] < sure[1] - 0.02


def test_scores_that_tell_nothing_give_even_odds(confidence):
    deaf = [takes(confidence, f"pump/id_{seed:02d}", seed, fault=0.0) for seed in range(4)]
    for row in confidence.fit_confidence(deaf):
        assert np.interp([0.6, 0.8, 1.0], *np.transpose(row["points"])) == pytest.approx(0.5, abs=0.05)


def test_one_machine_is_not_enough(confidence, alike):
    with pytest.raises(ValueError, match="two machines"):
        confidence.fit_confidence(alike[:1])


def test_what_is_said_at_machines_left_out_is_right_so_often(confidence, alike):
    found = confidence.reliability(alike)
    assert sum(row["verdicts"] for row in found) == pytest.approx(1, abs=0.01)
    for row in found:
        assert row["from"] <= row["said"] <= row["to"]
        if row["verdicts"] > 0.05:
            assert row["right"] == pytest.approx(row["said"], abs=0.08)
            assert row["worst"] <= row["right"] and row["worst_at"].startswith("fan/")


def test_no_machine_vouches_for_itself(confidence, alike, monkeypatch):
    """One whose faulty takes score low and healthy ones high is wrong where the others are sure."""
    fit, fitted_on = confidence.fit_confidence, []
    monkeypatch.setattr(
        confidence, "fit_confidence", lambda takes: fitted_on.append([one.machine for one in takes]) or fit(takes)
    )
    odd = takes(confidence, "pump/id_00", 9, fault=-0.5)
    surest = confidence.reliability([*alike[:3], odd])[-1]
    assert surest["said"] > 0.8 and surest["worst_at"] == "pump/id_00" and surest["worst"] < 0.5
    everyone = [one.machine for one in (*alike[:3], odd)]
    assert fitted_on == [[name for name in everyone if name != left_out] for left_out in everyone]


def test_takes_come_from_trials_without_those_that_cannot_be_told(confidence):
    from training.figures import Bar
    from training.trials import Trial

    def clips(scores: list[float], strange: float = 0.0) -> np.ndarray:
        return np.array([[score, 0.0, strange] for score in scores])

    trials = [
        Trial(clips([1.0, 1.2]), clips([0.8, 0.6]), clips([4.0, 4.0])),
        Trial(clips([1.0]), clips([]).reshape(0, 3), clips([3.0, 3.0], strange=2.0)),
    ]
    bar = Bar(watch=1.5, abnormal=2.0, limits=Limits(noisier_db=6.0, strange=1.0))
    found = confidence.takes_of("fan/id_00", [(trials, bar, 3, 1), (trials, bar, 5, 2), (trials, bar, 7, 9)])
    np.testing.assert_allclose(
        found.score, [0.5, 0.6, 0.4, 0.3, 0.5, 2.0, 2.0, (0.5 * 0.6) ** 0.5, (0.4 * 0.3) ** 0.5, 2.0]
    )
    assert found.faulty.tolist() == [False] * 5 + [True] * 2 + [False] * 2 + [True]
    assert found.n.tolist() == [3] * 7 + [5] * 3 and set(found.watch) == {0.75}
    for n in (3, 5):
        for faulty in (False, True):
            assert found.weight[(found.n == n) & (found.faulty == faulty)].sum() == pytest.approx(1)
    assert confidence.takes_of("fan/id_00", [(trials, bar, 7, 9)]) is None

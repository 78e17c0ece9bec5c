"""Which thresholds count for n clips in the baseline and k in the take."""

import json
from pathlib import Path

import pytest

from app.diagnosis.card import ThresholdRow, fitting

pytestmark = pytest.mark.training
MODELS = Path(__file__).resolve().parents[2] / "models"
ROWS = [
    ThresholdRow(n, k, n + k / 10, 100 + n + k / 10, level)
    for level in (False, True)
    for n in (1, 5, 10)
    for k in (1, 3)
]


@pytest.mark.parametrize(
    ("n", "k", "row"),
    [(1, 1, (1, 1)), (4, 2, (1, 1)), (5, 3, (5, 3)), (9, 700, (5, 3)), (10, 1, (10, 1)), (1000, 4, (10, 3))],
)
def test_the_largest_row_that_is_not_beyond_counts(n: int, k: int, row: tuple[int, int]):
    for level in (False, True):
        found = fitting([one for one in ROWS if one.level is level], n, k)
        assert (found.n, found.k, found.level) == (*row, level)


@pytest.mark.parametrize("folder", sorted(MODELS.glob("*/*/card.json")), ids=lambda path: path.parts[-3])
def test_the_shipped_tables_say_one_at_five_and_one_and_never_rise(folder: Path):
    card = json.loads(folder.read_text(encoding="utf-8"))
    for level, visits in {(row.get("level", True), row.get("visits", 1)) for row in card["thresholds"]}:
        rows = {
            (row["n"], row["k"]): row
            for row in card["thresholds"]
            if (row.get("level", True), row.get("visits", 1)) == (level, visits)
        }
        if level and visits == 1:
            assert rows[5, 1]["abnormal"] == 1.0
        for (n, k), row in rows.items():
            assert 0 < row["watch"] < row["abnormal"]
            for (other_n, other_k), other in rows.items():
                if other_n <= n and other_k <= k:
                    assert row["abnormal"] <= other["abnormal"]
                    assert row["watch"] <= other["watch"]


def test_what_two_visits_showed_counts_from_the_second_visit_on():
    from dataclasses import replace

    from app.diagnosis.card import Card

    twice = [replace(row, visits=2, abnormal=row.abnormal / 2, watch=row.watch / 2) for row in ROWS if row.n > 1]
    card = Card("", "", "", "", "", (*ROWS, *twice), "{}")
    assert [card.thresholds_for(5, 1, True, visits).abnormal for visits in (1, 2, 7)] == [105.1, 52.55, 52.55]
    assert replace(card, thresholds=tuple(ROWS)).thresholds_for(5, 1, True, 2).abnormal == 105.1


def test_a_baseline_of_few_clips_never_lowers_the_threshold_of_a_well_learnt_one(torch_ready: None):
    import numpy as np

    from tests.training.made_up import machine
    from training.thresholds import Shares, choose_thresholds

    def strict_with_many(clips, baseline):
        return np.linspace(1, 2, len(clips)) * (3.0 if len(baseline) == 5 else 1.0)

    rows = choose_thresholds([(strict_with_many, machine("id_00", 1))], 2, True, Shares(), visits=1)
    at = {row.n: row.abnormal for row in rows if row.k == 1}
    assert at[1] == at[5] > 2.8
    assert at[7] < 2.1
    assert all(row.watch < row.abnormal for row in rows)


def test_the_second_visit_is_half_of_the_recordings_later(torch_ready: None):
    import numpy as np

    from training.data import HEALTHY, MachineSound
    from training.trials import run_trials

    clips = np.repeat(np.arange(20, dtype=np.float32)[:, None], 128, axis=1)
    learnt: list[list[float]] = []

    def heard(clips, baseline):
        learnt.append(baseline[:, 0].tolist())
        return clips[:, 0].astype(float)

    first, *_ = run_trials(
        heard, MachineSound("fan", "a", {("0dB", HEALTHY): clips}), "0dB", 5, starts=2, visits=2
    )
    assert learnt == [[0, 1, 2, 10, 11], [7, 8, 9, 17, 18]]
    assert first.healthy(2).tolist() == [3.5, 5.5, 7.5, 12.5, 14.5, 16.5, 18.5]


def test_a_take_is_the_mean_of_clips_that_follow_each_other(torch_ready: None):
    import numpy as np

    from training.trials import take_scores

    assert take_scores(np.array([1.0, 3, 5, 7, 100]), 2).tolist() == [2, 6]
    assert take_scores(np.array([1.0]), 2).tolist() == []
    judged = np.array([[1.0, 2, 0], [4, 4, 1], [9, 9, 9]])
    np.testing.assert_allclose(take_scores(judged, 2), [[2, 3, 0.5]])

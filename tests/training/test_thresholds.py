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
    for level in {row.get("level", True) for row in card["thresholds"]}:
        rows = {(row["n"], row["k"]): row for row in card["thresholds"] if row.get("level", True) is level}
        if level:
            assert rows[5, 1]["abnormal"] == 1.0
        for (n, k), row in rows.items():
            assert 0 < row["watch"] < row["abnormal"]
            for (other_n, other_k), other in rows.items():
                if other_n <= n and other_k <= k:
                    assert row["abnormal"] <= other["abnormal"]
                    assert row["watch"] <= other["watch"]


def test_a_take_is_the_mean_of_clips_that_follow_each_other(torch_ready: None):
    import numpy as np

    from training.trials import take_scores

    assert take_scores(np.array([1.0, 3, 5, 7, 100]), 2).tolist() == [2, 6]
    assert take_scores(np.array([1.0]), 2).tolist() == []
    judged = np.array([[1.0, 2, 0], [4, 4, 1], [9, 9, 9]])
    np.testing.assert_allclose(take_scores(judged, 2), [[2, 3, 0.5]])

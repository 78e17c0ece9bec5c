"""Which thresholds count for n clips in the baseline and k in the take."""

import json
from pathlib import Path

import pytest

from app.diagnosis.model import Model

pytestmark = pytest.mark.training
SHIPPED = Path(__file__).resolve().parents[2] / "models" / "fan" / "1.0.0"
TABLE = {
    "thresholds": [
        {"n": n, "k": k, "watch": n + k / 10, "abnormal": 100 + n + k / 10} for n in (1, 5, 10) for k in (1, 3)
    ]
}


@pytest.mark.parametrize(
    ("n", "k", "row"),
    [(1, 1, (1, 1)), (4, 2, (1, 1)), (5, 3, (5, 3)), (9, 700, (5, 3)), (10, 1, (10, 1)), (1000, 4, (10, 3))],
)
def test_the_largest_row_that_is_not_beyond_counts(torch_ready: None, n: int, k: int, row: tuple[int, int]):
    from training.thresholds import thresholds_for

    assert thresholds_for(TABLE, n, k) == (row[0] + row[1] / 10, 100 + row[0] + row[1] / 10)


@pytest.mark.parametrize(("n", "k"), [(0, 1), (1, 0), (-3, 2)])
def test_no_clips_no_thresholds(torch_ready: None, n: int, k: int):
    from training.thresholds import thresholds_for

    with pytest.raises(ValueError, match="no thresholds"):
        thresholds_for(TABLE, n, k)


def test_the_app_looks_up_the_same_rows(torch_ready: None):
    from training.thresholds import thresholds_for

    model = Model.load(SHIPPED)
    card = json.loads(model.card.text)
    for n in (1, 2, 3, 4, 5, 6, 9, 10, 17, 100):
        for k in (1, 2, 4, 6, 7, 720):
            found = model.card.thresholds_for(n, k)
            assert (found.watch, found.abnormal) == thresholds_for(card, n, k)


def test_the_shipped_table_says_one_at_five_and_one_and_never_rises(torch_ready: None):
    card = json.loads((SHIPPED / "card.json").read_text(encoding="utf-8"))
    rows = {(row["n"], row["k"]): row for row in card["thresholds"]}
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

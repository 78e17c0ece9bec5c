"""A forecast rests on what the history kept since the last learning or repair, and on verdicts only."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from app.domain.baseline import Baseline
from app.domain.forecast import Outlook
from app.domain.inspection import HeardVisit
from app.domain.machine import Criticality
from app.domain.review import BaselineChange, BaselineEvent
from app.domain.verdict import State, Thresholds
from app.history.baseline_log import Line, steps
from app.history.history import History
from app.workflows.forecast import LookAhead
from tests.history import builders

START = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
WEEK = timedelta(weeks=1)
BANDS = np.zeros(128, dtype=np.float32)
END = START + 25 * WEEK


class Kept:
    """A history of one condition that wears, heard weekly."""

    def __init__(self) -> None:
        random = np.random.default_rng(1)
        scores = np.exp(-0.8 + 0.8 * np.arange(26) / 36 + random.normal(0, 0.08, 26))
        self.visits = [
            HeardVisit(str(at), START + at * WEEK, State.HEALTHY, float(score), BANDS, "ear", "", "b", None)
            for at, score in enumerate(scores)
        ][::-1]
        self.log = [BaselineChange("c", BaselineEvent.LEARNT, "b", at=START)]

    def repair(self, at: datetime) -> None:
        self.log.append(BaselineChange("c", BaselineEvent.REPAIR, None, at=at))

    def learn(self, baseline_id: str, at: datetime) -> None:
        self.log.append(BaselineChange("c", BaselineEvent.LEARNT, baseline_id, at=at))

    def heard_visits(self, condition_id: str, limit: int) -> list[HeardVisit]:
        return self.visits[:limit]

    def baseline_changes(self, condition_id: str) -> list[BaselineChange]:
        return self.log[::-1]

    def baseline_steps(self, condition_id: str):
        return steps(Line(change) for change in self.log)

    def inspection(self, inspection_id: str):
        return SimpleNamespace(verdict=SimpleNamespace(thresholds=Thresholds(0.8, 1.0)))


def test_a_machine_that_wears_gets_a_date_and_something_to_do():
    action, ahead = LookAhead(Kept()).action("c", State.HEALTHY, Criticality.NORMAL, END)
    crossing = ahead.crossing(State.ABNORMAL)
    assert crossing.earliest <= START + 36 * WEEK <= crossing.latest
    assert ahead.condition_id == "c" and ahead.made_at == END
    assert action.what.startswith("Schedule maintenance by") and action.by == crossing.likely


def test_before_learning_and_after_a_repair_it_says_what_to_learn():
    kept = Kept()
    kept.repair(END)
    told = LookAhead(kept).of("c", END)
    assert told.outlook is Outlook.TOO_FEW and "after the repair" in told.to_do
    kept.log.clear()
    assert "first" in LookAhead(kept).of("c", END).to_do


def test_only_what_was_judged_since_the_repair_counts():
    kept = Kept()
    kept.repair(START + 12 * WEEK)
    kept.learn("b2", START + 12 * WEEK)
    assert LookAhead(kept).of("c", END).days == 0
    kept.visits = [replace(one, baseline_id="b2") for one in kept.visits]
    assert LookAhead(kept).of("c", END).days == 14


@pytest.mark.parametrize(
    "change", [{"state": State.CANNOT_TELL}, {"score": None}, {"ear_sha256": "older"}, {"baseline_id": None}]
)
def test_what_tells_nothing_of_this_baseline_is_left_out(change: dict[str, object]):
    kept = Kept()
    kept.visits[5:] = [replace(one, **change) for one in kept.visits[5:]]
    assert LookAhead(kept).of("c", END).days == 5


def test_it_reads_a_real_history(tmp_path: Path):
    with History.open(tmp_path / "history") as history:
        fan = history.add_machine(builders.machine())
        condition_id = builders.condition_of(fan)
        look = LookAhead(history)
        assert "Learn the healthy sound first" in look.of(condition_id, END).to_do
        take = history.add_take(builders.take(), builders.clips(), builders.quality())
        history.add_baseline(Baseline(condition_id, builders.levels(3), (take.id,), builders.EAR))
        told = look.of(condition_id, END)
        assert told.outlook is Outlook.TOO_FEW and told.days == 0
        with pytest.raises(KeyError):
            look.of("nobody", END)

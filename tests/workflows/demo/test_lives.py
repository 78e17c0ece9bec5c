"""One simulated machine: the same again from the same seed, another from another; repaired, it is learnt anew."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from app.diagnosis.registry import ModelRegistry
from app.domain.review import BaselineEvent, Found
from app.domain.verdict import State
from app.history.bulk import Life
from app.main import paths
from app.recordings.take_store import TakeStore
from app.workflows.demo.chance import Chance
from app.workflows.demo.lives import Events, Lives
from app.workflows.demo.plant import Placed, plant
from app.workflows.demo.sound import Fault
from app.workflows.demo.stories import Plot, Story
from app.workflows.demo.studio import Studio
from app.workflows.demo.walks import Time
from tests.workflows.demo.conftest import UNTIL

pytestmark = pytest.mark.usefixtures("without_sound")

TIME = Time(UNTIL - timedelta(days=260), UNTIL)


def live(folder: Path, story: Story, seed: int = 1, **events: bool) -> tuple[Placed, Life]:
    chance = Chance(seed, "fleet")
    placed = plant(3, chance.of("plant"), TIME.begin)[0]
    placed = replace(placed, machine=replace(placed.machine, interval_days=7))
    area = (placed.site.name, placed.machine.area)
    told = (Events(area, 3, **events),) if events else ()
    lives = Lives(ModelRegistry(paths.MODELS), Studio(folder, TakeStore(folder)), TIME, chance, told)
    return placed, lives.life(placed, story)


def test_the_same_seed_makes_the_same_life_to_the_last_id(tmp_path: Path):
    story = Story(Plot.WATCH, Fault.BEARING)
    (_, one), (_, again), (_, other) = (live(tmp_path, story, seed) for seed in (1, 1, 2))
    for first, second in zip(one.inspections, again.inspections, strict=True):
        assert (first.id, first.take, first.verdict.score) == (second.id, second.take, second.verdict.score)
        assert np.array_equal(first.clips.bands, second.clips.bands)
    assert (one.reviews, one.readings, one.changes) == (again.reviews, again.readings, again.changes)
    assert one.machine.id != other.machine.id


def test_a_repaired_machine_is_confirmed_faulty_repaired_and_learnt_anew(tmp_path: Path):
    _, life = live(tmp_path, Story(Plot.REPAIRED, Fault.BEARING))
    events = [change.event for change in life.changes if change.condition_id == life.inspections[0].condition_id]
    at = events.index(BaselineEvent.REPAIR)
    assert events[:at][0] is BaselineEvent.LEARNT and events[at + 1] is BaselineEvent.LEARNT
    repaired = life.changes[at]
    before = [one for one in life.inspections if one.analysed_at < repaired.at]
    after = [one for one in life.inspections if one.analysed_at > repaired.at]
    assert before[-1].verdict.state is State.ABNORMAL and before[-1].note
    review = next(one for one in life.reviews if one.inspection_id == before[-1].id)
    assert review.found is Found.FAULTY and review.cause and review.cause_code
    assert after[-1].verdict.state is State.HEALTHY and after[-1].healthy is not None
    assert after[-1].healthy.baseline_id != before[-1].healthy.baseline_id  # type: ignore[union-attr]


def test_a_machine_that_was_never_learnt_or_visited(tmp_path: Path):
    _, never = live(tmp_path, Story(Plot.NEVER_VISITED, Fault.BEARING))
    assert not never.inspections and not never.baselines
    _, unlearnt = live(tmp_path, Story(Plot.NEVER_LEARNT, Fault.BEARING))
    assert not unlearnt.baselines and {one.verdict.state for one in unlearnt.inspections} == {State.CANNOT_TELL}
    _, repaired = live(tmp_path, Story(Plot.NOT_LEARNT_AGAIN, Fault.BEARING))
    assert repaired.changes[-1].baseline_id is None


def test_another_machine_beside_it_is_heard_and_noise_makes_it_impossible_to_tell(tmp_path: Path):
    story = Story(Plot.QUIET, Fault.FOREIGN)
    for noise, states in ((False, {State.WATCH, State.ABNORMAL}), (True, {State.CANNOT_TELL})):
        placed, life = live(tmp_path, story, noise=noise)
        day = (UNTIL - timedelta(days=1)).date()
        first = placed.machine.points[0].conditions[0].id
        (on_it,) = [
            one
            for one in life.inspections
            if one.condition_id == first and 14 <= (day - one.analysed_at.date()).days - 7 < 21
        ]
        assert on_it.verdict.state in states
        assert life.inspections[-1].verdict.state is State.HEALTHY


def test_an_ageing_microphone_is_mounted_and_loudness_counts(tmp_path: Path):
    _, life = live(tmp_path, Story(Plot.AGEING, Fault.AGEING))
    assert life.machine.points[0].fixed
    condition = life.machine.points[0].conditions[0].id
    own = [one for one in life.inspections if one.condition_id == condition]
    assert all(one.verdict.level_counted for one in own if one.verdict.score is not None)
    assert own[-1].verdict.p_value is not None
    first, last = (np.mean([one.clips.bands[:, :124].mean() for one in part]) for part in (own[:6], own[-6:]))
    assert last < first

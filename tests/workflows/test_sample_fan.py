"""The sample fan's takes can be looked at before anything was heard or kept."""

from pathlib import Path

import numpy as np
import pytest

from app.domain.machine import MachineType
from app.domain.problem import Problem
from tests.language.another_tongue import another_tongue
from tests.workflows.conftest import Plant


def test_a_take_is_pictured_whole_without_being_kept(plant: Plant):
    sample = plant.flows.sample
    healthy, later = sample.picture(sample.healthy_takes[0]), sample.picture(sample.later_take)
    assert (healthy.start_s, healthy.end_s, later.end_s) == (0.0, 10.0, 30.0)
    assert healthy.level_db.shape == (256, 400)
    # The last column is sound too, and the blade damage is louder than healthy somewhere.
    assert healthy.level_db[:, -1].max() > -60.0
    assert np.max(later.level_db.mean(axis=1) - healthy.level_db.mean(axis=1)) > 3.0
    assert plant.files() == []


def test_a_take_that_is_missing_is_a_problem(plant: Plant):
    with pytest.raises(Problem):
        plant.flows.sample.picture(Path("nowhere.wav"))


def test_the_pages_are_told_what_can_be_judged(plant: Plant):
    assert plant.flows.machines.judged_types() == set(MachineType)


def test_it_is_one_machine_whatever_language_it_was_named_in(plant: Plant, tmp_path: Path):
    sample = plant.flows.sample
    with another_tongue(tmp_path):
        named = sample.machine()
    assert named.name == "жжжжжж жжж"
    assert sample.machine().id == named.id

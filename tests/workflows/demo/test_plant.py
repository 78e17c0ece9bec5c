"""The simulated plant, its stories and its calendar: plausible, the same each time, as told in the end."""

from collections import Counter
from datetime import timedelta

import numpy as np
import pytest

from app.domain.machine import MachineType
from app.domain.plan import Timing, due_at, timing
from app.workflows.demo.chance import Chance
from app.workflows.demo.plant import plant
from app.workflows.demo.stories import Plot, stories
from app.workflows.demo.walks import Calendar, Time
from tests.workflows.demo.conftest import UNTIL

TIME = Time(UNTIL - timedelta(days=365), UNTIL)
CHANCE = Chance(5)


@pytest.mark.parametrize("count", [1, 2, 6, 60, 200, 1000])
def test_machines_have_names_and_codes_of_their_own(count: int):
    machines = [one.machine for one in plant(count, CHANCE, TIME.begin)]
    for of in ("name", "code", "id"):
        assert len({getattr(one, of).casefold() for one in machines}) == count
    assert all(one.site and one.area and one.points and one.interval_days for one in machines)
    assert all(7 <= (one.interval_days or 0) <= 60 for one in machines)
    assert not any(one.name.startswith("Machine ") and one.name[8:].isdigit() for one in machines)


def test_two_hundred_machines_fill_three_sites():
    machines = [one.machine for one in plant(200, CHANCE, TIME.begin)]
    areas = {site: {one.area for one in machines if one.site == site} for site in {one.site for one in machines}}
    assert len(areas) == 3 and all(8 <= len(of_site) <= 14 for of_site in areas.values())
    assert {one.type for one in machines} == set(MachineType)
    assert any(len(one.points) > 1 for one in machines)
    assert any(len(one.points[0].conditions) > 1 for one in machines)


def test_the_stories_of_two_hundred_machines():
    placed = plant(200, CHANCE, TIME.begin)
    told = stories(placed, CHANCE)
    plots = Counter(one.plot for one in told)
    assert plots[Plot.ABNORMAL] + plots[Plot.BROKEN] == 4 and plots[Plot.WATCH] == 16
    assert sum(plots[one] for one in (Plot.NEVER_VISITED, Plot.NEVER_LEARNT, Plot.NOT_LEARNT_AGAIN)) == 6
    assert plots[Plot.CANNOT_TELL] == 6 and sum(one.overdue for one in told) == 8
    assert 8 <= sum(one.heard for one in told) <= 12
    assert all(one.heard for one in told if one.plot in (Plot.ABNORMAL, Plot.BROKEN))


def test_nobody_walks_at_the_weekend_or_later_than_now_and_nothing_is_overdue_by_chance():
    for hours in range(0, 24 * 7, 17):
        time = Time(TIME.begin, UNTIL + timedelta(hours=hours))
        calendar = Calendar(time, CHANCE)
        for one in plant(30, CHANCE, time.begin):
            walks = calendar.walks(one)
            assert [walk.when for walk in walks] == sorted(walk.when for walk in walks)
            assert walks[-1].when <= time.until and walks[0].when >= time.begin
            assert walks[-1].when.weekday() < 5 and all(walk.by in one.site.people for walk in walks)
            due = due_at(one.machine.interval_days, walks[-1].when, time.begin)
            assert timing(due, time.until) is not Timing.OVERDUE


def test_chance_is_the_same_for_the_same_thing_and_another_for_another():
    assert CHANCE.of("a").new_id() == Chance(5).of("a").new_id()
    assert len({CHANCE.of("a").new_id(), CHANCE.of("b").new_id(), Chance(6).of("a").new_id()}) == 3
    curve = CHANCE.of("curve").wavy(np.linspace(0.0, 1.0, 9), 2.0)
    assert curve.shape == (9,) and curve.std() > 0.1

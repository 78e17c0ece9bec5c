"""What is asked of many machines at once: the same as asked of each, in as many statements for one as for many."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from app.domain.bin import Thing
from app.domain.identity import new_id
from app.domain.machine import Machine
from app.domain.review import Found
from app.domain.take import Clips
from app.domain.verdict import ModelIdentity, State
from app.history.history import History
from app.workflows.watch_drift import WatchDrift
from tests.history.builders import (
    EAR,
    START,
    add_baseline,
    condition_of,
    inspection,
    levels,
    machine,
    model,
    review,
    verdict,
)
from tests.history.test_overview import BIG_TABLES, Statements

DAY = timedelta(days=1)
EVER = START + 999 * DAY


def visit(
    history: History,
    fan: Machine,
    day: float,
    state: State = State.HEALTHY,
    condition: int = 0,
    confidence: float | None = None,
    ear: str = EAR,
    clip_count: int = 3,
) -> str:
    said = replace(verdict(state), confidence=confidence)
    heard = Clips(
        levels(clip_count, seed=int(abs(day) * 10)), np.arange(clip_count) * 10.0, np.full(clip_count, 10.0), ear
    )
    identity = ModelIdentity("fan", "1.0.0", "fan", ear, model().judge_sha256)
    one = inspection(fan, recorded_at=START + day * DAY, state=state, condition=condition)
    return history.add_inspection(replace(one, id=new_id(), verdict=said, clips=heard, model=identity)).id


@pytest.fixture
def plant(history: History) -> list[Machine]:
    """A machine with a bad and a good condition, a repaired one, one found healthy, and two never visited."""
    fans = [history.add_machine(machine(f"Fan {number}", conditions=2)) for number in range(5)]
    for fan in fans[:4]:
        add_baseline(history, condition_of(fan))
        add_baseline(history, condition_of(fan, 1))
    for day in range(6):
        visit(history, fans[0], day, State.HEALTHY, condition=1)
        visit(history, fans[0], day + 0.5, State.WATCH if day > 3 else State.HEALTHY)
        visit(history, fans[1], day, State.ABNORMAL)
    history.repair(condition_of(fans[1]), "bearing")
    false_alarm = visit(history, fans[2], 3, State.ABNORMAL)
    history.add_review(review(false_alarm, Found.HEALTHY))
    visit(history, fans[2], 4, State.WATCH, condition=1)
    return fans


def test_trends_of_some_are_those_of_the_whole_fleet(history, plant):
    whole = {line.machine.id: line.trend for line in history.fleet(trend=4)}
    assert sorted(map(len, whole.values())) == [0, 0, 0, 1, 4]
    assert history.overview.trends(list(whole), 4) == whole
    some = [plant[2].id, plant[0].id]
    assert history.overview.trends(some, 4) == {one: whole[one] for one in some}


def test_trends_leave_out_what_is_in_the_bin_and_tell_nothing_of_strangers(history, plant):
    newest = history.visits(plant[0].id, condition_of(plant[0]))[0]
    history.bin.throw(Thing.INSPECTION, newest.inspection_id)
    trends = history.overview.trends([plant[0].id, "nobody"], 99)
    assert len(trends[plant[0].id]) == 5
    assert trends["nobody"] == ()
    assert history.overview.trends([], 3) == {}


def test_as_many_statements_for_one_machine_as_for_all_and_all_by_index(history, plant):
    conditions = [condition_of(fan, number) for fan in plant for number in (0, 1)]
    counts, plans = [], []
    for some, of_some in (([plant[0].id], conditions[:1]), ([fan.id for fan in plant], conditions)):
        with Statements(history) as statements:
            history.overview.trends(some, 12)
            history.overview.judged(START, EVER)
            history.overview.sure_visits(of_some, START + 2 * DAY, EVER, 10)
            history.overview.sounds(list(history.overview.comparable(of_some, EVER).values()))
        counts.append(len(statements.ran))
        plans += statements.plans()
    assert counts[0] == counts[1]
    for line in "\n".join(plans).splitlines():
        assert not any(f"SCAN {name}" in line for name in BIG_TABLES), line


def test_judged_are_verdicts_of_the_time_oldest_first(history, plant):
    visit(history, plant[3], 2.25, State.CANNOT_TELL)
    gone = visit(history, plant[3], 2.25)
    history.bin.throw(Thing.INSPECTION, gone)
    told = history.overview.judged(START + 2 * DAY, START + 3 * DAY)
    assert [(one.when - START, one.machine_id) for one in told] == [
        *(((2 * DAY), fan.id) for fan in plant[:2]),
        (2.5 * DAY, plant[0].id),
    ]
    assert told[2].condition_id == condition_of(plant[0])
    history.bin.throw(Thing.MACHINE, plant[0].id)
    assert [one.machine_id for one in history.overview.judged(START + 2 * DAY, START + 3 * DAY)] == [plant[1].id]


def test_sure_visits_are_those_of_the_time_and_some_before(history):
    fan = history.add_machine(machine(conditions=2))
    ids = [visit(history, fan, day, confidence=0.9 - day / 100) for day in range(8)]
    visit(history, fan, 5.5, confidence=None)
    visit(history, fan, 5, condition=1, confidence=0.5)
    since, until = START + 5 * DAY, START + 7 * DAY

    told = history.overview.sure_visits([condition_of(fan), condition_of(fan, 1)], since, until, before=3)

    first, second = told[condition_of(fan)], told[condition_of(fan, 1)]
    assert [one.inspection_id for one in first] == ids[2:7]
    assert [one.confidence for one in first] == pytest.approx([0.88, 0.87, 0.86, 0.85, 0.84])
    assert {one.state for one in first} == {State.HEALTHY} and len({one.model_id for one in first}) == 1
    assert [one.confidence for one in second] == [0.5]
    history.bin.throw(Thing.INSPECTION, ids[6])
    again = history.overview.sure_visits([condition_of(fan)], since, until, before=3)
    assert [one.inspection_id for one in again[condition_of(fan)]] == ids[2:6]


def test_comparable_are_the_verdicts_since_the_repair_by_the_ear_that_hears_now(history):
    fan = history.add_machine(machine())
    add_baseline(history, condition_of(fan))
    visit(history, fan, -900, ear="a" * 64)
    visit(history, fan, 1)
    repair = history.repair(condition_of(fan), "bearing")
    late = (repair.at - START) / DAY
    for day in (1, 2, 3):
        visit(history, fan, late + day)
    visit(history, fan, late + 4, State.CANNOT_TELL)
    visit(history, fan, late + 2.5, ear="a" * 64)
    until = repair.at + 30 * DAY

    found = history.overview.comparable([condition_of(fan)], until)[condition_of(fan)]

    assert (found.repaired, found.ear_sha256) == (repair.at, EAR)
    assert [(when - repair.at).days for when in found.whens] == [1, 2, 3]
    before = history.overview.comparable([condition_of(fan)], START + 2 * DAY)[condition_of(fan)]
    assert (before.repaired, len(before.whens)) == (None, 1)
    assert history.overview.comparable([condition_of(fan)], START - 950 * DAY) == {}


def test_sounds_are_what_the_watch_for_drift_hears(history):
    fan = history.add_machine(machine(conditions=2))
    for day in range(5):
        visit(history, fan, day, clip_count=1 + day % 3, ear="a" * 64 if day == 1 else EAR)
        visit(history, fan, day, condition=1, clip_count=2)
    conditions = [condition_of(fan), condition_of(fan, 1)]

    sounds = history.overview.sounds(list(history.overview.comparable(conditions, EVER).values()))

    watched = {series.condition_id: series.days for series in WatchDrift(history)._series(fan)}
    for condition_id in conditions:
        told, expected = sounds[condition_id], watched[condition_id]
        assert [(one.when, one.device) for one in told] == [(day.when, day.device) for day in expected]
        np.testing.assert_allclose([one.bands for one in told], [day.bands for day in expected], rtol=1e-5)
        assert all(one.bands.dtype == np.float32 for one in told)
    assert len(sounds[conditions[0]]) == 4


def test_nothing_asked_is_nothing_told(history):
    assert history.overview.comparable([], EVER) == history.overview.sounds([]) == {}
    assert history.overview.sure_visits([], START, EVER, 5) == {}
    assert history.overview.judged(EVER, START) == []

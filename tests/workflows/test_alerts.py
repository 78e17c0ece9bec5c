"""What changed in a time, of every kind, named alike on every laptop."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.domain.bin import Thing
from app.domain.fleet import AlertKind
from app.domain.identity import new_id
from app.domain.machine import Machine
from app.domain.problem import Cancelled
from app.domain.review import Found
from app.domain.verdict import State
from app.history.history import History
from app.workflows.alerts import WhatChanged
from app.workflows.progress import Cancel
from tests.history.builders import START, inspection, machine, review, verdict

HOUR = timedelta(hours=1)
DAY = 24 * HOUR
END = START + 100 * DAY
H, W, A, C = State.HEALTHY, State.WATCH, State.ABNORMAL, State.CANNOT_TELL


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    with History.open(tmp_path / "history") as history:
        yield history


def visit(
    history: History,
    fan: Machine,
    day: float,
    state: State,
    score: float | None = 0.5,
    confidence: float | None = None,
    inspection_id: str = "",
) -> str:
    said = replace(verdict(state, score), confidence=confidence)
    one = inspection(fan, recorded_at=START + day * DAY, state=state, analysed_at=START + day * DAY)
    return history.add_inspection(replace(one, id=inspection_id or new_id(), verdict=said)).id


def boilers(history: History, count: int = 3) -> list[Machine]:
    return [
        history.add_machine(replace(machine(f"Pump {number}"), area="Boiler house", id=f"pump{number}"))
        for number in range(count)
    ]


def of_kind(alerts, kind: AlertKind):
    return [one for one in alerts if one.kind is kind]


def test_change_of_state_is_told_newest_first_with_where_to_look(history):
    fan = history.add_machine(machine())
    ids = [
        visit(history, fan, day, state, score) for day, state, score in ((1, H, 0.4), (2, W, 0.91), (3, A, 1.3))
    ]

    newest, older = WhatChanged(history).between(START, END)

    assert (newest.what, newest.inspection_id, newest.at) == ("Watch → Abnormal, 1.30", ids[2], START + 3 * DAY)
    assert (older.kind, older.machine_ids, older.before, older.after) == (AlertKind.STATE, (fan.id,), H, W)
    assert (older.score, older.seen) == (0.91, None)
    assert [one.at for one in WhatChanged(history).between(START + 2 * DAY, START + 3 * DAY)] == [older.at]


def test_false_alarm_stays_in_the_list_as_none(history):
    fans = boilers(history)
    for fan in fans:
        visit(history, fan, 1, H)
        alarm = visit(history, fan, 2, A, 1.2)
    assert len(of_kind(WhatChanged(history).between(START, END), AlertKind.SURGE)) == 1

    history.add_review(review(alarm, Found.HEALTHY))

    told = WhatChanged(history).between(START, END)
    assert of_kind(told, AlertKind.SURGE) == []
    (false,) = [one for one in told if one.inspection_id == alarm]
    assert (false.what, false.after) == ("Healthy → Abnormal, 1.20; found healthy", H)


def test_surge_is_told_once_with_its_place_and_machines_at_the_last_of_them(history):
    fans = boilers(history, 4)
    for number, fan in enumerate(fans):
        visit(history, fan, 1, H)
        visit(history, fan, 8 + number / 24, W if number < 3 else H, 0.9)

    (surge,) = of_kind(WhatChanged(history).between(START, END), AlertKind.SURGE)

    assert surge.what == "Boiler house, one day: look for a common cause"
    assert (surge.machine_ids, surge.at) == (("pump0", "pump1", "pump2"), START + 8 * DAY + 2 * HOUR)
    assert (surge.before, surge.after, surge.inspection_id) == (None, None, None)
    # Whichever part of that day is asked for: the same surge, and only where it was complete.
    assert of_kind(WhatChanged(history).between(surge.at, surge.at + HOUR), AlertKind.SURGE) == [surge]
    assert of_kind(WhatChanged(history).between(surge.at - HOUR, surge.at), AlertKind.SURGE) == []


@pytest.mark.parametrize(("before", "after"), [(A, W), (C, A), (H, C), (W, W)])
def test_only_machines_that_turned_worse_make_a_surge(history, before, after):
    for fan in boilers(history):
        visit(history, fan, 1, before)
        visit(history, fan, 2, after)
    assert of_kind(WhatChanged(history).between(START, END), AlertKind.SURGE) == []


def test_falling_confidence_is_told_of_its_machine_and_visits_without_one_do_not_count(history):
    fan = history.add_machine(machine())
    sure = [0.95, 0.94, 0.96, 0.95, 0.93, 0.95, 0.94, 0.96, None, 0.8, 0.75, None, 0.7, 0.75]
    ids = [visit(history, fan, day, H if one else C, confidence=one) for day, one in enumerate(sure)]

    (alert,) = of_kind(WhatChanged(history).between(START, END), AlertKind.CONFIDENCE)

    assert (alert.kind, alert.inspection_id, alert.at) == (AlertKind.CONFIDENCE, ids[-1], START + 13 * DAY)
    assert (alert.what, alert.after, alert.machine_ids) == ("Less sure, 95 % → 75 %", H, (fan.id,))
    assert of_kind(WhatChanged(history).between(alert.at, END), AlertKind.CONFIDENCE) == [alert]
    assert of_kind(WhatChanged(history).between(START, alert.at), AlertKind.CONFIDENCE) == []


def test_visit_imported_later_changes_no_id_of_what_was_told(history):
    fans = boilers(history)
    for fan in fans:
        visit(history, fan, 5, H)
        visit(history, fan, 9, A, 1.2)
    before = {one.id: one.kind for one in WhatChanged(history).between(START, END)}
    for fan in fans:
        visit(history, fan, 1, H)
        visit(history, fan, 7, H)
        visit(history, fan, 9.2, A, 1.3)
    assert {one.id: one.kind for one in WhatChanged(history).between(START, END)} == before
    assert set(before.values()) == {AlertKind.STATE, AlertKind.SURGE}


def test_two_laptops_with_the_same_visits_tell_the_same(tmp_path):
    told = []
    for laptop in ("one", "two"):
        with History.open(tmp_path / laptop) as history:
            fans = boilers(history)
            for fan in fans if laptop == "one" else fans[::-1]:
                visit(history, fan, 2, A, 1.2, inspection_id=f"{fan.id} 2")
                visit(history, fan, 1, H, inspection_id=f"{fan.id} 1")
            told.append(WhatChanged(history).between(START, END))
    assert told[0] == told[1]
    assert len(told[0]) == 4


def test_bin_takes_its_alerts_along_and_brings_them_back(history):
    fan = history.add_machine(machine())
    visit(history, fan, 1, H)
    visit(history, fan, 2, A)
    (alert,) = WhatChanged(history).between(START, END)
    history.bin.throw(Thing.MACHINE, fan.id)
    assert WhatChanged(history).between(START, END) == ()
    history.bin.bring_back(fan.id)
    assert WhatChanged(history).between(START, END) == (alert,)


def test_it_can_be_cancelled_and_an_empty_time_tells_nothing(history):
    visit(history, history.add_machine(machine()), 1, H)
    cancel = Cancel()
    assert WhatChanged(history).between(START, END, cancel) == ()
    assert WhatChanged(history).between(END, START) == ()
    cancel.request()
    with pytest.raises(Cancelled):
        WhatChanged(history).between(START, END, cancel)

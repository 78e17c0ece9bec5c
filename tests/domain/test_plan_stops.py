"""Since when a machine is planned, the order of the way through the plant, and when a stop is done."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.machine import Machine, MachineType, MachineVersion
from app.domain.plan import StopState, planned_since, plant_order, stop_state

NOW = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
FAN = Machine("Fan", MachineType.FAN, ())


def versions(*intervals: int | None) -> list[MachineVersion]:
    """Of these intervals, the oldest first, a day apart; given back newest first."""
    made = [
        MachineVersion(replace(FAN, interval_days=days), at + 1, at=NOW + timedelta(days=at))
        for at, days in enumerate(intervals)
    ]
    return made[::-1]


@pytest.mark.parametrize(
    ("intervals", "day"),
    [
        ((), None),
        ((None,), None),
        ((14,), 0),
        ((None, 14), 1),
        ((None, 14, 7, 7), 1),
        ((14, None, 30), 2),
        ((14, None), None),
    ],
)
def test_planned_since_the_interval_was_first_set_without_a_break(intervals, day):
    assert planned_since(versions(*intervals)) == (None if day is None else NOW + timedelta(days=day))


def test_the_way_leads_by_site_area_and_name_with_numbers_as_numbers():
    def at(site: str, area: str, name: str) -> Machine:
        return replace(FAN, site=site, area=area, name=name)

    way = [
        at("Mill 2", "Hall 9", "Fan 2"),
        at("Mill 2", "Hall 9", "fan 10"),
        at("Mill 2", "Hall 10", "Fan 1"),
        at("Mill 2", "", "Fan 1"),
        at("Mill 10", "Hall 1", "Fan 1"),
        at("", "Hall 1", "Fan 1"),
    ]
    mixed = [way[at] for at in (3, 0, 5, 2, 4, 1)]
    assert sorted(mixed, key=plant_order) == way


@given(st.lists(st.tuples(st.text(), st.text(), st.text()), min_size=2, max_size=8))
def test_whatever_machines_are_called_they_can_be_ordered(places):
    machines = [replace(FAN, site=site, area=area, name=name) for site, area, name in places]
    assert len(sorted(machines, key=plant_order)) == len(machines)


@pytest.mark.parametrize(
    ("wanted", "heard", "passed_over", "state"),
    [
        (1, 0, False, StopState.LEFT),
        (1, 1, False, StopState.DONE),
        (3, 1, False, StopState.LEFT),
        (3, 3, False, StopState.DONE),
        (3, 1, True, StopState.DONE),
        (3, 0, True, StopState.SKIPPED),
        (1, 1, True, StopState.DONE),
    ],
)
def test_stop_is_done_when_every_known_point_was_heard_or_somebody_said_so(wanted, heard, passed_over, state):
    assert stop_state(wanted=wanted, heard=heard, passed_over=passed_over) is state

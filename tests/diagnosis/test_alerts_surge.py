"""A surge: more machines of a place worse on one day than chance explains, told once, in the narrowest place."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from app.diagnosis.alerts_surge import Judged, Place, surges

MIDNIGHT = datetime(2026, 3, 4, tzinfo=UTC)
HOUR = timedelta(hours=1)
BOILERS = Place("Plant 2", "Boiler house")
HALL = Place("Plant 2", "Hall A")


def walk(
    worse: int,
    heard: int,
    place: Place = BOILERS,
    start: datetime = MIDNIGHT + 8 * HOUR,
    step: timedelta = HOUR / 4,
):
    """Machines of a place listened to one after the other, the first of them worse."""
    names = [f"{place.name} {number}" for number in range(heard)]
    visits = [Judged(name, start + at * step, at < worse) for at, name in enumerate(names)]
    return visits, dict.fromkeys(names, place)


def told(*walks) -> list[tuple[str, str, tuple[str, ...]]]:
    visits = [visit for judged, _ in walks for visit in judged]
    places = {name: place for _, of_walk in walks for name, place in of_walk.items()}
    return [(one.place.name, one.start.isoformat()[:13], one.machine_ids) for one in surges(visits[::-1], places)]


@pytest.mark.parametrize(
    ("worse", "heard", "is_told"),
    [
        (2, 2, False),
        (3, 3, True),
        (3, 5, True),
        (3, 6, False),
        (4, 11, True),
        (4, 12, False),
        (9, 36, True),
        (9, 37, False),
    ],
)
def test_how_many_of_how_many(worse, heard, is_told):
    assert bool(told(walk(worse, heard, step=HOUR / 5))) is is_told


def test_it_names_place_day_last_time_and_each_machine_once():
    visits, places = walk(3, 4)
    again = Judged(visits[0].machine_id, visits[3].when, True)
    (surge,) = surges([again, *visits], places)
    assert (surge.place, surge.start, surge.at) == (BOILERS, MIDNIGHT, visits[3].when)
    assert surge.machine_ids == tuple(f"Boiler house {number}" for number in range(3))


def test_two_days_are_two_surges_and_a_night_shift_is_one():
    first, second = walk(3, 3), walk(4, 4, start=MIDNIGHT + 32 * HOUR)
    assert [day for _, day, _ in told(first, second)] == ["2026-03-04T00", "2026-03-05T00"]
    ((_, start, machines),) = told(walk(4, 5, start=MIDNIGHT + 22 * HOUR, step=HOUR))
    assert (start, len(machines)) == ("2026-03-04T12", 4)


def test_half_a_day_that_is_not_a_night_is_no_day():
    """Nine of forty machines are worse, all heard in the morning: of forty that is less than a quarter."""
    assert told(walk(9, 40, step=HOUR / 5)) == []
    day_before = walk(1, 1, start=MIDNIGHT - 16 * HOUR)
    assert told(walk(9, 40, step=HOUR / 5), day_before) == []


def test_visits_of_another_day_change_nothing():
    alone = told(walk(3, 3))
    before = walk(1, 20, start=MIDNIGHT - 40 * HOUR, step=HOUR / 10)
    assert told(walk(3, 3), before) == alone


def test_site_is_told_only_where_none_of_its_areas_is():
    areas = [walk(1, 1, Place("Plant 2", f"Hall {letter}")) for letter in "ABCD"]
    ((place, _, machines),) = told(*areas)
    assert (place, len(machines)) == ("Plant 2", 4)
    assert [place for place, *_ in told(*areas, walk(3, 3))] == ["Boiler house"]
    assert [place for place, *_ in told(*areas, walk(3, 3, start=MIDNIGHT + 40 * HOUR))] == [
        "Boiler house",
        "Plant 2",
    ]


def test_other_sites_and_other_places_are_not_taken_together():
    assert told(walk(2, 2), walk(2, 2, Place("Plant 3", "Boiler house"))) == []
    assert told(walk(2, 2), (walk(3, 3, HALL)[0], {})) == []


def test_machines_that_nobody_placed_are_one_place():
    ((place, _, machines),) = told(walk(3, 4, Place("")))
    assert (place, len(machines)) == ("", 3)


def test_chance_seldom_makes_one():
    """Ten areas of nine machines, visited on 500 days, each machine worse by chance once in twenty."""
    random, found = np.random.default_rng(3), 0
    for _ in range(500):
        for area in range(10):
            visits, places = walk(0, 9, Place("Plant", str(area)))
            chance = random.random(9) < 0.05
            of_day = [
                Judged(one.machine_id, one.when, bool(worse)) for one, worse in zip(visits, chance, strict=True)
            ]
            found += len(surges(of_day, places))
    assert found <= 10

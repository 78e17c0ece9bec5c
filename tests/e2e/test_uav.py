"""The whole way with real sound: three healthy flights are learnt, the others told apart, by the command line."""

from pathlib import Path

import pytest

from tests.e2e.flights import broken, learnt_cuts, other_healthy, whole_flights
from tests.e2e.support import Earshot

pytestmark = pytest.mark.data


@pytest.fixture
def flights(data_folder: Path, tmp_path: Path) -> dict[str, list[Path]]:
    return whole_flights(data_folder / "wav" / "uav", tmp_path)


@pytest.fixture
def drone(fresh: Earshot, data_folder: Path, tmp_path: Path) -> Earshot:
    said = fresh.learn("Drone", *learnt_cuts(data_folder / "wav" / "uav", tmp_path / "cuts"))
    assert said.code == 0, said.err
    return fresh


def test_the_other_healthy_flights_are_not_abnormal(drone: Earshot, flights: dict[str, list[Path]]):
    others = other_healthy(flights)
    assert len(others) == 3
    said = drone.inspect("Drone", *others)
    assert said.code == 0
    assert {answer["verdict"] for answer in said.objects} <= {"healthy", "watch"}, said.out


def test_every_flight_with_broken_propellers_is(drone: Earshot, flights: dict[str, list[Path]]):
    assert len(broken(flights)) == 4
    said = drone.inspect("Drone", *broken(flights))
    assert said.code == 0
    assert [answer["verdict"] for answer in said.objects] == ["abnormal"] * 4, said.out
    assert all(answer["ranges"] for answer in said.objects)

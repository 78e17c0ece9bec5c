"""Routes are worded anew, never overwritten; a walk knows its stops, what was skipped, and whether it is over."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.bin import Thing
from app.domain.plan import Route
from app.domain.problem import Problem
from tests.history.builders import START, machine


@pytest.fixture
def plant(history):
    return [history.add_machine(machine(name)).id for name in "abc"]


def test_route_is_kept_as_it_was_given_and_listed_by_name(history, plant):
    second = history.routes.add(Route(" Tuesday –  hall 2 ", tuple(plant), by="M. Großmann", changed_at=START))
    first = history.routes.add(Route("monday", (plant[2], plant[0])))

    assert (second.name, second.machine_ids, second.by) == ("Tuesday – hall 2", tuple(plant), "M. Großmann")
    assert second.changed_at == START
    assert history.routes.all() == [first, second]


def test_a_change_is_a_new_wording_and_an_earlier_one_comes_back_by_a_change(history, plant):
    first = history.routes.add(Route("Monday", tuple(plant)))
    second = history.routes.change(replace(first, name="Friday", machine_ids=tuple(plant[:1]), by="A. Novak"))

    assert history.routes.all() == [second]
    back = history.routes.change(first)
    assert [one.name for one in history.routes.wordings(first.id)] == ["Monday", "Friday", "Monday"]
    assert history.routes.all() == [back]
    assert back.machine_ids == first.machine_ids


def test_dropped_route_leaves_the_list_gives_its_name_free_and_comes_back(history, plant):
    kept = history.routes.add(Route("Monday", tuple(plant)))
    run = history.routes.start_run(kept.id)

    dropped = history.routes.drop(kept.id, "M. Großmann")
    assert (history.routes.all(), dropped.by) == ([], "M. Großmann")
    assert history.routes.run(run.id) == run
    other = history.routes.add(Route("MONDAY", ()))
    with pytest.raises(Problem, match="MONDAY"):
        history.routes.change(kept)
    history.routes.drop(other.id)
    assert [one.id for one in history.routes.all()] == []
    assert history.routes.change(kept).name == "Monday"


@pytest.mark.parametrize(("name", "said"), [("  ", "needs a name"), ("mONDAY", "Monday")])
def test_name_empty_or_taken_is_refused(history, plant, name, said):
    history.routes.add(Route("Monday", tuple(plant)))

    with pytest.raises(Problem, match=said):
        history.routes.add(Route(name, tuple(plant)))

    assert len(history.routes.all()) == 1


def test_walk_skips_ends_and_takes_both_back(history, plant):
    route = history.routes.add(Route("Monday", tuple(plant)))
    run = history.routes.start_run(route.id, "M. Großmann")
    assert (run.machine_ids, run.skipped, run.ended_at, run.by) == (tuple(plant), (), None, "M. Großmann")

    history.routes.skip(run.id, plant[2])
    assert history.routes.skip(run.id, plant[0]).skipped == (plant[0], plant[2])
    assert history.routes.unskip(run.id, plant[0]).skipped == (plant[2],)
    ended = history.routes.end_run(run.id)
    assert ended.ended_at is not None
    assert history.routes.run(run.id) == ended
    assert history.routes.reopen_run(run.id) == replace(ended, ended_at=None)


def test_walk_goes_on_as_it_began_whatever_becomes_of_the_route(history, plant):
    route = history.routes.add(Route("Monday", tuple(plant)))
    run = history.routes.start_run(route.id)
    history.routes.change(replace(route, machine_ids=tuple(plant[:1])))

    assert history.routes.run(run.id).machine_ids == tuple(plant)
    assert history.routes.start_run(route.id).machine_ids == tuple(plant[:1])


def test_new_walk_leaves_out_what_is_in_the_bin_and_the_route_still_names_it(history, plant):
    route = history.routes.add(Route("Monday", (*plant, "gone")))
    history.bin.throw(Thing.MACHINE, plant[1])

    assert history.routes.start_run(route.id).machine_ids == (plant[0], plant[2])
    history.bin.bring_back(plant[1])
    assert history.routes.start_run(route.id).machine_ids == tuple(plant)
    assert history.routes.all() == [route]


def test_walks_are_listed_with_the_last_started_first(history, plant, monkeypatch):
    route = history.routes.add(Route("Monday", tuple(plant)))
    runs = []
    for day in (1, 3, 2):
        moment = START + timedelta(days=day)
        monkeypatch.setattr("app.history.routes.now", lambda moment=moment: moment)
        runs.append(history.routes.start_run(route.id))
    skipped = history.routes.skip(runs[0].id, plant[0])

    assert history.routes.runs(route.id) == [runs[1], runs[2], skipped]
    assert history.routes.runs(route.id, limit=1) == [runs[1]]
    assert history.routes.runs("nobody") == []


def test_what_is_not_there_is_a_key_error(history, plant):
    run = history.routes.start_run(history.routes.add(Route("Monday", tuple(plant[:1]))).id)

    for asked in (
        history.routes.drop,
        history.routes.wordings,
        history.routes.start_run,
        history.routes.run,
        history.routes.end_run,
    ):
        with pytest.raises(KeyError):
            asked("nobody")
    with pytest.raises(KeyError):
        history.routes.skip(run.id, plant[1])
    with pytest.raises(KeyError):
        history.routes.change(Route("Tuesday", ()))

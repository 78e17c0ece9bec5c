"""Playback: from where, which, how loud; silence when the page moves on; a problem when there is no device."""

import numpy as np
import pytest

from app.domain.problem import Problem
from app.ui.pages.playing import Player, Wish
from tests.ui.fakes import FakeWorkflows, InlineJobs, baseline, fan, inspection
from tests.ui.pages.conftest import Told

MACHINE = fan()
CONDITION = MACHINE.points[0].conditions[0].id


@pytest.fixture
def flows() -> FakeWorkflows:
    made = FakeWorkflows(MACHINE)
    made.machines.baselines[CONDITION] = baseline(CONDITION)
    return made


@pytest.fixture
def player(flows: FakeWorkflows, jobs: InlineJobs, told: Told) -> Player:
    made = Player(flows, jobs, told)  # type: ignore[arg-type]
    made.show(inspection(MACHINE, seconds=30.0))
    return made


def test_a_take_plays_from_the_head_and_the_head_moves(player: Player, flows: FakeWorkflows, told: Told) -> None:
    player.play(Wish(12.0))
    assert flows.listen.loads == [("take.wav", 12.0, None, None)]
    flows.listen.playback.position_s = 1.5
    player.tick()
    assert told.last("show_playing") == 13.5


def test_at_its_end_it_falls_silent(player: Player, flows: FakeWorkflows, told: Told) -> None:
    player.play(Wish(12.0))
    flows.listen.playback.playing = False
    player.tick()
    assert told.last("show_playing") is None
    assert not player.active


def test_a_long_take_goes_on_with_its_next_piece(player: Player, flows: FakeWorkflows) -> None:
    flows.listen.longest_s = 8.0
    player.play(Wish(0.0, None, 90.0, 170.0))
    flows.listen.playback.playing = False
    player.tick()
    assert flows.listen.loads[-1] == ("take.wav", 8.0, 90.0, 170.0)


def test_a_selected_stretch_ends_where_it_ends(player: Player, flows: FakeWorkflows, told: Told) -> None:
    player.play(Wish(4.0, 6.0, loop=True))
    assert flows.listen.playback.played[-1]["n"] == 2000
    assert flows.listen.playback.played[-1]["loop"]


def test_a_healthy_take_plays_from_the_same_moment_as_loud_as_this_one(
    player: Player, flows: FakeWorkflows
) -> None:
    player.play(Wish(12.0, healthy=True))
    assert flows.listen.loads == [("healthy-1.wav", pytest.approx(2.0), None, None)]
    level_dbfs = 20 * np.log10(flows.listen.level)
    assert flows.listen.playback.played[-1]["gain_db"] == pytest.approx(-28.0 - level_dbfs, abs=0.01)


def test_levels_are_matched_by_the_whole_sound_even_when_a_range_is_heard(
    player: Player, flows: FakeWorkflows
) -> None:
    player.play(Wish(0.0, None, 90.0, 170.0, healthy=True))
    assert flows.listen.loads == [("healthy-1.wav", 0.0, 90.0, 170.0), ("healthy-1.wav", 0.0, None, None)]


def test_a_silent_healthy_take_is_not_raised_without_end(player: Player, flows: FakeWorkflows) -> None:
    flows.listen.level = 0.0
    player.play(Wish(0.0, healthy=True))
    assert flows.listen.playback.played[-1]["gain_db"] == 20.0


def test_without_a_healthy_take_it_says_so(player: Player, flows: FakeWorkflows, told: Told) -> None:
    flows.machines.baselines.clear()
    player.play(Wish(0.0, healthy=True))
    assert "no healthy take" in told.problems()["playback"]
    assert told.last("show_playing") is None


def test_a_missing_device_is_a_problem_and_goes_when_it_plays_again(
    player: Player, flows: FakeWorkflows, told: Told
) -> None:
    flows.listen.playback.no_device = Problem("No loudspeaker was found.", "Connect one.")
    player.play(Wish(0.0))
    assert told.problems() == {"playback": "No loudspeaker was found."}
    flows.listen.playback.no_device = None
    player.play(Wish(0.0))
    assert told.problems() == {}


def test_a_loudspeaker_lost_on_the_way_is_told_and_nothing_goes_on(
    player: Player, flows: FakeWorkflows, told: Told
) -> None:
    flows.listen.longest_s = 8.0
    player.play(Wish(0.0))
    flows.listen.playback.lose_device()
    player.tick()
    assert told.problems() == {"playback": "The loudspeaker is gone."}
    assert told.last("show_playing") is None
    assert not player.active
    assert len(flows.listen.loads) == 1
    player.play(Wish(4.0))
    assert told.problems() == {}


def test_another_inspection_silences_this_one(player: Player, flows: FakeWorkflows, told: Told) -> None:
    player.play(Wish(0.0))
    player.show(inspection(MACHINE))
    assert not flows.listen.playback.playing
    assert told.last("show_playing") is None


def test_the_same_inspection_shown_again_plays_on(flows: FakeWorkflows, jobs: InlineJobs, told: Told) -> None:
    player = Player(flows, jobs, told)  # type: ignore[arg-type]
    one = inspection(MACHINE)
    player.show(one)
    player.play(Wish(0.0))
    player.show(one)
    assert flows.listen.playback.playing


def test_leaving_while_it_loads_never_lets_it_play(flows: FakeWorkflows, told: Told) -> None:
    jobs = InlineJobs(auto=False)
    player = Player(flows, jobs, told)  # type: ignore[arg-type]
    player.show(inspection(MACHINE))
    player.play(Wish(0.0))
    player.stop()
    jobs.settle()
    assert flows.listen.playback.played == []
    assert told.last("show_playing") is None

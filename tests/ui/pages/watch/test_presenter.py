"""What the watch does while a machine hums, changes, falls silent, and while the technician is elsewhere."""

import gc
import sys
import tracemalloc
from dataclasses import fields, replace
from subprocess import run

import pytest

from app.domain.problem import Problem
from app.domain.verdict import State
from app.ui.pages.watch.changes import MOST_CHANGES
from app.ui.pages.watch.presenter import HEARING, MICROPHONE, PROBLEM, WatchPresenter
from app.ui.pages.watch.values import Phase, WatchShown
from app.ui.pages.watch.words import standing
from tests.ui.fakes import InlineJobs
from tests.ui.pages.watch import fakes
from tests.ui.pages.watch.fakes import LAPTOP, START, USB, Chunk, Step

H, W, A, C = State.HEALTHY, State.WATCH, State.ABNORMAL, State.CANNOT_TELL


def test_it_needs_no_widget():
    code = "import sys, app.ui.pages.watch.presenter; print('PySide6.QtWidgets' in sys.modules)"
    assert run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "False"


def test_nothing_is_opened_before_somebody_starts(scene):
    scene.open()
    scene.wait(20)
    assert scene.listener.opened == []
    assert scene.shown.phase is Phase.READY
    assert scene.shown.can_start
    assert scene.shown.microphones.chosen == LAPTOP.name


def test_one_press_listens_and_verdicts_come(scene):
    scene.listen()
    assert scene.flows.watch.started == [(scene.machine.id, scene.condition_id)]
    assert scene.listener.opened == [LAPTOP.name]
    assert scene.listener.watching
    assert scene.shown.phase is Phase.LISTENING
    scene.hear(H, H)
    assert [step.state for step in scene.shown.steps] == [H, H]
    assert scene.shown.now.state is H
    assert scene.flows.watch.heard[-1][1] == LAPTOP.name
    assert scene.view.of("tell") == []


def test_another_press_gives_the_microphone_back_and_keeps_the_strip(scene):
    scene.listen()
    scene.hear(H)
    scene.watch.toggle()
    assert not scene.listener.watching
    assert scene.listener.closed == 1
    assert scene.shown.phase is Phase.READY
    assert len(scene.shown.steps) == 1
    until = scene.shown.until
    scene.wait(30)
    assert scene.shown.until == until
    assert not scene.watch.running


def test_a_change_that_has_lasted_is_told_once_and_listed_until_seen(scene):
    scene.listen()
    scene.hear(H, W, A, A)
    assert scene.view.of("tell") == []
    scene.hear(A, A, A)
    ((news, kept),) = scene.view.of("tell")
    assert news.title == "Supply fan 3: abnormal"
    assert scene.shown.changes[0].inspection_id == kept.id
    assert scene.shown.unseen == 1
    assert scene.shown.told is A
    scene.watch.seen()
    assert scene.shown.unseen == 0
    assert len(scene.shown.changes) == 1


def test_one_chunk_is_heard_at_a_time_and_none_is_lost(scene):
    scene.listen()
    scene.jobs.auto = False
    for _ in range(3):
        scene.listener.waiting.append(Chunk(scene.clock.at, H))
    scene.watch.tick()
    scene.watch.tick()
    assert len(scene.listener.waiting) == 2
    for _ in range(3):
        scene.jobs.settle()
        scene.watch.tick()
    scene.jobs.settle()
    assert len(scene.flows.watch.heard) == 3


def test_leaving_the_page_keeps_watching_and_closing_the_window_ends_it(scene):
    scene.listen()
    scene.watch.leave()
    assert scene.watch.alive
    scene.hear(A, A, A)
    assert len(scene.view.of("tell")) == 1
    scene.watch.close()
    assert scene.listener.closed == 1
    assert not scene.watch.alive


def test_a_lost_microphone_is_told_once_and_tried_every_10_s_until_it_is_back(scene):
    scene.listen()
    scene.hear(H, H)
    scene.listener.lose()
    scene.listener.refuses = Problem("The microphone can't be opened.", "See that it is switched on.")
    scene.wait(0.4)
    assert scene.shown.phase is Phase.DEAF
    assert "disconnected" in scene.view.problems()[MICROPHONE]
    assert "every 10 s" in scene.shown.problem.to_do
    scene.wait(35)
    assert len(scene.listener.opened) == 4
    scene.wait(20)
    told = [args for args in scene.view.of("show_problem") if args[0] == MICROPHONE]
    assert len(told) == 2
    scene.listener.refuses = None
    scene.wait(11)
    assert scene.shown.phase is Phase.LISTENING
    assert MICROPHONE not in scene.view.problems()
    before = scene.clock.at
    scene.hear(H)
    assert scene.shown.steps[-1].at == before
    assert scene.shown.since == START


def test_it_listens_again_the_moment_the_microphone_is_plugged_in(scene):
    scene.memory.microphone = USB.name
    flows = scene.flows
    scene.listen()
    assert scene.listener.opened == [USB.name]
    scene.listener.lose()
    flows.record.watch.microphones = (LAPTOP,)
    scene.wait(0.4)
    assert "not connected" in scene.shown.problem.what
    scene.wait(300)
    assert scene.listener.opened == [USB.name], "never another microphone in its place"
    flows.record.watch.microphones = (LAPTOP, USB)
    scene.wait(0.4)
    assert scene.listener.opened == [USB.name, USB.name]
    assert scene.shown.phase is Phase.LISTENING


def test_silence_to_the_last_bit_is_said_and_listening_goes_on(scene):
    scene.listen()
    scene.listener.status = replace(scene.listener.status, zero_s=1.2)
    scene.wait(0.4)
    assert scene.shown.phase is Phase.LISTENING
    assert "silence" in scene.view.problems()[MICROPHONE]
    scene.listener.status = replace(scene.listener.status, zero_s=0.0)
    scene.wait(0.4)
    assert scene.view.problems() == {}


def test_what_the_record_page_hears_with_another_microphone_is_not_compared(scene):
    scene.listen()
    scene.listener.status = replace(scene.listener.status, microphone=USB)
    scene.hear(A, A, A)
    assert scene.flows.watch.heard == []
    assert scene.shown.phase is Phase.DEAF
    assert USB.name in scene.shown.problem.what
    scene.listener.close()
    scene.wait(0.4)
    assert scene.listener.opened == [LAPTOP.name, LAPTOP.name]
    assert scene.shown.phase is Phase.LISTENING


def test_what_earshot_plays_itself_is_not_taken_for_the_machine(scene):
    scene.listen()
    scene.hear(H)
    playback = scene.flows.listen.playback
    playback.playing = True
    scene.hear(A, A, A)
    playback.playing = False
    scene.clock.go(2)
    scene.hear(H)
    assert [step.state for step in scene.shown.steps] == [H, H]
    assert scene.view.of("tell") == []


def test_a_take_that_is_being_recorded_is_not_cut_off_by_stopping(scene):
    scene.listen()
    scene.listener.status = replace(scene.listener.status, recording=True)
    scene.watch.toggle()
    assert scene.listener.closed == 0
    assert not scene.listener.watching


@pytest.mark.parametrize("microphones", [None, ()])
def test_without_a_microphone_it_can_not_start(scene, microphones):
    scene.flows.record.watch.microphones = microphones
    scene.open()
    assert not scene.shown.can_start
    scene.watch.toggle()
    assert scene.flows.watch.started == []


def test_a_remembered_microphone_that_is_away_is_not_replaced(scene):
    scene.memory.microphone = USB.name
    scene.flows.record.watch.microphones = (LAPTOP,)
    scene.listen()
    assert not scene.shown.can_start
    assert scene.shown.microphones.chosen == USB.name
    scene.watch.choose_microphone(LAPTOP.name)
    assert scene.memory.microphone == LAPTOP.name
    assert scene.shown.can_start


def test_the_microphone_is_locked_while_it_listens(scene):
    scene.listen()
    scene.watch.choose_microphone(USB.name)
    assert scene.shown.microphones.chosen == LAPTOP.name
    assert scene.memory.microphone == ""


def test_without_a_baseline_it_says_what_to_do_and_can_not_start(scene):
    scene.flows.machines.baselines.clear()
    scene.listen()
    assert scene.shown.phase is Phase.NOT_READY
    assert "healthy" in scene.shown.aim.step.title
    assert scene.flows.watch.started == []


def test_without_a_model_too(scene):
    scene.flows.machines.judged = frozenset()
    scene.listen()
    assert scene.shown.phase is Phase.NOT_READY
    assert "No model" in scene.shown.aim.step.title


def test_learning_meanwhile_makes_it_ready(scene):
    kept = dict(scene.flows.machines.baselines)
    scene.flows.machines.baselines.clear()
    scene.open()
    assert scene.shown.phase is Phase.NOT_READY
    scene.flows.machines.baselines.update(kept)
    scene.watch.refresh()
    assert scene.shown.phase is Phase.READY


def test_a_start_that_is_refused_says_why(scene):
    scene.flows.watch.refuses = Problem("The baseline was learnt by another model.", "Learn it again.")
    scene.listen()
    assert "another model" in scene.view.problems()[PROBLEM]
    assert scene.shown.phase is Phase.READY
    assert scene.listener.opened == []
    scene.flows.watch.refuses = None
    scene.watch.toggle()
    scene.watch.tick()
    assert PROBLEM not in scene.view.problems()
    assert scene.watch.running


def test_a_stop_before_the_model_is_there_opens_no_microphone(scene):
    scene.open()
    scene.jobs.auto = False
    scene.watch.toggle()
    scene.watch.toggle()
    scene.jobs.settle()
    scene.watch.tick()
    assert scene.listener.opened == []
    assert scene.shown.phase is Phase.READY


def test_a_change_that_can_not_be_kept_is_a_problem_and_listening_goes_on(scene):
    scene.listen()
    scene.flows.watch.cannot_keep = Problem("The disk is full.", "Free some space.")
    scene.hear(A)
    assert scene.view.problems()[HEARING] == "The disk is full."
    scene.flows.watch.cannot_keep = None
    scene.hear(H)
    assert HEARING not in scene.view.problems()
    assert len(scene.shown.steps) == 2


def test_a_watch_goes_on_when_another_machine_is_opened_and_that_one_comes_next(scene):
    other = next(m for m in scene.flows.machines.all.values() if m is not scene.machine)
    scene.listen()
    scene.hear(H)
    scene.watch.open(other.id, other.points[0].conditions[0].id)
    assert scene.shown.aim.machine is scene.machine
    assert scene.shown.other == other.name
    scene.watch.toggle()
    assert scene.shown.aim.machine is other
    assert scene.shown.steps == ()
    assert scene.shown.other == ""


def test_a_verdict_that_comes_after_the_stop_is_not_shown_as_the_next_watch(scene):
    scene.listen()
    scene.jobs.auto = False
    scene.listener.waiting.append(Chunk(scene.clock.at, A))
    scene.watch.tick()
    scene.watch.toggle()
    scene.jobs.auto = True
    scene.jobs.settle()
    assert scene.shown.steps == ()


def test_the_right_edge_of_the_hour_moves_on_while_nothing_is_heard(scene):
    scene.listen()
    scene.hear(H)
    scene.listener.lose()
    scene.listener.refuses = Problem("Gone.", "Connect it.")
    before = scene.shown.until
    scene.wait(30)
    assert (scene.shown.until - before).total_seconds() >= 20


def test_nothing_is_shown_anew_while_nothing_changes(scene):
    scene.listen()
    scene.hear(H)
    before = len(scene.view.of("show"))
    scene.wait(9)
    assert len(scene.view.of("show")) == before


def test_days_of_changes_stay_a_hundred_lines(scene):
    scene.listen()
    for _ in range(MOST_CHANGES + 20):
        scene.hear(A, A, A, H, H, H)
    assert len(scene.shown.changes) == MOST_CHANGES
    assert len(scene.shown.steps) <= 360
    assert scene.shown.changes[0].when > scene.shown.changes[-1].when


class Deaf:
    """A view that remembers nothing."""

    def __getattr__(self, name):
        return lambda *args: None


def test_hours_of_it_take_no_more_memory_than_one():
    flows, machine, condition_id = fakes.watched()
    clock = fakes.Clock()
    watch = WatchPresenter(flows, InlineJobs(), Deaf(), fakes.FakeMemory(), clock=clock.monotonic, today=clock.now)
    watch.open(machine.id, condition_id)
    watch.toggle()
    watch.tick()

    def hear(hours: int) -> int:
        for at in range(hours * 360):
            flows.record.listener.waiting.append(Chunk(clock.at, C if at % 50 == 0 else H, "Too quiet."))
            clock.go(10)
            watch.tick()
        gc.collect()
        return tracemalloc.get_traced_memory()[0]

    tracemalloc.start()
    try:
        before = hear(2)
        assert hear(10) - before < 100_000
    finally:
        tracemalloc.stop()
    assert len(watch.shown.steps) == 360


def test_the_fakes_do_as_the_workflow(scene):
    """What the fakes lack in sound they have in shape: the fields of the workflow's own values."""
    workflow = pytest.importorskip("app.workflows.listening_watch")
    for mine, real in ((fakes.Step, "WatchStep"), (fakes.Heard, "WatchState"), (fakes.Change, "WatchChange")):
        assert {f.name for f in fields(mine)} == {f.name for f in fields(getattr(workflow, real))}


@pytest.mark.parametrize(("blind", "said"), [(1, "the next verdict comes in 10 s"), (4, "4 times in a row")])
def test_what_it_says_while_it_cannot_tell(blind: int, said: str) -> None:
    why = "Too noisy to tell: about 14 dB more noise around the machine than in its baseline."
    heard = Step(START, State.WATCH, 0.8)
    to_do = "Go closer or wait until the noise is gone, then record again."
    unclear = [Step(START, State.CANNOT_TELL, None, why, to_do)] * blind
    shown = WatchShown(Phase.LISTENING, steps=(heard, *unclear), now=unclear[-1], told=State.WATCH)
    title, more = standing(shown)
    assert title == why
    assert said in more
    assert more.startswith("Go closer or wait until the noise is gone. ")

"""A take from the press of the button to the verdict, and everything that can come between."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.domain.microphone import Ending
from app.domain.problem import Problem
from app.domain.verdict import State
from app.ui.pages.offer import Place
from app.ui.pages.record.values import Phase, Press, Step, Wish
from tests.ui.fakes import FakeLearnt, FakeRefused, baseline, fan
from tests.ui.pages.record.conftest import Bench
from tests.ui.pages.record.fakes import BLOCKED, LAPTOP, LOST, SILENT, SPEECH, last_time, quality, take_of

FULL = Problem("There is not enough free space on the disk to record.", "Free some space, then record again.")


def test_a_good_take_is_judged_at_once(bench: Bench) -> None:
    bench.enter()
    bench.take()
    assert bench.record.kept == [("inspect", False)]
    assert bench.told.last("inspected").verdict.state is State.ABNORMAL
    assert bench.told.of("show_verdict")[-1][0] is bench.told.last("inspected")
    assert bench.face.main is Press.OPEN_RESULT
    assert bench.face.step is Step.VERDICT


def test_the_take_is_of_the_machine_and_as_long_as_chosen(bench: Bench) -> None:
    bench.enter()
    bench.presenter.set_length(60)
    bench.presenter.toggle()
    ((purpose, seconds),) = bench.record.begun
    assert (purpose.machine_id, purpose.condition_id) == (bench.place.machine.id, bench.place.condition_id)
    assert seconds == 60 and bench.memory.take_s == 60
    assert bench.memory.microphone == LAPTOP.name, "what was recorded with is remembered"


def test_open_ended_ends_when_it_is_stopped(bench: Bench) -> None:
    bench.presenter.set_length(0)
    bench.enter()
    bench.take(74.0)
    assert bench.record.begun[0][1] is None
    assert bench.record.listener.calls.count("finish") == 1
    assert bench.record.kept == [("inspect", False)]


def test_a_second_press_within_half_a_second_is_a_bounce(bench: Bench) -> None:
    bench.enter()
    bench.presenter.toggle()
    bench.record.listener.record_for(0.2)
    bench.presenter.toggle()
    assert bench.record.listener.status.recording


def test_the_verdict_shows_the_take_before_it(bench: Bench) -> None:
    bench.record.last = last_time()
    bench.enter()
    bench.take()
    assert bench.told.of("show_verdict")[-1][1] == last_time()


def test_last_time_stays_the_one_to_compare_with_until_the_next_take_begins(bench: Bench) -> None:
    bench.record.last = last_time(-28.0)
    bench.enter()
    bench.take()
    bench.record.last = last_time(-31.0)
    bench.tick()
    assert bench.told.last("show_level").last_dbfs == -28.0
    bench.take()
    bench.tick()
    assert bench.told.last("show_level").last_dbfs == -31.0


def test_a_failed_gate_waits_for_a_decision_and_nothing_is_kept(bench: Bench) -> None:
    bench.record.gate = quality(SPEECH)
    bench.enter()
    bench.take()
    assert bench.record.kept == []
    assert bench.face.big is Press.RETAKE
    assert bench.face.step is Step.CHECK


def test_use_anyway_is_passed_on_as_such(bench: Bench) -> None:
    bench.record.gate = quality(SPEECH)
    bench.enter()
    bench.take()
    bench.presenter.press(Press.USE_ANYWAY)
    assert bench.record.kept == [("inspect", True)]


def test_keep_as_cannot_tell_overrules_nothing(bench: Bench) -> None:
    bench.record.gate = quality(SILENT)
    bench.enter()
    bench.take()
    bench.presenter.press(Press.CANNOT_TELL)
    assert bench.record.kept == [("inspect", False)]


def test_a_retake_is_one_click_and_the_bad_take_can_be_brought_back(bench: Bench) -> None:
    bench.record.gate = quality(SPEECH)
    bench.enter()
    bench.take()
    bench.presenter.toggle()
    assert bench.record.listener.status.recording
    assert len(bench.record.discarded) == 1
    text, undo = bench.told.of("offer_undo")[-1]
    assert text == "The take was discarded."
    undo()
    assert bench.record.discarded == []
    assert len(bench.told.of("restored")) == 1


def test_start_again_forgets_what_runs_and_begins_anew(bench: Bench) -> None:
    bench.enter()
    bench.presenter.toggle()
    bench.record.listener.record_for(12.0)
    bench.presenter.press(Press.START_AGAIN)
    assert bench.record.listener.calls[-2:] == ["abandon", "begin"]
    assert bench.face.time == "0:30"


def test_without_a_baseline_the_technician_decides_what_it_is_good_for(bench: Bench) -> None:
    bench.place = replace(bench.place, baseline=None)
    bench.enter()
    bench.take()
    assert bench.record.kept == []
    assert bench.face.main is Press.LEARN
    bench.presenter.toggle()
    assert not bench.record.listener.status.recording, "Space does not throw a good take away"
    bench.presenter.press(Press.LEARN)
    assert bench.record.kept == [("learn", False)]
    assert "3 of 5 clips" in bench.face.what


def test_who_came_to_learn_learns_take_after_take(bench: Bench) -> None:
    bench.enter()
    bench.presenter.enter(replace(bench.place, baseline=None), Wish.LEARN)
    for _ in range(2):
        bench.take()
    assert bench.record.kept == [("learn", False)] * 2
    assert len(bench.told.of("learnt")) == 2


def test_a_take_that_was_refused_is_not_lost(bench: Bench) -> None:
    refused = FakeRefused(Path("a"), "It is part of the baseline already.", "Record another one.")
    bench.record.teach = lambda recording: FakeLearnt(baseline("c", 3), (), (refused,))
    bench.enter()
    bench.presenter.set_wish(Wish.LEARN)
    bench.take()
    assert (bench.face.state, bench.face.what) == ("Not learnt", refused.reason)
    bench.presenter.toggle()
    assert len(bench.record.discarded) == 1, "set aside, not deleted"


@pytest.mark.parametrize("ending", [Ending.LOST, Ending.STALLED, Ending.DISK])
def test_what_was_recorded_before_the_trouble_goes_on_to_the_gate_by_itself(bench: Bench, ending: Ending) -> None:
    bench.enter()
    bench.presenter.toggle()
    bench.record.listener.record_for(12.3)
    bench.record.listener.lose(ending)
    bench.tick()
    assert bench.record.kept == [("inspect", False)]
    assert bench.told.problems()["microphone"] == LOST.what


def test_the_next_take_after_the_trouble_works(bench: Bench) -> None:
    bench.enter()
    bench.presenter.toggle()
    bench.record.listener.record_for(12.3)
    bench.record.listener.lose()
    bench.tick()
    bench.presenter.toggle()
    assert bench.record.listener.opened == [LAPTOP.name, LAPTOP.name]
    bench.record.listener.record_for(30.0)
    bench.tick()
    assert bench.record.kept == [("inspect", False)] * 2


def test_a_full_disk_is_told_and_the_button_lives(bench: Bench) -> None:
    bench.enter()
    bench.record.listener.begin_problem = FULL
    bench.presenter.toggle()
    assert bench.told.problems()["take"] == FULL.what
    assert bench.face.big is Press.RECORD and bench.face.big_enabled
    bench.record.listener.begin_problem = None
    bench.presenter.toggle()
    assert "take" not in bench.told.problems()
    assert bench.record.listener.status.recording


def test_a_recording_that_cannot_be_ended_can_be_tried_again(bench: Bench) -> None:
    bench.enter()
    bench.presenter.toggle()
    bench.record.listener.record_for(12.0)
    bench.record.listener.finish_problem = FULL
    bench.presenter.toggle()
    assert bench.face.big is Press.STOP and bench.face.big_enabled
    bench.record.listener.finish_problem = None
    bench.presenter.toggle()
    assert bench.record.kept == [("inspect", False)]


def test_a_verdict_that_cannot_be_kept_leaves_the_take_where_it_was(bench: Bench) -> None:
    bench.record.keep_problem = FULL
    bench.enter()
    bench.take()
    assert bench.told.problems()["take"] == FULL.what
    assert bench.face.state == "Not kept yet"
    bench.record.keep_problem = None
    bench.presenter.press(Press.CHECK)
    assert bench.record.kept == [("inspect", False)]
    assert "take" not in bench.told.problems()


def test_checking_can_be_cancelled_and_begun_anew(bench: Bench) -> None:
    bench.enter()
    bench.jobs.auto = False
    bench.presenter.taking.check(take_of(purpose_of(bench)))
    bench.presenter.press(Press.CANCEL)
    bench.jobs.settle()
    bench.tick()
    assert bench.face.state == "Not checked"
    bench.jobs.auto = True
    bench.presenter.press(Press.CHECK)
    assert bench.record.kept == [("inspect", False)]


def test_the_room_is_heard_for_five_seconds_and_kept_as_the_room(bench: Bench) -> None:
    bench.enter()
    bench.presenter.record_room()
    ((purpose, seconds),) = bench.record.begun
    assert purpose.room and seconds == 5.0
    bench.record.listener.record_for(5.0)
    bench.tick()
    assert bench.record.kept == [("room", False)]
    assert bench.told.last("show_before").room is not None
    assert bench.face.state == "Ready"


def test_going_elsewhere_keeps_recording_and_gives_the_microphone_back_afterwards(bench: Bench) -> None:
    bench.enter()
    bench.presenter.toggle()
    bench.presenter.leave()
    assert bench.presenter.alive and bench.record.listener.status.recording
    bench.record.listener.record_for(30.0)
    bench.tick()
    assert bench.record.kept == [("inspect", False)]
    assert not bench.record.listener.status.listening
    assert bench.told.of("waits")[-1][0].startswith("Abnormal: ")
    assert not bench.presenter.alive


def test_opening_the_page_at_another_machine_shows_what_is_being_recorded(bench: Bench) -> None:
    bench.enter()
    bench.presenter.toggle()
    bench.presenter.leave()
    other = fan("Exhaust fan 2")
    bench.presenter.enter(Place(other, other.points[0].conditions[0].id, None))
    assert bench.presenter.place == bench.place
    assert bench.record.listener.status.recording


def test_closing_the_window_ends_the_recording_before_the_microphone(bench: Bench) -> None:
    bench.enter()
    bench.presenter.toggle()
    bench.record.listener.record_for(7.0)
    bench.presenter.close()
    assert bench.record.listener.calls[-2:] == ["finish", "close"]
    finished = bench.record.listener.status.finished
    assert finished is not None and finished.ending is Ending.ASKED
    assert not bench.record.watch.running


def test_another_machine_begins_with_an_empty_page_and_inspects(bench: Bench) -> None:
    bench.enter()
    bench.presenter.set_wish(Wish.LEARN)
    bench.take()
    other = fan("Exhaust fan 2")
    bench.presenter.enter(Place(other, other.points[0].conditions[0].id, None))
    assert bench.presenter.taking.wish is Wish.INSPECT
    assert bench.face.state == "Ready"
    assert bench.told.of("show_verdict")[-1][0] is None


def test_coming_back_finds_the_take_that_waits(bench: Bench) -> None:
    bench.record.gate = quality(SPEECH)
    bench.enter()
    bench.take()
    bench.presenter.leave()
    bench.presenter.enter(bench.place)
    assert bench.face.big is Press.RETAKE
    assert bench.record.discarded == []


def test_a_baseline_learnt_elsewhere_counts_for_the_next_take(bench: Bench) -> None:
    firm = bench.place
    bench.place = replace(bench.place, baseline=None)
    bench.enter()
    bench.presenter.place_changed(firm)
    bench.take()
    assert bench.record.kept == [("inspect", False)]


def test_pausing_the_view_pauses_no_recording(bench: Bench) -> None:
    bench.enter()
    bench.presenter.toggle()
    bench.presenter.press(Press.PAUSE_VIEW)
    assert bench.told.of("pause_live") == [(True,)]
    assert bench.record.listener.status.recording
    assert Press.RESUME_VIEW in bench.face.others
    bench.presenter.press(Press.RESUME_VIEW)
    assert bench.told.of("pause_live")[-1] == (False,)


def test_the_gate_is_asked_once_a_second_while_recording(bench: Bench) -> None:
    asked: list[int] = []
    live = bench.record.live_quality

    def counted() -> Any:
        asked.append(1)
        return live()

    bench.record.live_quality = counted  # type: ignore[method-assign]
    bench.enter()
    bench.presenter.toggle()
    for _ in range(120):
        bench.tick(1 / 30)
    assert 3 <= len(asked) <= 4


def test_sound_goes_to_the_view_only_while_the_page_is_open(bench: Bench) -> None:
    bench.enter()
    bench.presenter.toggle()
    assert bench.told.of("start_live") == [(48_000,)]
    bench.presenter.leave()
    fed = len(bench.told.of("add_sound"))
    bench.tick()
    assert len(bench.told.of("add_sound")) == fed
    bench.presenter.enter(bench.place)
    assert len(bench.told.of("start_live")) == 2, "the picture begins anew"


def test_the_clip_light_stays_until_it_was_seen(bench: Bench) -> None:
    bench.enter()
    bench.record.listener.status = replace(bench.record.listener.status, clipped=7)
    bench.tick()
    assert bench.told.last("show_level").clipped == 7
    bench.presenter.reset_clip()
    assert bench.told.last("show_level").clipped == 0


def test_the_steps_go_on_only_when_the_level_is_good(bench: Bench) -> None:
    bench.presenter.enter(bench.place)
    bench.tick(1.1)
    assert bench.face.step is Step.PLACE
    bench.enter()
    bench.record.listener.status = replace(bench.record.listener.status, zero_s=2.0, problem=BLOCKED)
    bench.tick(1.1)
    assert bench.face.step is Step.LEVEL
    bench.record.listener.status = replace(bench.record.listener.status, zero_s=0.0, problem=None)
    bench.tick(1.1)
    bench.tick(1.1)
    assert bench.face.step is Step.RECORD


def test_a_take_of_an_unknown_machine_is_asked_about_and_then_counted_to_the_one_on_the_screen(
    bench: Bench,
) -> None:
    bench.enter()
    stray = take_of(replace(purpose_of(bench), machine_id="", condition_id=""))
    bench.presenter.check(bench.place, stray, known=False)
    assert f"Is it a take of {bench.place.machine.name}?" in bench.face.what
    judged: list[Any] = []
    judge = bench.record.judge
    assert judge is not None
    bench.record.judge = lambda recording, anyway: judged.append(recording) or judge(recording, anyway)
    bench.presenter.press(Press.CHECK)
    assert judged[0].purpose.machine_id == bench.place.machine.id


def test_a_crash_of_ours_while_beginning_leaves_a_living_button(bench: Bench) -> None:
    bench.enter()

    def crash(purpose: Any, seconds: Any) -> None:
        raise ZeroDivisionError

    bench.record.begin = crash  # type: ignore[method-assign]
    bench.presenter.toggle()
    assert bench.presenter.taking.phase is Phase.IDLE
    assert bench.jobs.crashes


def purpose_of(bench: Bench) -> Any:
    """What a recording made here is for."""
    from app.domain.microphone import Purpose

    return Purpose(bench.place.machine.id, bench.place.condition_id)

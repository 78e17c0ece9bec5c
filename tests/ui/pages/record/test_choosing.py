"""Which microphone listens: as remembered, as it comes and goes, and never another one unasked."""

from dataclasses import replace

from app.domain.problem import Problem
from app.ui.pages.record.presenter import MICROPHONE
from tests.ui.pages.record.conftest import Bench
from tests.ui.pages.record.fakes import BLOCKED, HEADSET, LAPTOP, LOST, USB, FakeStatus

BUSY = Problem("The microphone is being used by another program.", "Close calls.")


def test_the_first_time_the_systems_default_listens(bench: Bench) -> None:
    bench.enter(USB, LAPTOP)
    assert bench.record.listener.opened == [LAPTOP.name]
    assert bench.chosen == [LAPTOP.name]
    assert bench.memory.microphone == "", "nobody has chosen it"


def test_the_remembered_one_listens_although_another_is_default(bench: Bench) -> None:
    bench.memory.microphone = USB.name
    fresh = Bench(bench.record, bench.jobs, bench.told, bench.memory, bench.place)
    fresh.enter(LAPTOP, USB)
    assert bench.record.listener.opened == [USB.name]


def test_what_is_chosen_by_hand_is_remembered(bench: Bench) -> None:
    bench.enter()
    bench.presenter.choose(USB.key)
    assert bench.memory.microphone == USB.name
    assert bench.record.listener.opened == [LAPTOP.name, USB.name]
    assert bench.chosen == [USB.name]


def test_a_remembered_one_that_is_gone_is_told_and_nothing_else_is_opened(bench: Bench) -> None:
    bench.memory.microphone = USB.name
    fresh = Bench(bench.record, bench.jobs, bench.told, bench.memory, bench.place)
    fresh.enter(LAPTOP, HEADSET)
    assert bench.record.listener.opened == []
    assert f"“{USB.name}” is not connected" in bench.told.problems()[MICROPHONE]
    assert [line.name for line in fresh.microphones.lines if not line.here] == [USB.name]
    assert not fresh.face.big_enabled
    fresh.presenter.toggle()
    assert bench.record.begun == []


def test_it_listens_again_by_itself_when_it_is_plugged_in(bench: Bench) -> None:
    bench.enter(LAPTOP, USB)
    bench.presenter.choose(USB.key)
    bench.record.watch.microphones = (LAPTOP,)
    bench.record.listener.lose()
    bench.tick()
    assert bench.told.problems()[MICROPHONE] == LOST.what
    bench.record.watch.microphones = (LAPTOP, replace(USB, key="hw:7"))
    bench.tick()
    assert bench.record.listener.opened[-1] == USB.name
    bench.tick()
    assert bench.told.problems() == {}, "the banner goes with its cause"


def test_a_new_one_in_the_list_changes_nothing_that_listens(bench: Bench) -> None:
    bench.enter(LAPTOP)
    bench.record.watch.microphones = (LAPTOP, replace(USB, is_default=True))
    bench.tick()
    assert bench.record.listener.opened == [LAPTOP.name]
    assert [line.name for line in bench.microphones.lines] == [LAPTOP.name, USB.name]


def test_no_microphone_at_all_says_where_to_look(bench: Bench) -> None:
    bench.enter()
    bench.presenter.leave()
    bench.record.listener.status = FakeStatus()
    bench.record.watch.microphones = ()
    bench.presenter.enter(bench.place)
    assert bench.told.problems()[MICROPHONE] == "No microphone was found."
    assert bench.microphones.lines[0].here is False


def test_until_the_first_look_nothing_is_claimed(bench: Bench) -> None:
    bench.presenter.enter(bench.place)
    assert bench.microphones.empty == "Looking for microphones…"
    assert bench.told.problems() == {}


def test_a_busy_one_is_tried_again_until_it_is_free(bench: Bench) -> None:
    bench.record.listener.open_problem = BUSY
    bench.enter()
    assert bench.told.problems()[MICROPHONE] == BUSY.what
    tried = bench.record.listener.calls.count("open")
    bench.tick(1.0)
    assert bench.record.listener.calls.count("open") == tried, "not at every tick"
    bench.record.listener.open_problem = None
    bench.tick(4.0)
    assert bench.record.listener.status.listening
    bench.tick()
    assert bench.told.problems() == {}


def test_one_that_fails_for_good_is_tried_ever_more_seldom(bench: Bench) -> None:
    bench.record.listener.open_problem = BUSY
    bench.enter()
    for _ in range(600):
        bench.tick(1.0)
    assert 10 <= bench.record.listener.calls.count("open") <= 16
    bench.record.watch.microphones = (LAPTOP, USB)
    tried = bench.record.listener.calls.count("open")
    bench.tick()
    assert bench.record.listener.calls.count("open") == tried + 1, "at once when something was plugged in"


def test_one_that_is_lost_again_and_again_is_not_opened_all_the_time(bench: Bench) -> None:
    bench.enter()
    for _ in range(300):
        bench.tick(1.0)
        bench.record.listener.lose()
    assert len(bench.record.listener.opened) <= 12


def test_a_muted_one_is_told_until_sound_arrives(bench: Bench) -> None:
    bench.enter()
    listening = bench.record.listener.status
    bench.record.listener.status = replace(listening, zero_s=1.2, problem=BLOCKED)
    bench.tick()
    assert bench.told.problems()[MICROPHONE] == BLOCKED.what
    assert not bench.face.big_enabled
    bench.tick()
    assert len(bench.told.of("show_problem")) == 1, "said once, not thirty times a second"
    bench.record.listener.status = listening
    bench.tick()
    assert bench.told.problems() == {}
    assert bench.face.big_enabled


def test_a_refused_permission_opens_nothing(bench: Bench) -> None:
    bench.permitted = []
    bench.enter()
    assert bench.record.listener.opened == [], "asked first"
    bench.permitted[0](False)
    bench.tick()
    assert "not permitted" in bench.told.problems()[MICROPHONE]
    bench.presenter.leave()
    bench.presenter.enter(bench.place)
    bench.permitted[1](True)
    bench.tick()
    assert bench.record.listener.opened == [LAPTOP.name]


def test_while_recording_the_choice_is_locked(bench: Bench) -> None:
    bench.enter()
    bench.presenter.toggle()
    bench.presenter.choose(USB.key)
    assert bench.microphones.locked
    assert bench.record.listener.opened == [LAPTOP.name]


def test_a_headset_says_that_it_is_a_telephone(bench: Bench) -> None:
    bench.enter()
    line = bench.microphones.lines[2]
    assert line.telephone and line.about == "Telephone quality, 16 kHz"
    assert bench.microphones.lines[0].about == "Default · raw stream"
    assert bench.microphones.foot == "48 kHz · 24 bit · kept as recorded"


def test_leaving_gives_the_microphone_back(bench: Bench) -> None:
    bench.enter()
    bench.presenter.leave()
    assert not bench.record.listener.status.listening
    assert not bench.presenter.alive
    bench.tick(10.0)
    assert bench.record.listener.opened == [LAPTOP.name], "nothing is opened behind another page"


def test_the_others_have_a_level_too_but_not_while_recording(bench: Bench) -> None:
    bench.enter(LAPTOP, USB, HEADSET)
    bench.tick()
    assert dict(bench.told.last("show_level").beside) == {USB.key: -40.0}
    looks = bench.record.beside.looks
    for _ in range(5):
        bench.tick()
    assert bench.record.beside.looks == looks, "opened once, not thirty times a second"
    bench.record.watch.microphones = (LAPTOP,)
    bench.tick()
    bench.tick()
    assert bench.told.last("show_level").beside == ()
    bench.presenter.leave()
    assert bench.record.beside.levels_dbfs == {}

"""What the record panel says and offers at each moment."""

from hypothesis import example, given
from hypothesis import strategies as some

from app.domain.microphone import Ending
from app.ui.pages.record.faces import Learned, Moment, clips, face, left, minutes
from app.ui.pages.record.values import Phase, Press, Wish
from tests.ui.fakes import baseline
from tests.ui.pages.record.fakes import BLOCKED, SILENT, SPEECH, quality

READY = Moment(listening=True, usable=True)


def test_the_time_that_is_left_is_rounded_up_and_never_negative() -> None:
    assert left(0.0, 30.0) == ("0:30", "left")
    assert left(18.4, 30.0) == ("0:12", "left")
    assert left(29.99, 30.0) == ("0:01", "left")
    assert left(31.0, 30.0) == ("0:00", "left")
    assert left(75.9, None) == ("1:15", "recorded")
    assert minutes(3600) == "60:00"


def test_clips_fill_one_after_the_other_and_the_last_may_be_shorter() -> None:
    assert clips(18.4, 30.0).label == "Clip 2 of 3, 8.4 s"
    assert clips(18.4, 25.0).of == 3
    assert clips(22.5, 25.0).part == 0.5
    assert clips(30.0, 30.0).label == "3 clips heard"
    assert clips(43.0, None).label == "Clip 5, 3.0 s"


@example(249.99999999999955, None)
@given(some.floats(0, 4000), some.none() | some.floats(0.5, 3600))
def test_no_length_breaks_the_clips(recorded_s: float, wanted_s: float | None) -> None:
    shown = clips(recorded_s, wanted_s)
    assert 0.0 <= shown.part <= 1.0
    assert shown.whole <= shown.of or not shown.of


@given(
    some.sampled_from(Phase), some.sampled_from(Wish), some.booleans(), some.booleans(), some.booleans(),
    some.sampled_from([None, quality(), quality(SPEECH), quality(SILENT)]),
    some.sampled_from([None, Learned(None, "No."), Learned(baseline("c", 3)), Learned(baseline("c", 9))]),
    some.sampled_from([None, *Ending]), some.booleans(),
)  # fmt: skip
def test_no_moment_is_without_a_way_on(
    phase: Phase, wish: Wish, listening: bool, room: bool, known: bool, quality: object, learned: object,
    ending: Ending | None, paused: bool,
) -> None:  # fmt: skip
    moment = Moment(
        phase=phase, wish=wish, listening=listening, usable=True, room=room, has_baseline=known, paused=paused,
        quality=quality, learned=learned, ending=ending, wanted_s=30.0,  # type: ignore[arg-type]
    )  # fmt: skip
    shown = face(moment)
    assert shown.state
    assert shown.big is None or shown.main is None, "one filled button a page"
    assert len(shown.others) <= 3
    under_way = phase in (Phase.STARTING, Phase.STOPPING, Phase.KEEPING)
    assert under_way or shown.big or shown.main or shown.others


def test_a_deaf_microphone_is_told_in_the_panel_and_cannot_be_recorded() -> None:
    shown = face(Moment(listening=True, usable=True, silent=True, problem=BLOCKED))
    assert (shown.state, shown.tone, shown.time) == ("No sound", "abnormal", "0:30")
    assert not shown.what, "the banner says why"
    assert not shown.big_enabled


def test_a_microphone_that_is_not_open_but_connected_can_be_tried_again() -> None:
    shown = face(Moment(listening=False, usable=True, problem=BLOCKED))
    assert shown.state == "Not listening"
    assert shown.big is Press.RECORD and shown.big_enabled
    assert not face(Moment(usable=False, problem=BLOCKED)).big_enabled


def test_a_failed_gate_says_what_and_what_to_do_and_offers_a_retake_first() -> None:
    shown = face(Moment(phase=Phase.DECIDING, usable=True, quality=quality(SPEECH), kept_s=30.0))
    assert (shown.what, shown.to_do) == (SPEECH.what, SPEECH.to_do)
    assert shown.big is Press.RETAKE
    assert shown.others == (Press.USE_ANYWAY, Press.CANNOT_TELL)


def test_silence_cannot_be_overruled_and_a_bad_take_is_never_learnt_from() -> None:
    silent = face(Moment(phase=Phase.DECIDING, usable=True, quality=quality(SILENT)))
    assert silent.others == (Press.CANNOT_TELL,)
    learning = face(Moment(phase=Phase.DECIDING, usable=True, wish=Wish.LEARN, quality=quality(SPEECH)))
    assert learning.others == (Press.DISCARD,)


def test_several_failures_are_counted() -> None:
    shown = face(Moment(phase=Phase.DECIDING, quality=quality(SPEECH, SILENT)))
    assert "1 more check failed." in shown.what


def test_a_good_take_without_a_baseline_asks_to_be_learnt() -> None:
    shown = face(Moment(phase=Phase.DECIDING, usable=True, quality=quality()))
    assert shown.main is Press.LEARN and shown.big is None
    assert Press.CANNOT_TELL in shown.others


def test_a_take_that_nobody_ended_says_how_much_is_kept() -> None:
    shown = face(Moment(phase=Phase.HEARING, ending=Ending.LOST, kept_s=12.3, share=0.5))
    assert shown.state == "Microphone lost, 12.3 s kept"
    assert shown.progress == 0.5


def test_learning_says_how_many_clips_are_still_wanted() -> None:
    some_more = face(Moment(phase=Phase.DONE, usable=True, learned=Learned(baseline("c", 3))))
    assert "3 of 5 clips; 2 more healthy clips would make it firm." in some_more.what
    assert some_more.big is Press.RECORD
    firm = face(Moment(phase=Phase.DONE, usable=True, learned=Learned(baseline("c", 5))))
    assert firm.main is Press.OPEN_MACHINE and "firm" in firm.what


def test_without_a_microphone_nobody_is_offered_to_record_again() -> None:
    assert Press.AGAIN not in face(Moment(phase=Phase.DONE, usable=False)).others
    assert Press.AGAIN in face(Moment(phase=Phase.DONE, usable=True)).others


def test_the_room_is_recorded_with_its_guide_and_without_clips() -> None:
    shown = face(Moment(phase=Phase.RECORDING, room=True, recorded_s=2.0, wanted_s=5.0))
    assert (shown.state, shown.what, shown.clips) == ("Recording the room", "Machine off, or from afar.", None)


def test_open_ended_counts_up_until_somebody_stops() -> None:
    assert face(Moment(listening=True, usable=True, take_s=0)).time_unit == "until you stop"
    shown = face(Moment(phase=Phase.RECORDING, recorded_s=61.4, wanted_s=None))
    assert (shown.time, shown.time_unit, shown.aside) == ("1:01", "recorded", "61.4 s")

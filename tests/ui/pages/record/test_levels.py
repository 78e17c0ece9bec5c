"""The level in words, and the peak that stays."""

from app.ui.pages.record.levels import PeakHold, level_word


def test_a_peak_stays_for_two_seconds_and_then_falls_to_what_is_now() -> None:
    hold = PeakHold()
    assert hold.take(-10.0, 0.0) == -10.0
    assert hold.take(-30.0, 1.9) == -10.0
    assert hold.take(-30.0, 2.1) == -30.0
    assert hold.take(-5.0, 2.2) == -5.0


def test_another_microphone_begins_without_the_old_peak() -> None:
    hold = PeakHold()
    hold.take(-3.0, 0.0)
    hold.forget()
    assert hold.take(-40.0, 0.1) == -40.0


def test_words_follow_the_zones_under_the_meter() -> None:
    assert level_word(-50.0, None, False, False) == ("Too quiet", "watch")
    assert level_word(-28.0, None, False, False) == ("Good level", "healthy")
    assert level_word(-8.0, None, False, False) == ("Too loud", "watch")


def test_as_loud_as_last_time_is_good_wherever_that_was() -> None:
    assert level_word(-52.0, -50.0, False, False) == ("As last time", "healthy")
    assert level_word(-30.0, -22.0, False, False) == ("Good, 8 dB quieter than last time", "healthy")
    assert level_word(-20.0, -28.0, False, False) == ("Good, 8 dB louder than last time", "healthy")


def test_clipping_and_silence_outweigh_the_level() -> None:
    assert level_word(-28.0, -28.0, True, False)[0] == "Too loud"
    assert level_word(-120.0, -28.0, False, True) == ("No sound", "abnormal")

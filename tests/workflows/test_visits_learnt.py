"""On how many visits a baseline was learnt, told from the times of its takes."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.domain.take import SoundFormat, Take
from app.workflows.visits_learnt import visits_learnt

START = datetime(2026, 3, 1, 8, tzinfo=UTC)


def take(hours: float | None, length_s: float = 30.0) -> Take:
    at = None if hours is None else START + timedelta(hours=hours)
    return Take("a" * 64, "f.wav", "takes/f.wav", SoundFormat(100, 1, round(length_s * 100), "WAV", "PCM", 16), at)


def test_takes_of_one_morning_are_one_visit_and_those_of_two_days_two():
    assert visits_learnt([take(0), take(0.1), take(3)]) == 1
    assert visits_learnt([take(24), take(0)]) == 2
    assert visits_learnt([take(0), take(24), take(48)]) == 3


def test_a_working_day_without_a_pause_is_one_visit_however_long():
    assert visits_learnt([take(hours) for hours in range(0, 40, 8)]) == 1


def test_one_short_take_of_another_day_is_no_second_visit():
    assert visits_learnt([take(0, 60), take(24, 10)]) == 1
    assert visits_learnt([take(0, 60), take(24, 30)]) == 2


def test_takes_of_unknown_time_are_never_counted_as_a_visit_of_their_own():
    assert visits_learnt([]) == visits_learnt([take(None)]) == visits_learnt([take(None), take(None)]) == 1
    assert visits_learnt([take(None), take(0)]) == 1
    assert visits_learnt([take(None), take(0), take(24)]) == 2


@given(st.lists(st.tuples(st.none() | st.floats(0, 1000), st.floats(0.01, 600)), max_size=12))
def test_the_order_does_not_matter_and_there_are_no_more_visits_than_takes(made: list[tuple[float | None, float]]):
    takes = [take(*one) for one in made]
    found = visits_learnt(takes)
    assert found == visits_learnt(takes[::-1])
    assert 1 <= found <= max(len(takes), 1)

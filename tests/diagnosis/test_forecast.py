"""A date is given where the visits support one, never in the past, and otherwise it is said why not."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.diagnosis.forecast import FEWEST_DAYS, Scored, forecast
from app.diagnosis.forecast_break import newest_break
from app.diagnosis.forecast_fit import MOST_POINTS, theil_sen, thinned, trend_of
from app.domain.forecast import Forecast, Outlook
from app.domain.verdict import State, Thresholds

START = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
LIMITS = Thresholds(watch=0.8, abnormal=1.0)
DAY = timedelta(days=1)


def visits(ln_scores: Iterable[float], every: float = 7.0, device: str = "") -> list[Scored]:
    return [Scored(START + at * every * DAY, float(np.exp(one)), device) for at, one in enumerate(ln_scores)]


def ask(heard: Sequence[Scored], now: datetime | None = None) -> Forecast:
    return forecast("c", heard, LIMITS, now or max((one.when for one in heard), default=START))


def worn(seed: int, count: int = 26, fails_at: float = 36.0, scatter: float = 0.15) -> list[Scored]:
    """A visit a week; ln score rises in a straight line from −0.8 to 0 at visit `fails_at`."""
    random = np.random.default_rng(seed)
    return visits(-0.8 + 0.8 * np.arange(count) / fails_at + random.normal(0, scatter, count))


def test_a_machine_that_wears_gets_a_date_and_most_intervals_hold_it():
    told = [ask(worn(seed)) for seed in range(30)]
    truth = START + 36 * 7 * DAY
    given_ = [one.crossing(State.ABNORMAL) for one in told if one.crossing(State.ABNORMAL)]
    assert len(given_) >= 15
    held = sum(one.earliest <= truth <= one.latest for one in given_)
    assert 0.7 * len(given_) <= held
    width = np.median([(one.latest - one.earliest) / DAY for one in given_])
    assert 14 < width < 250
    assert all(one.outlook is Outlook.CROSSING and "80 % sure" in one.what for one in told if one.crossings)


def test_rise_and_line_are_in_the_units_they_say():
    told = ask(worn(1, scatter=0.02))
    # 0.8 / 36 nepers a week.
    assert told.rise_per_month == pytest.approx(np.expm1(0.8 / 36 * 30 / 7), rel=0.2)
    assert told.line[0].when == told.since
    assert told.line[0].likely == pytest.approx(np.exp(-0.8), rel=0.1)
    assert told.line[-1].when == told.crossing(State.ABNORMAL).latest
    assert told.days == 26 and told.until == START + 25 * 7 * DAY


@pytest.mark.parametrize("rho", [0.0, 0.7])
def test_machines_that_only_scatter_get_hardly_ever_a_date(rho: float):
    called = 0
    for seed in range(40):
        random = np.random.default_rng(seed)
        scatter = random.normal(0, 0.2, 40)
        for at in range(1, 40):
            scatter[at] = rho * scatter[at - 1] + np.sqrt(1 - rho**2) * scatter[at]
        called += bool(ask(visits(-0.5 + scatter)).crossings)
    assert called <= 3


def test_a_step_is_no_trend_and_its_day_is_named():
    random = np.random.default_rng(3)
    scores = -0.8 + random.normal(0, 0.1, 24) + 0.6 * (np.arange(24) >= 19)
    told = ask(visits(scores))
    assert told.outlook is Outlook.STEP and not told.crossings
    assert told.changed_at == START + 19 * 7 * DAY
    assert "rose at once about 2026-05-18" in told.what and "microphone" in told.to_do


def test_what_fell_at_once_was_perhaps_repaired():
    random = np.random.default_rng(4)
    rising = -0.8 + 0.03 * np.arange(22)
    told = ask(visits(np.concatenate([rising, np.full(5, -0.8)]) + random.normal(0, 0.07, 27)))
    assert told.outlook is Outlook.STEP
    assert "fell" in told.what and "repair" in told.to_do


def test_a_repair_nobody_noted_does_not_hide_the_wear_after_it():
    random = np.random.default_rng(5)
    wear = -0.8 + 0.035 * np.arange(20)
    told = ask(visits(np.concatenate([wear, wear]) + random.normal(0, 0.06, 40)))
    assert told.outlook is Outlook.CROSSING
    assert told.changed_at == START + 20 * 7 * DAY


def test_long_flat_then_rising_is_dated_by_the_rise():
    random = np.random.default_rng(6)
    scores = -0.8 + np.maximum(np.arange(40) - 28, 0) * 0.05 + random.normal(0, 0.05, 40)
    ahead = ask(visits(scores)).crossing(State.ABNORMAL)
    assert ahead is not None
    assert ahead.earliest <= START + 44 * 7 * DAY <= ahead.latest
    assert ahead.latest < START + 60 * 7 * DAY


def test_too_few_days_say_so_however_many_visits():
    assert ask([]).outlook is Outlook.TOO_FEW
    many = [Scored(START + minute * timedelta(minutes=1), 0.3 + minute / 1000) for minute in range(500)]
    told = ask(many)
    assert told.outlook is Outlook.TOO_FEW and told.days == 1 and "1 day with visits" in told.what
    assert ask(worn(1)[: FEWEST_DAYS - 1]).outlook is Outlook.TOO_FEW
    assert ask(visits(np.linspace(-0.8, -0.2, 20), every=1.0)).outlook is Outlook.TOO_FEW


def test_already_there_needs_more_than_one_loud_visit():
    scores = np.full(20, -0.8)
    scores[-1] = 0.5
    assert ask(visits(scores)).outlook is not Outlook.ALREADY
    scores[-3:] = 0.2
    told = ask(visits(scores))
    assert told.outlook is Outlook.ALREADY and "within two days" in told.to_do


def test_a_truck_does_not_move_the_date_much():
    heard = worn(2, scatter=0.1)
    loud = [Scored(one.when, one.score * (3 if at in {7, 21} else 1)) for at, one in enumerate(heard)]
    calm, with_truck = (ask(one).crossing(State.ABNORMAL) for one in (heard, loud))
    assert abs(calm.likely - with_truck.likely) < 30 * DAY


def test_another_microphone_is_left_out():
    heard = worn(2, scatter=0.1)
    borrowed = [Scored(one.when + DAY, one.score * 1.5, "borrowed") for one in heard[::3]]
    assert ask([*heard, *borrowed], heard[-1].when).crossings == ask(heard).crossings


def test_a_trend_that_ran_out_unheard_asks_to_listen_again():
    heard = worn(2, scatter=0.05)
    told = ask(heard, heard[-1].when + 400 * DAY)
    assert told.outlook is Outlook.TOO_FEW and not told.crossings
    assert told.to_do == "Listen again now."


def test_visits_after_now_and_scores_that_are_none_are_left_out():
    heard = worn(2)
    odd = [Scored(heard[-1].when + DAY, 9.0), Scored(START, float("nan")), Scored(START, float("inf"))]
    assert ask([*heard, *odd], heard[-1].when) == ask(heard)


SOME_VISITS = st.lists(
    st.tuples(
        st.integers(0, 900 * 24 * 60),
        st.one_of(st.floats(0.2, 2.0), st.floats(allow_nan=True, allow_infinity=True)),
        st.sampled_from(["", "", "", "phone"]),
    ),
    max_size=60,
)


def scored(drawn: list[tuple[int, float, str]]) -> list[Scored]:
    return [Scored(START + minute * timedelta(minutes=1), score, device) for minute, score, device in drawn]


@given(SOME_VISITS, st.integers(0, 1200), st.floats(0.5, 1.0))
@settings(max_examples=150, deadline=None)
def test_whatever_was_heard_nothing_breaks_and_no_date_is_past(drawn, day, watch):
    now = START + day * DAY
    told = forecast("c", scored(drawn), Thresholds(watch, 1.0), now)
    assert bool(told.crossings) == (told.outlook is Outlook.CROSSING)
    assert told.what.endswith(".") and told.to_do.endswith(".") and "nan" not in told.what
    for one in told.crossings:
        assert now <= one.earliest <= one.likely <= one.latest
        assert one.latest - now <= 740 * DAY
    for point in told.line:
        assert 0 < point.low <= point.likely <= point.high
    assert [point.when for point in told.line] == sorted(point.when for point in told.line)


@given(st.integers(0, 50), st.floats(0, 150))
@settings(max_examples=40, deadline=None)
def test_a_machine_that_wears_unheard_gets_no_date_in_the_past(seed, later):
    heard = worn(seed, count=32, scatter=0.08)
    now = heard[-1].when + later * DAY
    for one in ask(heard, now).crossings:
        assert now <= one.earliest <= one.likely <= one.latest


@given(st.integers(0, 50), st.integers(-2_000_000, 2_000_000))
@settings(max_examples=40, deadline=None)
def test_the_calendar_does_not_matter(seed, minutes):
    heard, shift = worn(seed, scatter=0.12), timedelta(minutes=minutes)
    told = ask(heard)
    moved = ask([Scored(one.when + shift, one.score, one.device) for one in heard])
    assert moved.outlook is told.outlook and len(moved.crossings) == len(told.crossings)
    for one, other in zip(told.crossings, moved.crossings, strict=True):
        assert (one.earliest + shift, one.likely + shift, one.latest + shift) == (
            other.earliest, other.likely, other.latest,
        )  # fmt: skip


@given(st.permutations(range(20)))
@settings(max_examples=20, deadline=None)
def test_the_order_of_the_visits_does_not_matter(order):
    heard = worn(8, count=20)
    assert ask([heard[place] for place in order]) == ask(heard)


def test_the_slope_is_the_median_over_pairs_and_two_wild_days_do_not_turn_it():
    day = np.arange(20.0)
    value = 0.1 * day
    value[[3, 15]] = 9.0
    assert theil_sen(day, value) == pytest.approx(0.1, abs=0.02)
    assert theil_sen(np.zeros(5), np.arange(5.0)) == 0.0


def test_more_days_than_needed_are_taken_together_and_none_is_lost():
    day = np.arange(-500.0, 1.0)
    few, value = thinned(day, day / 100)
    assert MOST_POINTS / 2 < len(few) <= MOST_POINTS
    assert np.corrcoef(few, value)[0, 1] == pytest.approx(1.0)
    assert few[-1] > -10


def test_scatter_that_hangs_together_makes_a_trend_less_sure():
    day = np.arange(-29.0, 1.0) * 7
    random = np.random.default_rng(0)
    rise = np.linspace(-0.8, -0.4, 30)
    white = random.normal(0, 0.15, 30)
    slow = np.sort(white.reshape(5, 6), axis=1).ravel()
    widths = [np.subtract(*trend_of(day, rise + rest).at(90.0, (0.9, 0.1))) for rest in (white, slow)]
    assert widths[1] > 1.2 * widths[0]


def test_scatter_alone_has_no_break():
    found = [newest_break(np.arange(40.0), np.random.default_rng(seed).normal(0, 0.2, 40)) for seed in range(40)]
    assert sum(one is not None for one in found) <= 2

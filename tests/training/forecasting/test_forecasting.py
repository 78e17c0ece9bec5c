"""Simulated lives repeat themselves, nobody is asked about the future, and figures count what they say."""

import argparse
import json
from dataclasses import replace

import numpy as np
import pytest

from app.domain.verdict import State
from training.forecasting.curves import REPAIRED, SEEN, UNSEEN, WEAR, next_crossing
from training.forecasting.figures import figures
from training.forecasting.lives import lives
from training.forecasting.questions import Interval, Question, questions


def question(truth: float, life: int = 0, day: np.ndarray | None = None, ln_score: np.ndarray | None = None):
    day = np.arange(-9.0, 1.0) * 7 if day is None else day
    ln_score = np.linspace(-0.8, -0.4, len(day)) if ln_score is None else ln_score
    return Question(life, day, ln_score, np.zeros(len(day), int), State.ABNORMAL, 0.0, -0.2, truth)


@pytest.mark.parametrize("shape", [*SEEN, *UNSEEN])
def test_the_same_seed_makes_the_same_lives_and_another_makes_others(shape: str):
    first, again, other = lives(shape, 3, 1), lives(shape, 3, 1), lives(shape, 3, 2)
    for one, same in zip(first, again, strict=True):
        assert one.ln_score.tobytes() == same.ln_score.tobytes() and one.watch_at == same.watch_at
    assert first[0].ln_score.tobytes() != other[0].ln_score.tobytes()
    for one in first:
        assert np.all(np.diff(one.day) > 0) and np.all(one.learnt <= one.day)
        assert np.all(~(one.abnormal < one.day)) and np.all(~(one.watch > one.abnormal))


def test_every_shape_is_judged_and_a_crossing_is_where_the_curve_is():
    assert {*SEEN, *UNSEEN} == {*WEAR, REPAIRED}
    curve = np.array([-1.0, -0.5, 0.1, -0.2, 0.0])
    assert next_crossing(curve, 0.0).tolist() == [2, 2, 2, 4, 4]
    assert np.isnan(next_crossing(curve, 1.0)).all()


def test_a_noted_repair_begins_a_new_history():
    repaired = [one for one in lives(REPAIRED, 20, 0) if one.learnt.max() > 0]
    assert 3 < len(repaired) < 17
    for one in questions(repaired, 30):
        life = repaired[one.life]
        noted = life.learnt.max()
        assert len(one.day) <= max((life.day < noted).sum(), (life.day >= noted).sum())


@pytest.mark.parametrize("shape", SEEN)
def test_nobody_is_shown_the_future_or_asked_what_has_happened(shape: str):
    made = lives(shape, 10, 3)
    for state in (State.WATCH, State.ABNORMAL):
        for one in questions(made, 5, state):
            assert one.day[-1] == 0 and np.all(one.day <= 0) and len(one.day) >= 4
            assert not one.truth <= 0
    assert max(np.bincount([one.life for one in questions(made, 5)])) <= 5


def test_figures_count_what_they_say():
    asked = [question(50, 0), question(20, 0), question(50, 1), question(float("nan"), 2), question(10, 3)]
    given = [Interval(40, 50, 60), None, Interval(60, 70, 100), Interval(1, 2, 3), Interval(0, 5, 30)]
    found = figures(asked, given, 0)
    assert found["asked"] == 5 and found["spoke"] == 0.8
    assert (found["held"], found["truth_before"], found["truth_after"]) == (0.5, 0.25, 0.25)
    assert found["width_days"] == 25
    assert found["warned"] == pytest.approx(2 / 3) and found["lead_days"] == 30
    assert 0 <= found["held_low"] <= 0.5 <= found["held_high"] <= 1
    silent = figures(asked, [None] * 5, 0)
    assert silent["held"] is None and silent["warned"] == 0


@pytest.mark.training
def test_a_straight_line_finds_where_a_straight_line_ends(torch_ready: None):
    from training.forecasting.plain import app, straight_line

    day = np.arange(-19.0, 1.0) * 7
    rise = np.log(np.linspace(0.4, 0.8, 20) + np.random.default_rng(0).normal(0, 0.005, 20))
    one = question(66.5, day=day, ln_score=rise)
    (line,) = straight_line([one])
    assert line.earliest < 66.5 < line.latest and line.latest - line.earliest < 10
    assert straight_line([replace(one, ln_score=-rise[::-1] - 2)])[0] is not None
    assert straight_line([replace(one, ln_score=rise[::-1])]) == [None]
    worn = lives("linear", 12, 0)
    told = [answer for answer in app(questions(worn, 6)) if answer]
    assert told and all(0 <= one.earliest <= one.likely <= one.latest for one in told)


@pytest.mark.training
def test_the_network_repeats_itself_and_its_intervals_are_intervals(torch_ready: None):
    from training.forecasting.attention import LAST_VISITS, answers, trained

    network, again = (trained(5, lives_of_a_shape=10, epochs=4) for _ in range(2))
    asked = questions(lives("linear", 4, 9), 4)
    first = answers(network, asked)
    assert first == answers(again, asked) and any(first)
    assert all(0 <= one.earliest <= one.likely <= one.latest for one in first if one)
    assert answers(network, []) == []
    long = question(5.0, day=np.arange(-60.0, 1.0))
    shorter = replace(
        long, day=long.day[-LAST_VISITS:], ln_score=long.ln_score[-LAST_VISITS:], microphone=long.microphone[:24]
    )
    both = answers(network, [long, replace(shorter, truth=9.0)])
    assert (both[0] is None) == (both[1] is None)


@pytest.mark.training
def test_the_network_learns_who_is_nearer_to_its_end(torch_ready: None):
    from training.forecasting.attention import answers, trained

    network = trained(1, lives_of_a_shape=25, epochs=8)
    worn, well = (question(30.0, ln_score=np.linspace(-0.8, end, 10)) for end in (-0.05, -0.78))
    near, far = answers(network, [worn, well])
    assert near is not None
    assert far is None or near.likely < far.likely


@pytest.mark.training
def test_the_command_prints_one_table_and_writes_its_numbers(
    torch_ready: None, tmp_path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
):
    from training.forecasting import attention
    from training.forecasting.command import add_command

    # A network of one epoch: what is looked at is the table.
    monkeypatch.setattr(attention.trained, "__defaults__", (2, 1))
    parser = argparse.ArgumentParser()
    add_command(parser.add_subparsers())
    written = []
    for name in ("one.json", "two.json"):
        asked = parser.parse_args(["forecast", "--lives", "2", "--seed", "4", "--out", str(tmp_path / name)])
        assert asked.run(asked) == 0
        written.append((tmp_path / name).read_bytes())
    assert written[0] == written[1]
    numbers = json.loads(written[0])
    assert len(numbers["rows"]) == 3 * (len(SEEN) + len(UNSEEN) + 3)
    table = capsys.readouterr().out
    for word in (*SEEN, *UNSEEN, "Earshot", "straight line", "LSTM + attention", "crossing watch"):
        assert word in table
    asked = parser.parse_args(["forecast", "--lives", "0"])
    with pytest.raises(ValueError, match="at least 1"):
        asked.run(asked)

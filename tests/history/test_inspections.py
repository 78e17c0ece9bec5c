"""An inspection comes back exactly as it was given, whatever is in it; only its note may change."""

import math
import sqlite3
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from app.domain.identity import new_id
from app.domain.inspection import HealthyCurve, Inspection
from app.domain.microphone import Ending
from app.domain.quality import Check, Finding, Grade, Quality
from app.domain.take import Clips, RawStream, SoundFormat, Take
from app.domain.verdict import ExcessRange, ModelIdentity, State, Thresholds, Verdict
from tests.history.builders import (
    EAR,
    add_baseline,
    bare_inspection,
    clips,
    condition_of,
    inspection,
    machine,
    same,
    verdict,
)


def test_inspection_comes_back_as_it_was_given(history):
    fan = history.add_machine(machine())
    given = inspection(fan, add_baseline(history, condition_of(fan)), note="Belt was changed.")

    assert same(history.add_inspection(given), given)
    assert same(history.inspection(given.id), given)


def test_inspection_that_could_not_tell_comes_back_as_it_was_given(history):
    given = bare_inspection(history.add_machine(machine()))

    assert same(history.add_inspection(given), given)
    assert same(history.inspection(given.id), given)


def test_inspections_come_back_after_closing(folder):
    from app.history.history import History

    with History.open(folder) as history:
        fan = history.add_machine(machine())
        given = history.add_inspection(inspection(fan, add_baseline(history, condition_of(fan))))
    with History.open(folder) as history:
        assert same(history.inspection(given.id), given)


def test_take_that_is_there_already_is_shared(history):
    fan = history.add_machine(machine())
    first = history.add_inspection(inspection(fan))
    given = inspection(fan)

    second = history.add_inspection(replace(given, take=replace(given.take, sha256=first.take.sha256)))

    assert second.take == first.take
    assert same(history.inspection(first.id), first)


def test_the_same_take_cut_otherwise_keeps_the_levels_each_verdict_was_given_on(history):
    fan = history.add_machine(machine())
    first = history.add_inspection(inspection(fan))

    second = history.add_inspection(replace(inspection(fan), take=first.take, clips=clips(2, seed=9)))

    assert same(history.inspection(first.id).clips, clips())
    assert same(history.inspection(second.id).clips, clips(2, seed=9))


@pytest.mark.parametrize(
    ("field", "value"), [("condition_id", "nobody"), ("machine_id", "nobody"), ("healthy", "nobody")]
)
def test_unknown_ids_are_key_errors_and_nothing_is_kept(history, field, value):
    fan = history.add_machine(machine())
    given = inspection(fan, add_baseline(history, condition_of(fan)))
    if field == "healthy":
        value = replace(given.healthy, baseline_id=value)

    with pytest.raises(KeyError):
        history.add_inspection(replace(given, **{field: value}))

    assert history.take_with(given.take.sha256) is None
    assert history.visits(fan.id) == []


def test_condition_of_another_machine_is_a_key_error(history):
    fan, other = history.add_machine(machine("A")), history.add_machine(machine("B"))

    with pytest.raises(KeyError):
        history.add_inspection(replace(inspection(fan), condition_id=condition_of(other)))


def test_unknown_inspection_is_a_key_error(history):
    with pytest.raises(KeyError):
        history.inspection("nobody")
    with pytest.raises(KeyError):
        history.set_note("nobody", "text")


def test_score_that_is_no_number_is_our_mistake(history):
    fan = history.add_machine(machine())

    with pytest.raises(ValueError, match="not a number"):
        history.add_inspection(replace(inspection(fan), verdict=verdict(score=math.nan)))


def test_room_margin_that_is_no_number_is_our_mistake(history):
    fan = history.add_machine(machine())

    with pytest.raises(ValueError, match="not a number"):
        history.add_inspection(replace(inspection(fan), above_room_db=math.nan))


def test_naive_time_is_our_mistake(history):
    fan = history.add_machine(machine())

    with pytest.raises(Exception, match="without its zone"):
        history.add_inspection(replace(inspection(fan), analysed_at=datetime(2026, 1, 1)))  # noqa: DTZ001


def test_other_zones_name_the_same_moment_and_sort_by_it(history):
    fan = history.add_machine(machine())
    early = datetime(2026, 1, 1, 12, tzinfo=timezone(timedelta(hours=9)))
    late = datetime(2026, 1, 1, 4, tzinfo=UTC)
    for when in (late, early):
        history.add_inspection(inspection(fan, recorded_at=when))

    assert [visit.when for visit in history.visits(fan.id)] == [late, early]


def test_notes_are_replaced_on_top_and_kept_below(history, folder):
    fan = history.add_machine(machine())
    given = history.add_inspection(inspection(fan, note="first"))

    for text in ("second", "second", "", "ünd drítt\n✓"):
        changed = history.set_note(given.id, text)
        assert same(changed, replace(given, note=text))
        assert history.inspection(given.id).note == text

    with sqlite3.connect(folder / "earshot.db") as raw:
        texts = raw.execute("SELECT text FROM notes ORDER BY revision").fetchall()
    raw.close()
    assert [text for (text,) in texts] == ["first", "second", "", "ünd drítt\n✓"]


def test_nothing_but_the_note_can_be_changed():
    from app.history.history import History

    changing = {
        name for name in dir(History) if name.startswith(("set_", "change_", "remove", "delete", "update"))
    }

    assert changing == {"set_note", "change_machine"}


text = st.text(st.characters(exclude_categories=("Cs",)), max_size=30)
number = st.floats(allow_nan=False)
moment = st.datetimes(datetime(1000, 1, 2), datetime(9999, 12, 30), timezones=st.just(UTC))  # noqa: DTZ001
hex64 = st.binary(min_size=32, max_size=32).map(bytes.hex)
level = st.floats(width=32, allow_nan=False)


def curve():
    return arrays(np.float32, 128, elements=level)


@st.composite
def clip_sets(draw):
    count = draw(st.integers(1, 20))
    times = arrays(np.float64, count, elements=number)
    return Clips(draw(arrays(np.float32, (count, 128), elements=level)), draw(times), draw(times), EAR)


takes = st.builds(
    Take,
    sha256=hex64,
    file_name=text,
    stored_as=text,
    format=st.builds(
        SoundFormat,
        sample_rate_hz=st.integers(0, 2**31 - 1),
        channels=st.integers(0, 64),
        frames=st.integers(0, 2**62),
        container=text,
        encoding=text,
        bits=st.none() | st.integers(1, 64),
    ),
    recorded_at=st.none() | moment,
    device=text,
    raw_stream=st.sampled_from(RawStream),
    id=st.builds(new_id),
    added_at=moment,
)
findings = st.builds(Finding, st.sampled_from(Check), st.sampled_from(Grade), value=text, what=text, to_do=text)
verdicts = st.builds(
    Verdict,
    state=st.sampled_from(State),
    finding=text,
    next_step=text,
    score=st.none() | number,
    thresholds=st.none() | st.builds(Thresholds, number, number),
    clip_scores=st.lists(number, max_size=5).map(tuple),
    ranges=st.lists(st.builds(ExcessRange, number, number, number), max_size=3).map(tuple),
    excess_db=st.none() | curve(),
    reasons=st.lists(text, max_size=3).map(tuple),
)


@st.composite
def inspections(draw, fan, baseline):
    healthy = st.builds(HealthyCurve, st.just(baseline.id), st.integers(0, 2**31 - 1), moment, curve(), curve())
    return Inspection(
        machine_id=fan.id,
        condition_id=condition_of(fan),
        take=draw(takes),
        clips=draw(clip_sets()),
        quality=Quality(tuple(draw(st.lists(findings, max_size=4))), draw(number), draw(number)),
        verdict=draw(verdicts),
        model=draw(st.none() | st.builds(ModelIdentity, text, text, text, hex64, hex64)),
        healthy=draw(st.none() | healthy),
        app_version=draw(text),
        note=draw(text),
        inspector=draw(text),
        overruled=tuple(draw(st.lists(st.sampled_from(Check), max_size=3))),
        above_room_db=draw(st.none() | number),
        ending=draw(st.none() | st.sampled_from(Ending)),
        analysed_at=draw(moment),
    )


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(data=st.data())
def test_any_inspection_comes_back_exactly(history, data):
    fan = history.machine_named("Supply fan 3") or history.add_machine(machine())
    baseline = history.baseline(condition_of(fan)) or add_baseline(history, condition_of(fan))
    given_one = data.draw(inspections(fan, baseline))
    known = history.take_with(given_one.take.sha256)

    history.add_inspection(given_one)

    expected = replace(given_one, take=known) if known else given_one
    assert same(history.inspection(given_one.id), expected)
    visit = next(v for v in history.visits(fan.id, limit=10_000) if v.inspection_id == given_one.id)
    assert (visit.state, visit.score, visit.finding) == (
        given_one.verdict.state,
        given_one.verdict.score,
        given_one.verdict.finding,
    )
    assert (visit.recorded_at, visit.file_name) == (expected.take.recorded_at, expected.take.file_name)

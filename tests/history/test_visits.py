"""The visits of a machine as they are wanted: filtered, and a page at a time through years."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.review import Found
from app.domain.verdict import State
from tests.history.builders import START, condition_of, inspection, machine, review, take, verdict

DAY = timedelta(days=1)


def add(
    history, fan, day: int, state: State = State.HEALTHY, note: str = "", name: str = "a.wav", said: str = "ok"
):
    one = inspection(fan, recorded_at=START + day * DAY, note=note)
    named = replace(take(START + day * DAY), file_name=name)
    return history.add_inspection(replace(one, take=named, verdict=replace(verdict(state), finding=said))).id


def ids(visits):
    return [visit.inspection_id for visit in visits]


def test_states_and_times_narrow_the_list(history):
    fan = history.add_machine(machine())
    kept = [add(history, fan, day, state) for day, state in enumerate([*State][:4])]

    assert ids(history.visits(fan.id, states=[State.WATCH, State.ABNORMAL])) == [kept[2], kept[1]]
    assert ids(history.visits(fan.id, states=())) == []
    assert ids(history.visits(fan.id, since=START + DAY, until=START + 3 * DAY)) == [kept[2], kept[1]]
    assert ids(history.visits(fan.id, condition_of(fan), states=[State.HEALTHY])) == [kept[0]]


def test_what_was_found_narrows_it_and_what_was_taken_back_is_open(history):
    fan = history.add_machine(machine())
    healthy, faulty, taken_back, never = (add(history, fan, day) for day in range(4))
    history.add_review(review(healthy, Found.FAULTY))
    history.add_review(review(healthy, Found.HEALTHY))
    history.add_review(review(faulty, Found.FAULTY))
    history.add_review(review(taken_back, Found.FAULTY))
    history.add_review(review(taken_back, Found.OPEN))

    assert ids(history.visits(fan.id, found=Found.HEALTHY)) == [healthy]
    assert ids(history.visits(fan.id, found=Found.FAULTY)) == [faulty]
    assert ids(history.visits(fan.id, found=Found.OPEN)) == [never, taken_back]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ÖLIG", [1]),
        ("riemen ölig", [1]),
        ("2.1", [0]),
        ("morgens.WAV", [2]),
        ("käfig vib", [0]),
        ("old wording", []),
        ("100%", []),
        ("_", [3]),
        ("  ", [3, 2, 1, 0]),
        ("nobody said this", []),
    ],
)
def test_words_are_found_in_finding_note_file_name_and_cause(history, text, found):
    fan = history.add_machine(machine())
    kept = [
        add(history, fan, 0, said="12 dB louder around 2.1 kHz"),
        add(history, fan, 1, note="old wording"),
        add(history, fan, 2, name="Morgens.wav"),
        add(history, fan, 3, name="take_1000.wav"),
    ]
    history.set_note(kept[1], "Riemen ist Ölig")
    history.add_review(review(kept[0], cause="Lager – Käfig"))

    assert ids(history.visits(fan.id, text=text)) == [kept[number] for number in found]


def test_limit_counts_what_holds_the_words(history):
    fan = history.add_machine(machine())
    kept = [add(history, fan, day, note="belt" if day % 2 else "") for day in range(6)]

    assert ids(history.visits(fan.id, text="belt", limit=2)) == [kept[5], kept[3]]


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(days=st.lists(st.integers(0, 3), max_size=9), page=st.integers(1, 4), words=st.booleans())
def test_pages_hold_each_visit_once_and_in_order(history, days, page, words):
    fan = history.add_machine(machine(f"Fan {len(history.machines())}"))
    for number, day in enumerate(days):
        add(history, fan, day, note="belt" if number % 2 else "")
    asked = {"text": "belt"} if words else {"states": [State.HEALTHY]}

    turned: list[str] = []
    while True:
        before = turned[-1] if turned else None
        more = ids(history.visits(fan.id, limit=page, before=before, **asked))
        turned += more
        if len(more) < page:
            break
    assert turned == ids(history.visits(fan.id, **asked))
    assert len(turned) == (len(days) // 2 if words else len(days))


def test_page_behind_an_unknown_inspection_is_a_key_error(history):
    fan = history.add_machine(machine())

    with pytest.raises(KeyError):
        history.visits(fan.id, before="nobody")

"""Readings are kept with who and when; a correction or withdrawal is a line of its own and can be taken back."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from app.domain.bin import Thing
from app.domain.identity import new_id
from app.domain.problem import Problem
from app.domain.reading import Quantity
from app.history.history import History
from tests.history.builders import START, condition_of, inspection, machine, reading

DAY = timedelta(days=1)


def test_reading_is_kept_as_it_was_given(history):
    fan = history.add_machine(machine(conditions=2))
    visit = history.add_inspection(inspection(fan))
    given = reading(fan, inspection_id=visit.id)

    assert history.readings.add(given) == given
    assert history.readings.of_condition(condition_of(fan)) == [given]
    assert history.readings.of_inspection(visit.id) == [given]
    assert history.readings.of_condition(condition_of(fan, 1)) == []


def test_newest_first_and_since_a_moment(history):
    fan = history.add_machine(machine())
    kept = [history.readings.add(reading(fan, float(day), START + day * DAY)) for day in (3, 1, 2)]

    told = history.readings.of_condition(condition_of(fan))
    assert [one.value for one in told] == [3.0, 2.0, 1.0]
    assert history.readings.of_condition(condition_of(fan), START + 2 * DAY) == [kept[0], kept[2]]


def test_correction_keeps_when_it_was_read_and_tells_who_typed_it(history):
    fan = history.add_machine(machine())
    first = history.readings.add(reading(fan))

    second = history.readings.replace(first.id, 154.85, "°F", "A. Novak")

    assert history.readings.of_condition(condition_of(fan)) == [second]
    assert (second.value, second.unit, second.by, second.at) == (154.85, "°F", "A. Novak", first.at)
    assert second.typed_at > first.typed_at
    assert history.readings.lines(second.id) == history.readings.lines(first.id) == [second, first]


def test_only_the_newest_line_can_be_followed(history):
    first = history.readings.add(reading(history.add_machine(machine())))
    second = history.readings.replace(first.id, 1.0, "°C")

    for late in (history.readings.withdraw, history.readings.undo):
        with pytest.raises(Problem, match="changed meanwhile"):
            late(first.id)
    with pytest.raises(Problem, match="changed meanwhile"):
        history.readings.replace(first.id, 2.0, "°C")
    assert history.readings.lines(first.id) == [second, first]


def test_what_cannot_be_a_reading_is_refused(history):
    fan = history.add_machine(machine(conditions=2))
    visit = history.add_inspection(inspection(fan))
    good = reading(fan)
    for bad in (float("nan"), float("inf")):
        with pytest.raises(Problem, match="needs a number"):
            history.readings.add(replace(good, value=bad))
    for ours in (replace(good, value=None), replace(good, replaces=good.id), replace(good, unit="bar")):
        with pytest.raises(ValueError):
            history.readings.add(ours)
    for unknown in (
        replace(good, condition_id="nobody"),
        replace(good, inspection_id="nobody"),
        reading(fan, inspection_id=visit.id, condition=1),
    ):
        with pytest.raises(KeyError):
            history.readings.add(unknown)
    for asked in (history.readings.of_condition, history.readings.undo, history.readings.lines):
        with pytest.raises(KeyError):
            asked("nobody")
    assert history.readings.of_condition(condition_of(fan)) == []


def test_readings_of_an_inspection_go_into_the_bin_and_come_back_with_it(history):
    fan = history.add_machine(machine())
    visit = history.add_inspection(inspection(fan))
    alone = history.readings.add(reading(fan, at=START + DAY))
    with_it = history.readings.add(reading(fan, inspection_id=visit.id))

    history.bin.throw(Thing.INSPECTION, visit.id)
    assert history.readings.of_condition(condition_of(fan)) == [alone]
    history.bin.bring_back(visit.id)
    assert history.readings.of_condition(condition_of(fan)) == [alone, with_it]


def test_condition_with_readings_is_never_removed(history):
    fan = history.add_machine(machine(conditions=2))
    history.readings.add(reading(fan, condition=1))

    with pytest.raises(Problem, match="stage 1"):
        history.change_machine(
            replace(fan, points=(replace(fan.points[0], conditions=fan.points[0].conditions[:1]),))
        )


class Typing(RuleBasedStateMachine):
    """Any order of adding, correcting, withdrawing and undoing, against plain lists of values."""

    history: History

    def __init__(self) -> None:
        super().__init__()
        fan = self.history.add_machine(machine(new_id()))
        self.fan, self.condition_id = fan, condition_of(fan)
        self.values: dict[str, list[float | None]] = {}
        self.lines: dict[str, list[str]] = {}

    @rule(value=st.floats(-50, 150))
    def add(self, value: float) -> None:
        kept = self.history.readings.add(reading(self.fan, value))
        self.values[kept.id], self.lines[kept.id] = [value], [kept.id]
        self.agree()

    @rule(data=st.data(), value=st.none() | st.floats(-50, 150))
    def follow(self, data: st.DataObject, value: float | None) -> None:
        if not self.lines:
            return
        first = data.draw(st.sampled_from(list(self.lines)))
        newest = self.lines[first][-1]
        book = self.history.readings
        kept = book.withdraw(newest) if value is None else book.replace(newest, value, "°C")
        self._followed(first, kept.id, value)

    @rule(data=st.data())
    def undo(self, data: st.DataObject) -> None:
        if not self.lines:
            return
        first = data.draw(st.sampled_from(list(self.lines)))
        before = self.values[first][-2] if len(self.values[first]) > 1 else None
        self._followed(first, self.history.readings.undo(self.lines[first][-1]).id, before)

    def _followed(self, first: str, line: str, value: float | None) -> None:
        self.lines[first].append(line)
        self.values[first].append(value)
        self.agree()

    def agree(self) -> None:
        told = {one.id: one.value for one in self.history.readings.of_condition(self.condition_id)}
        meant = {self.lines[first][-1]: values[-1] for first, values in self.values.items()}
        assert told == {line: value for line, value in meant.items() if value is not None}
        for first, lines in self.lines.items():
            kept = self.history.readings.lines(first)
            assert [one.id for one in reversed(kept)] == lines
            assert [one.value for one in reversed(kept)] == self.values[first]


def test_whatever_is_typed_and_undone_every_line_is_kept_and_the_newest_counts(history):
    Typing.history = history
    run_state_machine_as_test(
        Typing,
        settings=settings(
            max_examples=8, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )


def test_two_laptops_that_corrected_one_reading_agree_on_the_later(history):
    """As a merge leaves it: two lines of one revision follow the same."""
    fan = history.add_machine(machine())
    first = history.readings.add(reading(fan))
    theirs = history.readings.replace(first.id, 1.0, "°C")
    mine = replace(theirs, id=new_id(), value=2.0, typed_at=theirs.typed_at + timedelta(minutes=1))
    columns = "revision, condition_id, inspection_id, quantity, unit, replaces_id, read_at, typed_by, about_id"
    with history._database._raw() as raw:
        raw.execute(
            f"INSERT INTO readings (id, value, typed_at, {columns})"
            f" SELECT ?, ?, ?, {columns} FROM readings WHERE id = ?",
            (mine.id, mine.value, mine.typed_at.isoformat(timespec="microseconds"), theirs.id),
        )

    assert history.readings.of_condition(condition_of(fan)) == [mine]
    assert history.readings.undo(mine.id).value == first.value
    assert history.readings.of_condition(condition_of(fan), START)[0].quantity is Quantity.TEMPERATURE

"""Lists of machines and visits: what they say, and that they stay quick when there is much."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import event

from app.domain.identity import new_id
from app.domain.review import Found
from app.domain.verdict import State
from tests.history.builders import (
    START,
    add_baseline,
    bare_inspection,
    condition_of,
    inspection,
    machine,
    quality,
    review,
    take,
    verdict,
)

BIG_TABLES = (
    "inspections",
    "inspection_details",
    "takes",
    "baselines",
    "clip_bands",
    "notes",
    "placements",
    "room_sounds",
    "reviews",
    "baseline_changes",
    "machine_versions",
    "readings",
    "seen_alerts",
)


class Statements:
    """Every statement that a history runs while this is open, and how SQLite goes about each."""

    def __init__(self, history):
        self._history = history
        self.ran: list[tuple[str, object]] = []

    def __enter__(self):
        event.listen(self._history._database.engine, "before_cursor_execute", self._note)
        return self

    def __exit__(self, *_):
        event.remove(self._history._database.engine, "before_cursor_execute", self._note)

    def _note(self, _connection, _cursor, statement, parameters, _context, _many):
        if statement.startswith("SELECT"):
            self.ran.append((statement, parameters))

    def plans(self) -> list[str]:
        with self._history._database._raw() as raw:
            return [
                "\n".join(row[3] for row in raw.execute(f"EXPLAIN QUERY PLAN {statement}", parameters))
                for statement, parameters in self.ran
            ]


def test_machine_needs_a_baseline_first(history):
    fan = history.add_machine(machine())
    history.add_inspection(inspection(fan, state=State.CANNOT_TELL))

    (summary,) = history.fleet(trend=0)

    assert (summary.machine, summary.state) == (fan, State.NO_BASELINE)
    assert summary.baseline_clips == 0
    assert summary.last.state is State.CANNOT_TELL


def test_machine_needs_a_new_baseline_after_a_repair_until_that_is_undone(history):
    fan = history.add_machine(machine(conditions=2))
    add_baseline(history, condition_of(fan))
    history.add_inspection(inspection(fan, state=State.HEALTHY))

    history.repair(condition_of(fan), "new bearing")
    (repaired,) = history.fleet(trend=0)
    history.undo_baseline(condition_of(fan))
    (back,) = history.fleet(trend=0)

    assert (repaired.state, repaired.baseline_clips) == (State.NO_BASELINE, 0)
    assert repaired.last.state is State.HEALTHY
    assert (back.state, back.baseline_clips) == (State.HEALTHY, 6)


def test_machine_repaired_at_one_condition_is_still_judged_at_the_other(history):
    fan = history.add_machine(machine(conditions=2))
    for condition, clip_count in ((0, 9), (1, 4)):
        add_baseline(history, condition_of(fan, condition), clip_count)
    history.repair(condition_of(fan, 0), "")

    assert history.fleet(trend=0)[0].baseline_clips == 4


def test_machine_with_baseline_but_no_visit_cannot_tell_yet(history):
    add_baseline(history, condition_of(history.add_machine(machine())), clip_count=4)

    (summary,) = history.fleet(trend=0)

    assert (summary.state, summary.last) == (State.CANNOT_TELL, None)
    assert summary.baseline_clips == 4


def test_state_is_that_of_the_worst_condition_whatever_was_heard_later_at_another(history):
    fan = history.add_machine(machine(conditions=2))
    for condition in (0, 1):
        add_baseline(history, condition_of(fan, condition), clip_count=5)
    visits = [(1, State.WATCH, 0), (3, State.HEALTHY, 1), (2, State.ABNORMAL, 0)]
    for day, state, condition in visits:
        history.add_inspection(
            inspection(fan, state=state, recorded_at=START + timedelta(days=day), condition=condition)
        )

    (summary,) = history.fleet(trend=0)

    assert summary.state is State.ABNORMAL
    assert summary.last == history.visits(fan.id)[1]
    assert summary.visited_at == START + timedelta(days=3)


def test_of_one_take_judged_twice_the_later_verdict_counts(history):
    fan = history.add_machine(machine())
    add_baseline(history, condition_of(fan))
    later = inspection(fan, state=State.WATCH, analysed_at=START + timedelta(days=2))
    history.add_inspection(later)
    history.add_inspection(
        replace(later, id=new_id(), verdict=verdict(State.HEALTHY), analysed_at=START + timedelta(days=1))
    )

    assert history.fleet(trend=0)[0].state is State.WATCH


def test_of_two_verdicts_in_one_second_the_one_added_last_counts(history):
    fan = history.add_machine(machine())
    add_baseline(history, condition_of(fan))
    for state in [State.ABNORMAL, State.WATCH, State.HEALTHY] * 3:
        kept = history.add_inspection(inspection(fan, state=state))

    assert history.fleet(trend=0)[0].last.inspection_id == kept.id
    assert history.visits(fan.id)[0].inspection_id == kept.id


def test_baseline_clips_are_those_of_the_newest_versions(history):
    fan = history.add_machine(machine(conditions=2))
    for condition, clip_count in [(0, 40), (0, 6), (1, 8)]:
        add_baseline(history, condition_of(fan, condition), clip_count)

    assert history.fleet(trend=0)[0].baseline_clips == 8


def test_summaries_are_by_name_each_with_its_own(history):
    for name in ("b", "C", "a"):
        fan = history.add_machine(machine(name))
        add_baseline(history, condition_of(fan))
        history.add_inspection(inspection(fan, state=State.WATCH if name == "C" else State.HEALTHY))

    assert [s.machine.name for s in history.fleet(trend=0)] == ["a", "b", "C"]
    assert [s.state for s in history.fleet(trend=0)] == [State.HEALTHY, State.HEALTHY, State.WATCH]
    assert [m.name for m in history.machines()] == ["a", "b", "C"]


def test_summaries_take_the_same_statements_for_one_machine_and_for_fifty(history):
    counts = []
    for number in range(50):
        fan = history.add_machine(machine(f"fan {number}", conditions=2))
        add_baseline(history, condition_of(fan))
        history.add_inspection(inspection(fan))
        if number in (0, 49):
            with Statements(history) as statements:
                assert len(history.fleet(trend=0)) == number + 1
            counts.append(len(statements.ran))

    assert counts == [5, 5]


def test_visits_are_newest_first_filtered_and_limited(history):
    fan = history.add_machine(machine(conditions=2))
    other = history.add_machine(machine("other"))
    history.add_inspection(inspection(other))
    kept = [
        history.add_inspection(
            inspection(fan, recorded_at=START + timedelta(days=day), condition=day % 2, analysed_at=START)
        )
        for day in range(6)
    ]

    ids = [item.id for item in reversed(kept)]
    assert [v.inspection_id for v in history.visits(fan.id)] == ids
    assert [v.inspection_id for v in history.visits(fan.id, condition_of(fan, 1))] == ids[::2]
    assert [v.inspection_id for v in history.visits(fan.id, limit=2)] == ids[:2]
    assert history.visits(fan.id, condition_of(other)) == []


def test_visit_says_what_the_inspection_said(history):
    fan = history.add_machine(machine())
    given = history.add_inspection(inspection(fan, recorded_at=None))

    (visit,) = history.visits(fan.id)

    assert visit.when == visit.analysed_at == given.analysed_at
    assert (visit.state, visit.score, visit.finding) == (
        given.verdict.state,
        given.verdict.score,
        given.verdict.finding,
    )
    assert visit.file_name == given.take.file_name


def test_visits_of_an_unknown_machine_are_a_key_error(history):
    with pytest.raises(KeyError):
        history.visits("nobody")


def test_lists_find_inspections_by_index(history):
    fan = history.add_machine(machine())
    add_baseline(history, condition_of(fan))
    history.add_inspection(inspection(fan))
    history.add_review(review(history.visits(fan.id)[0].inspection_id))
    with Statements(history) as statements:
        history.fleet(trend=0)
        history.visits(fan.id)
        history.visits(fan.id, condition_of(fan))
        history.last_time(condition_of(fan))
        history.placement(fan.points[0].id)
        history.room(fan.points[0].id)
        history.baseline(condition_of(fan))
        history.baseline_changes(condition_of(fan))
        history.heard_visits(condition_of(fan))
        history.review(history.visits(fan.id)[0].inspection_id)
        history.model_choice("fan")
        history.take_with(take().sha256)
        history.inspection(history.visits(fan.id)[0].inspection_id)
        history.fleet()
        history.state_changes(START)
        every = {"states": [State.ABNORMAL], "since": START, "until": START + timedelta(days=9)}
        history.visits(fan.id, found=Found.FAULTY, text="bearing", before=history.visits(fan.id)[0].inspection_id)
        history.visits(fan.id, condition_of(fan), **every)
        history.readings.of_condition(condition_of(fan), START)
        history.readings.of_inspection(history.visits(fan.id)[0].inspection_id)
        history.alerts.seen_of(["a", "b"])
        history.machine_log.versions(fan.id)

    for plan in statements.plans():
        for line in plan.splitlines():
            walked = [name for name in BIG_TABLES if f"SCAN {name}" in line]
            assert not walked or "COVERING INDEX" in line, plan
            # Sorting what is equal in the index, as two notes of one revision, is no walk.
            sorts = "TEMP B-TREE" in line and "RIGHT PART" not in line and " LAST " not in line
            assert not sorts or "inspections" not in plan, plan


def test_last_time_is_the_newest_visit_at_the_condition_by_when_it_sounded(history):
    fan = history.add_machine(machine(conditions=2))
    for day, condition in ((1, 0), (5, 0), (3, 0), (9, 1)):
        given = inspection(fan, recorded_at=START + timedelta(days=day), condition=condition)
        history.add_inspection(replace(given, above_room_db=float(day)))

    last = history.last_time(condition_of(fan))

    assert (last.when, last.above_room_db) == (START + timedelta(days=5), 5.0)
    assert last.inspection_id == history.visits(fan.id, condition_of(fan))[0].inspection_id
    assert (last.level_dbfs, last.device) == (quality().level_dbfs, take().device)
    assert (last.state, last.score) == (State.ABNORMAL, verdict().score)


def test_last_time_is_said_as_it_was_judged_even_when_the_take_was_there_before(history):
    fan = history.add_machine(machine())
    given = inspection(fan)
    history.add_take(given.take, given.clips, replace(quality(), level_dbfs=-11.0))
    history.add_inspection(given)

    assert history.last_time(condition_of(fan)).level_dbfs == given.quality.level_dbfs


def test_last_time_of_silence_is_endlessly_quiet(history):
    fan = history.add_machine(machine())
    history.add_inspection(bare_inspection(fan))

    last = history.last_time(condition_of(fan))

    assert (last.level_dbfs, last.score, last.state) == (float("-inf"), None, State.CANNOT_TELL)
    assert last.when == START


def test_condition_never_inspected_has_no_last_time_and_an_unknown_one_is_a_key_error(history):
    fan = history.add_machine(machine())

    assert history.last_time(condition_of(fan)) is None
    with pytest.raises(KeyError):
        history.last_time("nobody")


@pytest.mark.parametrize(
    "query",
    [
        "SELECT id FROM inspections WHERE state = 'ABNORMAL' ORDER BY when_at DESC LIMIT 100",
        "SELECT id FROM inspections WHERE when_at >= '2026' ORDER BY when_at DESC LIMIT 100",
        "SELECT id FROM inspections ORDER BY score DESC LIMIT 100",
        "SELECT count(*) FROM inspections WHERE state = 'WATCH'",
        "SELECT id FROM inspections WHERE take_id = 'x'",
    ],
)
def test_questions_about_the_fleet_have_an_index(history, query):
    with history._database._raw() as raw:
        plan = "\n".join(row[3] for row in raw.execute(f"EXPLAIN QUERY PLAN {query}"))

    assert "INDEX" in plan
    assert "TEMP B-TREE" not in plan

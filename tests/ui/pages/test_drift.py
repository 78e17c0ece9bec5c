"""Slow change: asked for when the answer may be another one, off the page's way, told of the right condition."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.drift import Change, Drift
from app.domain.problem import Problem
from app.domain.review import Found
from app.ui.jobs import Kind
from app.ui.pages.drift_keeper import DriftKeeper
from app.ui.pages.drift_line import more
from app.ui.pages.machine_presenter import Standing
from app.ui.pages.next_step import next_step
from tests.ui.fakes import NOON, FakeWorkflows, InlineJobs, baseline, fan, inspection, visit
from tests.ui.pages.conftest import Show, Told

ONE, TWO = fan("One", conditions=2), fan("Two")
FULL, HALF = (c.id for c in ONE.points[0].conditions)


def drift(condition_id: str, other_microphone: bool = False) -> Drift:
    changes = (Change(300.0, 600.0, 4.0),)
    return Drift(
        condition_id, NOON - timedelta(days=60), 8, 9, 0.004, changes, other_microphone,
        "This machine has slowly changed: 4 dB louder at 0.30–0.60 kHz.", "Find out what was changed.",
    )  # fmt: skip


def standing(machine=ONE, condition_id=FULL, visits=(), clips=5) -> Standing:
    learnt = replace(baseline(condition_id, clips), id=f"of {clips}") if clips else None
    step = next_step(machine, condition_id, learnt, {machine.type})
    return Standing(machine, condition_id, learnt, list(visits), None, step)


class Kinds(InlineJobs):
    """Remembers which worker was asked."""

    def __init__(self, auto: bool = True) -> None:
        super().__init__(auto)
        self.kinds: list[Kind] = []

    def run(self, kind, *args, **more):
        self.kinds.append(kind)
        return super().run(kind, *args, **more)


@pytest.fixture
def flows() -> FakeWorkflows:
    made = FakeWorkflows(ONE, TWO)
    made.drift.machines[ONE.id] = (drift(HALF), drift(FULL))
    return made


def shown(told: Told) -> list[str | None]:
    return [None if one is None else one.condition_id for (one,) in told.of("show_drift")]


def test_the_shown_condition_is_told_of_and_no_other(flows: FakeWorkflows, told: Told) -> None:
    jobs = Kinds()
    keeper = DriftKeeper(flows, jobs, told)
    keeper.follow(standing())
    assert shown(told) == [None, FULL]
    keeper.follow(standing(condition_id=HALF))
    assert shown(told)[-2:] == [None, HALF]
    keeper.follow(standing(TWO, TWO.points[0].conditions[0].id))
    assert shown(told)[-1] is None
    assert set(jobs.kinds) == {Kind.ANALYSIS}


def test_it_is_asked_again_after_an_inspection_a_review_and_a_baseline_and_not_otherwise(
    flows: FakeWorkflows, jobs: InlineJobs, told: Told
) -> None:
    keeper = DriftKeeper(flows, jobs, told)
    one, two = visit(inspection(ONE)), visit(inspection(ONE))
    said = replace(two, found=Found.HEALTHY)
    changes = (standing(), standing(visits=[one]), standing(visits=[two, one]), standing(visits=[said, one]))
    for asked, now in enumerate((*changes, standing(visits=[said, one], clips=6)), 1):
        keeper.follow(now)
        keeper.follow(replace(now, inspection=inspection(ONE)))
        assert flows.drift.looked_at == [ONE.id] * asked
    assert shown(told).count(None) == 1, "what is known stays until it is known better"


def test_an_answer_that_comes_after_the_machine_was_left_is_dropped(flows: FakeWorkflows, told: Told) -> None:
    jobs = InlineJobs(auto=False)
    keeper = DriftKeeper(flows, jobs, told)
    keeper.follow(standing())
    keeper.follow(standing(TWO, TWO.points[0].conditions[0].id))
    jobs.settle()
    assert shown(told) == [None, None, None]
    assert flows.drift.looked_at == [TWO.id]


def test_what_cannot_be_known_is_said_and_forgotten(flows: FakeWorkflows, jobs: InlineJobs, told: Told) -> None:
    keeper = DriftKeeper(flows, jobs, told)
    flows.drift.refuses = Problem("The history cannot be read.", "Look at the disk.")
    keeper.follow(standing())
    assert told.problems() == {"drift": "The history cannot be read."}
    assert shown(told)[-1] is None
    flows.drift.refuses = None
    keeper.follow(standing(clips=6))
    assert told.problems() == {}
    assert shown(told)[-1] == FULL


def test_the_line_says_since_when_from_how_many_visits_and_what_to_do() -> None:
    assert more(drift(FULL)) == "Since 23 Sep 2026, 9 visits against the first 8. Find out what was changed."


def test_the_page_shows_it_above_the_history_and_in_the_trend(show: Show) -> None:
    one, two = fan("One"), fan("Two")
    flows = FakeWorkflows(one, two)
    first, other = one.points[0].conditions[0].id, two.points[0].conditions[0].id
    for condition_id in (first, other):
        flows.machines.baselines[condition_id] = baseline(condition_id, 9)
    flows.machines.inspections += [inspection(one), inspection(two)]
    flows.drift.machines[one.id] = (drift(first),)
    _, desk = show(flows)
    page = desk.result.page
    desk.open_machine(one.id)
    assert page.drift.isVisible()
    assert page.drift.what.text().startswith("This machine has slowly changed")
    assert page.history._trend._changed == drift(first).since
    desk.open_machine(two.id)
    assert not page.drift.isVisible()
    assert page.history._trend._changed is None

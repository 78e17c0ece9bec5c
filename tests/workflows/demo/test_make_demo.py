"""A simulated fleet in a history: all of it can be read back and printed, and none of it lies in the future."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest

from app.diagnosis.registry import ModelRegistry
from app.domain.bin import Thing
from app.domain.problem import Cancelled, Problem
from app.domain.verdict import State
from app.domain.why import CannotTell
from app.history.history import History
from app.main import paths
from app.recordings.photos import PhotoStore
from app.reports.facts import Paper
from app.reports.inspection_report import InspectionReport
from app.workflows.demo.make_demo import Wish
from app.workflows.forecast import LookAhead
from app.workflows.make_report import MakeReport
from app.workflows.progress import Cancel
from tests.workflows.demo.conftest import SMALL, UNTIL, Demo, maker


def test_every_inspection_is_what_the_domain_wants(demo: Demo):
    models = ModelRegistry(paths.MODELS)
    count = 0
    for one in demo.inspections():
        count += 1
        verdict, machine = one.verdict, demo.history.machine(one.machine_id)
        model = models.model_for(machine.type)
        assert model is not None and one.model == model.identity
        assert one.app_version.endswith("demo") and one.inspector
        assert len(one.clips) == round(one.take.format.duration_s // 10)
        assert (verdict.score is None) == (verdict.state is State.CANNOT_TELL) == (verdict.cannot is not None)
        assert one.quality.usable == (verdict.cannot is not CannotTell.QUALITY)
        if verdict.score is not None:
            assert one.healthy is not None and verdict.thresholds is not None and verdict.confidence is not None
            assert len(verdict.clip_scores) == len(one.clips)
            above = [verdict.score >= limit for limit in (verdict.thresholds.watch, verdict.thresholds.abnormal)]
            assert verdict.state is (State.HEALTHY, State.WATCH, State.ABNORMAL)[sum(above)]
    assert count >= 30 and demo.made.inspections >= count


def test_the_database_is_sound_and_nothing_lies_in_the_future(demo: Demo):
    demo.history.check()
    for machine in demo.history.machines():
        for version in demo.history.machine_log.versions(machine.id):
            assert version.at <= UNTIL
        for point in machine.points:
            for condition in point.conditions:
                changes = demo.history.baseline_changes(condition.id)
                assert all(change.at <= UNTIL for change in changes)
                assert [change.at for change in changes] == sorted((c.at for c in changes), reverse=True)
                assert all(
                    reading.typed_at <= UNTIL for reading in demo.history.readings.of_condition(condition.id)
                )
    for one in demo.inspections():
        assert demo.made.since <= one.analysed_at <= UNTIL
        assert all(one.analysed_at <= review.at <= UNTIL for review in demo.history.reviews(one.id))


def test_the_newest_takes_and_the_healthy_ones_can_be_played_and_an_old_one_is_calmly_missing(demo: Demo):
    for machine in demo.history.machines():
        newest = demo.history.inspection(demo.history.visits(machine.id)[0].inspection_id)
        demo.store.verify(newest.take)
        assert demo.store.picture(newest.take) is not None
    worst = next(one for one in demo.history.fleet() if one.state is State.ABNORMAL)
    visits = demo.history.visits(worst.machine.id)
    newest, oldest = (demo.history.inspection(visits[place].inspection_id) for place in (0, -1))
    assert newest.verdict.moments and newest.verdict.state is State.ABNORMAL
    learnt = demo.history.baseline(newest.condition_id)
    assert learnt is not None
    for take in demo.history.takes_of_baseline(learnt.id):
        demo.store.verify(take)
    with pytest.raises(Problem, match="missing"):
        demo.store.path(oldest.take)
    assert len(list(demo.store.path(newest.take).parents[1].rglob("*.wav"))) == demo.made.played


def test_reports_are_printed_with_and_without_the_recording(demo: Demo, tmp_path: Path):
    report = MakeReport(
        demo.history,
        demo.store,
        PhotoStore(tmp_path),
        InspectionReport(paths.FONTS),
        lambda: Paper.A4,
    )
    by_state = {one.verdict.state: one for one in demo.inspections()}
    assert set(by_state) >= {State.HEALTHY, State.WATCH, State.ABNORMAL, State.CANNOT_TELL}
    for state, one in by_state.items():
        text = "".join(page.extract_text() for page in pypdf.PdfReader(report(one.id, tmp_path / "r.pdf")).pages)
        assert demo.history.machine(one.machine_id).name in text and state.value.casefold() in text.casefold()


def test_forecasts_routes_bin_and_placements_are_there(demo: Demo):
    ahead = LookAhead(demo.history)
    machines = demo.history.machines()
    for machine in machines:
        for point in machine.points:
            for condition in point.conditions:
                assert ahead.of(condition.id, UNTIL).what
    assert len(machines) == SMALL.machines
    (route,) = demo.history.routes.all()
    run = demo.history.routes.runs(route.id)[0]
    assert run.ended_at is None and run.started_at < UNTIL and set(run.machine_ids) <= {one.id for one in machines}
    thrown = [one for one in demo.history.bin.contents() if one.thing is Thing.MACHINE]
    assert len(thrown) == 1 and demo.history.machine_named(thrown[0].name) is None


@pytest.mark.usefixtures("without_sound")
def test_a_fleet_stands_as_it_is_told(tmp_path: Path):
    with History.open(tmp_path) as history:
        maker(history, tmp_path)(Wish(machines=40, years=0.4, until=UNTIL, seed=3))
        states = Counter(one.state for one in history.fleet())
    assert states[State.ABNORMAL] == 1 and states[State.NO_BASELINE] == 1 and states[State.CANNOT_TELL] == 1
    assert 2 <= states[State.WATCH] <= 4 and states[State.HEALTHY] >= 33


def test_it_never_mixes_with_other_machines(demo: Demo):
    with pytest.raises(Problem, match="holds machines already"):
        maker(demo.history, demo.history.folder)(SMALL)


@pytest.mark.usefixtures("without_sound")
def test_asked_to_stop_it_keeps_what_is_made(tmp_path: Path):
    cancel = Cancel()
    with History.open(tmp_path) as history:
        with pytest.raises(Cancelled):
            maker(history, tmp_path)(
                replace(SMALL, years=0.1), lambda done, *_: cancel.request() if done == 1 else None, cancel
            )
        assert len(history.machines()) == 2
        history.check()

"""What becomes of an archive: learnt, judged as `inspect` would, told; broken off anywhere, gone on with."""

import os
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
import pytest

from app.domain.machine import Machine, MachineType, MeasuringPoint, OperatingCondition
from app.domain.problem import Cancelled, Problem
from app.domain.verdict import State
from app.history.archive_history import ArchiveHistory
from app.main.wiring import build
from app.recordings.landing import Landing
from app.workflows.archive import journal as journals
from app.workflows.archive.journal import Journal, Result
from app.workflows.progress import Cancel
from tests.e2e.support import write_wav


class Crash(BaseException):
    """What nothing in the program catches, like a kill."""


def results(imported):
    return {file.path: outcome.result for file, outcome in imported.files()}


def test_healthy_files_are_learnt_and_the_others_judged_by_them(hall):
    for number in range(3):
        hall.take(f"Fan 1/normal/{number}.wav")
    hall.take("Fan 1/abnormal/a.wav")
    hall.take("Fan 1/abnormal/b.wav", whistle=0.2)
    imported = hall.run()

    assert (imported.count(Result.LEARNT), imported.count(Result.JUDGED), imported.table) == (3, 2, None)
    states = {one.take.file_name: one.verdict.state for one in hall.inspections()}
    assert states == {"a.wav": State.HEALTHY, "b.wav": State.ABNORMAL}
    assert hall.learnt() == ["0.wav", "1.wav", "2.wav"]
    assert imported.states() == {"healthy": 1, "abnormal": 1}
    assert not list((hall.folder / "takes").glob("*.part"))


@pytest.mark.parametrize("rpm", [None, 1480.0])
@pytest.mark.parametrize("whistle", [0.0, 0.2])
def test_the_verdict_is_the_one_that_inspect_gives(hall, rpm, whistle):
    condition = OperatingCondition("Full", rpm=rpm)
    fan = Machine("Fan 1", MachineType.FAN, (MeasuringPoint("Inlet", (condition,)),), blades=9)
    flows = build(hall.history, hall.folder)
    flows.machines.add(fan)
    # Nineteen and more clips, so that there is a p value.
    flows.learn(fan.id, condition.id, [hall.take(f"../healthy/{number}.wav") for number in range(20)])
    path = hall.take("Fan 1/x.wav", seconds=12.0, whistle=whistle)
    hall.run()
    (imported,) = hall.inspections()
    kept = Landing(hall.folder).picture(imported.take)
    inspected = flows.inspect(fan.id, condition.id, path)

    ours, theirs = imported.verdict, inspected.verdict
    assert ours.p_value is not None and ours.state is (State.ABNORMAL if whistle else State.HEALTHY)
    np.testing.assert_array_equal(ours.excess_db, theirs.excess_db)
    assert asdict(replace(ours, excess_db=None)) == asdict(replace(theirs, excess_db=None))
    np.testing.assert_array_equal(imported.clips.bands, inspected.clips.bands)
    np.testing.assert_array_equal(imported.healthy.mean, inspected.healthy.mean)
    assert imported.quality == inspected.quality and imported.model == inspected.model
    assert imported.take == inspected.take
    drawn = Landing(hall.folder).picture(inspected.take)
    assert (kept is not None) == bool(whistle)
    if kept is not None:
        np.testing.assert_array_equal(kept.level_db, drawn.level_db)
    flows.look(imported.take)
    assert (hall.folder / imported.take.stored_as).read_bytes() == path.read_bytes()


def test_without_healthy_files_takes_are_kept_and_cannot_be_told(hall):
    hall.take("Fan 1/a.wav")
    hall.run()
    (only,) = hall.inspections()
    assert only.verdict.state is State.CANNOT_TELL and "baseline" in only.verdict.finding.lower()


def test_time_is_kept_with_the_take_and_decides_the_order(hall):
    hall.take("Fan 1/20250302_080000.wav")
    hall.take("Fan 1/20250301_080000.wav")
    imported = hall.run(healthy=True, learn=1)
    assert hall.learnt() == ["20250301_080000.wav"]
    (later,) = hall.inspections()
    assert later.take.recorded_at == imported.plan.files[1].when
    assert f"{later.take.recorded_at.astimezone():%Y%m%d_%H%M%S}" == "20250302_080000"


def test_a_known_machine_is_found_whatever_its_case_and_keeps_its_type(hall):
    condition = OperatingCondition("Full")
    pump = Machine("PUMP  7", MachineType.PUMP, (MeasuringPoint("Inlet", (condition,)),))
    hall.history.add_machine(pump)
    hall.take("pump 7/a.wav")
    plan = hall.plan()
    assert plan.files[0].place.known and plan.files[0].place.type is MachineType.PUMP
    hall.archives.run(plan)
    assert [one.machine_id for one in hall.inspections()] == [pump.id]
    assert len(hall.history.machines()) == 1


def test_new_points_and_conditions_are_added(hall):
    hall.take("Fan 1/Inlet/Full/a.wav")
    hall.take("Fan 1/Inlet/Half/b.wav")
    hall.take("Fan 1/Outlet/Full/c.wav")
    hall.take("Fan 2/a.wav")
    hall.run()
    fan = hall.history.machine_named("Fan 1")
    names = [(point.name, [condition.name for condition in point.conditions]) for point in fan.points]
    assert names == [("Inlet", ["Full", "Half"]), ("Outlet", ["Full"])]
    assert len(hall.inspections()) == 4


def test_duplicates_are_told_and_not_judged_twice(hall):
    first = hall.take("Fan 1/a.wav")
    (hall.archive / "Fan 2").mkdir()
    (hall.archive / "Fan 2" / "again.wav").write_bytes(first.read_bytes())
    imported = hall.run()
    assert imported.count(Result.DUPLICATE) == 1 and len(hall.inspections()) == 1
    assert "Fan 1/a.wav" in imported.table.read_text("utf-8-sig")
    again = hall.run()
    assert again.count(Result.DUPLICATE) == 2 and len(hall.inspections()) == 1
    assert "at “Fan 1”" in again.table.read_text("utf-8-sig")
    assert not list((hall.folder / "takes").glob("*.part"))


def test_what_fails_is_named_and_tried_again_alone(hall):
    hall.take("Fan 1/normal/good.wav")
    hall.take("Fan 1/short.wav", seconds=0.5)
    broken = hall.take("Fan 1/broken.wav")
    whole = broken.read_bytes()
    broken.write_bytes(b"RIFF0000WAVEnothing")
    imported = hall.run()
    assert results(imported) == {
        "Fan 1/normal/good.wav": Result.LEARNT,
        "Fan 1/broken.wav": Result.FAILED,
        "Fan 1/short.wav": Result.FAILED,
    }
    told = imported.table.read_text("utf-8-sig")
    assert "“broken.wav”" in told and ".part" not in told and "too short" in told
    assert not list((hall.folder / "takes").glob("*.part"))

    broken.write_bytes(whole)
    again = hall.archives.retry(imported.plan.id)
    assert again.count(Result.FAILED) == 1 and again.count(Result.JUDGED) == 1
    assert hall.learnt() == ["good.wav"]
    assert len(hall.history.baselines(hall.history.machines()[0].points[0].conditions[0].id)) == 1


def test_what_was_learnt_before_a_repair_is_not_learnt_again_by_a_retry(hall):
    hall.take("Fan 1/normal/good.wav")
    broken = hall.archive / "Fan 1" / "broken.wav"
    broken.write_bytes(b"RIFF0000WAVEnothing")
    imported = hall.run()
    condition_id = hall.history.machines()[0].points[0].conditions[0].id
    hall.history.repair(condition_id, "new bearing")
    hall.take("Fan 1/broken.wav")
    hall.archives.retry(imported.plan.id)
    assert hall.history.baseline(condition_id) is None and len(hall.inspections()) == 1


def test_a_file_that_vanished_is_one_of_them(hall):
    gone = hall.take("Fan 1/gone.wav")
    hall.take("Fan 1/there.wav")
    plan = hall.plan()
    gone.unlink()
    imported = hall.archives.run(plan)
    assert results(imported)["Fan 1/gone.wav"] is Result.FAILED and imported.count(Result.JUDGED) == 1


def test_an_archive_that_is_gone_ends_the_import_which_goes_on_later(hall):
    for number in range(4):
        hall.take(f"Fan 1/{number}.wav")
    plan = hall.plan()
    hall.archive.rename(hall.archive.with_name("unplugged"))
    with pytest.raises(Problem, match="can't be reached"):
        hall.archives.run(plan)
    hall.archive.with_name("unplugged").rename(hall.archive)
    (begun,) = hall.archives.unfinished(hall.archive)
    assert hall.archives.resume(begun.id).count(Result.JUDGED) == 4


def test_a_healthy_file_that_fails_the_gate_is_judged_and_not_learnt(hall):
    hall.take("Fan 1/normal/good.wav")
    silent = hall.archive / "Fan 1" / "normal" / "silent.wav"
    write_wav(silent, np.zeros(40_000))
    hall.run()
    assert hall.learnt() == ["good.wav"]
    (only,) = hall.inspections()
    assert only.take.file_name == "silent.wav" and only.verdict.state is State.CANNOT_TELL


def test_cancelled_it_keeps_what_was_finished_and_goes_on(hall):
    for number in range(8):
        hall.take(f"Fan 1/{number}.wav")
    cancel = Cancel()

    def stop(progress):
        if progress.index == 4:
            cancel.request()

    plan = hall.plan()
    with pytest.raises(Cancelled):
        hall.archives.run(plan, on_progress=stop, cancel=cancel)
    finished = {one.id for one in hall.inspections()}
    assert len(finished) >= 4
    imported = hall.archives.resume(plan.id)
    assert imported.count(Result.JUDGED) == 8
    assert finished < {one.id for one in hall.inspections()} and len(hall.inspections()) == 8
    assert hall.archives.unfinished() == []


STEPS = {"note": 5, "settle": 3, "_name": 4, "keep_all": 3, "came_true": 5, "add_baseline": 2}
"""At which call it dies: with some files in the history and others on their way."""


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("before", [True, False])
def test_killed_at_each_step_each_file_is_there_once(hall, monkeypatch, step, before):
    owner = {"settle": Landing, "_name": Landing, "keep_all": ArchiveHistory, "add_baseline": ArchiveHistory}
    whole = getattr(owner.get(step, Journal), step)
    calls = 0

    def dying(*given, **named):
        nonlocal calls
        calls += 1
        if before and calls == STEPS[step]:
            raise Crash
        made = whole(*given, **named)
        if calls == STEPS[step]:
            raise Crash
        return made

    for number in range(2):
        hall.take(f"Fan 1/normal/{number}.wav")
        hall.take(f"Fan 2/normal/{number}.wav")
    for number in range(5):
        hall.take(f"Fan 1/{number}.wav")
    plan = hall.plan()
    monkeypatch.setattr(owner.get(step, Journal), step, dying)
    with pytest.raises(Crash):
        hall.archives.run(plan)
    monkeypatch.undo()
    confirmed = {one.id for one in hall.inspections()}
    imported = hall.archives.resume(plan.id)

    assert imported.count(Result.LEARNT) == 4 and imported.count(Result.JUDGED) == 5
    assert len(imported.outcomes) == 9
    names = [one.take.file_name for one in hall.inspections()]
    assert sorted(names) == [f"{number}.wav" for number in range(5)]
    assert confirmed <= {one.id for one in hall.inspections()}
    assert sorted(hall.learnt()) == ["0.wav", "0.wav", "1.wav", "1.wav"]
    assert all(len(hall.history.baselines(m.points[0].conditions[0].id)) == 1 for m in hall.history.machines())
    assert hall.archives.unfinished() == []


def test_a_full_disk_ends_the_import_which_goes_on_later(hall, monkeypatch):
    for number in range(5):
        hall.take(f"Fan 1/{number}.wav")
    plan = hall.plan()
    with monkeypatch.context() as full:
        full.setattr(Landing, "free_bytes", lambda self: 1000)
        with pytest.raises(Problem, match="disk is full"):
            hall.archives.run(plan)
    assert hall.archives.resume(plan.id).count(Result.JUDGED) == 5
    assert not list((hall.folder / "takes").glob("*.part"))


def test_another_program_that_was_quicker_is_not_doubled(hall, monkeypatch):
    hall.take("Fan 1/a.wav")
    flows = build(hall.history, hall.folder)
    whole = ArchiveHistory.keep_all

    def late(self, inspections, healthy):
        fan = self.machines()[0]
        flows.inspect(fan.id, fan.points[0].conditions[0].id, hall.archive / "Fan 1" / "a.wav")
        return whole(self, inspections, healthy)

    monkeypatch.setattr(ArchiveHistory, "keep_all", late)
    imported = hall.run()
    assert imported.count(Result.DUPLICATE) == 1 and len(hall.inspections()) == 1


def test_our_own_bug_with_one_file_holds_up_no_other(hall, monkeypatch):
    hall.take("Fan 1/a.wav")
    hall.take("Fan 1/b.wav")
    whole = Landing.land

    def odd(self, path: Path):
        if path.name == "a.wav":
            raise ZeroDivisionError
        return whole(self, path)

    monkeypatch.setattr(Landing, "land", odd)
    imported = hall.run()
    assert results(imported) == {"Fan 1/a.wav": Result.FAILED, "Fan 1/b.wav": Result.JUDGED}


def test_a_torn_last_line_never_was_and_swallows_no_other(hall):
    for number in range(4):
        hall.take(f"Fan 1/{number}.wav")
    plan = hall.plan()
    path = journals.begin(hall.folder, plan)
    with path.open("ab") as out:
        out.write(b'{"number":0,"result":"fail')
    assert hall.archives.resume(plan.id).count(Result.JUDGED) == 4
    assert len(hall.inspections()) == 4
    (journal,) = journals.journals(hall.folder, done=True)
    assert sorted(journals.load(journal).outcomes) == [0, 1, 2, 3]


def test_names_in_broken_encodings_are_taken_in(hall):
    path = hall.take("Fan 1/ok.wav")
    odd = os.fsencode(path.parent) + b"/l\xfcfter.wav"
    try:
        path.rename(os.fsdecode(odd))
    except OSError:
        pytest.skip("this file system knows no such names")
    imported = hall.run()
    assert imported.count(Result.JUDGED) == 1


def test_what_is_not_clear_is_refused(hall):
    with pytest.raises(Problem, match="no recording to import"):
        hall.run()
    hall.take("Fan 1/03-04-2025.wav")
    with pytest.raises(Problem, match="day and month"):
        hall.run()
    assert not (hall.folder / "imports").exists() and hall.history.machines() == []

"""Two takes side by side, on real files and a real history."""

from dataclasses import replace

import numpy as np
import pytest

from app.acoustics.synthesis import fan_take
from app.domain.machine import Machine, MachineType, MeasuringPoint, OperatingCondition
from app.domain.problem import Cancelled, Problem
from app.recordings.take_store import TakeStore
from app.workflows.compare_sound import CompareSound
from app.workflows.look_closer import LookCloser
from app.workflows.progress import Cancel
from tests.e2e.support import write_wav


@pytest.fixture
def compare(plant) -> CompareSound:
    store = TakeStore(plant.folder)
    return CompareSound(plant.history, store, LookCloser(store))


@pytest.fixture
def learnt(plant):
    plant.learn(*plant.healthy[:4])
    return plant


def band_of(samples, low_hz, high_hz, rate_hz=16_000):
    """What of the samples lies in a range."""
    spectrum = np.fft.rfft(samples)
    hz = np.fft.rfftfreq(samples.size, 1 / rate_hz)
    spectrum[(hz < low_hz) | (hz > high_hz)] = 0
    return np.fft.irfft(spectrum, samples.size).astype(np.float32)


def fan_wav(path, seed=9, seconds=10.0, gain=1.0, louder=None, rate_hz=16_000):
    samples = fan_take(seconds, rate_hz, seed).astype(np.float32)
    if louder is not None:
        low, high, db = louder
        samples = samples + (10 ** (db / 20) - 1) * band_of(samples, low, high, rate_hz)
    return write_wav(path, gain * samples, rate_hz)


def test_a_range_made_louder_is_named_and_nothing_else(learnt, compare, tmp_path):
    before = learnt.inspect(fan_wav(tmp_path / "before.wav"))
    after = learnt.inspect(fan_wav(tmp_path / "after.wav", louder=(400.0, 800.0, 12.0)))
    found = compare.difference(compare.of(after.id, before.id), matched=False)
    (one,) = found.ranges
    assert one.excess_db == pytest.approx(12.0, abs=2.0)
    assert 330 < one.low_hz < 480 and 700 < one.high_hz < 900
    assert found.rest_within
    inside = (found.picture.frequency_hz > 450) & (found.picture.frequency_hz < 750)
    assert found.picture.level_db[inside].mean() == pytest.approx(12.0, abs=1.0)


def test_a_take_against_itself_says_nothing(learnt, compare, tmp_path):
    visits = [learnt.inspect(fan_wav(tmp_path / "same.wav")) for _ in range(2)]
    compared = compare.of(visits[1].id, visits[0].id)
    for matched in (False, True):
        found = compare.difference(compared, matched=matched)
        assert found.ranges == () and found.rest_within
        assert found.overall_db == 0.0
        assert np.abs(found.levels_db).max() == 0.0
        assert not found.picture.level_db.any()


def test_another_gain_is_taken_out_where_wanted(learnt, compare, tmp_path):
    one = learnt.inspect(fan_wav(tmp_path / "one.wav"))
    half = learnt.inspect(fan_wav(tmp_path / "half.wav", gain=0.5))
    compared = compare.of(half.id, one.id)
    raw, even = (compare.difference(compared, matched=matched) for matched in (False, True))
    assert raw.overall_db == even.overall_db == even.raised_db == pytest.approx(-6.0, abs=0.2)
    assert raw.raised_db == 0.0 and raw.ranges
    assert even.ranges == () and np.abs(even.levels_db[:124]).max() < 1.5


def test_the_baseline_shows_its_newest_take_or_the_chosen_one(learnt, compare, tmp_path):
    visit = learnt.inspect(fan_wav(tmp_path / "visit.wav"))
    compared = compare.of(visit.id)
    assert compared.a.is_baseline and not compared.b.is_baseline
    assert compared.a.take.file_name == "healthy-4.wav"
    assert [take.file_name for take in compared.baseline_takes] == [f"healthy-{n}.wav" for n in (4, 3, 2, 1)]
    other = compare.of(visit.id, baseline_take_id=compared.baseline_takes[2].id)
    assert other.a.take.file_name == "healthy-2.wav"
    assert np.array_equal(other.a.levels_db, compared.a.levels_db)
    assert compared.a.clip_count == 4
    assert compared.spread_db is not None


def test_against_the_baseline_the_numbers_are_those_of_the_verdict(learnt, compare, root):
    visit = learnt.inspect(root / "resources" / "samples" / "later-unbalance.wav")
    found = compare.difference(compare.of(visit.id), matched=True)
    assert found.levels_db[:124] == pytest.approx(visit.verdict.excess_db[:124], abs=0.05)


def test_facts_of_both_are_there(learnt, compare, tmp_path):
    visit = learnt.inspect(fan_wav(tmp_path / "visit.wav", seconds=20.0))
    b = compare.of(visit.id).b
    assert (b.machine.name, b.point.name, b.condition.name) == ("Fan", "Inlet", "Full")
    assert (b.state, b.score) == (visit.verdict.state, visit.verdict.score)
    assert b.duration_s == 20.0 and b.level_dbfs == visit.quality.level_dbfs
    assert b.when == (visit.take.recorded_at or visit.analysed_at)
    assert b.picture is not None and b.problem is None


def test_lengths_and_an_offset_lie_on_one_time_axis(learnt, compare, tmp_path):
    long = learnt.inspect(fan_wav(tmp_path / "long.wav", seconds=20.0))
    short = learnt.inspect(fan_wav(tmp_path / "short.wav", seed=10))
    compared = compare.of(short.id, long.id)
    level = compare.difference(compared, matched=False)
    assert (level.picture.start_s, level.picture.end_s) == (0.0, 10.0)
    later = compare.difference(compared, matched=False, offset_s=4.0)
    assert (later.a_start_s, later.b_start_s) == (0.0, 4.0)
    assert (later.picture.start_s, later.picture.end_s) == pytest.approx((4.0, 14.0))
    earlier = compare.difference(compared, matched=False, offset_s=-4.0)
    assert (earlier.a_start_s, earlier.b_start_s) == (4.0, 0.0)
    assert (earlier.picture.start_s, earlier.picture.end_s) == pytest.approx((4.0, 10.0))


def test_frequencies_that_only_one_has_are_left_out(learnt, compare, tmp_path):
    wide = learnt.inspect(fan_wav(tmp_path / "wide.wav", rate_hz=48_000))
    narrow = learnt.inspect(fan_wav(tmp_path / "narrow.wav", rate_hz=16_000))
    found = compare.difference(compare.of(narrow.id, wide.id), matched=False)
    assert found.up_to_hz == pytest.approx(7200.0)
    assert np.isnan(found.levels_db[-1]) and np.isfinite(found.levels_db[100])
    assert compare.difference(compare.of(wide.id, wide.id), matched=False).up_to_hz is None


def test_swapped_says_the_opposite(learnt, compare, tmp_path):
    before = learnt.inspect(fan_wav(tmp_path / "before.wav"))
    after = learnt.inspect(fan_wav(tmp_path / "after.wav", louder=(400.0, 800.0, 12.0)))
    compared = compare.of(after.id, before.id)
    one = compare.difference(compared, matched=False)
    other = compare.difference(compared.swapped(), matched=False)
    assert other.levels_db == pytest.approx(-one.levels_db)
    assert other.ranges[0].excess_db == pytest.approx(-one.ranges[0].excess_db)


def test_level_says_something_only_where_one_microphone_is_fixed(learnt, compare, tmp_path):
    visit = learnt.inspect(fan_wav(tmp_path / "visit.wav"))
    compared = compare.of(visit.id)
    assert not compared.match and "fixed" in compared.why
    fan = learnt.history.machine(learnt.fan.id)
    learnt.flows.machines.change(replace(fan, points=(replace(fan.points[0], fixed=False),)))
    assert compare.of(visit.id).match


def test_without_a_baseline_the_visit_before_is_taken(plant, compare, tmp_path):
    first = plant.inspect(fan_wav(tmp_path / "first.wav"))
    with pytest.raises(Problem, match="nothing to compare"):
        compare.of(first.id)
    second = plant.inspect(fan_wav(tmp_path / "second.wav", seed=10, gain=0.5))
    compared = compare.of(second.id)
    assert compared.a.inspection_id == first.id
    assert compared.spread_db is None and compared.baseline_takes == ()
    assert not compare.difference(compared, matched=True).ranges


def test_a_lost_recording_keeps_its_picture_and_says_so(learnt, compare, tmp_path):
    visit = learnt.inspect(fan_wav(tmp_path / "visit.wav"))
    (learnt.folder / visit.take.stored_as).unlink()
    compared = compare.of(visit.id)
    assert "is missing" in compared.b.problem.what
    assert compared.b.picture is not None and compared.a.problem is None
    assert compare.difference(compared, matched=True).picture is not None
    for beside in (learnt.folder / visit.take.stored_as).parent.glob(f"{visit.take.sha256}.picture*"):
        beside.unlink()
    compared = compare.of(visit.id)
    assert compared.b.picture is None and compared.b.problem is not None
    found = compare.difference(compared, matched=True)
    assert found.picture is None and found.levels_db is not None


def test_an_altered_recording_is_found_by_the_check(learnt, compare, tmp_path):
    visit = learnt.inspect(fan_wav(tmp_path / "visit.wav"))
    compared = compare.of(visit.id)
    assert compare.check(compared) == (None, None)
    stored = learnt.folder / visit.take.stored_as
    data = bytearray(stored.read_bytes())
    data[-1] ^= 1
    stored.write_bytes(bytes(data))
    a, b = compare.check(compared)
    assert a is None and "changed" in b.what
    cancel = Cancel()
    cancel.request()
    with pytest.raises(Cancelled):
        compare.check(compared, cancel)


def test_levels_of_two_ears_are_read_off_the_pictures(learnt, compare, tmp_path):
    before = learnt.inspect(fan_wav(tmp_path / "before.wav"))
    after = learnt.inspect(fan_wav(tmp_path / "after.wav", louder=(400.0, 800.0, 12.0)))
    other_ear = learnt.history.inspection(before.id)
    real = learnt.history.inspection

    class Elsewhere:
        def __getattr__(self, name):
            return getattr(learnt.history, name)

        def inspection(self, inspection_id):
            if inspection_id != before.id:
                return real(inspection_id)
            return replace(other_ear, clips=replace(other_ear.clips, ear_sha256="f" * 64))

    store = TakeStore(learnt.folder)
    compared = CompareSound(Elsewhere(), store, LookCloser(store)).of(after.id, before.id)
    assert compared.from_pictures
    found = compare.difference(compared, matched=False)
    assert found.ranges[0].excess_db == pytest.approx(12.0, abs=2.5)
    assert not compare.of(after.id, before.id).from_pictures


def test_other_points_are_brought_to_one_level(learnt, compare, tmp_path):
    here = learnt.inspect(fan_wav(tmp_path / "here.wav"))
    point = MeasuringPoint("Outlet", (OperatingCondition("Full"),), fixed=True)
    twin = Machine("Twin", MachineType.FAN, (point,))
    learnt.flows.machines.add(twin)
    there = learnt.flows.inspect(twin.id, point.conditions[0].id, fan_wav(tmp_path / "there.wav", seed=11))
    compared = compare.of(there.id, here.id)
    assert compared.match and compared.why == "the measuring points differ"
    assert compared.a.machine.name == "Fan" and compared.b.machine.name == "Twin"


@pytest.mark.data
def test_a_real_fan_that_is_broken_differs_from_itself_in_health(plant, compare, data_folder):
    folder = data_folder / "wav" / "mimii" / "fan"
    healthy, broken = (sorted(folder.glob(f"*/{label}/*.wav")) for label in ("normal", "abnormal"))
    ids = {path.parts[-3] for path in healthy} & {path.parts[-3] for path in broken}
    machine = sorted(ids)[0]
    good = [path for path in healthy if path.parts[-3] == machine]
    bad = next(path for path in broken if path.parts[-3] == machine)
    plant.learn(good[0])
    visit = plant.inspect(bad)
    found = compare.difference(compare.of(visit.id), matched=True)
    assert found.ranges
    assert found.picture.level_db.shape[0] == 256

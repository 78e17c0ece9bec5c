"""A verdict is explained from what was heard and kept, and survives whatever its explanation does."""

import logging
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import soundfile

from app.diagnosis import judging
from app.diagnosis.model import Model
from app.domain.baseline import Baseline
from app.domain.machine import Machine, MachineType, MeasuringPoint, OperatingCondition
from app.domain.take import Take
from app.domain.verdict import State, Verdict
from app.domain.why import Cause, MarkerKind
from app.recordings.take_store import TakeStore
from app.workflows import explain as module
from app.workflows.explain import explain, healthy_spectra
from app.workflows.hear import Heard, hear
from tests.diagnosis.machines import BLADES, RATE_HZ, RPM, fan, noise, shaft_hz, tone


class Bench:
    """One fan, learnt from four takes, and what was heard of it."""

    def __init__(self, folder: Path, model: Model) -> None:
        self.folder, self.model, self.store = folder, model, TakeStore(folder / "history")
        self.condition = OperatingCondition("Full", RPM * 1.02)
        self.machine = Machine("F", MachineType.FAN, (MeasuringPoint("P", (self.condition,)),), blades=BLADES)
        heard = [self.hear(fan(seed)) for seed in (1, 2, 3, 4)]
        self.takes: list[Take] = [one.keep(self.store) for one in heard]
        bands = np.concatenate([one.clips.bands for one in heard])
        ids = tuple(take.id for take in self.takes)
        self.baseline = Baseline(self.condition.id, bands, ids, model.identity.ear_sha256)
        self.history = SimpleNamespace(takes_of_baseline=lambda _id: self.takes)

    def hear(self, samples: np.ndarray) -> Heard:
        path = self.folder / f"{np.abs(samples).sum():.6f}.wav"
        soundfile.write(path, samples, RATE_HZ, "PCM_24")
        return hear(path, self.model, lambda _done, _total: None)

    def spectra(self):
        return healthy_spectra(self.baseline, self.history, self.store)

    def explain(self, heard: Heard, verdict: Verdict | None = None) -> Verdict:
        verdict = verdict or judging.judge(self.model, heard.clips, self.baseline)
        return explain(
            verdict,
            heard,
            machine=self.machine,
            condition=self.condition,
            baseline=self.baseline,
            healthy=self.spectra(),
        )


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Bench:
    newest = sorted((root / "models" / "fan").iterdir())[-1]
    return Bench(tmp_path_factory.mktemp("bench"), Model.load(newest))


@pytest.fixture(autouse=True)
def nothing_fails_unseen(caplog: pytest.LogCaptureFixture, request: pytest.FixtureRequest):
    yield
    if "broken" not in request.node.name:
        assert not [record for record in caplog.records if record.levelno >= logging.ERROR]


def test_a_raised_blade_pass_is_explained(bench: Bench):
    found = bench.explain(bench.hear(fan(22) + tone(BLADES * shaft_hz(22), 0.1)))
    assert found.state is not State.HEALTHY
    assert found.hints[0].cause is Cause.BLADE
    passing = next(m for m in found.markers if m.kind is MarkerKind.BLADE_PASS and m.order == 1)
    assert passing.hz == pytest.approx(BLADES * shaft_hz(22), abs=0.3)
    assert passing.excess_db is not None and passing.excess_db > 6
    assert found.moments
    assert "The difference is heard all through the take." in found.reasons
    assert any("by its sound; 1,512 rpm are noted." in reason for reason in found.reasons)


def test_a_burst_has_its_moment(bench: Bench):
    samples = fan(22).copy()
    samples[64_000:112_000] += noise(2000, 3000, 0.03, 3.0)
    found = bench.explain(bench.hear(samples))
    (moment,) = found.moments
    assert (moment.start_s, moment.end_s) == (pytest.approx(4.0, abs=0.3), pytest.approx(7.0, abs=0.3))


def test_a_healthy_verdict_gets_markers_only(bench: Bench):
    heard = bench.hear(fan(6))
    verdict = judging.judge(bench.model, heard.clips, bench.baseline)
    found = bench.explain(heard, replace(verdict, state=State.HEALTHY, ranges=()))
    assert found.markers
    assert (found.hints, found.moments, found.reasons) == ((), (), verdict.reasons)


def test_what_cannot_be_told_is_left_as_it_is(bench: Bench):
    heard = bench.hear(fan(6))
    doubt = Verdict(State.CANNOT_TELL, "a", "b", excess_db=np.zeros(128, np.float32))
    assert bench.explain(heard, doubt) is doubt
    bare = Verdict(State.CANNOT_TELL, "a", "b")
    assert bench.explain(heard, bare) is bare


def test_an_old_take_is_heard_again_once_and_a_lost_one_left_out(bench: Bench, monkeypatch: pytest.MonkeyPatch):
    kept = bench.spectra()
    assert len(kept) == 4
    beside = bench.store._place(bench.takes[0].sha256, ".spectrum")
    beside.unlink()
    again = bench.spectra()
    assert len(again) == 4 and beside.is_file()
    assert np.abs(again[0].level_db - kept[0].level_db).max() < 0.5
    monkeypatch.setattr(module, "open_sound", None)
    assert len(bench.spectra()) == 4
    monkeypatch.undo()
    lost = replace(bench.takes[0], sha256="0" * 64, stored_as="takes/00/none.wav")
    monkeypatch.setattr(bench, "takes", [lost, *bench.takes[1:]])
    assert len(bench.spectra()) == 3


def test_a_broken_explanation_loses_no_verdict_and_is_loud(bench: Bench, monkeypatch, caplog):
    heard = bench.hear(fan(22) + tone(BLADES * shaft_hz(22), 0.1))
    verdict = judging.judge(bench.model, heard.clips, bench.baseline)
    monkeypatch.setattr(module, "turning", lambda *_args, **_more: 1 / 0)
    assert bench.explain(heard, verdict) is verdict
    assert "ZeroDivisionError" in caplog.text


def test_a_take_without_a_spectrum_has_markers_where_they_are_noted(bench: Bench):
    heard = replace(bench.hear(fan(22) + noise(2000, 3000, 0.02)), spectrum=None)
    found = bench.explain(heard)
    assert found.markers[0].hz == pytest.approx(RPM * 1.02 / 60)
    assert all(marker.excess_db is None for marker in found.markers)

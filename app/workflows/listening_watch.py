"""Keep listening to a machine: a verdict every 10 s, and a word when its state has changed for good."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.capture import unfinished
from app.capture.listener import Chunk
from app.capture.recorder import write_recording
from app.diagnosis import judging
from app.diagnosis.model import Model
from app.diagnosis.registry import ModelRegistry
from app.domain.baseline import Baseline
from app.domain.inspection import Inspection
from app.domain.machine import MeasuringPoint
from app.domain.microphone import Continuity, Purpose
from app.domain.problem import Problem
from app.domain.take import CLIP_S, RawStream, SoundFormat, Take
from app.domain.verdict import State, Verdict
from app.domain.why import CannotTell
from app.history.history import History
from app.language import later, tr
from app.recordings.take_store import TakeStore
from app.workflows.baselines import baseline_for
from app.workflows.hear import hear, measure, teller
from app.workflows.inspect_take import InspectTake
from app.workflows.loudness import level_counts
from app.workflows.visits_learnt import visits_learnt

LASTED = 3
"""A change counts when this many verdicts in a row agree on it: one truck driving past is none."""

GAP = timedelta(seconds=2 * CLIP_S)
"""Verdicts further apart are not in a row: the microphone was gone in between."""

KEPT_STEPS = 360
"""An hour of verdicts."""

_TOO_LITTLE = (later("There was too little sound to judge."), later("Check the microphone and its cable."))
_SEVERITY = {State.HEALTHY: 0, State.WATCH: 1, State.ABNORMAL: 2}


@dataclass(frozen=True, slots=True)
class WatchStep:
    """One verdict of the watch: when its 10 s began; where it could not tell, why and what to do about it."""

    at: datetime
    state: State
    score: float | None
    why: str = ""
    to_do: str = ""
    cannot: CannotTell | None = None


@dataclass(frozen=True, slots=True, eq=False)
class WatchChange:
    """The state got worse and stayed so: what it is now, and the take of it, kept as an inspection."""

    state: State
    inspection: Inspection


@dataclass(frozen=True, slots=True, eq=False)
class WatchState:
    """Where a watch is: the last hour, its newest verdict, the state last told, and a change told just now."""

    steps: tuple[WatchStep, ...] = ()
    now: WatchStep | None = None
    told: State = State.HEALTHY
    change: WatchChange | None = None


class ListeningWatch:
    """One watch at a time. Only the takes in which the state changed are kept; the rest is forgotten at once."""

    def __init__(
        self, history: History, store: TakeStore, models: ModelRegistry, inspect: InspectTake, folder: Path
    ) -> None:
        self._history = history
        self._store = store
        self._models = models
        self._inspect = inspect
        self._folder = folder
        self._purpose = Purpose("", "")
        self._model: Model | None = None
        self._baseline: Baseline | None = None
        self._point: MeasuringPoint | None = None
        self._healthy: list[Take] = []
        self._steps: deque[WatchStep] = deque(maxlen=KEPT_STEPS)
        self._recent: deque[tuple[WatchStep, Chunk]] = deque(maxlen=LASTED)
        self._told = State.HEALTHY

    def start(self, machine_id: str, condition_id: str) -> WatchState:
        """Begins a watch against the newest baseline of that condition.

        Raises:
            Problem: there is no model for the machine or no baseline yet.
        """
        machine = self._history.machine(machine_id)
        self._point, _ = machine.find(condition_id)
        model = self._models.model_for(machine.type)
        baseline = baseline_for(model, condition_id, self._history, self._store) if model else None
        if model is None or baseline is None:
            verdict = judging.cannot_tell_no_baseline() if model else judging.cannot_tell_no_model(machine.type)
            raise Problem(verdict.finding, verdict.next_step)
        self._purpose = Purpose(machine_id, condition_id)
        self._model, self._baseline = model, baseline
        self._healthy = self._history.takes_of_baseline(baseline.id)
        self._steps.clear()
        self._recent.clear()
        self._told = State.HEALTHY
        return self._state(None)

    def hear(self, chunk: Chunk, microphone: str = "", raw_stream: RawStream = RawStream.UNKNOWN) -> WatchState:
        """The verdict on the next 10 s.

        Raises:
            Problem: a change can't be kept; the verdict counts all the same, and the change is told next time.
        """
        step = self._judged(chunk, microphone)
        self._steps.append(step)
        if self._recent and step.at - self._recent[-1][0].at > GAP:
            self._recent.clear()
        self._recent.append((step, chunk))
        lasting = self._lasting()
        if lasting is None or lasting is self._told:
            return self._state(None)
        change = None
        if _SEVERITY[lasting] > _SEVERITY[self._told]:
            change = WatchChange(lasting, self._keep(microphone, raw_stream))
        self._told = lasting
        return self._state(change)

    def _judged(self, chunk: Chunk, microphone: str) -> WatchStep:
        assert self._model and self._baseline and self._point, "start() comes first"
        clips, quality = measure(_ChunkSound(chunk), self._model, continuity=chunk.continuity)
        if quality.failures:
            return _step(chunk, judging.cannot_tell_quality(quality))
        if not len(clips):
            return WatchStep(chunk.started_at, State.CANNOT_TELL, None, *_TOO_LITTLE, CannotTell.QUALITY)
        counts = level_counts(self._point, microphone, self._healthy)
        visits = visits_learnt(self._healthy)
        return _step(chunk, judging.judge(self._model, clips, self._baseline, level_counts=counts, visits=visits))

    def _lasting(self) -> State | None:
        """What the last three verdicts agree on: a state all of them reach, or, on the way down, none exceeds.

        None while there are fewer, while one of them could not tell, and while they disagree about it.
        """
        states = [step.state for step, _ in self._recent]
        if len(states) < LASTED or any(state not in _SEVERITY for state in states):
            return None
        mildest, worst = min(states, key=_SEVERITY.__getitem__), max(states, key=_SEVERITY.__getitem__)
        if _SEVERITY[mildest] > _SEVERITY[self._told]:
            return mildest
        return worst if _SEVERITY[worst] < _SEVERITY[self._told] else None

    def _keep(self, microphone: str, raw_stream: RawStream) -> Inspection:
        chunks = _alike([chunk for _, chunk in self._recent])
        recording = write_recording(
            self._folder,
            self._purpose,
            [chunk.samples for chunk in chunks],
            chunks[0].sample_rate_hz,
            microphone=microphone,
            raw_stream=raw_stream,
            started_at=chunks[0].started_at,
            continuity=_together([chunk.continuity for chunk in chunks]),
        )
        heard = hear(recording.path, self._model, teller(recording.path.name, 0, 1, None, None), recording)
        inspection = self._inspect.heard(self._purpose.machine_id, self._purpose.condition_id, heard)
        unfinished.settle(recording)
        return self._history.set_note(inspection.id, tr("Kept by the listening watch: the state had changed."))

    def _state(self, change: WatchChange | None) -> WatchState:
        steps = tuple(self._steps)
        return WatchState(steps, steps[-1] if steps else None, self._told, change)


def _step(chunk: Chunk, verdict: Verdict) -> WatchStep:
    if verdict.state is not State.CANNOT_TELL:
        return WatchStep(chunk.started_at, verdict.state, verdict.score)
    return WatchStep(chunk.started_at, verdict.state, None, verdict.finding, verdict.next_step, verdict.cannot)


class _ChunkSound:
    """A chunk as an open sound file: nothing of it is on the disk."""

    missing_frames = 0

    def __init__(self, chunk: Chunk) -> None:
        frames, channels = chunk.samples.shape
        self._samples = chunk.samples
        self.format = SoundFormat(chunk.sample_rate_hz, channels, frames, "", "PCM_24", 24)

    def blocks(self, start_s: float = 0.0, end_s: float | None = None) -> Iterator[NDArray[np.float32]]:
        rate_hz = self.format.sample_rate_hz
        for start in range(0, len(self._samples), rate_hz):
            yield self._samples[start : start + rate_hz]


def _alike(chunks: list[Chunk]) -> list[Chunk]:
    """The newest ones that share one format: the microphone may have been changed on the way."""
    last = chunks[-1]
    kept = []
    for chunk in reversed(chunks):
        if chunk.sample_rate_hz != last.sample_rate_hz or chunk.samples.shape[1] != last.samples.shape[1]:
            break
        kept.append(chunk)
    return kept[::-1]


def _together(parts: list[Continuity]) -> Continuity:
    return Continuity(sum(p.overflows for p in parts), sum(p.lost_frames for p in parts))

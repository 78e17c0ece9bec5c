"""An archive's import against reading its files and one FFT pass, and where the time goes.

CPU time of all threads is what is compared, taken in turns; how fast it was by the clock is told besides, and says
little while other programs use the processors. The pass is a program of its own, which gets fresh memory for each
file as any such loop does; told besides is the same pass where the memory was at hand already.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any
from unittest.mock import patch

import numpy as np
import soundfile

from app.acoustics.synthesis import fan_take
from app.diagnosis.registry import ModelRegistry
from app.history.archive_history import ArchiveHistory
from app.history.history import History
from app.main import paths
from app.recordings.gate import Gate
from app.recordings.landing import Landing
from app.workflows.archive import running, verdicts
from app.workflows.archive.archive_import import ArchiveImport
from app.workflows.archive.journal import Journal, Result
from tests.bench.figures import told
from tests.conftest import ROOT

FILES = 96
SECONDS = 10.0
ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of archive: `learnt` of its files are healthy ones to learn from, `faulty` have a fault."""

    name: str
    rate_hz: int
    channels: int
    learnt: int
    faulty: int


KINDS = (
    Kind("16 kHz mono, all healthy", 16_000, 1, learnt=8, faulty=0),
    Kind("16 kHz mono, 5 % not healthy", 16_000, 1, learnt=8, faulty=5),
    Kind("16 kHz mono, 5 % not healthy, with p values", 16_000, 1, learnt=24, faulty=5),
    Kind("48 kHz mono, 5 % not healthy", 48_000, 1, learnt=8, faulty=5),
    Kind("16 kHz, 8 channels, as MIMII, 5 % not healthy", 16_000, 8, learnt=8, faulty=5),
)


def measure() -> Iterator[str]:
    """Three lines for each kind of archive."""
    for kind in KINDS:
        yield from _for_archive(kind)


def _for_archive(kind: Kind) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        _write(folder / "archive", kind)
        models = ModelRegistry(paths.MODELS)
        _import(folder, models, {})
        parts: dict[str, float] = {}
        ours, passes = [], []
        for _ in range(ROUNDS):
            ours.append(_import(folder, models, parts))
            passes.append(_pass(folder / "archive"))
    yield from _lines(f"archive import, {kind.name}", np.array(ours), np.array(passes))
    whole = sum(parts.values())
    shares = sorted(parts.items(), key=lambda part: -part[1])
    yield "    " + ", ".join(f"{part} {100 * spent / whole:.0f} %" for part, spent in shares)


def _lines(what: str, ours: np.ndarray, passes: np.ndarray) -> Iterator[str]:
    """From seconds `[rounds, (processor, clock)]` of the import and `[rounds, (fresh, kept)]` of the pass."""
    # Of each round by itself: other programs slow both down alike.
    fresh, kept = np.median(ours[:, :1] / passes, axis=0)
    ms = [1000 * median(seconds) / FILES for seconds in (ours[:, 0], passes[:, 0], passes[:, 1])]
    detail = f"{ms[0]:.1f} against {ms[1]:.1f} CPU ms a file; with memory at hand {ms[2]:.1f}, so {kept:.1f}×"
    yield told(f"{what} / reading and one rfft pass", float(fresh), 3.0, detail)
    cores = min(2, os.cpu_count() or 1)
    sound_s = FILES * SECONDS
    clock = f"by the clock {sound_s / median(ours[:, 1]):.0f}×, at best {sound_s / ours[:, 1].min():.0f}×"
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    real = sound_s / median(ours[:, 0]) * cores
    yield told(f"{what}: real time / processor time, on {cores} cores", real, 300.0, clock + load, at_least=True)


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    cpu_s, wall_s = time.process_time(), time.perf_counter()
    work()
    return time.process_time() - cpu_s, time.perf_counter() - wall_s


def _write(folder: Path, kind: Kind) -> None:
    rng = np.random.default_rng(0)
    healthy = fan_take(SECONDS, kind.rate_hz, 1)
    whistle = 0.05 * np.sin(2 * np.pi * 2500.0 * np.arange(len(healthy)) / kind.rate_hz).astype(np.float32)
    for number in range(FILES):
        sound = healthy + 0.0002 * rng.standard_normal(len(healthy)).astype(np.float32)
        if number >= FILES - kind.faulty:
            sound = sound + whistle
        path = folder / "Fan" / ("normal" if number < kind.learnt else "test") / f"{number:04}.wav"
        path.parent.mkdir(parents=True, exist_ok=True)
        every = np.repeat(sound[:, None], kind.channels, axis=1)
        soundfile.write(path, every, kind.rate_hz, subtype="PCM_16")


def _import(folder: Path, models: ModelRegistry, parts: dict[str, float]) -> tuple[float, float]:
    """Seconds of the processor and of the clock, for planning and running; a history is open by then."""
    history = folder / "history"
    with History.open(history) as opened:
        archives = ArchiveImport(opened, models, history)

        def work() -> None:
            imported = archives.run(archives.plan(folder / "archive"))
            assert imported.count(Result.JUDGED) + imported.count(Result.LEARNT) == FILES

        with _watched(parts):
            taken = _timed(work)
    shutil.rmtree(history)
    return taken


def _pass(archive: Path) -> tuple[float, float]:
    """Processor seconds of the pass: with fresh memory for each file, and with memory at hand."""
    command = [sys.executable, "-m", "tests.bench.fft_pass", str(archive)]
    alone = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    out = subprocess.run(command, cwd=ROOT, env=alone, capture_output=True, text=True, check=True).stdout
    fresh, kept = map(float, out.split())
    return fresh, kept


@contextmanager
def _watched(parts: dict[str, float]) -> Iterator[None]:
    """Adds the CPU time of each part's thread to `parts`; what a part calls of another counts there only."""
    spent: dict[str, float] = defaultdict(float)
    with ExitStack() as stack:
        for owner, function, part in (
            (Landing, "land", "copying and hashing"),
            (Landing, "settle", "safe on the disk"),
            (running, "hear_lightly", "hearing"),
            (Gate, "add", "quality gate"),
            (Gate, "quality", "quality gate"),
            (verdicts.RememberingModel, "ear", "ear"),
            (verdicts.ArchiveInspect, "inspection", "verdict"),
            (verdicts, "_with_picture", "pictures and spectra of those not healthy"),
            (ArchiveHistory, "keep_all", "history"),
            (ArchiveHistory, "used", "history"),
            (Journal, "note", "journal"),
        ):
            stack.enter_context(patch.object(owner, function, _counted(getattr(owner, function), part, spent)))
        begun = time.process_time()
        yield
        whole = time.process_time() - begun
    for part, seconds in spent.items():
        parts[part] = parts.get(part, 0.0) + seconds
    parts["the rest"] = parts.get("the rest", 0.0) + whole - sum(spent.values())


_inside: dict[int, list[str]] = defaultdict(list)


def _counted(work: Callable[..., Any], part: str, spent: dict[str, float]) -> Callable[..., Any]:
    def counted(*given: Any, **named: Any) -> Any:
        around = _inside[threading.get_ident()]
        begun = time.thread_time()
        around.append(part)
        try:
            return work(*given, **named)
        finally:
            around.pop()
            taken = time.thread_time() - begun
            spent[part] += taken
            if around:
                spent[around[-1]] -= taken

    return counted

"""An archive's import against reading its files and one FFT pass, and where the time goes.

CPU time of all threads is what is compared, taken in turns; how fast it was by the clock is told besides, and says
little while other programs use the processors.
"""

import os
import shutil
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
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
from app.workflows.archive import running, verdicts
from app.workflows.archive.archive_import import ArchiveImport
from app.workflows.archive.journal import Journal, Result
from app.workflows.archive.landing import Landing
from tests.bench.figures import told
from tests.bench.verdict import FRAME, HOP

FILES = 96
LEARNT = 8
SECONDS = 10.0
ROUNDS = 5
KINDS = ((16_000, 1, "16 kHz mono"), (48_000, 1, "48 kHz mono"), (16_000, 8, "16 kHz, 8 channels, as MIMII"))


def measure() -> Iterator[str]:
    """Lines for three kinds of archives; of the last, a tenth of the files has a fault."""
    for rate_hz, channels, name in KINDS:
        yield from _for_archive(rate_hz, channels, name, faulty=0)
    yield from _for_archive(16_000, 1, "16 kHz mono, a tenth of the verdicts not healthy", faulty=FILES // 10)


def _for_archive(rate_hz: int, channels: int, name: str, faulty: int) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        files = _write(folder / "archive", rate_hz, channels, faulty)
        models = ModelRegistry(paths.MODELS)
        _import(folder, models, {}), _read_and_fft(files)
        parts: dict[str, float] = {}
        ours_s: list[float] = []
        clock_s: list[float] = []
        fft_s: list[float] = []
        for _ in range(ROUNDS):
            cpu_s, wall_s = _import(folder, models, parts)
            ours_s.append(cpu_s)
            clock_s.append(wall_s)
            fft_s.append(_timed(lambda: _read_and_fft(files))[0])
    ours, fft, clock = median(ours_s), median(fft_s), median(clock_s)
    # Of each round by itself: other programs slow both down alike.
    ratio = median(one / other for one, other in zip(ours_s, fft_s, strict=True))
    detail = f"{ours / FILES * 1000:.1f} against {fft / FILES * 1000:.1f} CPU ms a file"
    yield told(f"archive import, {name} / reading and one rfft pass", ratio, 3.0, detail)
    cores = min(2, os.cpu_count() or 1)
    yield told(
        f"archive import, {name}: real time / processor time, on {cores} cores",
        FILES * SECONDS / ours * cores,
        300.0,
        f"by the clock {FILES * SECONDS / clock:.0f}×, load {os.getloadavg()[0]:.1f}"
        if hasattr(os, "getloadavg")
        else "",
        at_least=True,
    )
    whole = sum(parts.values())
    shares = sorted(parts.items(), key=lambda part: -part[1])
    yield "    " + ", ".join(f"{part} {100 * spent / whole:.0f} %" for part, spent in shares)


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    cpu_s, wall_s = time.process_time(), time.perf_counter()
    work()
    return time.process_time() - cpu_s, time.perf_counter() - wall_s


def _write(folder: Path, rate_hz: int, channels: int, faulty: int) -> list[Path]:
    rng = np.random.default_rng(0)
    healthy = fan_take(SECONDS, rate_hz, 1)
    whistle = 0.05 * np.sin(2 * np.pi * 2500.0 * np.arange(len(healthy)) / rate_hz).astype(np.float32)
    made = []
    for number in range(FILES):
        sound = healthy + 0.0002 * rng.standard_normal(len(healthy)).astype(np.float32)
        if number >= FILES - faulty:
            sound = sound + whistle
        path = folder / "Fan" / ("normal" if number < LEARNT else "test") / f"{number:04}.wav"
        path.parent.mkdir(parents=True, exist_ok=True)
        soundfile.write(path, np.repeat(sound[:, None], channels, axis=1), rate_hz, subtype="PCM_16")
        made.append(path)
    return made


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


def _read_and_fft(files: list[Path]) -> None:
    window = np.hanning(FRAME).astype(np.float32)
    for path in files:
        samples, _ = soundfile.read(path, dtype="float32")
        mono = samples if samples.ndim == 1 else samples.mean(axis=1)
        frames = np.lib.stride_tricks.sliding_window_view(mono, FRAME)[::HOP]
        np.abs(np.fft.rfft(frames * window, axis=1)) ** 2


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
            (verdicts, "hear", "pictures and spectra of those not healthy"),
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
    import threading

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

"""An archive's import that is killed in the middle, again and again, and thousands of files at once."""

import os
import random
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from app.history.archive_history import ArchiveHistory
from app.history.history import History
from app.workflows.archive import journal as journals
from app.workflows.archive.journal import Result
from tests.e2e.support import RATE_HZ, write_wav

KILLS = 10
HEALTHY, OTHERS = 6, 24
DEADLINE_S = 240.0
SAMPLES = round(2.2 * RATE_HZ)


def archive(folder: Path, machines: int = 2, healthy: int = HEALTHY, others: int = OTHERS) -> list[Path]:
    """Short takes of several machines, all different, in date folders; times run backwards to the names."""
    rng = np.random.default_rng(1)
    files = []
    for machine in range(machines):
        for number in range(healthy + others):
            label = "normal" if number < healthy else "inspect"
            clock = f"{10 + machine:02d}{59 - number % 60:02d}00"
            name = f"2025-03-{1 + number % 28:02d}/{label}/fan_20250301_{clock}_{number}.wav"
            hum = 0.1 * np.sin(np.arange(SAMPLES) * 0.05 * (1 + machine))
            sound = hum + rng.normal(0, 0.01, SAMPLES)
            files.append(write_wav(folder / f"Fan {machine}" / name, sound))
    return files


def start(root: Path, history: Path, folder: Path, *more: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.workflows.archive.importing", "--history", str(history), "import"]
    return subprocess.Popen(
        [*command, str(folder), *more],
        cwd=root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
    )


def kept(folder: Path) -> tuple[Counter[str], set[str], int]:
    """How often each recording is inspected or learnt, the ids of the inspections, and how many are learnt."""
    shas: Counter[str] = Counter()
    ids: set[str] = set()
    with History.open(folder) as history:
        history.check()
        for machine in history.machines():
            for visit in history.visits(machine.id, limit=100_000):
                inspection = history.inspection(visit.inspection_id)
                ids.add(inspection.id)
                shas[inspection.take.sha256] += 1
            for point in machine.points:
                for condition in point.conditions:
                    baseline = history.baseline(condition.id)
                    learnt = history.takes_of_baseline(baseline.id) if baseline else []
                    shas.update(take.sha256 for take in learnt)
        total = len(ArchiveHistory(history).used())
    return shas, ids, total


@pytest.mark.slow
def test_killed_at_ten_moments_each_file_is_there_exactly_once(root: Path, tmp_path: Path):
    seed = random.randrange(10**6)
    sys.stdout.write(f"seed {seed}\n")
    chance = random.Random(seed)
    files, history = archive(tmp_path / "archive"), tmp_path / "history"
    confirmed: set[str] = set()
    moments = sorted(chance.sample(range(2, len(files) - 6), KILLS))
    for moment in moments:
        program = start(root, history, tmp_path / "archive")
        assert program.stdout is not None and program.stderr is not None
        reached = 0
        while reached < moment and (line := program.stdout.readline()):
            reached = int(line.split()[1]) if line.startswith("done ") else reached
        time.sleep(chance.uniform(0.0, 0.15))
        program.kill()
        program.communicate()
        shas, ids, _ = kept(history)
        assert confirmed <= ids, f"seed {seed}: a confirmed inspection is lost"
        assert not shas or max(shas.values()) == 1, f"seed {seed}: something is there twice"
        confirmed = ids
        if not journals.journals(history):
            break  # it was done before the kill

    if journals.journals(history):
        _, err = start(root, history, tmp_path / "archive").communicate(timeout=DEADLINE_S)
        assert not journals.journals(history), err
    (journal,) = journals.journals(history, done=True)
    results = Counter(outcome.result for outcome in journals.load(journal).outcomes.values())
    assert results == {Result.LEARNT: 2 * HEALTHY, Result.JUDGED: 2 * OTHERS}, f"seed {seed}: work was done twice"
    shas, ids, total = kept(history)
    assert confirmed <= ids
    assert set(shas.values()) == {1} and total == len(shas) == len(files), f"seed {seed}"
    assert len(ids) == 2 * OTHERS
    with History.open(history) as opened:
        assert len(opened.machines()) == 2
        assert [len(opened.baselines(m.points[0].conditions[0].id)) for m in opened.machines()] == [1, 1]


@pytest.mark.slow
def test_two_thousand_files(root: Path, tmp_path: Path):
    files = archive(tmp_path / "archive", machines=20, healthy=5, others=95)
    (tmp_path / "archive" / "Fan 0" / "broken.wav").write_bytes(b"RIFF0000WAVE")
    (tmp_path / "archive" / "Fan 1" / "copy.wav").write_bytes(files[0].read_bytes())
    program = start(root, tmp_path / "history", tmp_path / "archive")
    out, err = program.communicate(timeout=2 * DEADLINE_S)
    assert program.returncode == 2, err
    assert "1900 files judged" in out.replace(",", "") and "100 learnt, 1 duplicate, 1 failed" in out
    shas, ids, total = kept(tmp_path / "history")
    assert len(ids) == 1900 and total == len(shas) == 2000
    (table,) = (tmp_path / "history" / "imports").glob("*.csv")
    assert "broken.wav" in table.read_text("utf-8-sig") and "copy.wav" in table.read_text("utf-8-sig")

"""Real machines through the whole program, as a technician would use it: files in, `python -m app` judges them.

Nothing of it is trained on. `wav/uav`: a drone, learnt on three of its healthy flights in all ways, all others
inspected. `wav/bldc`: motors with a propeller, each throttle a condition of its own, learnt on the first cuts.
"""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
TAKE_OFF_S = 12.0
FLIGHTS_LEARNT = 3
CUT_S = 2.0
CUTS_LEARNT = 5
HEALTHY_FOLDER = "normal"

Row = dict[str, Any]
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Case:
    """One condition of one machine: what is learnt and what is inspected, with what is true of it."""

    machine: str
    condition: str
    learnt: tuple[Path, ...]
    inspected: tuple[tuple[Path, bool], ...]
    """Each file and whether it is healthy."""


def real_sound(folder: Path, say: Say = lambda _: None, most: int | None = None) -> tuple[list[Row], list[str]]:
    """A row for every file inspected, `name learnt inspected n k state score right why healthy`, and what failed.

    `folder` is `uav` or `bldc`, of which at most so many cases are tried. `right` is None where the answer was
    "cannot tell". A case in which the program itself fails is named, and the others go on.
    """
    with tempfile.TemporaryDirectory(prefix="earshot-real-") as scratch:
        cases = list(itertools.islice(CASES[folder.name](folder, Path(scratch)), most))
        rows: list[Row] = []
        failed: list[str] = []
        for number, case in enumerate(cases, 1):
            say(f"{number} of {len(cases)}: {case.machine}, {case.condition}")
            try:
                rows += _rows(case, Path(scratch) / "history")
            except RuntimeError as error:
                failed.append(f"The whole app failed on {case.machine}, {case.condition}: {error}")
        return rows, failed


def _flights(folder: Path, scratch: Path) -> Iterator[Case]:
    """All ways to learn three healthy flights; the take-off is cut away."""
    flights = [
        (
            _cut(path, scratch / "uav" / path.parent.name / path.name, TAKE_OFF_S),
            path.parent.name == HEALTHY_FOLDER,
        )
        for path in sorted(folder.rglob("*.wav"))
    ]
    healthy = [path for path, is_healthy in flights if is_healthy]
    for learnt in itertools.combinations(healthy, FLIGHTS_LEARNT):
        rest = tuple(flight for flight in flights if flight[0] not in learnt)
        yield Case("drone", "learnt " + ", ".join(path.stem for path in learnt), learnt, rest)


def _motors(folder: Path, scratch: Path) -> Iterator[Case]:
    """Each throttle of each motor: its first cuts learnt, its other cuts and the faulty ones inspected."""
    for healthy in sorted(folder.glob(f"*/{HEALTHY_FOLDER}/*.wav")):
        motor, throttle = healthy.parents[1].name, healthy.stem
        cuts = list(_cuts(healthy, scratch / motor / HEALTHY_FOLDER))
        faulty = [
            cut
            for path in sorted(healthy.parents[1].glob(f"*/{healthy.name}"))
            if path.parent.name != HEALTHY_FOLDER
            for cut in _cuts(path, scratch / motor / path.parent.name)
        ]
        rest = [(cut, True) for cut in cuts[CUTS_LEARNT:]] + [(cut, False) for cut in faulty]
        if rest:
            yield Case(f"motor {motor}", f"throttle {throttle}", tuple(cuts[:CUTS_LEARNT]), tuple(rest))


CASES: dict[str, Callable[[Path, Path], Iterator[Case]]] = {"uav": _flights, "bldc": _motors}


def _cut(path: Path, to: Path, start_s: float, end_s: float | None = None) -> Path:
    import soundfile

    rate_hz = soundfile.info(path).samplerate
    stop = None if end_s is None else round(end_s * rate_hz)
    samples, _ = soundfile.read(path, start=round(start_s * rate_hz), stop=stop)
    to.parent.mkdir(parents=True, exist_ok=True)
    soundfile.write(to, samples, rate_hz, subtype=soundfile.info(path).subtype)
    return to


def _cuts(path: Path, to: Path) -> Iterator[Path]:
    """Whole cuts of two seconds: the motors were recorded for about ten."""
    import soundfile

    for number in range(int(soundfile.info(path).duration // CUT_S)):
        start_s = number * CUT_S
        yield _cut(path, to / f"{path.stem} from {start_s:g} s.wav", start_s, start_s + CUT_S)


def _rows(case: Case, history: Path) -> list[Row]:
    who = ("--machine", case.machine, "--type", "fan", "--condition", case.condition)
    learnt = _app("learn", history, *who, *case.learnt)
    clips = max(((line.get("baseline") or {}).get("clips", 0) for line in learnt), default=0)
    inspected = _app("inspect", history, *who, *(path for path, _ in case.inspected))
    said = {Path(line["file"]): line for line in inspected}
    return [_row(case, clips, path, is_healthy, said[path]) for path, is_healthy in case.inspected]


def _row(case: Case, clips: int, path: Path, is_healthy: bool, said: dict[str, Any]) -> Row:
    state = said.get("verdict", "cannot tell")
    alarm = state == "abnormal"
    return {
        "name": case.machine,
        "learnt": case.condition,
        "inspected": f"{path.parent.name}/{path.stem}",
        "healthy": is_healthy,
        "n": clips,
        "k": len(said.get("clip_scores", ())),
        "state": state,
        "score": said.get("score"),
        "right": None if state == "cannot tell" else alarm != is_healthy,
        "why": said.get("finding", said.get("problem", "")),
    }


def _app(command: str, history: Path, *arguments: object) -> list[dict[str, Any]]:
    """One run of the program; a file that it refuses (exit code 2) is an answer too."""
    given = map(str, ("--history", history, *arguments))
    line: Sequence[str] = [sys.executable, "-m", "app", command, *given, "--json"]
    done = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode not in {0, 2}:
        raise RuntimeError(f"app {command} ended with {done.returncode}: {_last_words(history, done.stderr)}")
    return [json.loads(answer) for answer in done.stdout.splitlines()]


def _last_words(history: Path, said: str) -> str:
    """The last line of the program's log, which is gone after the run, else of what it said; no folders in it."""
    with contextlib.suppress(OSError):
        said = (history / "earshot.log").read_text(encoding="utf-8")
    return (said.strip().splitlines() or ["nothing said"])[-1].replace(f"{ROOT}{os.sep}", "")

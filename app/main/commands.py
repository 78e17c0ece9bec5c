"""What `learn` and `inspect` do on the command line: the window's own jobs, printed."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from app.domain.inspection import Inspection
from app.domain.machine import Machine
from app.domain.problem import Problem
from app.domain.verdict import State
from app.main.as_json import inspection_as_json, learnt_as_json
from app.main.target import Target, find_target
from app.main.tongue import speaking_as_set
from app.main.wiring import opened
from app.workflows.learn_healthy import Learnt


def learn(options: argparse.Namespace, history: Path) -> int:
    """Learns the files as healthy; 2 when any was refused."""
    with opened(history) as workflows:
        target = find_target(workflows, options)
        learnt = workflows.learn(
            target.machine.id, target.condition.id, options.files, start_over=options.start_over
        )
    tell_learnt(target, learnt, options.json)
    return 2 if learnt.refused else 0


def inspect(options: argparse.Namespace, history: Path) -> int:
    """Inspects each file, the good ones even when others are bad; 2 when any was bad."""
    report_to = _reports(options.pdf, len(options.files))
    bad = False
    with opened(history) as workflows:
        target = find_target(workflows, options)
        if target.new:
            print(f"“{target.machine.name}” was not known and has been added.", file=sys.stderr)
        for path in options.files:
            try:
                inspection = workflows.inspect(target.machine.id, target.condition.id, path)
                tell_inspection(inspection, target.machine, path, options.json)
                if report_to:
                    with speaking_as_set(workflows.preferences):
                        workflows.report(inspection.id, report_to(path))
            except Problem as problem:
                bad = True
                _complain(path, str(problem))
                if options.json:
                    print_json({"file": str(path), "problem": problem.what, "to_do": problem.to_do})
    return 2 if bad else 0


def _reports(pdf: Path | None, count: int) -> Any:
    if pdf is None:
        return None
    if count == 1 and not pdf.is_dir():
        return lambda path: pdf
    try:
        pdf.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Problem(
            f"The folder {pdf} for the reports can't be made.", "Name another one after --pdf.", str(error)
        ) from error
    return lambda path: pdf / f"{path.stem}.pdf"


def tell_learnt(target: Target, learnt: Learnt, as_json: bool) -> None:
    """Prints what was learnt, and on standard error what was refused and why."""
    for refused in learnt.refused:
        _complain(refused.path, f"{refused.reason} {refused.to_do}")
    if as_json:
        for line in learnt_as_json(target.machine, learnt):
            print_json(line)
    elif learnt.baseline:
        clips = learnt.baseline.clip_count
        firmness = "provisional, five clips make it firm" if learnt.baseline.provisional else "firm"
        print(
            f"{target.words}: learnt from {len(learnt.taken)} recordings; baseline of {clips} clips, {firmness}."
        )


def tell_inspection(inspection: Inspection, machine: Machine, path: Path, as_json: bool) -> None:
    """Prints an inspection of the sound at `path`."""
    if as_json:
        print_json(inspection_as_json(inspection, machine, path))
        return
    verdict = inspection.verdict
    score = ""
    if verdict.score is not None and verdict.thresholds is not None:
        limits = f"watch {verdict.thresholds.watch:.2f}, abnormal {verdict.thresholds.abnormal:.2f}"
        score = f" (score {verdict.score:.2f}; {limits})"
    word = verdict.state.value.upper() if verdict.state is State.ABNORMAL else verdict.state.value
    print(f"{path}: {word}{score}\n  {verdict.finding}\n  {verdict.next_step}")
    for reason in verdict.reasons:
        print(f"  {reason}")


def _complain(path: Path, sentence: str) -> None:
    # The sentence usually names the file; where it does not, it must not be guessed.
    print(sentence if path.name in sentence else f"{path}: {sentence}", file=sys.stderr)


def print_json(value: dict[str, Any]) -> None:
    """One object on a line of its own, at once."""
    print(json.dumps(value, ensure_ascii=False), flush=True)

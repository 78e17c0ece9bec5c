"""All checks of a candidate, one after the other, the cheap ones first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from app.domain.problem import Problem
from training.compare.command import version_of
from training.data import MachineSound
from training.release import against, checks, measured
from training.release.checks import Finding
from training.trials import Scorer

if TYPE_CHECKING:
    from training.evaluate import ShippedModel
    from training.trained import Trained

Say = Callable[[str], None]
CLIP_S = 10


def findings(
    candidate: Path, shipped: Path | None, machines: Sequence[MachineSound], data: Path, say: Say
) -> Iterator[Finding]:
    """Everything that was looked at; copies are trained and compared only for a model that stands by itself."""
    passed = True
    for finding in _by_itself(candidate, shipped, machines):
        passed = passed and finding.passed
        yield finding
    if not passed:
        return
    from training.evaluate import ShippedModel

    new, old = ShippedModel(candidate), ShippedModel(shipped) if shipped else None
    say(f"{new.name}: training it again with the settings of its card.")
    again = trained_again(new, machines)
    yield from _as_trained(new, again, machines, data)
    yield from _compared(new, old, again, machines, say)


def _by_itself(candidate: Path, shipped: Path | None, machines: Sequence[MachineSound]) -> Iterator[Finding]:
    """Files, card, self-test, version, and whether the machines are here that copies are to be made of."""
    by_files = list(checks.files(candidate))
    yield from by_files
    if not all(finding.passed for finding in by_files):
        return
    from training.evaluate import ShippedModel

    try:
        new = ShippedModel(candidate)
    except Problem as problem:
        yield Finding("loads", False, str(problem))
        return
    about_card = list(checks.card(new.card))
    yield from about_card
    yield checks.self_tested(new.model, new.card)
    if shipped and checks.same_model(candidate, shipped):
        yield Finding("version", True, f"{new.card['version']}, the one that ships")
    else:
        yield newer(new, ShippedModel(shipped) if shipped else None)
    if all(finding.passed for finding in about_card):
        missing = measured.not_here(new, machines)
        said = f"{', '.join(missing)} not here, so no copy can be made without one; name the folder with --bands"
        yield Finding("machines it was trained on", not missing, said if missing else "all here")


def newer(new: ShippedModel, old: ShippedModel | None) -> Finding:
    """An older number would be installed and never used."""
    if old is None:
        return Finding("version", True, f"{new.card['version']}, the first of its type")
    one, other = new.card["version"], old.card["version"]
    holds = version_of(one) > version_of(other)
    return Finding("version", holds, f"{one} after {other}" if holds else f"{one} is not after {other}")


def _as_trained(
    new: ShippedModel, again: Trained, machines: Sequence[MachineSound], data: Path
) -> Iterator[Finding]:
    """Whether graphs and thresholds are what training gives."""
    yield checks.ear_parity(new.model, trained_ear(), measured.golden_clips(data))
    cases = measured.parity_cases(machine for machine in machines if new.heard(machine))
    for level_counts in (False, True):
        yield checks.judge_parity(_scorer(new, level_counts), again.scorer(level_counts), cases)
    yield checks.thresholds(new.card["thresholds"], again.table())


def _scorer(model: ShippedModel, level_counts: bool) -> Scorer:
    return lambda clips, baseline: model.score(clips, baseline, level_counts)


def _compared(
    new: ShippedModel, old: ShippedModel | None, again: Trained, machines: Sequence[MachineSound], say: Say
) -> Iterator[Finding]:
    """Figures and speed against what ships; where nothing ships yet only the card is held to its word."""
    rows = measured.measure(new, machines, say, again=again)
    yield against.boasting(measured.of_card(new, machines), rows)
    if old is None:
        yield Finding("against what ships", True, "nothing of this type ships yet")
        return
    known = measured.shipped_figures(old, machines, say)
    names = {row["machine"] for row in known} & {row["machine"] for row in rows}
    both = [[row for row in one if row["machine"] in names] for one in (rows, known)]
    if not names:
        yield Finding("against what ships", False, f"no machine here that {old.name} has figures of")
        return
    yield from against.worse_auc(*both)
    yield from against.worse_alarms(*both)
    yield from against.worse_verdicts(*both)
    say("Speed, in turns.")
    yield against.speed(work_of(new), work_of(old))


def work_of(model: ShippedModel) -> Callable[[], object]:
    """Ear and judge for one clip of ten seconds against a baseline of five."""
    random = np.random.default_rng(0)
    sound = (0.1 * random.standard_normal(CLIP_S * 16000)).astype(np.float32)
    baseline = random.standard_normal((measured.N, 128)).astype(np.float32)
    return lambda: model.model.judge(model.model.ear(sound)[None], baseline)


def trained_ear() -> Callable[[np.ndarray], np.ndarray]:
    """The ear of training, in torch."""
    import torch

    from training.ear import Ear

    ear = Ear()

    def bands(sound: np.ndarray) -> np.ndarray:
        with torch.no_grad():
            return np.asarray(ear(torch.from_numpy(np.ascontiguousarray(sound, np.float32))).numpy())

    return bands


def trained_again(model: ShippedModel, machines: Sequence[MachineSound]) -> Trained:
    """The judge and its thresholds, trained again on all it heard with the settings of its card."""
    from training.settings import settings_from
    from training.train import make_repeatable
    from training.trained import train_on

    seed = int(model.card["settings"]["seed"])
    make_repeatable(seed)
    heard = [machine for machine in machines if model.heard(machine)]
    return train_on(heard, settings_from(model.card["settings"]), seed=seed)

"""One cell of the comparison: everything that is quoted of one machine in one situation."""

from __future__ import annotations

import math
import zlib
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from training.compare.intervals import Drawn, over_clips
from training.compare.measures import at_bar, average_precision
from training.figures import Bar
from training.metrics import auc, partial_auc
from training.trials import Scores, Trial, score_of, told

Row = dict[str, Any]

NOBODY_SPEAKS = Bar(math.inf, math.inf)


def cell(trials: Sequence[Trial], bar: Bar | None, n: int, k: int, seed: int) -> Row | None:
    """Figures of takes of k clips against baselines of n; None when there are too few healthy clips.

    AUC, pAUC and PR-AUC are means over the baselines learnt. Shares are over all takes of all baselines; "cannot
    tell" is neither an alarm nor a detection. Counts are takes against one baseline, on average. Without a bar (no
    threshold could be chosen on other machines) what depends on it is None.
    """
    drawn = [_drawn(trial, bar or NOBODY_SPEAKS, n, k) for trial in trials if len(trial.healthy(k))]
    if not drawn:
        return None
    pairs = [(one.healthy, one.faulty) for one in drawn]
    aucs = [auc(*pair) for pair in pairs]
    intervals = over_clips(drawn, k, seed)
    row: Row = {
        "baselines": len(drawn),
        "healthy_takes": round(float(np.mean([len(one.healthy) for one in drawn])), 1),
        "faulty_takes": round(float(np.mean([len(one.faulty) for one in drawn])), 1),
        "auc": _known(np.mean(aucs)),
        "auc_of_worst_baseline": _known(min(aucs)),
        "auc_interval": intervals["auc"],
        "pauc": _known(np.mean([partial_auc(*pair) for pair in pairs])),
        "pr_auc": _known(np.mean([average_precision(*pair) for pair in pairs])),
    }
    return row | (_at_bar(trials, drawn, bar, k) if bar else dict.fromkeys(AT_BAR)) | _intervals(intervals, bar)


CONFUSION = ("faulty_called_abnormal", "faulty_not", "healthy_called_abnormal", "healthy_not")
AT_BAR = (
    "false_alarms", "false_alarms_of_worst_baseline", "detections", "watch_or_worse_healthy",
    "watch_or_worse_faulty", "cannot_tell_healthy", "cannot_tell_faulty", "precision", "recall", "f1", *CONFUSION,
)  # fmt: skip


def seed_of(*parts: object) -> int:
    """A seed for one situation, the same on every computer."""
    return zlib.crc32(repr(parts).encode())


def alarms(takes: Scores, threshold: float, bar: Bar) -> NDArray[np.bool_]:
    """Which takes are called so: there is a verdict, and the score is at or above the threshold."""
    return np.asarray(told(takes, bar.limits) & (score_of(takes) >= threshold))


def _drawn(trial: Trial, bar: Bar, n: int, k: int) -> Drawn:
    healthy, faulty = trial.healthy(k), trial.faulty(k)
    start = len(trial.before)
    before, after = np.arange(start // k) * k, start + n + np.arange(len(trial.after) // k) * k
    return Drawn(
        healthy=score_of(healthy),
        healthy_alarm=alarms(healthy, bar.abnormal, bar),
        healthy_first=np.concatenate([before, after]),
        faulty=score_of(faulty),
        faulty_alarm=alarms(faulty, bar.abnormal, bar),
        faulty_first=np.arange(len(faulty)) * k,
    )


def _at_bar(trials: Sequence[Trial], drawn: Sequence[Drawn], bar: Bar, k: int) -> Row:
    healthy = np.concatenate([trial.healthy(k) for trial in trials if len(trial.healthy(k))])
    faulty = np.concatenate([trial.faulty(k) for trial in trials if len(trial.healthy(k))])
    false = sum(int(one.healthy_alarm.sum()) for one in drawn) / len(drawn)
    hits = sum(int(one.faulty_alarm.sum()) for one in drawn) / len(drawn)
    missed, passed = len(faulty) / len(drawn) - hits, len(healthy) / len(drawn) - false
    quality = at_bar(hits, missed, false)
    return {
        "false_alarms": _known(false / (false + passed)),
        "false_alarms_of_worst_baseline": _known(max(one.healthy_alarm.mean() for one in drawn)),
        "detections": _share(hits, missed),
        "watch_or_worse_healthy": _mean(alarms(healthy, bar.watch, bar)),
        "watch_or_worse_faulty": _mean(alarms(faulty, bar.watch, bar)),
        "cannot_tell_healthy": _mean(~told(healthy, bar.limits)),
        "cannot_tell_faulty": _mean(~told(faulty, bar.limits)),
        "precision": _rounded(quality["precision"]),
        "recall": _rounded(quality["recall"]),
        "f1": _rounded(quality["f1"]),
        **{name: round(count, 1) for name, count in zip(CONFUSION, (hits, missed, false, passed), strict=True)},
    }


def _intervals(found: dict[str, list[float] | None], bar: Bar | None) -> Row:
    return {f"{name}_interval": found[name] if bar else None for name in ("false_alarms", "detections")}


def _share(hits: float, missed: float) -> float | None:
    return _known(hits / (hits + missed)) if hits + missed else None


def _mean(values: NDArray[np.bool_]) -> float | None:
    return _known(values.mean()) if len(values) else None


def _rounded(value: float | None) -> float | None:
    return None if value is None else _known(value)


def _known(value: float | np.floating[Any]) -> float | None:
    """Four digits; None for what can't be known."""
    return None if math.isnan(value) else round(float(value), 4)

"""The report's end: what a random split hides, how sure is sure, real sound, pictures, and how it was measured."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import TYPE_CHECKING

from training.compare.cells import Row
from training.compare.plan import EQUALISED_DB, QUOTED_N
from training.compare.report.facts import Facts, mean
from training.compare.report.words import joined, listed, share, snrs, table
from training.compare.summary import found
from training.compare.sureness import EDGES

if TYPE_CHECKING:
    from training.compare.pictures.album import Picture

SURE = 0.9


def random_split(facts: Facts) -> list[str]:
    """The same detector with and without having heard the machine."""
    rows = []
    for kind in facts.types:
        split = found(facts.report["split"], type=kind)
        if split:
            name = split[0]["detector"]
            levels = facts.snrs(kind)
            known = [mean([row["auc"] for row in found(split, snr=level)]) for level in levels]
            rows.append(
                [kind, name, snrs(levels), joined(known), joined(facts.per_snr(kind, name, "auc", "mean")),
                 joined(facts.per_snr(kind, name, "auc", "worst"))]
            )  # fmt: skip
    said = [
        "## What a random split of clips hides",
        "",
        "The same detector on the same clips. Trained on a random half of every machine's clips it has heard the "
        "machine before; that is "
        "where figures of .99 come from.",
        "",
    ]
    if not rows:
        return [*said, "Not shown: no detector that learns from labels ran.", ""]
    heading = ["type", "detector", "SNR", "random split", "machine left out, mean", "machine left out, worst"]
    return said + table(heading, rows)


def confidence(facts: Facts) -> list[str]:
    """Whether a verdict given with 90 % confidence is right in 90 % of cases."""
    said = [
        "## How sure is sure",
        "",
        "Verdicts by the confidence they were given with, and which share of them was right. Healthy and faulty "
        "takes weigh the same.",
        "",
    ]
    counted = facts.report["reliability"]
    if not counted:
        return [*said, "Not known: no judge here says how sure it is.", ""]
    rows = []
    for kind in facts.types:
        of_type = found(counted, type=kind)
        for low, high in itertools.pairwise(EDGES):
            in_bin = found(of_type, low=low)
            if in_bin:
                rows.append(
                    [kind, f"{share(low)} … {share(high)}", share(_weight(in_bin) / _weight(of_type)),
                     share(_weighted(in_bin, "confidence")), share(_weighted(in_bin, "right")), _worst(in_bin)]
                )  # fmt: skip
    heading = ["type", "confidence", "share of verdicts", "said", "right", "right at the worst machine"]
    return [*said, *_sure(facts), *table(heading, rows)]


def _sure(facts: Facts) -> list[str]:
    said = []
    for kind in facts.types:
        sure = [row for row in found(facts.report["reliability"], type=kind) if row["low"] >= SURE]
        if sure:
            said.append(
                f"{kind}: of verdicts given with {share(SURE)} confidence or more, "
                f"{share(_weighted(sure, 'right'))} were right "
                f"(worst machine: {_worst(sure)})."
            )
    return listed(said)


def _weight(rows: Sequence[Row]) -> float:
    return float(sum(row["weight"] for row in rows))


def _weighted(rows: Sequence[Row], key: str) -> float | None:
    total = _weight(rows)
    return sum(row[key] * row["weight"] for row in rows) / total if total else None


def _worst(rows: Sequence[Row]) -> str:
    by_machine = {name: _weighted(found(rows, id=name), "right") for name in {row["id"] for row in rows}}
    name, right = min(by_machine.items(), key=lambda item: (item[1] or 0.0, item[0]))
    return f"{share(right)} ({name})"


def real_sound(facts: Facts) -> list[str]:
    """Recordings of other machines through the whole app."""
    rows: list[Row] = facts.report["real_sound"]
    said = ["## Other machines through the whole app", ""]
    if not rows:
        return [*said, "Not tried in this run.", ""]
    said += [
        "Recordings nothing was trained on, learnt and inspected by the app itself, file by file. A wrong answer "
        "is a healthy recording "
        "called abnormal, or a faulty one that is not.",
        "",
    ]
    told = []
    for name in dict.fromkeys(row["name"] for row in rows):
        of_name = found(rows, name=name)
        judged = [row for row in of_name if row["right"] is not None]
        right = sum(bool(row["right"]) for row in judged)
        wrong = [row for row in judged if not row["right"]]
        worst = ", ".join(f"{row['inspected']} ({_score(row)}, {row['learnt']})" for row in wrong[:3])
        more = f" and {len(wrong) - 3} more" if len(wrong) > 3 else ""
        told.append(
            [name, str(len({row["learnt"] for row in of_name})), str(len(of_name)), f"{right} of {len(judged)}",
             str(len(of_name) - len(judged)), (worst or "none") + more]
        )  # fmt: skip
    heading = [
        "machine",
        "conditions or ways to learn",
        "inspected",
        "right",
        "cannot tell",
        "wrong (score, 1.0 is abnormal)",
    ]
    return said + table(heading, told)


def _score(row: Row) -> str:
    return "no score" if row["score"] is None else f"{row['score']:.2f}"


def pictures(drawn: Sequence[Picture]) -> list[str]:
    """Each with what is to be seen and whose sound it is."""
    if not drawn:
        return []
    said = ["## Pictures", ""]
    for picture in drawn:
        said += [f"![{picture.title}](report/{picture.file})", "", f"*{picture.title}. {picture.caption}*", ""]
    return said


def how(facts: Facts) -> list[str]:
    """How it was measured."""
    data = [
        f"Data “{one['name']}” ({one['kind']}), licence: {one['licence'] or 'none stated'}."
        for one in facts.report["data"]
    ]
    return [
        "## How it was measured",
        "",
        *listed(
            [
                "A detector is trained on all other machines of the type. Its thresholds are chosen on those "
                "alone: what 4 % of the healthy takes "
                "reach at the worst of them, each judged by a copy that did not hear it either; "
                "for the judge as its card says. What is no machine it learns on all machines of all types but "
                "the one judged.",
                "Baselines are consecutive healthy clips from evenly spread places; all other clips of the "
                "machine are "
                "judged. A verdict on k clips is on k that follow each other: the mean of their scores, of the "
                "judge's the geometric mean.",
                f"Quoted are n = {QUOTED_N} clips learnt; other microphones at "
                f"{joined(EQUALISED_DB, lambda db: f'{db:g}')} dB rms.",
                "AUC, pAUC (up to 10 % false alarms, McClish: .500 is chance) and PR-AUC are means over "
                "baselines; false alarms and detections are "
                "shares of all takes. “Cannot tell” is neither an alarm nor a detection.",
                "Intervals over clips: bootstrap of runs of twelve clips and of baselines, 400 rounds. Over "
                "machines: Student's t.",
                *data,
            ]
        ),
    ]

"""The report's beginning: what a maintenance manager needs to know, the worst first, and what nobody knows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from training.compare.plan import QUOTED_N
from training.compare.progress import told
from training.compare.report.facts import Facts, highest, lowest, mean
from training.compare.report.words import between, joined, listed, named, share, snrs, table

AIMS = {
    "fan": {1: (0.99, 0.93, 0.80), 6: (0.995, 0.96, 0.88)},
    "pump": {1: (0.95, 0.88, 0.78)},
    "slider": {1: (0.99, 0.97, 0.92)},
}
"""Mean AUC aimed at for machines never heard, n = 5, at +6, 0 and −6 dB, by clips a verdict."""

AIMED_SNRS = ["+6dB", "0dB", "-6dB"]


def head(facts: Facts, time: Mapping[str, Any] | None) -> list[str]:
    """Title, what it is about, on what it rests."""
    report = facts.report
    said = [
        "# How often the verdict is right",
        "",
        "A machine is learnt from a few healthy clips of ten seconds and then judged by its sound. Every figure "
        "below is of a "
        "machine that was **left out of everything**: of training, of choosing thresholds, of saying how sure a "
        "verdict is.",
        "",
    ]
    if report["quick"]:
        said += [
            "> **A quick look on a part of the clips: it shows that everything runs. Quote none of its figures.**",
            "",
        ]
    if report["failures"]:
        names = named([failure["job"] for failure in report["failures"]])
        said += [f"> **Not complete: {names} failed** (`report/report.json` says how).", ""]
    return said + _rests_on(facts, time)


def _rests_on(facts: Facts, time: Mapping[str, Any] | None) -> list[str]:
    report = facts.report
    rows = [
        [
            machine["type"], machine["id"], str(machine["healthy_clips"]), str(machine["faulty_clips"]),
            snrs(machine["snrs"]), machine["data"],
        ]
        for machine in report["machines"]
    ]  # fmt: skip
    took = f" Processes: {time['processes']}, time: {told(time['all_s'])}." if time else ""
    return [
        f"Made by `python -m training compare` (seed {report['seed']}).{took}",
        "",
        *table(["type", "machine", "healthy clips", "faulty clips", "noise, SNR", "data"], rows),
    ]


def in_short(facts: Facts) -> list[str]:
    """One line a type: the worst machine first, then the mean."""
    said = [
        "## In short: the worst machine first",
        "",
        f"Learnt from {QUOTED_N} clips, one clip a verdict. AUC: how often a faulty clip scores above a healthy "
        "one; 1.000 is always, "
        ".500 is a coin. False alarms, detections and “cannot tell” are at the thresholds that ship.",
        "",
    ]
    rows = []
    for kind in facts.types:
        name = facts.main(kind)
        if name is None:
            continue
        alarms = [row["measures"]["false_alarms"] for row in facts.over(kind, name)]
        worst_alarm = max((one for one in alarms if one), key=lambda one: one["worst"], default=None)
        rows.append(
            [
                kind,
                snrs(facts.snrs(kind)),
                f"**{joined(facts.per_snr(kind, name, 'auc', 'worst'))}** ({_worst_machine(facts, kind, name)})",
                joined(facts.per_snr(kind, name, "auc", "mean")),
                f"**{share(worst_alarm['worst'])}** ({worst_alarm['worst_machine']})" if worst_alarm else "–",
                share(mean(facts.per_snr(kind, name, "false_alarms", "mean"))),
                joined(facts.per_snr(kind, name, "detections", "worst"), share),
                share(mean(facts.per_snr(kind, name, "cannot_tell_healthy", "mean"))),
            ]
        )
    heading = [
        "type", "SNR", "AUC, worst machine", "AUC, mean", "false alarms, worst", "mean", "detected, worst machine",
        "cannot tell",
    ]  # fmt: skip
    return said + table(heading, rows) + _plainly(facts)


def _worst_machine(facts: Facts, kind: str, name: str) -> str:
    names = [worst for worst in facts.per_snr(kind, name, "auc", "worst_machine") if worst]
    return ", ".join(dict.fromkeys(names)) or "no faulty clips"


def _plainly(facts: Facts) -> list[str]:
    """The table again in sentences."""
    said = []
    for kind in facts.types:
        name = facts.main(kind)
        if name is None or not facts.has_thresholds(kind, name):
            continue
        worst = highest(facts.per_snr(kind, name, "false_alarms", "worst"))
        found = lowest(facts.per_snr(kind, name, "detections", "worst"))
        rate = f"{round(100 * worst)} of 100" if worst is not None else "an unknown share of"
        missed = f" Of faulty clips {share(found)} are found where it is hardest." if found is not None else ""
        said.append(f"{kind}: where it is worst {rate} healthy clips are called abnormal.{missed}")
    return listed(said)


def aims(facts: Facts) -> list[str]:
    """Mean AUC against what was aimed at."""
    rows = []
    for kind, by_take in AIMS.items():
        name = facts.main(kind) if kind in facts.types else None
        if name is None or facts.snrs(kind) != AIMED_SNRS:
            continue
        for k, aimed in by_take.items():
            reached = facts.per_snr(kind, name, "auc", "mean", k=k)
            missing = [
                None if value is None else round(value - aim, 3) for value, aim in zip(reached, aimed, strict=True)
            ]
            rows.append([kind, str(k), joined(aimed), joined(reached), joined(missing, _difference)])
    if not rows:
        return []
    heading = ["type", "clips a verdict", "aim +6 / 0 / −6 dB", "reached", "difference"]
    return ["## Against the aims (mean AUC)", "", *table(heading, rows)]


def _difference(value: float | None) -> str:
    return "–" if value is None else f"{value:+.3f}".replace("-", "−").replace("0.", ".", 1)


def not_known(facts: Facts) -> list[str]:
    """What these figures can't tell."""
    return ["## What is not known", "", *listed(_unknowns(facts))]


def _unknowns(facts: Facts) -> Iterator[str]:
    for kind in facts.types:
        machines = facts.machines(kind)
        name = facts.main(kind)
        if name is None:
            continue
        aucs = [row["measures"]["auc"] for row in facts.over(kind, name)]
        first = next((auc for auc in aucs if auc), None)
        if len(machines) == 1:
            yield f"{kind}: one machine. What it says of other machines is not known."
        elif first and first["next_machine"]:
            yield (
                f"{kind}: {len(machines)} machines. In the least noise the mean AUC of all such machines lies, "
                "with 95 % "
                f"confidence, in {between(first['mean_of_machines'])}; the next single machine in "
                f"{between(first['next_machine'])}."
            )
            alarms = [row["measures"]["false_alarms"] for row in facts.over(kind, name)]
            if alarms[0] and alarms[0]["next_machine"]:
                yield (
                    f"{kind}: there the mean of false alarms lies in "
                    f"{between(alarms[0]['mean_of_machines'], share)}, those of the next machine in "
                    f"{between(alarms[0]['next_machine'], share)}."
                )
    if any(data["kind"] == "bands folder" for data in facts.report["data"]):
        yield (
            "All machines of a data set were recorded with one kind of microphone in one hall, and their faults "
            "were made on "
            "purpose. Other microphones are simulated here; other halls and faults that grow by themselves are "
            "not."
        )
    yield (
        "Structure and settings of the judge were chosen while looking at these machines. Each is left out of "
        "the fit, but that "
        "choice flatters the figures somewhat."
    )
    yield (
        "Precision and PR-AUC hold for the share of faulty clips in the data, which is far above that of a "
        "healthy plant."
    )
    yield from facts.report["notes"]

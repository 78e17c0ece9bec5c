"""The report's middle: detectors side by side, each machine, what the threshold does, how much to learn."""

from __future__ import annotations

from training.compare.cells import CONFUSION, Row
from training.compare.measures import at_bar
from training.compare.plan import QUOTED_N
from training.compare.report.facts import Facts, lowest, mean
from training.compare.report.words import area, between, joined, share, snrs, table
from training.compare.situations import BASELINE
from training.compare.summary import found


def detectors(facts: Facts) -> list[str]:
    """All detectors on the same clips, by their worst machine."""
    said = [
        "## What it was compared with",
        "",
        "Same clips, same baselines, same machine left out; sorted by the worst machine.",
        "",
    ]
    for kind in facts.types:
        names = sorted(
            facts.detectors(kind), key=lambda name: -(mean(facts.per_snr(kind, name, "auc", "worst")) or 0)
        )
        rows = [
            [
                f"**{name}**" if name == facts.main(kind) else name,
                joined(facts.per_snr(kind, name, "auc", "worst")),
                joined(facts.per_snr(kind, name, "auc", "mean")),
                joined(facts.per_snr(kind, name, "pauc", "mean")),
                _two(facts, kind, name, "false_alarms"),
                joined(facts.per_snr(kind, name, "detections", "mean"), share),
            ]
            for name in names
        ]
        heading = [
            f"{kind}, {snrs(facts.snrs(kind))}", "AUC, worst machine", "AUC, mean", "pAUC, mean",
            "false alarms, mean / worst", "detected, mean",
        ]  # fmt: skip
        said += table(heading, rows)
    return [*said, *_what_they_are(facts)]


def _what_they_are(facts: Facts) -> list[str]:
    ran = {row["detector"] for row in facts.rows}
    return [f"- {one['name']}: {one['what']}" for one in facts.report["detectors"] if one["name"] in ran] + [""]


def _two(facts: Facts, kind: str, name: str, measure: str) -> str:
    """Mean and worst over machines and noise levels."""
    worst = [value for value in facts.per_snr(kind, name, measure, "worst") if value is not None]
    return f"{share(mean(facts.per_snr(kind, name, measure, 'mean')))} / {share(max(worst, default=None))}"


def machines(facts: Facts) -> list[str]:
    """Each machine with what its own clips leave open."""
    said = [
        "## Each machine",
        "",
        f"n = {QUOTED_N}, one clip a verdict. “95 %”: where the figure would lie with other clips and other "
        "baselines of the same machine. "
        "“Worst baseline”: the lowest AUC of the baselines tried.",
        "",
    ]
    rows: list[list[Row]] = []
    for kind in facts.types:
        name = facts.main(kind) or ""
        rows += [of for machine in facts.machines(kind) if (of := facts.of_machine(kind, name, machine))]
    rows.sort(key=lambda of: lowest([row["auc"] for row in of]) or 0)
    heading = [
        "machine",
        "SNR",
        "AUC",
        "95 %",
        "worst baseline",
        "pAUC",
        "PR-AUC",
        "false alarms",
        "highest, 95 %",
        "detected",
    ]
    return said + table(heading, [_machine(of) for of in rows])


def _machine(rows: list[Row]) -> list[str]:
    """One machine at all its noise levels."""
    alarming = max(rows, key=lambda row: row["false_alarms"] or 0)
    return [
        f"{rows[0]['type']} {rows[0]['id']}",
        snrs([row["snr"] for row in rows]),
        joined(row["auc"] for row in rows),
        " / ".join(between(row["auc_interval"]).replace(" … ", "–") for row in rows),
        joined(row["auc_of_worst_baseline"] for row in rows),
        joined(row["pauc"] for row in rows),
        joined(row["pr_auc"] for row in rows),
        joined((row["false_alarms"] for row in rows), share),
        between(alarming["false_alarms_interval"], share),
        joined((row["detections"] for row in rows), share),
    ]


def at_threshold(facts: Facts) -> list[str]:
    """Precision, recall, F1 and the confusion matrix, clips counted against one baseline."""
    said = [
        "## At the threshold that ships",
        "",
        f"n = {QUOTED_N}, one clip a verdict, noise levels together: clips counted against one baseline on "
        "average.",
        "",
    ]
    rows = []
    for kind in facts.types:
        name = facts.main(kind)
        for machine in facts.machines(kind):
            of_machine = [
                row for row in facts.of_machine(kind, name or "", machine) if row["healthy_not"] is not None
            ]
            if of_machine:
                rows.append([f"{kind} {machine}", *_confusion(of_machine)])
    heading = [
        "machine", "faulty: abnormal / not", "healthy: abnormal / not", "precision", "recall", "F1",
        "watch or worse: faulty / healthy",
    ]  # fmt: skip
    return said + table(heading, rows)


def _confusion(rows: list[Row]) -> list[str]:
    hits, missed, false, passed = (sum(row[name] for row in rows) for name in CONFUSION)
    quality = at_bar(hits, missed, false)
    watched = [mean([row[f"watch_or_worse_{label}"] for row in rows]) for label in ("faulty", "healthy")]
    return [
        f"{hits:.0f} / {missed:.0f}", f"{false:.0f} / {passed:.0f}", share(quality["precision"]),
        share(quality["recall"]), area(quality["f1"]), joined(watched, share),
    ]  # fmt: skip


def baselines(facts: Facts) -> list[str]:
    """How many clips to learn and how long to listen."""
    said = ["## How many clips to learn, how long to listen", ""]
    for kind in facts.types:
        name = facts.main(kind) or ""
        sizes = sorted({row["n"] for row in found(facts.summary, section=BASELINE, type=kind, detector=name)})
        rows = [
            [
                str(n),
                *(
                    f"{joined(facts.per_snr(kind, name, 'auc', 'worst', n=n, k=k))}; "
                    f"{share(_worst_alarm(facts, kind, name, n, k))}"
                    for k in facts.takes()
                ),
            ]
            for n in sizes
        ]
        heading = [
            f"{kind}: clips learnt",
            *(
                f"k = {k}: AUC of the worst machine {snrs(facts.snrs(kind))}; worst false alarms"
                for k in facts.takes()
            ),
        ]
        said += table(heading, rows)
    return said


def _worst_alarm(facts: Facts, kind: str, name: str, n: int, k: int) -> float | None:
    values = [value for value in facts.per_snr(kind, name, "false_alarms", "worst", n=n, k=k) if value is not None]
    return max(values, default=None)

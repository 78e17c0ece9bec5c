"""Pictures of the scores of single machines: ROC, precision and recall, histograms with the thresholds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from training.compare.cells import Row
from training.compare.drawings import HISTOGRAM_EDGES
from training.compare.measures import GRID
from training.compare.pictures.style import (
    COLOURS,
    FAULTY_COLOUR,
    HEALTHY_COLOUR,
    LINES,
    legend,
    named,
    panels,
    save,
)
from training.compare.report.facts import Facts
from training.compare.report.words import snr
from training.compare.summary import found


def draw_roc(facts: Facts, path: Path) -> bool:
    """ROC curves, a panel for each type and noise level."""
    axes = ("false alarms (share)", "detected (share)")
    return _draw_curves(facts, path, "roc", "ROC, one clip a verdict, learnt from five", axes)


def draw_precision(facts: Facts, path: Path) -> bool:
    """Precision against recall, a panel for each type and noise level."""
    title = "Precision and recall, one clip a verdict, learnt from five"
    axes = ("detected (share)", "of those called faulty, right (share)")
    return _draw_curves(facts, path, "precision", title, axes)


def _draw_curves(facts: Facts, path: Path, curve: str, title: str, labels: tuple[str, str]) -> bool:
    drawn = facts.report["drawn"]
    kinds = list(dict.fromkeys(row["type"] for row in drawn))
    if not kinds:
        return False
    figure, axes = panels(len(kinds), max(len(facts.snrs(kind)) for kind in kinds), title)
    for line, kind in zip(axes, kinds, strict=True):
        for axis, level in zip(line, facts.snrs(kind), strict=False):
            named(axis, f"{kind}, {snr(level)}", *labels)
            _machines(axis, found(drawn, type=kind, snr=level), curve)
            if curve == "roc":
                axis.plot([0, 1], [0, 1], color="grey", linewidth=0.6)
            axis.set(xlim=(-0.01, 1.01), ylim=(-0.01, 1.01))
            legend(axis)
    save(figure, path)
    return True


def _machines(axis: Any, rows: list[Row], curve: str) -> None:
    for number, row in enumerate(rows):
        axis.plot(
            GRID, row[curve], color=COLOURS[number % len(COLOURS)], linestyle=LINES[number % len(LINES)],
            label=row["id"], linewidth=1.3,
        )  # fmt: skip


def draw_histograms(facts: Facts, kind: str, path: Path) -> bool:
    """Scores of healthy and faulty clips of one type, a panel for each machine and noise level."""
    rows = [row for row in found(facts.report["drawn"], type=kind) if "healthy" in row]
    machines = list(dict.fromkeys(row["id"] for row in rows))
    if not machines:
        return False
    levels = facts.snrs(kind)
    figure, axes = panels(
        len(machines), len(levels), f"Scores of {kind}s never heard, one clip a verdict", panel_in=(3.2, 2.0)
    )
    for line, machine in zip(axes, machines, strict=True):
        for axis, level in zip(line, levels, strict=True):
            named(axis, f"{machine}, {snr(level)}", "score (1.0 is abnormal)", "share of clips")
            for row in found(rows, id=machine, snr=level):
                _histogram(axis, row)
    legend(axes[0][0])
    save(figure, path)
    return True


def _histogram(axis: Any, row: Row) -> None:
    axis.stairs(row["healthy"], HISTOGRAM_EDGES, color=HEALTHY_COLOUR, fill=True, alpha=0.55, label="healthy")
    axis.stairs(row["faulty"], HISTOGRAM_EDGES, color=FAULTY_COLOUR, linewidth=1.4, label="faulty")
    axis.axvline(row["watch"], color="black", linewidth=0.8, linestyle=":", label="watch")
    axis.axvline(1.0, color="black", linewidth=1.0, label="abnormal")
    axis.set_xscale("log")
    axis.set_xticks([0.1, 0.3, 1, 3, 10], ["0.1", "0.3", "1", "3", "10"])
    axis.minorticks_off()

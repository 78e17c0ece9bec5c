"""Pictures over machines: detectors side by side, enrolment, noise, reliability, training."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from training.compare.pictures.style import COLOURS, LINES, empty, legend, named, panels, save
from training.compare.plan import QUOTED_K, QUOTED_N
from training.compare.report.facts import Facts, known, mean
from training.compare.report.words import snr
from training.compare.situations import BASELINE, NOISE
from training.compare.summary import found, measure_of
from training.compare.sureness import EDGES

ENROLMENT = (("auc", "AUC", (0.4, 1.02)), ("false_alarms", "false alarms (share)", (0.0, 0.5)))
"""Measure, label and limits of the axis, the same for all types so that they can be compared."""


def draw_detectors(facts: Facts, path: Path) -> bool:
    """Worst machine and mean AUC of every detector, a panel for each type."""
    kinds = [kind for kind in facts.types if known(facts.per_snr(kind, facts.main(kind) or "", "auc", "mean"))]
    if not kinds:
        return False
    figure, axes = panels(
        1, len(kinds), "Detectors side by side: AUC, all noise levels, learnt from five clips", panel_in=(3.6, 3.4)
    )
    for axis, kind in zip(axes[0], kinds, strict=True):
        names = sorted(
            facts.detectors(kind), key=lambda name: mean(facts.per_snr(kind, name, "auc", "worst")) or 0
        )
        for key, marker, colour, label in (
            ("worst", "o", COLOURS[1], "worst machine"),
            ("mean", "s", COLOURS[0], "mean"),
        ):
            values = [mean(facts.per_snr(kind, name, "auc", key)) for name in names]
            axis.plot(
                [np.nan if one is None else one for one in values],
                range(len(names)),
                marker,
                color=colour,
                label=label,
            )
        axis.set_yticks(range(len(names)), names)
        axis.axvline(0.5, color="grey", linewidth=0.6)
        named(axis, kind, "AUC, mean of the noise levels (.5 is chance)", "")
        legend(axis)
    save(figure, path)
    return True


def draw_enrolment(facts: Facts, path: Path) -> bool:
    """AUC of the worst machine against the clips learnt, a line for each noise level and k."""
    if not facts.types:
        return False
    figure, axes = panels(2, len(facts.types), "What more clips to learn bring: worst machine")
    for column, kind in enumerate(facts.types):
        name = facts.main(kind) or ""
        sizes = sorted({row["n"] for row in found(facts.summary, section=BASELINE, type=kind, detector=name)})
        for top, (measure, label, limits) in enumerate(ENROLMENT):
            axis = axes[top][column]
            for number, level in enumerate(facts.snrs(kind)):
                for k, line in zip((facts.takes()[0], facts.takes()[-1]), LINES, strict=False):
                    values = [_worst(facts, measure, type=kind, detector=name, snr=level, n=n, k=k) for n in sizes]
                    axis.plot(
                        sizes, values, line, marker=".", color=COLOURS[number], label=f"{snr(level)}, k = {k}"
                    )
            named(axis, kind, "clips learnt, n", label)
            axis.set_ylim(*limits)
            axis.set_xticks(sizes)
    legend(axes[0][0])
    save(figure, path)
    return True


def _worst(facts: Facts, measure: str, **where: object) -> float:
    rows = found(facts.summary, section=BASELINE, **where)
    value = measure_of(rows[0] if rows else None, measure, "worst")
    return float("nan") if value is None else value


def draw_noise(facts: Facts, path: Path) -> bool:
    """AUC and false alarms of the worst machine for every pair of noise levels."""
    kinds = [kind for kind in facts.types if len(facts.snrs(kind)) > 1]
    if not kinds:
        return False
    figure, axes = panels(
        2,
        len(kinds),
        "Learnt in one noise, inspected in another: worst machine, n = 5, k = 1",
        panel_in=(3.2, 3.0),
    )
    for column, kind in enumerate(kinds):
        for row, (measure, title, colours) in enumerate(
            (("auc", "AUC", "cividis"), ("false_alarms", "false alarms (share)", "cividis_r"))
        ):
            axis = axes[row][column]
            axis.grid(False)
            _matrix(axis, _noise_matrix(facts, kind, measure), [snr(level) for level in facts.snrs(kind)], colours)
            named(axis, f"{kind}: {title}", "inspected at, SNR", "learnt at, SNR")
    save(figure, path)
    return True


def _noise_matrix(facts: Facts, kind: str, measure: str) -> list[list[float]]:
    name = facts.main(kind)
    cells = {
        (row["learnt_at"], row["snr"]): measure_of(row, measure, "worst")
        for section in (BASELINE, NOISE)
        for row in found(facts.summary, section=section, type=kind, detector=name, n=QUOTED_N, k=QUOTED_K)
    }
    levels = facts.snrs(kind)
    values = [[cells.get((learnt, level)) for level in levels] for learnt in levels]
    return [[float("nan") if value is None else value for value in line] for line in values]


def _matrix(axis: Any, values: list[list[float]], labels: list[str], colours: str) -> None:
    axis.imshow(values, cmap=colours, vmin=0, vmax=1)
    axis.set_xticks(range(len(labels)), labels)
    axis.set_yticks(range(len(labels)), labels)
    for row, line in enumerate(values):
        for column, value in enumerate(line):
            dark = (value < 0.5) != colours.endswith("_r")
            axis.text(
                column,
                row,
                f"{value:.2f}",
                ha="center",
                va="center",
                fontsize=8,
                color="white" if dark else "black",
            )


def draw_reliability(facts: Facts, path: Path) -> bool:
    """Share of verdicts that were right against the confidence they were given with."""
    counted = facts.report["reliability"]
    kinds = list(dict.fromkeys(row["type"] for row in counted))
    if not kinds:
        return False
    figure, axes = panels(
        1, len(kinds), "How sure is sure: below the line it promises too much", panel_in=(3.4, 3.2)
    )
    for axis, kind in zip(axes[0], kinds, strict=True):
        for number, machine in enumerate(dict.fromkeys(row["id"] for row in found(counted, type=kind))):
            points = [_point(found(counted, type=kind, id=machine, low=low)) for low in EDGES[:-1]]
            x, y = zip(*(point for point in points if point), strict=True)
            axis.plot(
                x,
                y,
                marker="o",
                color=COLOURS[number % len(COLOURS)],
                linestyle=LINES[number % len(LINES)],
                label=machine,
            )
        axis.plot([0, 1], [0, 1], color="grey", linewidth=0.8)
        named(axis, kind, "confidence said (share)", "right (share)")
        axis.set(xlim=(0, 1.02), ylim=(0, 1.02))
        legend(axis)
    save(figure, path)
    return True


def _point(rows: list[dict[str, Any]]) -> tuple[float, float] | None:
    weight = sum(row["weight"] for row in rows)
    if not weight:
        return None
    confidence, right = (sum(row[key] * row["weight"] for row in rows) / weight for key in ("confidence", "right"))
    return confidence, right


def draw_training(facts: Facts, path: Path) -> bool:
    """What happened while networks were trained, each curve by its epochs."""
    rows = facts.report["training"]
    shown = list(dict.fromkeys((row["detector"], row["type"], name) for row in rows for name in row["curves"]))
    if not shown:
        return False
    columns = min(3, len(shown))
    figure, axes = panels(-(-len(shown) // columns), columns, "Training, a line for each machine left out")
    used = list(axes.flat)[: len(shown)]
    for axis, (detector, kind, name) in zip(used, shown, strict=True):
        for number, row in enumerate(found(rows, detector=detector, type=kind)):
            if name in row["curves"]:
                axis.plot(row["curves"][name], color=COLOURS[number % len(COLOURS)], label=row["left_out"])
        named(axis, f"{detector} on {kind}", "epoch", name)
        legend(axis)
    empty(axes, used)
    save(figure, path)
    return True

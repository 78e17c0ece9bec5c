"""How every picture looks: fixed size, colours that colour-blind people tell apart, same numbers same bytes."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000")
"""Okabe and Ito, 2008; in this order neighbours differ in lightness as well."""

LINES = ("-", "--", "-.", ":")
HEALTHY_COLOUR, FAULTY_COLOUR = COLOURS[0], COLOURS[1]
DPI = 100
COLOUR_COUNT = 128
"""Enough for flat colours and a colour scale, at a third of the bytes."""
PANEL_IN = (3.2, 2.6)


def panels(rows: int, columns: int, title: str, *, panel_in: tuple[float, float] = PANEL_IN) -> tuple[Any, Any]:
    """A figure and its axes `[rows][columns]`, without a screen."""
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib.figure import Figure

    figure = Figure(figsize=(panel_in[0] * columns + 0.4, panel_in[1] * rows + 0.6), dpi=DPI, layout="constrained")
    figure.suptitle(title, fontsize=11)
    axes = figure.subplots(rows, columns, squeeze=False)
    for axis in axes.flat:
        axis.tick_params(labelsize=8)
        axis.grid(True, linewidth=0.4, alpha=0.5)
    return figure, axes


def named(axis: Any, title: str, x: str, y: str) -> None:
    """Title and both axes with their units."""
    axis.set_title(title, fontsize=9)
    axis.set_xlabel(x, fontsize=8)
    axis.set_ylabel(y, fontsize=8)


def legend(axis: Any) -> None:
    """Only where something is named."""
    if axis.get_legend_handles_labels()[1]:
        axis.legend(fontsize=7, framealpha=0.9)


def empty(axes: Any, used: Sequence[Any]) -> None:
    """Leave out the panels nothing is in."""
    for axis in axes.flat:
        if axis not in used:
            axis.set_axis_off()


def save(figure: Any, path: Path) -> None:
    """Write a small PNG that names neither program nor time."""
    from PIL import Image

    drawn = io.BytesIO()
    figure.savefig(drawn, format="png")
    with Image.open(drawn) as image:
        image.convert("RGB").quantize(COLOUR_COUNT).save(path, optimize=True)

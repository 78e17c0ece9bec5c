"""A card's figures as small tables: how often the model was right at machines it had never heard."""

import re
from collections.abc import Iterable
from typing import Any

from app.domain.words import MINUS, UNKNOWN
from app.language import later, tr
from app.ui.pages.model.values import FigureCell, Figures
from app.ui.pages.model.words import mapping, of_hundred, percent, real

TYPICAL_CLIPS = 5
"""As many healthy clips make a baseline firm."""

_MOST_TABLES = 3
_ALL = "all"
_CANNOT = "cannot_tell"
_COLUMNS = (
    (later("Faults found"), "detections"),
    (later("False alarms"), "false_alarms"),
    (later("Told apart, AUC"), "auc"),
)


def figures(card: dict[str, Any]) -> tuple[Figures, ...]:
    """One table for each length of take that the card knows, at the usual size of a baseline."""
    summary = mapping(card.get("summary"))
    settings = {
        (int(found[1]), int(found[2])): mapping(table)
        for key, table in summary.items()
        if (found := re.fullmatch(r"n=(\d{1,4}) k=(\d{1,4})", str(key)))
    }
    if not settings:
        return ()
    n = min({n for n, _ in settings}, key=lambda one: (abs(one - TYPICAL_CLIPS), one))
    lengths = sorted(k for known, k in settings if known == n)
    tables = [_table(n, k, settings[n, k]) for k in lengths[:_MOST_TABLES]]
    return tuple(table for table in tables if table.rows)


def _table(n: int, k: int, of_noise: dict[str, Any]) -> Figures:
    cannot = next((key for key in _keys(of_noise) if key.startswith(_CANNOT)), "")
    columns = _COLUMNS + (((later("Cannot tell"), cannot),) if cannot else ())
    rows = tuple((_noise_word(key), _cells(mapping(of_noise[key]), columns)) for key in _in_order(of_noise))
    rows = tuple(row for row in rows if any(cell.mean != UNKNOWN for cell in row[1]))
    return Figures(
        key=f"k={k}",
        word=f"{10 * k} s",
        columns=tuple(tr(word) for word, _ in columns),
        rows=rows,
        meaning=_meaning(n, k, mapping(of_noise.get(_ALL))),
    )


def _cells(row: dict[str, Any], columns: Iterable[tuple[str, str]]) -> tuple[FigureCell, ...]:
    mean, worst = mapping(row.get("mean")), mapping(row.get("worst"))
    return tuple(FigureCell(_cell(key, mean.get(key)), _cell(key, worst.get(key))) for _, key in columns)


def _cell(key: str, value: object) -> str:
    if key != "auc":
        return percent(value)
    number = real(value)
    return UNKNOWN if number is None else f"{number:.2f}"


def _keys(of_noise: dict[str, Any]) -> list[str]:
    return [str(key) for row in of_noise.values() for key in mapping(mapping(row).get("mean"))]


def _in_order(of_noise: dict[str, Any]) -> list[str]:
    """The quietest surroundings first, all of them together last."""
    levels = {key: db for key in of_noise if (db := _decibels(key)) is not None}
    return sorted(levels, key=lambda key: -levels[key]) + [_ALL] * (_ALL in of_noise)


def _decibels(key: str) -> float | None:
    found = re.fullmatch(r"([+\-−]?\d{1,2}(?:\.\d)?) ?dB", key)
    return float(found[1].replace(MINUS, "-")) if found else None


def _noise_word(key: str) -> str:
    db = _decibels(key)
    if db is None:
        return tr("All together")
    if db == 0:
        return tr("as loud as the noise")
    level = f"{abs(db):g} dB"
    return tr("{level} above the noise", level=level) if db > 0 else tr("{level} below the noise", level=level)


def _meaning(n: int, k: int, every: dict[str, Any]) -> str:
    mean, worst = mapping(every.get("mean")), mapping(every.get("worst"))
    if real(mean.get("detections")) is None or real(mean.get("false_alarms")) is None:
        return ""
    said = {
        "taught": tr("one healthy clip") if n == 1 else tr("{n} healthy clips", n=n),
        "heard": tr("one 10 s clip") if k == 1 else tr("{n} clips, {length}", n=k, length=f"{10 * k} s"),
        "found": of_hundred(mean["detections"]),
        "false": of_hundred(mean["false_alarms"]),
    }
    if real(worst.get("detections")) is None or real(worst.get("false_alarms")) is None:
        return tr(
            "With {taught} learnt and {heard} judged, it calls {found} faulty takes abnormal, "
            "and {false} healthy ones.",
            **said,
        )
    return tr(
        "With {taught} learnt and {heard} judged, it calls {found} faulty takes abnormal, "
        "and {false} healthy ones; at the worst machines {worst_found} and {worst_false}.",
        worst_found=of_hundred(worst["detections"]),
        worst_false=of_hundred(worst["false_alarms"]),
        **said,
    )

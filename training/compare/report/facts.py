"""Finds numbers in a comparison, so that the sections only have to tell them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from training.compare.cells import Row
from training.compare.plan import QUOTED_K, QUOTED_N, SHIPS
from training.compare.shipped import SHIPPED_FILES
from training.compare.situations import BASELINE
from training.compare.summary import found, measure_of


class Facts:
    """A comparison and what is asked of it again and again."""

    def __init__(self, report: Mapping[str, Any]) -> None:
        self.report = report
        self.rows: list[Row] = report["rows"]
        self.summary: list[Row] = report["summary"]
        self.types: list[str] = list(dict.fromkeys(row["type"] for row in self.rows))

    def main(self, kind: str) -> str | None:
        """The detector the report is about: what ships, else the shipped files, else the first there is."""
        names = list(dict.fromkeys(row["detector"] for row in self.rows if row["type"] == kind))
        return next((name for name in (SHIPS, SHIPPED_FILES) if name in names), names[0] if names else None)

    def detectors(self, kind: str) -> list[str]:
        """All that ran on that type."""
        return list(dict.fromkeys(row["detector"] for row in self.rows if row["type"] == kind))

    def machines(self, kind: str) -> list[str]:
        """Ids of a type."""
        return list(dict.fromkeys(row["id"] for row in self.rows if row["type"] == kind))

    def snrs(self, kind: str) -> list[str]:
        """Noise levels of a type, quietest noise first."""
        return list(dict.fromkeys(row["snr"] for row in self.rows if row["type"] == kind))

    def takes(self) -> list[int]:
        """The k that were tried."""
        return sorted({row["k"] for row in self.rows})

    def over(self, kind: str, detector: str, *, n: int = QUOTED_N, k: int = QUOTED_K) -> list[Row]:
        """Summaries with the noise as it was learnt, one for each noise level."""
        rows = found(self.summary, section=BASELINE, type=kind, detector=detector, n=n, k=k)
        return sorted(rows, key=lambda row: self.snrs(kind).index(row["snr"]))

    def per_snr(
        self, kind: str, detector: str, measure: str, key: str, *, n: int = QUOTED_N, k: int = QUOTED_K
    ) -> list[Any]:
        """One number for each noise level of the type, None where it is not known."""
        by_snr = {row["snr"]: row for row in self.over(kind, detector, n=n, k=k)}
        return [measure_of(by_snr.get(snr), measure, key) for snr in self.snrs(kind)]

    def of_machine(
        self, kind: str, detector: str, machine: str, *, n: int = QUOTED_N, k: int = QUOTED_K
    ) -> list[Row]:
        """One machine's rows with the noise as it was learnt, one for each noise level."""
        return found(self.rows, section=BASELINE, type=kind, detector=detector, id=machine, n=n, k=k)

    def has_thresholds(self, kind: str, detector: str) -> bool:
        """Whether false alarms are known."""
        return any(row["false_alarms"] is not None for row in found(self.rows, type=kind, detector=detector))


def known(values: Sequence[float | None]) -> list[float]:
    """Those that are not None."""
    return [value for value in values if value is not None]


def mean(values: Sequence[float | None]) -> float | None:
    """Mean of what is known."""
    there = known(values)
    return sum(there) / len(there) if there else None


def lowest(values: Sequence[float | None]) -> float | None:
    """The lowest of what is known."""
    return min(known(values), default=None)


def highest(values: Sequence[float | None]) -> float | None:
    """The highest of what is known."""
    return max(known(values), default=None)

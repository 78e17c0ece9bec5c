"""The report for people: `models/REPORT.md` from the numbers of a comparison."""

from training.compare.report.whole import as_markdown

__all__ = ["as_markdown"]

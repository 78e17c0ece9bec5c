"""Whose paper a report is printed on: set once, and the same for every report until somebody changes it."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Company and logo for the head of a report; each may be missing.

    `logo` is where its picture lies. `inspector` is who prints: a report names it as "Printed by" and nowhere
    else, since who inspected is stored with the inspection.
    """

    company: str = ""
    logo: Path | None = None
    inspector: str = ""

"""The report under test, with the shipped fonts read once."""

from pathlib import Path

import pytest

from app.reports.inspection_report import InspectionReport
from app.reports.text import Typeface


@pytest.fixture(scope="session")
def fonts(root: Path) -> Path:
    return root / "resources" / "fonts"


@pytest.fixture(scope="session")
def report(fonts: Path) -> InspectionReport:
    return InspectionReport(fonts)


@pytest.fixture(scope="session")
def typeface(fonts: Path) -> Typeface:
    return Typeface(fonts)

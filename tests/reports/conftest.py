"""The report under test, with the shipped fonts read once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.language import SOURCE, speak, spoken_from
from app.main.paths import LANGUAGES
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


@pytest.fixture
def german() -> Iterator[None]:
    """German is spoken, as it ships."""
    spoken_from(LANGUAGES)
    assert speak("de") == "de"
    yield
    speak(SOURCE)

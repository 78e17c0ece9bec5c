"""Writes the shown inspection as a PDF to where the user wants it."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from app.domain.inspection import Inspection
from app.domain.machine import Machine
from app.ui.jobs import Kind, Runner
from app.ui.pages.problems import ProblemView

if TYPE_CHECKING:
    from app.workflows.workflows import Workflows

PROBLEM = "export"

_NOT_IN_NAMES = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')


def pdf_name(machine: Machine, inspection: Inspection) -> str:
    """ "Supply fan 3 2026-11-22 abnormal.pdf": sorts by machine and day, and is allowed on every system."""
    heard = (inspection.take.recorded_at or inspection.analysed_at).astimezone()
    name = " ".join(_NOT_IN_NAMES.sub(" ", machine.name).split()).strip(" .")[:80]
    return f"{name} {heard:%Y-%m-%d} {inspection.verdict.state.value}.pdf".strip()


class ExportView(ProblemView, Protocol):
    """What the exporter tells the page."""

    def exported(self, path: Path) -> None:
        """The PDF is there."""


class Exporter:
    """Has the report written off the GUI thread."""

    def __init__(self, workflows: "Workflows", jobs: Runner, view: ExportView) -> None:
        self._workflows = workflows
        self._jobs = jobs
        self._view = view

    def export(self, inspection_id: str, path: Path) -> None:
        """Write the PDF; the view hears where it is."""
        self._view.clear_problem(PROBLEM)
        self._jobs.run(
            Kind.ANALYSIS,
            lambda control: self._workflows.report(inspection_id, path),
            self._view.exported,
            lambda problem: self._view.show_problem(PROBLEM, problem),
        )

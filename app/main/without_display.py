"""The main job where there is no screen: on the sample fan, from learning to the report, and where things are."""

import os
from pathlib import Path

from app.domain.inspection import Inspection
from app.domain.machine import Machine
from app.domain.problem import Problem
from app.main.wiring import opened
from app.workflows.workflows import Workflows

PDF = "sample-fan-report.pdf"
PICTURE = "sample-fan-result.png"


def try_sample(reason: str, folder: Path) -> int:
    """Learns the sample fan, inspects a later take, keeps both, writes the report and a picture; 0."""
    print(f"No window, since {reason}. Here is the same job without one, on the sample fan.\n")
    with opened(folder) as workflows:
        machine = workflows.sample.machine()
        condition = machine.points[0].conditions[0]
        _learn(workflows, machine, condition.id)
        inspection = workflows.inspect(machine.id, condition.id, workflows.sample.later_take)
        _tell(inspection)
        report = workflows.report(inspection.id, folder / PDF)
        picture = _picture(workflows, inspection, folder)
    print(f"\nhistory  {folder}\nreport   {report}\npicture  {picture or 'could not be drawn, see the log'}")
    print("\nYour own recordings: python -m app learn --help, python -m app inspect --help")
    return 0


def _learn(workflows: Workflows, machine: Machine, condition_id: str) -> None:
    baseline = workflows.machines.baseline(condition_id)
    if baseline is None:
        learnt = workflows.learn(machine.id, condition_id, workflows.sample.healthy_takes)
        if learnt.baseline is None:
            raise Problem("The sample takes are missing or damaged.", "Install Earshot again.")
        baseline = learnt.baseline
    print(f"Learnt    {machine.name} from {baseline.clip_count} healthy clips.")


def _tell(inspection: Inspection) -> None:
    verdict = inspection.verdict
    print(f"Inspected {inspection.take.file_name}, {inspection.take.format.duration_s:.0f} s.\n")
    score = "" if verdict.score is None else f", score {verdict.score:.2f} (abnormal from 1.00)"
    print(f"{verdict.state.value.upper()}{score}\n{verdict.finding}\n{verdict.next_step}")


def _picture(workflows: Workflows, inspection: Inspection, folder: Path) -> Path | None:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from app.ui.snapshot import picture_of_result

    out = folder / PICTURE
    return out if picture_of_result(workflows, inspection, folder, out) else None

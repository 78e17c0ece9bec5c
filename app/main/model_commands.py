"""What `model` does on the command line, printed."""

import argparse
import json
import sys
from typing import Any

from app.workflows.model_compare import Comparison
from app.workflows.models import KindInfo
from app.workflows.progress import Progress
from app.workflows.workflows import Workflows


def list_versions(workflows: Workflows, options: argparse.Namespace) -> int:
    """Prints what is installed; 2 when a version can't be used."""
    kinds = workflows.models.kinds()
    for kind in kinds:
        if kind.gone:
            print(f"{kind.kind} {kind.gone} was chosen, and is gone.", file=sys.stderr)
        for line in _lines(kind, as_json=options.json):
            print(line)
    if not kinds:
        print("No model is installed.", file=sys.stderr)
    return 2 if any(one.problem for kind in kinds for one in kind.versions) else 0


def _lines(kind: KindInfo, *, as_json: bool) -> list[str]:
    lines = []
    for one in kind.versions:
        if as_json:
            lines.append(json.dumps(_version_as_json(kind, one.installed.version), ensure_ascii=False))
            continue
        origin = "came with Earshot" if one.installed.shipped else "imported"
        since = f" since {kind.since:%Y-%m-%d}" if one.in_use and kind.since else ""
        use = f", in use{since}" if one.in_use else ""
        trouble = f"\n  {one.problem}" if one.problem else ""
        lines.append(f"{kind.kind} {one.installed.version}: {origin}{use}{trouble}")
    return lines


def _version_as_json(kind: KindInfo, version: str) -> dict[str, Any]:
    one = next(one for one in kind.versions if one.installed.version == version)
    return {
        "kind": kind.kind,
        "version": version,
        "judges": [machine_type.value for machine_type in kind.machine_types],
        "in_use": one.in_use,
        "since": kind.since.isoformat() if one.in_use and kind.since else None,
        "shipped": one.installed.shipped,
        "sha256": one.card.get("sha256"),
        "problem": str(one.problem) if one.problem else None,
    }


def import_file(workflows: Workflows, options: argparse.Namespace) -> int:
    """Installs a model file that passed every check."""
    installed = workflows.models.import_file(options.file)
    name = f"{installed.kind} {installed.version}"
    if installed.shipped:
        print(f"{name} came with Earshot already.")
    else:
        print(f"{name} is imported. It judges nothing before: model use {name}")
    return 0


def use(workflows: Workflows, options: argparse.Namespace) -> int:
    """Switches to a version."""
    installed = workflows.models.find(options.kind, options.version)
    workflows.models.switch(installed)
    print(f"{installed.kind} {installed.version} judges from now on.")
    return 0


def remove(workflows: Workflows, options: argparse.Namespace) -> int:
    """Takes an imported version from the list."""
    installed = workflows.models.find(options.kind, options.version)
    workflows.models.remove(installed)
    print(f"{installed.kind} {installed.version} is removed; its verdicts stay.")
    return 0


def compare(workflows: Workflows, options: argparse.Namespace) -> int:
    """Prints where two versions differ on the takes of the history."""
    first, second = (workflows.models.find(options.kind, version) for version in (options.first, options.second))
    comparison = workflows.models.compare(first, second, _tell if sys.stderr.isatty() else None)
    if options.json:
        print(json.dumps(_comparison_as_json(comparison), ensure_ascii=False))
        return 0
    same = len(comparison.verdicts) - len(comparison.differing)
    print(f"Of {len(comparison.verdicts)} takes {same} get the same verdict; {comparison.left_out} were left out.")
    for version, tally in _tallies(comparison).items():
        print(f"Of {comparison.reviewed} reviewed, {version} has {tally}.")
    for one in comparison.differing:
        found = f", {one.found.value}" if one.found else ""
        print(f"{one.machine}, {one.when:%Y-%m-%d %H:%M}: {one.first.value} → {one.second.value}{found}")
    return 0


def _tallies(comparison: Comparison) -> dict[str, str]:
    if not comparison.reviewed:
        return {}
    tallies = {}
    for installed, second in ((comparison.first, False), (comparison.second, True)):
        tally = comparison.tally(second=second)
        tallies[installed.version] = f"{tally.right} right, {tally.wrong} wrong, {tally.cannot_tell} cannot tell"
    return tallies


def _comparison_as_json(comparison: Comparison) -> dict[str, Any]:
    return {
        "kind": comparison.first.kind,
        "first": comparison.first.version,
        "second": comparison.second.version,
        "left_out": comparison.left_out,
        "takes": [
            {
                "inspection_id": one.inspection_id,
                "machine": one.machine,
                "when": one.when.isoformat(),
                "first": one.first.value,
                "first_score": one.first_score,
                "second": one.second.value,
                "second_score": one.second_score,
                "found": one.found.value if one.found else None,
            }
            for one in comparison.verdicts
        ],
    }


def _tell(progress: Progress) -> None:
    print(f"{progress.index + 1} of {progress.count}: {progress.file_name}", file=sys.stderr)

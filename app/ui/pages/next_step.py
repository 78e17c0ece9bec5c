"""What to do next for a machine: decided once, shown by the page, the top bar and the band alike."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from app.domain.baseline import FIRM_FROM_CLIPS, Baseline
from app.domain.machine import Machine, MachineType
from app.domain.words import count
from app.ui.pages.words import TYPE_WORDS, day


class Act(StrEnum):
    """What a button of the page does; the value is what it says."""

    LEARN = "Learn healthy"
    LEARN_MORE = "Learn more"
    LEARN_ANEW = "Learn anew"
    INSPECT = "Inspect a recording"
    RECORD = "Record"
    OTHER_MACHINE = "Other machine"
    OTHER_CONDITION = "Other condition"


@dataclass(frozen=True, slots=True)
class NextStep:
    """The one step that comes next: `main` is the page's filled button while no result is shown.

    `baseline_line` is what is still wanted of the baseline, `baseline_fact` that nothing is.
    """

    title: str
    text: str
    main: Act | None
    other: Act | None = None
    invites_more: bool = False
    baseline_line: str = ""
    baseline_fact: str = ""


def next_step(
    machine: Machine, condition_id: str, baseline: Baseline | None, judged_types: Collection[MachineType]
) -> NextStep:
    """What `machine` needs at this point and condition, given its newest baseline there.

    `judged_types` are the types a model is installed for.
    """
    if machine.type not in judged_types:
        many = TYPE_WORDS[machine.type][1]
        return NextStep(
            "No model for this type",
            f"No model for {many} is installed, so Earshot cannot judge {machine.name} yet. "
            "Its place in the list is kept.",
            None,
        )
    if baseline is None:
        return _without_baseline(machine, condition_id)
    return _with_baseline(baseline)


def _without_baseline(machine: Machine, condition_id: str) -> NextStep:
    point, condition = machine.find(condition_id)
    where = f"{point.name}, {condition.name}"
    return NextStep(
        "Learn how it sounds when healthy",
        f"Record {machine.name} in good condition, or choose recordings of it ({where}). "
        "Three healthy clips of 10 s suffice, five make the baseline firm.",
        Act.LEARN,
        baseline_line="No baseline yet",
    )


def _with_baseline(baseline: Baseline) -> NextStep:
    n = baseline.clip_count
    learnt = day(baseline.learnt_at)
    if not baseline.provisional:
        text = f"The baseline rests on {count(n, 'healthy clip')}, learnt {learnt}."
        fact = f"baseline of {count(n, 'clip')}"
        return NextStep("Ready to inspect", text, Act.INSPECT, Act.LEARN_MORE, baseline_fact=fact)
    missing = count(FIRM_FROM_CLIPS - n, "more healthy clip")
    return NextStep(
        "Ready to inspect, baseline provisional",
        f"The baseline rests on {n} of {FIRM_FROM_CLIPS} clips, learnt {learnt}. "
        f"You can inspect now; {missing} would make it firm.",
        Act.INSPECT,
        Act.LEARN_MORE,
        invites_more=True,
        baseline_line=f"Provisional: {n} of {FIRM_FROM_CLIPS} clips",
    )

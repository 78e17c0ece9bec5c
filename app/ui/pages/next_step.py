"""What to do next for a machine: decided once, shown by the page, the top bar and the band alike."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from app.domain.baseline import FIRM_FROM_CLIPS, Baseline
from app.domain.machine import Machine, MachineType
from app.language import later, tr, tr_many
from app.ui.pages.words import TYPE_WORDS, day


class Act(StrEnum):
    """What a button of the page does; the value is what it says, asked for where it is shown."""

    LEARN = later("Learn healthy")
    LEARN_MORE = later("Learn more")
    LEARN_ANEW = later("Learn anew")
    INSPECT = later("Inspect a recording")
    RECORD = later("Record")
    OTHER_MACHINE = later("Other machine")
    OTHER_CONDITION = later("Other condition")


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
        text = tr(
            "No model for {many} is installed, so Earshot cannot judge {machine} yet. "
            "Its place in the list is kept.",
            many=tr(TYPE_WORDS[machine.type][1]),
            machine=machine.name,
        )
        return NextStep(tr("No model for this type"), text, None)
    if baseline is None:
        return _without_baseline(machine, condition_id)
    return _with_baseline(baseline)


def _without_baseline(machine: Machine, condition_id: str) -> NextStep:
    point, condition = machine.find(condition_id)
    where = f"{point.name}, {condition.name}"
    text = tr(
        "Record {machine} in good condition, or choose recordings of it ({where}). "
        "Three healthy clips of 10 s suffice, five make the baseline firm.",
        machine=machine.name,
        where=where,
    )
    title = tr("Learn how it sounds when healthy")
    return NextStep(title, text, Act.LEARN, baseline_line=tr("No baseline yet"))


def _with_baseline(baseline: Baseline) -> NextStep:
    n = baseline.clip_count
    learnt = day(baseline.learnt_at)
    if not baseline.provisional:
        text = tr_many(
            "The baseline rests on {n} healthy clip, learnt {day}.",
            "The baseline rests on {n} healthy clips, learnt {day}.",
            n,
            day=learnt,
        )
        fact = tr_many("baseline of {n} clip", "baseline of {n} clips", n)
        return NextStep(tr("Ready to inspect"), text, Act.INSPECT, Act.LEARN_MORE, baseline_fact=fact)
    have = {"have": n, "firm_from": FIRM_FROM_CLIPS}
    rests = tr("The baseline rests on {have} of {firm_from} clips, learnt {day}.", **have, day=learnt)
    wish = tr_many(
        "You can inspect now; {n} more healthy clip would make it firm.",
        "You can inspect now; {n} more healthy clips would make it firm.",
        FIRM_FROM_CLIPS - n,
    )
    return NextStep(
        tr("Ready to inspect, baseline provisional"),
        f"{rests} {wish}",
        Act.INSPECT,
        Act.LEARN_MORE,
        invites_more=True,
        baseline_line=tr("Provisional: {have} of {firm_from} clips", **have),
    )

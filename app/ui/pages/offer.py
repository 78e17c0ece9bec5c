"""What the window offers to do, or says it has done, in one notice with buttons: never a question that blocks."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.baseline import FIRM_FROM_CLIPS, Baseline
from app.domain.machine import Machine
from app.domain.words import count

if TYPE_CHECKING:
    from app.workflows.learn_healthy import Learnt


@dataclass(frozen=True, slots=True)
class Choice:
    """One button of a notice: what it says, what it does, and whether the notice goes with it."""

    word: str
    do: Callable[[], None]
    filled: bool = False
    ends: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class Notice:
    """A few words, further lines (a file each, say) and what can be done about them."""

    title: str
    text: str = ""
    lines: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()

    @property
    def asks(self) -> bool:
        """Whether it holds the page's one filled button."""
        return any(choice.filled for choice in self.choices)


@dataclass(frozen=True, slots=True)
class Place:
    """Where files are to be heard: a machine, at one point and condition, with its baseline if there is one."""

    machine: Machine
    condition_id: str
    baseline: Baseline | None


def offer_files(place: Place, paths: list[Path], inspect: Callable[[], None], learn: Callable[[], None]) -> Notice:
    """What can be done with files for this machine: inspecting comes first once there is a baseline."""
    point, condition = place.machine.find(place.condition_id)
    files = count(len(paths), "file") if len(paths) > 1 else paths[0].name
    where = f"{place.machine.name} · {point.name} · {condition.name}"
    if place.baseline is None:
        text = f"{where}. There is no baseline yet, so an inspection can only say “cannot tell”."
        choices = (Choice("Learn as healthy", learn, filled=True), Choice(_inspect(paths), inspect))
    else:
        text = f"{where}."
        choices = (Choice(_inspect(paths), inspect, filled=True), Choice("Learn as healthy", learn))
    return Notice(f"What shall be done with {files}?", text, (), choices)


def _inspect(paths: list[Path]) -> str:
    return f"Inspect {count(len(paths), 'file')}" if len(paths) > 1 else "Inspect it"


def offer_learning(
    baseline: Baseline, number: int, add: Callable[[], None], start_over: Callable[[], None]
) -> Notice:
    """How to learn when there is a baseline: add to it, or leave it behind."""
    files = count(number, "file")
    return Notice(
        f"Add {files} to the baseline, or start over?",
        "Start over after a repair: "
        f"version {baseline.version} stays in the history, and so do the verdicts it gave.",
        choices=(
            Choice(f"Add to the {count(baseline.clip_count, 'clip')}", add, filled=True),
            Choice(f"Start over with {files}", start_over),
        ),
    )


def tell_learnt(machine: Machine, learnt: "Learnt") -> Notice:
    """What was learnt, what not and why."""
    lines = tuple(f"{refused.path.name}: {refused.reason} {refused.to_do}" for refused in learnt.refused)
    if not learnt.taken:
        return Notice(
            f"{machine.name}: nothing was learnt.", "No file could be used; the baseline is as it was.", lines
        )
    baseline = learnt.baseline
    clips = count(baseline.clip_count, "clip") if baseline else "no clip"
    firm = "provisional" if baseline is None or baseline.provisional else "firm"
    more = FIRM_FROM_CLIPS - baseline.clip_count if baseline and baseline.provisional else 0
    wish = f" {count(more, 'more healthy clip')} would make it firm." if more else ""
    refused = f" {count(len(lines), 'file')} refused:" if lines else ""
    return Notice(
        f"{machine.name}: learnt from {count(len(learnt.taken), 'file')}.",
        f"The baseline now has {clips} and is {firm}.{wish}{refused}",
        lines,
    )

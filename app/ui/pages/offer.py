"""What the window offers to do, or says it has done, in one notice with buttons: never a question that blocks."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.baseline import FIRM_FROM_CLIPS, Baseline
from app.domain.machine import Machine
from app.language import retold, tr, tr_many

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
    files = _files(len(paths)) if len(paths) > 1 else paths[0].name
    where = f"{place.machine.name} · {point.name} · {condition.name}"
    if place.baseline is None:
        text = f"{where}. {tr('There is no baseline yet, so an inspection can only say “cannot tell”.')}"
        choices = (Choice(tr("Learn as healthy"), learn, filled=True), Choice(_inspect(paths), inspect))
    else:
        text = f"{where}."
        choices = (Choice(_inspect(paths), inspect, filled=True), Choice(tr("Learn as healthy"), learn))
    return Notice(tr("What shall be done with {files}?", files=files), text, (), choices)


def _inspect(paths: list[Path]) -> str:
    return tr_many("Inspect it", "Inspect {n} files", len(paths))


def _files(number: int) -> str:
    return tr_many("{n} file", "{n} files", number)


def offer_learning(
    baseline: Baseline, number: int, add: Callable[[], None], start_over: Callable[[], None]
) -> Notice:
    """How to learn when there is a baseline: add to it, or leave it behind."""
    to_the_clips = tr_many("Add to the {n} clip", "Add to the {n} clips", baseline.clip_count)
    return Notice(
        tr("Add {files} to the baseline, or start over?", files=_files(number)),
        tr(
            "Start over after a repair: version {version} stays in the history, and so do the verdicts it gave.",
            version=baseline.version,
        ),
        choices=(
            Choice(to_the_clips, add, filled=True),
            Choice(tr("Start over with {files}", files=_files(number)), start_over),
        ),
    )


def tell_learnt(machine: Machine, learnt: "Learnt") -> Notice:
    """What was learnt, what not and why."""
    lines = tuple(
        f"{refused.path.name}: {retold(refused.reason)} {retold(refused.to_do)}" for refused in learnt.refused
    )
    if not learnt.taken:
        nothing = tr("{machine}: nothing was learnt.", machine=machine.name)
        return Notice(nothing, tr("No file could be used; the baseline is as it was."), lines)
    told = [_now_has(learnt.baseline)]
    baseline = learnt.baseline
    if baseline and baseline.provisional and (more := FIRM_FROM_CLIPS - baseline.clip_count):
        told.append(
            tr_many(
                "{n} more healthy clip would make it firm.", "{n} more healthy clips would make it firm.", more
            )
        )
    if lines:
        told.append(tr_many("{n} file refused:", "{n} files refused:", len(lines)))
    title = tr("{machine}: learnt from {files}.", machine=machine.name, files=_files(len(learnt.taken)))
    return Notice(title, " ".join(told), lines)


def _now_has(baseline: Baseline | None) -> str:
    """How much there is in a baseline, and whether that is enough."""
    clips = tr_many("{n} clip", "{n} clips", baseline.clip_count) if baseline else tr("no clip")
    if baseline is None or baseline.provisional:
        return tr("The baseline now has {clips} and is provisional.", clips=clips)
    return tr("The baseline now has {clips} and is firm.", clips=clips)

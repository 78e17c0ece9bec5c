"""All takes of a history of which somebody said how the machine really was, each with the latest word on it.

Healthy are the takes of every baseline that was not undone and those reviewed as healthy, faulty those reviewed as
faulty. A take that failed the quality gate and was never judged tells nothing, whatever was said of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from app.domain.machine import Machine
from app.domain.review import Found, Review
from app.domain.take import Take
from app.history.history import History
from app.language import later

_EVER = 1_000_000


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A take of which something was said, and why that can't be used."""

    file_name: str
    machine: str
    reason: str


@dataclass(frozen=True, slots=True)
class Vouched:
    """A take at a condition, and the last word on it: `found`, why, and when that was said."""

    machine: Machine
    condition_id: str
    take: Take
    found: Found
    at: datetime
    cause: str = ""
    cause_code: str = ""


@dataclass(slots=True)
class _Words:
    """The last word on each take of one machine, by condition: the same take may have been heard at two."""

    last: dict[tuple[str, str], Vouched] = field(default_factory=dict)

    def add(self, said: Vouched) -> None:
        key = (said.condition_id, said.take.id)
        if key not in self.last or self.last[key].at <= said.at:
            self.last[key] = said


def vouched_takes(history: History) -> tuple[list[Vouched], list[LeftOut]]:
    """Every such take by machine, and what had to be left out."""
    found: list[Vouched] = []
    left_out: list[LeftOut] = []
    for machine in history.machines():
        words = _Words()
        for said in _of_baselines(history, machine):
            words.add(said)
        for one in _of_reviews(history, machine):
            if isinstance(one, LeftOut):
                left_out.append(one)
            else:
                words.add(one)
        found += words.last.values()
    return found, left_out


def _of_baselines(history: History, machine: Machine) -> Iterator[Vouched]:
    """A take once for each baseline that still stands, at the time when it was first vouched for."""
    for point in machine.points:
        for condition in point.conditions:
            seen: set[str] = set()
            for step in history.baseline_steps(condition.id).standing:
                for take in history.takes_of_baseline(step.counting_id) if step.counting_id else ():
                    if take.id not in seen:
                        seen.add(take.id)
                        yield Vouched(machine, condition.id, take, Found.HEALTHY, step.change.at)


def _of_reviews(history: History, machine: Machine) -> Iterator[Vouched | LeftOut]:
    """What the newest review of each inspection says."""
    for visit in history.visits(machine.id, limit=_EVER):
        review = history.review(visit.inspection_id) if visit.found else None
        if review is not None:
            yield _of_review(history, machine, review)


def _of_review(history: History, machine: Machine, review: Review) -> Vouched | LeftOut:
    inspection = history.inspection(review.inspection_id)
    if not inspection.quality.usable and not inspection.overruled:
        return LeftOut(
            inspection.take.file_name, machine.name, later("It failed the quality gate and was never judged.")
        )
    return Vouched(
        machine,
        inspection.condition_id,
        inspection.take,
        review.found,
        review.at,
        review.cause,
        review.cause_code,
    )

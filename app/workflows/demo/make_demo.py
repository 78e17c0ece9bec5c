"""Fill an empty history with a simulated fleet, as it is in its second year."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from app.diagnosis.registry import ModelRegistry
from app.domain.identity import now
from app.domain.problem import Problem
from app.history.bulk import BulkHistory, Life
from app.history.history import History
from app.recordings.take_store import TakeStore
from app.workflows.alerts import WhatChanged
from app.workflows.demo.chance import Chance
from app.workflows.demo.lives import Events, Lives
from app.workflows.demo.noticed import LOOKED_BACK, noticed
from app.workflows.demo.papers import taken_down
from app.workflows.demo.plans import routes
from app.workflows.demo.plant import Placed, plant
from app.workflows.demo.stories import TAKEN_DOWN, Plot, Story, stories
from app.workflows.demo.studio import Studio
from app.workflows.demo.walks import Time
from app.workflows.progress import Cancel

_DAYS_A_YEAR = 365.25
_SURGE_WEEKS_AGO, _OLD_SURGE_WEEKS_AGO = 3, 31
_NOISE_WEEKS_AGO = (44, 45)

OnMachine = Callable[[int, int, str], None]
"""Told (machines done, machines in all, name of the next one)."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What fleet is wanted: how many machines, over how many years until when; the seed decides all else."""

    machines: int
    seed: int = 1
    years: float = 2.0
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """What the history holds now; `played` counts the recordings that are there as sound."""

    machines: int
    inspections: int
    played: int
    since: datetime
    until: datetime


class MakeDemo:
    """Simulates a fleet and keeps it. The same wish makes the same history, to the last id."""

    def __init__(self, history: History, store: TakeStore, models: ModelRegistry) -> None:
        self._history = BulkHistory(history)
        self._store = store
        self._models = models

    def __call__(self, wish: Wish, on_machine: OnMachine | None = None, cancel: Cancel | None = None) -> Made:
        """Fills the history, machine by machine.

        Raises:
            Problem: it holds machines already, or can't be written.
            Cancelled: asked to stop; the machines made until then are kept.
        """
        if self._history.anything():
            raise Problem(
                f"The history in {self._history.folder} holds machines already.",
                "Name a new or empty folder: simulated machines are never mixed with others.",
            )
        until = (wish.until or now()).replace(microsecond=0)
        time = Time(until - timedelta(days=_DAYS_A_YEAR * wish.years), until)
        chance = Chance(wish.seed, "fleet")
        placed = plant(wish.machines + 1, chance.of("plant"), time.begin)
        told = (*stories(placed[:-1], chance.of("stories")), TAKEN_DOWN)
        with TemporaryDirectory() as folder:
            studio = Studio(Path(folder), self._store)
            makes = Lives(self._models, studio, time, chance, _events(placed, told))
            lives = []
            for place, (one, story) in enumerate(zip(placed, told, strict=True)):
                if cancel:
                    cancel.check()
                if on_machine:
                    on_machine(place, len(placed), one.machine.name)
                lives.append(self._lived(makes, one, story, time))
        self._plan(lives[:-1], time, chance)
        inspections = sum(len(life.inspections) for life in lives[:-1])
        return Made(wish.machines, inspections, studio.kept, time.begin, time.until)

    def _lived(self, makes: Lives, placed: Placed, story: Story, time: Time) -> Life:
        life = makes.life(placed, story)
        if story.plot is Plot.TAKEN_DOWN:
            thrown = taken_down(life.machine, placed.site.people[0], time, Chance(0, life.machine.id))
            life = replace(life, binned=(thrown,))
        self._history.keep(life)
        return life

    def _plan(self, lives: Sequence[Life], time: Time, chance: Chance) -> None:
        """What spans all machines: routes, walks, and the alerts that somebody saw."""
        planned, runs = routes(lives, time, chance.of("routes"))
        people = sorted({one.inspector for life in lives for one in life.inspections}) or [""]
        alerts = WhatChanged(self._history).between(time.until - LOOKED_BACK, time.until)
        seen = noticed(alerts, people, time.until, chance.of("alerts"))
        self._history.keep_plans(planned, runs, seen)


def _events(placed: Sequence[Placed], told: Sequence[Story]) -> tuple[Events, ...]:
    """Two days on which a whole area was heard through another machine, and two weeks of noise in a third."""
    quiet = (
        one for one, story in zip(placed, told, strict=True) if story.plot is Plot.QUIET and not story.overdue
    )
    areas = [area for area, _ in Counter((one.site.name, one.machine.area) for one in quiet).most_common(3)]
    events = [Events(area, _SURGE_WEEKS_AGO) for area in areas[:1]]
    events += [Events(area, _OLD_SURGE_WEEKS_AGO) for area in areas[1:2]]
    return (*events, *(Events(area, week, noise=True) for area in areas[2:3] for week in _NOISE_WEEKS_AGO))

"""Decides what the plan view shows and does: who is due when, how often, and which of them become a route."""

from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from typing import Protocol

from app.domain.identity import now
from app.language import tr_many
from app.ui.pages.route.board import Board
from app.ui.pages.route.faces import plan_rows
from app.ui.pages.route.values import PlanShown
from app.ui.pages.route.words import LONGEST_DAYS, interval_words, name_of
from app.workflows.walk_stops import due_until


class PlanView(Protocol):
    """What the presenter tells the page."""

    def show_plan(self, shown: PlanShown) -> None:
        """All of the plan view but which rows are chosen."""

    def choose_machines(self, machine_ids: Collection[str]) -> None:
        """These rows are chosen from now on."""

    def word_route(self, machine_ids: tuple[str, ...]) -> None:
        """A new route of these machines is to be worded."""

    def offer_undo(self, text: str, undo: Callable[[], None]) -> None:
        """Say what was done, with a way back."""

    def machines_changed(self) -> None:
        """Every other page reads anew."""


class PlanPresenter:
    """Which rows are chosen the page knows; it says so with each wish."""

    def __init__(self, board: Board, view: PlanView, clock: Callable[[], datetime] = now) -> None:
        self._board = board
        self._view = view
        self._clock = clock
        self._sought = ""
        board.listen(self.show)

    def seek(self, text: str) -> None:
        """Show only the machines that match."""
        self._sought = text
        self.show()

    def choose_until(self, days: int) -> None:
        """Choose everything that is due until so many days from today."""
        plan = self._board.plan
        until = self._clock().astimezone().date() + timedelta(days=days)
        due = [one.machine.id for one in plan.machines if due_until(one, until)] if plan else []
        self._view.choose_machines(due)

    def set_interval(self, machine_ids: Collection[str], days: int | None) -> None:
        """Plan these machines, or take them from the plan."""
        if not machine_ids or (days is not None and not 1 <= days <= LONGEST_DAYS):
            return
        walk, wanted = self._board.walk, dict.fromkeys(machine_ids, days)

        def back(_: object) -> None:
            self._view.machines_changed()

        def kept(before: dict[str, int | None]) -> None:
            if before:
                self._view.machines_changed()
                self._view.offer_undo(
                    f"{self._names(before)}: {interval_words(days)}.",
                    lambda: self._board.write(lambda: walk.set_intervals(before), back),
                )

        self._board.write(lambda: walk.set_intervals(wanted), kept)

    def make_route(self, machine_ids: Collection[str], like: str) -> None:
        """Word a new route of these machines; `like` is the id of a route whose order it takes over, or empty."""
        walk, wanted = self._board.walk, tuple(machine_ids)
        if wanted:
            self._board.ask(lambda: walk.order(wanted, like or None), self._view.word_route)

    def show(self) -> None:
        """Show what was read last."""
        plan = self._board.plan
        if plan is None:
            self._view.show_plan(PlanShown())
            return
        rows = plan_rows(plan.machines, self._sought, self._clock())
        planned = sum(one.due_at is not None for one in plan.machines)
        late = sum(one.overdue for one in plan.machines)
        orders = tuple((one.route.id, name_of(one.route)) for one in plan.routes if one.stops)
        self._view.show_plan(PlanShown(rows, len(plan.machines), planned, late, orders))

    def _names(self, machine_ids: Collection[str]) -> str:
        machines = self._board.plan.machines if self._board.plan else ()
        several = tr_many("{n} machine", "{n} machines", len(machine_ids))
        if len(machine_ids) == 1:
            return next((one.machine.name for one in machines if one.machine.id in machine_ids), several)
        return several

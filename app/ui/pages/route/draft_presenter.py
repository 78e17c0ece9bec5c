"""Decides what becomes of a route while it is worded: stops added, moved, removed, saved in one go."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from app.domain.fleet import MachineNow
from app.domain.identity import now
from app.domain.plan import Route
from app.language import tr
from app.ui.pages.route.board import Board
from app.ui.pages.route.draft import Draft, free_name
from app.ui.pages.route.faces import draft_shown
from app.ui.pages.route.values import DraftShown
from app.ui.pages.route.words import name_of


class DraftView(Protocol):
    """What the presenter tells the page."""

    def show_draft(self, draft: DraftShown | None, at: int) -> None:
        """The route as it is worded, with the stop at that place looked at; None when nothing is worded."""

    def offer_undo(self, text: str, undo: Callable[[], None]) -> None:
        """Say what was done, with a way back."""


class DraftPresenter:
    """`kept` is called with the id of a route that was saved."""

    def __init__(
        self,
        board: Board,
        view: DraftView,
        kept: Callable[[str], None],
        clock: Callable[[], datetime] = now,
    ) -> None:
        self._board = board
        self._view = view
        self._kept = kept
        self._clock = clock
        self._draft: Draft | None = None
        self._at = 0
        board.listen(self.show)

    @property
    def draft(self) -> Draft | None:
        """What is being worded."""
        return self._draft

    def begin(self, route: Route | None, machine_ids: Sequence[str] = ()) -> None:
        """Word a route, or a new one of these machines."""
        plan = self._board.plan
        if plan is None:
            return
        name = route.name if route else free_name([one.route.name for one in plan.routes])
        known, wanted = self._known(), route.machine_ids if route else tuple(machine_ids)
        stops = tuple(one for one in wanted if one in known)
        unseen = tuple(one for one in wanted if one not in known)
        self._draft, self._at = Draft(name, stops, route, unseen), 0
        self.show()

    def set_name(self, name: str) -> None:
        """Another name; the page shows it already."""
        if self._draft is not None:
            self._draft = replace(self._draft, name=name)

    def seek(self, text: str) -> None:
        """Look for machines to add."""
        if self._draft is not None:
            self._draft = replace(self._draft, sought=text)
            self.show()

    def look_at(self, at: int) -> None:
        """A stop was chosen in the list."""
        if at != self._at:
            self._at = at
            self.show()

    def add(self, machine_id: str) -> None:
        """One more stop, at the end."""
        if self._draft is not None:
            self._draft = self._draft.with_machine(machine_id)
            self._at = len(self._draft.machine_ids) - 1
            self.show()

    def remove(self, at: int) -> None:
        """One stop less."""
        if self._draft is not None:
            self._draft = self._draft.without(at)
            self._at = max(0, min(at, len(self._draft.machine_ids) - 1))
            self.show()

    def move(self, at: int, to: int) -> None:
        """A stop earlier or later."""
        if self._draft is not None:
            moved = self._draft.moved(at, to)
            if moved is not self._draft:
                self._draft, self._at = moved, to
                self.show()

    def cancel(self) -> None:
        """Leave the route as it is kept; what was typed and moved can be had again for a while."""
        draft, self._draft = self._draft, None
        self.show()
        if draft is not None and draft.changed:
            before = draft.before
            left = (
                tr("“{route}” stays as it was.", route=name_of(before)) if before else tr("The new route is left.")
            )
            self._view.offer_undo(left, lambda: self._take_up(draft))

    def save(self) -> None:
        """Keep it; where that can't be done it goes on being worded."""
        draft, walk = self._draft, self._board.walk
        if draft is None:
            return
        if not draft.changed:
            self.cancel()
            return
        route = draft.route

        def saved(kept: Route) -> None:
            self._draft = None
            self._kept(kept.id)
            before = draft.before
            if before is None:
                told = tr("“{route}” is saved.", route=name_of(kept))
                self._view.offer_undo(told, lambda: self._board.write(lambda: walk.drop(kept.id)))
            else:
                self._view.offer_undo(self._changed(kept), lambda: self._board.write(lambda: walk.keep(before)))

        self._board.write(lambda: walk.keep(route), saved)

    def show(self) -> None:
        """Show what is being worded, if anything."""
        if self._draft is None:
            self._view.show_draft(None, 0)
        else:
            self._view.show_draft(draft_shown(self._draft, self._known(), self._clock()), self._at)

    def _take_up(self, draft: Draft) -> None:
        self._draft, self._at = draft, 0
        self.show()

    def _changed(self, kept: Route) -> str:
        walks = [one.route.id for one in self._board.plan.routes if one.running] if self._board.plan else []
        if kept.id in walks:
            return tr("“{route}” is changed; the walk under way keeps its stops.", route=name_of(kept))
        return tr("“{route}” is changed.", route=name_of(kept))

    def _known(self) -> dict[str, MachineNow]:
        machines = sorted(self._board.plan.machines, key=_by_name) if self._board.plan else []
        return {one.machine.id: one for one in machines}


def _by_name(one: MachineNow) -> str:
    return one.machine.name.casefold()

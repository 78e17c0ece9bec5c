"""Decides what stands under "What changed": reads a month, then further back, and notes who has seen what."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from app.domain.fleet import Alert, Seen
from app.domain.identity import now as this_moment
from app.domain.problem import Problem
from app.language import tr
from app.ui.jobs import Control, JobHandle, Kind, Runner
from app.ui.pages.fleet.values import ChangesShown
from app.ui.pages.fleet.words import alert_title
from app.ui.pages.problems import ProblemView

if TYPE_CHECKING:
    from app.workflows.fleet_now import FleetNow

READING, SEEING = "changes", "seen"
A_READING = timedelta(days=30)
"""How far back one reading goes."""


class ChangesView(ProblemView, Protocol):
    """What the presenter tells the page."""

    def show_changes(self, shown: ChangesShown) -> None:
        """All of the list."""

    def offer_undo(self, text: str, undo: Callable[[], None]) -> None:
        """Say what was done, with a way back for a while."""


class ChangesPresenter:
    """Reading is analysis: it may walk over thousands of visits. Noting is a line in the history."""

    def __init__(
        self, fleet: "FleetNow", jobs: Runner, view: ChangesView, clock: Callable[[], datetime] = this_moment
    ) -> None:
        self._fleet = fleet
        self._jobs = jobs
        self._view = view
        self._clock = clock
        self._reading: JobHandle | None = None
        self._shown = ChangesShown(clock())
        self._noted: dict[str, Seen | None] = {}

    def refresh(self) -> None:
        """Read anew, as far back as was read before."""
        self._noted.clear()
        at = self._clock()
        since = min(self._shown.since or at, at - A_READING)
        self._read(since, None, lambda read: (read, since, at))

    def older(self) -> None:
        """Read a month further back."""
        if self._shown.since is None or self._shown.reading:
            return
        until, at, alerts = self._shown.since, self._shown.at, self._shown.alerts or ()
        since = until - A_READING
        self._read(since, until, lambda read: (alerts + read, since, at))

    def leave(self) -> None:
        """Another page is in front."""
        if self._reading is not None:
            self._reading.drop()
        self._show(reading=False)

    def name(self, names: dict[str, str]) -> None:
        """What the machines are called."""
        if names != self._shown.names:
            self._show(names=names)

    def show_all(self, everything: bool) -> None:
        """Those that were seen too, or only those that were not."""
        self._show(only_open=not everything, kept=frozenset())

    def see(self, alert_id: str) -> None:
        """Somebody took note of it."""
        title = self._title(alert_id)
        self._note(alert_id, lambda _: self._fleet.see(alert_id), tr("Seen: {title}.", title=title))

    def see_with(self, alert_id: str, note: str) -> None:
        """Somebody took note of it and has something to say."""
        kept = tr("Note kept: {title}.", title=self._title(alert_id))
        text = kept if note.strip() else tr("The note was taken out: {title}.", title=self._title(alert_id))
        self._note(alert_id, lambda _: self._fleet.see(alert_id, note.strip()), text)

    def open_again(self, alert_id: str) -> None:
        """It wants to be looked at again."""
        text = tr("Open again: {title}.", title=self._title(alert_id))
        self._note(alert_id, lambda _: self._fleet.open_again(alert_id), text)

    def _note(self, alert_id: str, work: Callable[[Control], Seen], text: str) -> None:
        before = self._seen(alert_id)

        def noted(now: Seen) -> None:
            self._take_on(alert_id, now)
            self._view.offer_undo(text, take_back)

        def take_back() -> None:
            self._jobs.run(
                Kind.HISTORY,
                lambda _: (
                    self._fleet.see(alert_id, before.note, before.by)
                    if before
                    else self._fleet.open_again(alert_id)
                ),
                lambda now: self._take_on(alert_id, now),
                self._not_noted,
            )

        self._jobs.run(Kind.HISTORY, work, noted, self._not_noted)

    def _take_on(self, alert_id: str, now: Seen) -> None:
        self._view.clear_problem(SEEING)
        seen = None if now.open_again else now
        self._noted[alert_id] = seen
        alerts = self._with_noted(self._shown.alerts or ())
        self._show(alerts=alerts, kept=self._shown.kept | {alert_id})

    def _not_noted(self, problem: Problem) -> None:
        self._view.show_problem(SEEING, problem)

    def _read(
        self,
        since: datetime,
        until: datetime | None,
        joined: Callable[[tuple[Alert, ...]], tuple[tuple[Alert, ...], datetime, datetime]],
    ) -> None:
        if self._reading is not None:
            self._reading.drop()

        def done(read: tuple[Alert, ...]) -> None:
            alerts, back_to, at = joined(read)
            self._view.clear_problem(READING)
            # What was noted while it was read is newer than what was read.
            self._show(alerts=self._with_noted(alerts), since=back_to, at=at, reading=False)

        def failed(problem: Problem) -> None:
            self._view.show_problem(READING, problem)
            self._show(reading=False, failed=True)

        self._show(reading=True, failed=False, kept=frozenset() if until is None else self._shown.kept)
        self._reading = self._jobs.run(
            Kind.ANALYSIS, lambda control: self._fleet.changes(since, until, control.cancel), done, failed
        )

    def _with_noted(self, alerts: tuple[Alert, ...]) -> tuple[Alert, ...]:
        return tuple(replace(one, seen=self._noted[one.id]) if one.id in self._noted else one for one in alerts)

    def _seen(self, alert_id: str) -> Seen | None:
        return next((one.seen for one in self._shown.alerts or () if one.id == alert_id), None)

    def _title(self, alert_id: str) -> str:
        found = next((one for one in self._shown.alerts or () if one.id == alert_id), None)
        return alert_title(found, self._shown.names) if found else ""

    def _show(self, **changed: object) -> None:
        self._shown = replace(self._shown, **changed)  # type: ignore[arg-type]
        self._view.show_changes(self._shown)

"""Decides what the trend page shows: reads the story of a condition, looks ahead, and remembers the lanes."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Protocol, TypeVar

from app.domain.identity import now
from app.domain.problem import Problem
from app.ui.jobs import JobHandle, Kind, Runner
from app.ui.pages.problems import ProblemView
from app.ui.pages.trend.values import Range, TrendState, band_key
from app.workflows.machine_story_values import Ahead, BandLine, Story

if TYPE_CHECKING:
    from app.workflows.machine_story import MachineStory

READING, AHEAD, BANDS = "trend", "trend ahead", "trend bands"
LANES_AT_FIRST = 3
"""More lanes than this leave the score too little room; the others are a press away."""

_HIGHEST_HZ = 8000.0

T = TypeVar("T")


class TrendView(ProblemView, Protocol):
    """What the presenter tells the page."""

    def show_trend(self, state: TrendState | None) -> None:
        """All that is drawn; None while another condition than before is read."""

    def story_read(self, state: TrendState) -> None:
        """The visits or the readings may be others than before."""


class TrendPresenter:
    """Reads on the history's worker; the newest reading counts, and what nobody waits for any more is dropped."""

    def __init__(
        self, story: "MachineStory", jobs: Runner, view: TrendView, clock: Callable[[], datetime] = now
    ) -> None:
        self._story = story
        self._jobs = jobs
        self._view = view
        self._clock = clock
        self._jobs_open: dict[str, JobHandle] = {}
        self._machine_id = ""
        self._condition_id: str | None = None
        self._shown: TrendState | None = None
        self._ranges: dict[str, tuple[Range, ...]] = {}

    @property
    def state(self) -> TrendState | None:
        """What is shown."""
        return self._shown

    def open(self, machine_id: str, condition_id: str | None = None) -> None:
        """Another machine, at one of its conditions or where it was listened to last."""
        if (machine_id, condition_id or self._condition_id) != (self._machine_id, self._condition_id):
            self._machine_id, self._condition_id, self._shown = machine_id, condition_id, None
            self._view.show_trend(None)
        self.refresh()

    def choose(self, condition_id: str) -> None:
        """Another condition of the machine."""
        if condition_id != self._condition_id:
            self.open(self._machine_id, condition_id)

    def refresh(self) -> None:
        """Read everything again."""
        if self._machine_id:
            self._run(READING, self._read, self._arrived)

    def leave(self) -> None:
        """Another page is in front."""
        for handle in self._jobs_open.values():
            handle.drop()
        self._jobs_open.clear()

    def toggle_lane(self, key: str) -> None:
        """Show or hide a lane; a range that was not read yet is read."""
        state = self._shown
        if state is None:
            return
        unread = next((one for one, line in state.bands if line is None and band_key(one) == key), None)
        if unread is not None:
            self._read_band(unread)
            return
        self._show(replace(state, hidden=state.hidden ^ {key}))

    def add_range(self, low_hz: float, high_hz: float) -> bool:
        """One more frequency range below the score; False where it is none."""
        if self._shown is None or not 0 <= low_hz < high_hz <= _HIGHEST_HZ:
            return False
        self._shown = replace(self._shown, hidden=self._shown.hidden - {band_key((low_hz, high_hz))})
        self._read_band((low_hz, high_hz))
        return True

    def _read(self) -> Story:
        condition_id = self._condition_id
        if condition_id is None:
            newest = self._story.visits(self._machine_id, limit=1).lines
            points = self._story.machine(self._machine_id).points
            condition_id = newest[0].visit.condition_id if newest else points[0].conditions[0].id
        return self._story.of(self._machine_id, condition_id)

    def _arrived(self, story: Story) -> None:
        self._condition_id = story.condition_id
        kept = self._shown
        offered = tuple((one.low_hz, one.high_hz) for one in story.ranges)
        wanted = tuple(dict.fromkeys((*offered, *self._ranges.get(story.condition_id, ()))))
        lines = dict(kept.bands) if kept else {}
        state = TrendState(
            story,
            self._clock(),
            kept.ahead if kept else None,
            tuple((one, lines.get(one)) for one in wanted),
            kept.hidden if kept else _hidden_at_first(story),
        )
        self._show(state)
        self._view.story_read(state)
        read = [one for one, line in state.bands if line is not None]
        for one in read or list(offered[:1]):
            self._read_band(one)
        self._run(AHEAD, self._look_ahead, self._looked_ahead)

    def _look_ahead(self) -> tuple[str, Ahead]:
        assert self._condition_id is not None
        return self._condition_id, self._story.forecast(self._machine_id, self._condition_id)

    def _looked_ahead(self, ahead: tuple[str, Ahead]) -> None:
        state = self._shown
        if state is not None and state.story.condition_id == ahead[0]:
            self._show(replace(state, ahead=ahead[1]))

    def _read_band(self, wanted: Range) -> None:
        condition_id = self._condition_id
        if condition_id is None:
            return
        mine = self._ranges.get(condition_id, ())
        self._ranges[condition_id] = tuple(dict.fromkeys((*mine, wanted)))

        def work() -> tuple[str, BandLine]:
            return condition_id, self._story.bands(condition_id, *wanted)

        self._run(f"{BANDS} {band_key(wanted)}", work, lambda read: self._band_read(wanted, *read))

    def _band_read(self, wanted: Range, condition_id: str, line: BandLine) -> None:
        state = self._shown
        if state is None or state.story.condition_id != condition_id:
            return
        bands = dict(state.bands) | {wanted: line}
        self._show(replace(state, bands=tuple(bands.items())))

    def _show(self, state: TrendState) -> None:
        self._shown = state
        self._view.show_trend(state)

    def _run(self, key: str, work: Callable[[], T], done: Callable[[T], None]) -> None:
        before = self._jobs_open.get(key)
        if before is not None:
            before.drop()

        def arrived(result: T) -> None:
            self._view.clear_problem(key)
            done(result)

        def refused(problem: Problem) -> None:
            self._view.show_problem(key, problem)

        self._jobs_open[key] = self._jobs.run(Kind.HISTORY, lambda control: work(), arrived, refused)


def _hidden_at_first(story: Story) -> frozenset[str]:
    """The readings beyond what fits beside the first range; those with most values are shown."""
    room = LANES_AT_FIRST - bool(story.ranges)
    by_count = sorted(story.readings, key=lambda line: -len(line.readings))
    return frozenset(line.quantity.name for line in by_count[room:])

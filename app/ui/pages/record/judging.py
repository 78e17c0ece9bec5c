"""After the take: hear it, let the gate speak, then judge it or learn from it; nothing is lost on the way."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from app.domain.inspection import Inspection
from app.domain.microphone import Recording
from app.domain.placement import RoomSound
from app.domain.problem import Problem
from app.ui.jobs import Control, JobHandle, Kind, Runner
from app.ui.pages.problems import ProblemView
from app.workflows.progress import Progress

if TYPE_CHECKING:
    from app.workflows.learn_healthy import Learnt
    from app.workflows.record_take import HeardRecording, RecordTake

PROBLEM = "take"


class JudgingView(ProblemView, Protocol):
    """Who hears how it went."""

    def heard(self, one: "HeardRecording") -> None:
        """The gate has spoken."""

    def not_heard(self) -> None:
        """It was not heard to its end; it still lies where it was."""

    def inspected(self, inspection: Inspection) -> None:
        """It was judged and is in the history."""

    def learnt(self, learnt: "Learnt") -> None:
        """It was learnt from, or refused."""

    def room_kept(self, room: RoomSound) -> None:
        """It was a recording of the room."""

    def progressed(self, share: float) -> None:
        """How far the work is, 0 to 1."""


@dataclass(slots=True, eq=False)
class Judging:
    """One recording at a time; the work is done off the GUI thread."""

    record: "RecordTake"
    jobs: Runner
    view: JudgingView
    _handle: JobHandle | None = None

    def hear(self, recording: Recording) -> None:
        """Hear it to its end; one of the room is kept at once."""

        def work(control: Control) -> "HeardRecording":
            return self.record.hear(recording, on_progress=control.report, cancel=control.cancel)

        def done(one: "HeardRecording") -> None:
            if recording.purpose.room:
                self._keep_room(one)
            else:
                self.view.heard(one)

        self._run(work, done)

    def inspect(self, one: "HeardRecording", use_anyway: bool = False) -> None:
        """Judge and keep it."""
        self._run(lambda control: self.record.inspect(one, use_anyway=use_anyway), self.view.inspected)

    def learn(self, one: "HeardRecording") -> None:
        """Learn from it as healthy and keep it."""
        self._run(lambda control: self.record.learn(one), self.view.learnt)

    def cancel(self) -> None:
        """Stop hearing; the recording stays."""
        if self._handle is not None:
            self._handle.cancel()

    def _keep_room(self, one: "HeardRecording") -> None:
        self._run(lambda control: self.record.keep_room(one), self.view.room_kept)

    def _run(self, work: Callable[[Control], Any], done: Callable[[Any], None]) -> None:
        self.view.clear_problem(PROBLEM)
        ended: list[bool] = []

        def well(result: Any) -> None:
            ended.append(True)
            done(result)

        def badly(problem: Problem) -> None:
            self.view.show_problem(PROBLEM, problem)

        def end() -> None:
            # Cancelled, crashed or refused by the environment: in each case the recording is still there.
            if not ended:
                self.view.not_heard()

        def progress(at: Progress) -> None:
            self.view.progressed(at.share)

        self._handle = self.jobs.run(Kind.ANALYSIS, work, well, badly, on_progress=progress, on_end=end)

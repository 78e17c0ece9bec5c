"""The one long job of the section that may be under way: told as it goes, stopped on a wish."""

from collections.abc import Callable
from typing import TypeVar

from app.domain.words import length_s
from app.language import tr
from app.ui.jobs import Control, JobHandle, Kind, Runner
from app.ui.pages.problems import ProblemView
from app.workflows.exchange.exchange import ExchangeProgress
from app.workflows.progress import Progress

T = TypeVar("T")


class Work:
    """`told` hears what is being done and how far it is; an empty text when nothing is."""

    def __init__(self, jobs: Runner, view: ProblemView, told: Callable[[str, float | None], None]) -> None:
        self._jobs = jobs
        self._view = view
        self._told = told
        self._handle: JobHandle | None = None

    def start(self, text: str, work: Callable[[Control], T], done: Callable[[T], None], problem_key: str) -> None:
        """Begin, unless something is under way."""
        if self._handle is not None and not self._handle.ended:
            return

        def tell(progress: Progress) -> None:
            left = progress.remaining_s if isinstance(progress, ExchangeProgress) else None
            told = tr("{work}, {time} left", work=text, time=length_s(left)) if left else text
            self._told(told, progress.share)

        def finished(result: T) -> None:
            self._view.clear_problem(problem_key)
            done(result)

        self._told(text, None)
        self._handle = self._jobs.run(
            Kind.ANALYSIS,
            work,
            finished,
            lambda problem: self._view.show_problem(problem_key, problem),
            on_progress=tell,
            on_end=lambda: self._told("", None),
        )

    def stop(self) -> None:
        """Ask it to stop."""
        if self._handle is not None:
            self._handle.cancel()

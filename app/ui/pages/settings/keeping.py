"""Has what is chosen written off the window's thread, and says it where that could not be done."""

from collections.abc import Callable

from app.domain.problem import Problem
from app.language import say
from app.ui.jobs import Kind, Runner
from app.ui.pages.problems import ProblemView
from app.workflows.preferences import Preferences

UNKEPT = "settings not kept"
"""Key of the problem."""


def keep_on(preferences: Preferences, jobs: Runner, view: ProblemView) -> None:
    """From now on every change is a job of the history's worker; a later one that succeeds clears the banner."""

    def failed(problem: Problem) -> None:
        to_do = say("What you chose holds until Earshot is closed. {advice_words}", advice_words=problem.to_do)
        view.show_problem(UNKEPT, Problem(problem.what, to_do, problem.detail))

    def run(write: Callable[[], None]) -> None:
        jobs.run(Kind.HISTORY, lambda control: write(), lambda _: view.clear_problem(UNKEPT), failed)

    preferences.write_on(run)

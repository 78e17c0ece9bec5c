"""What of the exchange section is about a file from another laptop: looked into, then taken in."""

from collections.abc import Callable
from pathlib import Path

from app.domain.problem import Problem
from app.language import tr
from app.ui.jobs import JobHandle, Kind, Runner
from app.ui.pages.exchange import words
from app.ui.pages.exchange.values import FileFace, Stage
from app.ui.pages.exchange.work import Work
from app.workflows.exchange.exchange import Exchange, Looked, TakenIn

TAKING = "exchange take in"


class Receiving:
    """`changed` is called whenever `face` is another one, `came_in` when machines or visits were added."""

    def __init__(
        self,
        exchange: Exchange,
        jobs: Runner,
        work: Work,
        changed: Callable[[], None],
        came_in: Callable[[], None],
    ) -> None:
        self._exchange = exchange
        self._jobs = jobs
        self._work = work
        self._changed = changed
        self._came_in = came_in
        self._looking: JobHandle | None = None
        self._path: Path | None = None
        self._same_code: dict[str, str] = {}
        self._mapping: dict[str, str] = {}
        self.face = FileFace()

    def look(self, path: Path) -> None:
        """Look into a file."""
        self._same_code = {}
        self._look(path, {})

    def match_codes(self, matched: bool) -> None:
        """Take machines for those here with the same asset code, or keep them apart."""
        if self._path is not None:
            self._look(self._path, dict(self._same_code) if matched else {})

    def take_in(self) -> None:
        """Take in the file that was looked at."""
        path, mapping = self._path, self._mapping
        if path is None or not self.face.may_take:
            return

        def done(taken: TakenIn) -> None:
            rows = tuple(words.done_row(one) for one in taken.machines)
            self._path = None
            self._show(FileFace(Stage.DONE, taken.path.name, words.taken(taken), rows=rows))
            self._came_in()

        self._work.start(
            tr("Taking in {file}", file=path.name),
            lambda control: self._exchange.take_in(
                path, mapping, on_progress=control.report, cancel=control.cancel
            ),
            done,
            TAKING,
        )

    def put_away(self) -> None:
        """The file is of no interest any more."""
        self.leave()
        self._path = None
        self._show(FileFace())

    def leave(self) -> None:
        """Something else comes to the front: a look ends, what was seen stays."""
        if self._looking is not None:
            self._looking.drop()
            self._looking = None
        if self.face.stage is Stage.LOOKING:
            self._show(FileFace())

    def _look(self, path: Path, mapping: dict[str, str]) -> None:
        if self._looking is not None:
            self._looking.drop()
        self._path, self._mapping = path, mapping

        def refused(problem: Problem) -> None:
            self._path = None
            self._show(FileFace(Stage.REFUSED, path.name, problem=problem))

        self._show(FileFace(Stage.LOOKING, path.name, tr("Looking into it …")))
        self._looking = self._jobs.run(
            Kind.ANALYSIS,
            lambda control: self._exchange.look(path, mapping, cancel=control.cancel),
            self._looked,
            refused,
        )

    def _looked(self, found: Looked) -> None:
        if not self._mapping:
            self._same_code = {one.machine.id: one.same_code.id for one in found.machines if one.same_code}
        self._show(
            FileFace(
                Stage.LOOKED,
                found.path.name,
                words.origin(found),
                words.news(found),
                tuple(words.machine_row(one) for one in found.machines),
                same_code=len(self._same_code),
                matched=bool(self._mapping),
                may_take=bool(found.new.total + found.routes + found.recordings_new),
            )
        )

    def _show(self, face: FileFace) -> None:
        self.face = face
        self._changed()

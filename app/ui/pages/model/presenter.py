"""Decides what the model page shows and does: reads, imports, compares, switches, rolls back."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from app.domain.drift import FleetDrift
from app.domain.model_use import ModelChoice, ModelMonth
from app.language import tr
from app.ui.jobs import Control, JobHandle, Kind, Runner
from app.ui.pages.model.comparing import compare_face
from app.ui.pages.model.faces import shown
from app.ui.pages.model.values import CompareFace, Key, ModelsShown
from app.ui.pages.model.words import judged_by, kind_word
from app.ui.pages.problems import ProblemView
from app.workflows.progress import Progress

if TYPE_CHECKING:
    from app.workflows.model_compare import Comparison
    from app.workflows.models import Installed, KindInfo
    from app.workflows.workflows import Workflows

    _Read = tuple[Sequence[KindInfo], Sequence[ModelMonth]]

READING, IMPORTING, USING = "models", "model file", "model use"
COMPARING, DRIFTING = "model compare", "fleet drift"


class ModelView(ProblemView, Protocol):
    """What the presenter tells the page."""

    def show_models(self, models: ModelsShown) -> None:
        """All of the page but a comparison."""

    def show_fleet(self, drift: FleetDrift | None) -> None:
        """Whether all machines have changed at once."""

    def show_importing(self, name: str) -> None:
        """Which file is being checked; empty when none is."""

    def show_compare_progress(self, text: str, share: float | None) -> None:
        """How far the comparison is; an empty text when none is under way."""

    def show_comparison(self, face: CompareFace | None) -> None:
        """What came of the comparison; None when it was stopped or its versions are no longer the ones chosen."""

    def tell_imported(self, title: str, text: str) -> None:
        """A model file is installed."""

    def offer_undo(self, text: str, undo: Callable[[], None]) -> None:
        """Say what was done, with a way back."""

    def judge_changed(self) -> None:
        """Another version judges from now on."""


class ModelPresenter:
    """Reads on the history's worker; importing, comparing and the look over the fleet are analysis."""

    def __init__(self, workflows: "Workflows", jobs: Runner, view: ModelView) -> None:
        self._models = workflows.models
        self._drift = workflows.drift
        self._jobs = jobs
        self._view = view
        self._read: _Read | None = None
        self._chosen: Key | None = None
        self._reading: JobHandle | None = None
        self._comparing: JobHandle | None = None
        self._looking: JobHandle | None = None

    def open(self) -> None:
        """The page comes to the front."""
        self.refresh()
        if self._looking is None or self._looking.ended:
            self._looking = self._jobs.run(
                Kind.ANALYSIS,
                lambda control: self._drift.fleet(control.cancel),
                self._fleet_known,
                lambda problem: self._view.show_problem(DRIFTING, problem),
            )

    def leave(self) -> None:
        """Another page is in front: whoever inspects there must not wait for what nobody sees."""
        if self._looking is not None:
            self._looking.drop()
            self._looking = None
        self.stop_comparing()

    def refresh(self) -> None:
        """Read everything again; the newest reading counts."""
        if self._reading is not None:
            self._reading.drop()
        self._reading = self._jobs.run(
            Kind.HISTORY,
            lambda control: (self._models.kinds(), self._models.months()),
            self._arrived,
            lambda problem: self._view.show_problem(READING, problem),
        )

    def choose(self, key: Key) -> None:
        """Look at another version."""
        if key != self._chosen:
            self._chosen = key
            self.stop_comparing()
            self._view.show_comparison(None)
            self._show()

    def import_file(self, path: Path) -> None:
        """Check a model file and put it beside the others."""
        self._view.clear_problem(IMPORTING)
        self._view.show_importing(path.name)
        self._jobs.run(
            Kind.ANALYSIS,
            lambda control: self._models.import_file(path),
            self._imported,
            lambda problem: self._view.show_problem(IMPORTING, problem),
            on_end=lambda: self._view.show_importing(""),
        )

    def compare(self, first: str, second: str) -> None:
        """Judge the stored takes by two versions of the chosen kind."""
        pair = [self._installed(version) for version in (first, second)]
        if pair[0] is None or pair[1] is None:
            return
        self.stop_comparing()
        self._view.clear_problem(COMPARING)
        self._view.show_comparison(None)
        self._view.show_compare_progress(tr("Comparing {first} with {second}", first=first, second=second), None)
        one, other = pair[0], pair[1]

        def work(control: Control) -> "Comparison":
            return self._models.compare(one, other, control.report, control.cancel)

        self._comparing = self._jobs.run(
            Kind.ANALYSIS,
            work,
            lambda comparison: self._view.show_comparison(compare_face(comparison)),
            lambda problem: self._view.show_problem(COMPARING, problem),
            on_progress=self._compared_so_far,
            on_end=lambda: self._view.show_compare_progress("", None),
        )

    def stop_comparing(self) -> None:
        """The user, or another page, wants it to end."""
        if self._comparing is not None and not self._comparing.ended:
            self._comparing.drop()
            self._view.show_compare_progress("", None)
        self._comparing = None

    def switch_to_chosen(self) -> None:
        """From now on the version that is looked at judges."""
        if self._chosen is not None:
            self.switch(self._chosen[1])

    def switch(self, version: str) -> None:
        """From now on that version of the chosen kind judges."""
        to = self._installed(version)
        if to is not None:
            self._use(lambda: self._models.switch(to), to.kind, lambda: self._models.roll_back(to.kind))

    def roll_back(self) -> None:
        """What judged before the last switch judges again."""
        info = self._info()
        if info is None or info.in_use is None:
            return
        before = info.in_use.installed
        self._use(lambda: self._models.roll_back(info.kind), info.kind, lambda: self._models.switch(before))

    def remove_chosen(self) -> None:
        """Take the version that is looked at from the list."""
        version = self._installed(self._chosen[1]) if self._chosen else None
        if version is None:
            return

        def restored(_: None) -> None:
            self._chosen = (version.kind, version.version)
            self.refresh()

        def removed(_: None) -> None:
            self.refresh()
            name = f"{kind_word(version.kind)} {version.version}"
            self._view.offer_undo(
                tr("{name} is removed; its verdicts stay.", name=name),
                lambda: self._keep(lambda: self._models.restore(version), restored),
            )

        self._keep(lambda: self._models.remove(version), removed)

    def _keep(self, act: Callable[[], None], done: Callable[[None], None]) -> None:
        self._view.clear_problem(USING)
        self._jobs.run(
            Kind.HISTORY, lambda control: act(), done, lambda problem: self._view.show_problem(USING, problem)
        )

    def _use(self, act: Callable[[], ModelChoice], kind: str, back: Callable[[], ModelChoice]) -> None:
        def work(control: Control) -> "KindInfo":
            act()
            return next(one for one in self._models.kinds() if one.kind == kind)

        def done(info: "KindInfo") -> None:
            self._changed(info)
            self._view.offer_undo(_switched(info), lambda: self._undo(back, kind))

        self._view.clear_problem(USING)
        self._jobs.run(Kind.HISTORY, work, done, lambda problem: self._view.show_problem(USING, problem))

    def _undo(self, back: Callable[[], ModelChoice], kind: str) -> None:
        def work(control: Control) -> "KindInfo":
            back()
            return next(one for one in self._models.kinds() if one.kind == kind)

        self._jobs.run(Kind.HISTORY, work, self._changed, lambda problem: self._view.show_problem(USING, problem))

    def _changed(self, info: "KindInfo") -> None:
        if info.in_use is not None:
            self._chosen = (info.kind, info.in_use.installed.version)
        self._view.judge_changed()
        self.refresh()

    def _imported(self, installed: "Installed") -> None:
        self._chosen = (installed.kind, installed.version)
        name = f"{kind_word(installed.kind)} {installed.version}"
        if installed.shipped:
            self._view.tell_imported(tr("{name} came with Earshot already.", name=name), tr("It is in the list."))
        else:
            self._view.tell_imported(
                tr("{name} is imported.", name=name), tr("It judges nothing until you switch to it.")
            )
        self._view.show_comparison(None)
        self.refresh()

    def _arrived(self, read: "_Read") -> None:
        self._view.clear_problem(READING)
        self._read = read
        self._show()

    def _show(self) -> None:
        if self._read is not None:
            models = shown(*self._read, self._chosen)
            self._chosen = models.chosen.key if models.chosen else None
            self._view.show_models(models)

    def _fleet_known(self, drift: FleetDrift | None) -> None:
        self._view.clear_problem(DRIFTING)
        self._view.show_fleet(drift)

    def _compared_so_far(self, progress: Progress) -> None:
        text = tr("{file}, {n} of {all}", file=progress.file_name, n=progress.index + 1, all=progress.count)
        self._view.show_compare_progress(text, progress.share)

    def _info(self) -> "KindInfo | None":
        kinds = self._read[0] if self._read else ()
        return next((one for one in kinds if self._chosen and one.kind == self._chosen[0]), None)

    def _installed(self, version: str) -> "Installed | None":
        info = self._info()
        versions = info.versions if info else ()
        return next((one.installed for one in versions if one.installed.version == version), None)


def _switched(info: "KindInfo") -> str:
    judging = info.in_use
    judged = judged_by(info)
    if judging is None:
        return tr("No model of their own judges {machines} any more.", machines=judged)
    return tr("{version} judges {machines} from now on.", version=judging.installed.version, machines=judged)

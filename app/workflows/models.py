"""The installed models: what they are, how they have done here, import, compare, switch and roll back."""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from app.diagnosis.importing import (
    FILES,
    Candidate,
    checked,
    forget_removed,
    install,
    other_of_that_version,
    remove,
    restore,
)
from app.diagnosis.registry import GENERIC, Installed, ModelRegistry
from app.domain.identity import now
from app.domain.machine import MachineType
from app.domain.model_use import ModelChoice, ModelMonth
from app.domain.problem import Problem
from app.history.history import History
from app.language import later, say
from app.recordings.take_store import TakeStore
from app.workflows.model_compare import CompareModels, Comparison
from app.workflows.progress import Cancel, OnProgress

__all__ = ["Installed", "KindInfo", "Models", "VersionInfo"]


@dataclass(frozen=True, slots=True)
class VersionInfo:
    """An installed version as the model page shows it; `card` is empty and `problem` set when it can't be used."""

    installed: Installed
    in_use: bool
    card: dict[str, Any]
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class KindInfo:
    """One kind of model: its versions, newest first.

    `since` is when the version in use was chosen, None where nobody had to. `may_roll_back` to `back_to`, None for
    "no model of this kind judges, as before". `gone` is a chosen version that is no longer on the disk.
    """

    kind: str
    machine_types: tuple[MachineType, ...]
    versions: tuple[VersionInfo, ...]
    since: datetime | None = None
    may_roll_back: bool = False
    back_to: Installed | None = None
    gone: str = ""

    @property
    def in_use(self) -> VersionInfo | None:
        """The version that judges now."""
        return next((one for one in self.versions if one.in_use), None)


class Models:
    """What the model page asks for and does. A stored verdict never changes by any of it."""

    def __init__(self, history: History, store: TakeStore, registry: ModelRegistry, imported: Path) -> None:
        self._history = history
        self._registry = registry
        self._imported = imported
        self._compare = CompareModels(history, store)
        forget_removed(imported)
        for kind in registry.kinds():
            choice = history.model_choice(kind)
            if choice:
                registry.choose(kind, choice.version)

    def kinds(self) -> tuple[KindInfo, ...]:
        """Every kind of which a version is installed."""
        return tuple(self._kind(kind) for kind in self._registry.kinds())

    def find(self, kind: str, version: str) -> Installed:
        """An installed version by its name; Problem when there is none."""
        found = next((one for one in self._registry.versions(kind) if one.version == version), None)
        if found is None:
            there = ", ".join(one.version for one in self._registry.versions(kind))
            to_do = later("Import it, or name one that is: none.")
            if there:
                to_do = say("Import it, or name one that is: {versions}.", versions=there)
            raise Problem(
                say(
                    "Version {version} of the {kind_words} model is not installed.",
                    version=version,
                    kind_words=kind,
                ),
                to_do,
            )
        return found

    def months(self) -> list[ModelMonth]:
        """How the verdicts of each version were found to be, by month."""
        return self._history.model_months()

    def import_file(self, path: Path) -> Installed:
        """Checks a model file and installs it beside the others; it judges nothing before it is switched to.

        Raises:
            Problem: it is refused, with the reason.
        """
        with checked(path) as candidate:
            kind, version = candidate.kind, candidate.card.version
            shipped = next(
                (one for one in self._registry.versions(kind) if one.shipped and one.version == version), None
            )
            if shipped is not None:
                if _same(candidate, shipped):
                    return shipped
                raise other_of_that_version(candidate)
            if self._judged_otherwise(candidate):
                told = later(
                    "Version {version} of the {kind_words} model gave verdicts here before, and was another model."
                )
                what = say(told, version=version, kind_words=kind)
                raise Problem(what, later("Ask whoever made it for a version number of its own."))
            return Installed(kind, version, install(candidate, self._imported), shipped=False)

    def remove(self, version: Installed) -> None:
        """Takes an imported version from the list; its verdicts stay, and name it.

        `restore` can bring it back until Earshot starts the next time.

        Raises:
            Problem: it came with Earshot, it is in use, or it can't be removed.
        """
        if version.shipped:
            told = later("Version {version} of the {kind_words} model came with Earshot and can't be removed.")
            what = say(told, version=version.version, kind_words=version.kind)
            raise Problem(what, later("Switch to another version instead."))
        if version == self._registry.judging(version.kind):
            told = later("Version {version} of the {kind_words} model is in use.")
            what = say(told, version=version.version, kind_words=version.kind)
            raise Problem(what, later("Switch to another version first, then remove it."))
        remove(version, self._imported)
        self._registry.forget(version)

    def restore(self, version: Installed) -> None:
        """Undo of `remove`; Problem when it can't be brought back."""
        restore(version.kind, version.version, self._imported)

    def compare(
        self,
        first: Installed,
        second: Installed,
        on_progress: OnProgress | None = None,
        cancel: Cancel | None = None,
    ) -> Comparison:
        """Judges the newest stored takes by both versions, each against the baseline it was judged by then.

        Raises:
            Problem: a version can't be used.
            Cancelled: asked to stop.
        """
        models = (self._registry.load(first), self._registry.load(second))
        return self._compare((first, second), models, self._types(first.kind), on_progress, cancel)

    def switch(self, to: Installed, by: str = "") -> ModelChoice:
        """From now on that version judges; the one before can be rolled back to.

        Raises:
            Problem: it can't be used; then nothing changes.
        """
        self._registry.load(to)
        return self._choose(ModelChoice(to.kind, to.version, now(), by or self._history.who()))

    def roll_back(self, kind: str, by: str = "") -> ModelChoice:
        """Back to what judged before the last switch that still stands; once more goes one switch further back.

        Raises:
            Problem: there is nothing before, or it can't be used; then nothing changes.
        """
        standing = self._standing(kind)
        if len(standing) < 2:
            raise Problem(later("There is nothing to roll back to."), later("Switch to another version instead."))
        back = standing[-2]
        if back is not None:
            self._registry.load(back)
        default = self._default(kind)
        version = "" if back is None or back == default else back.version
        return self._choose(ModelChoice(kind, version, now(), by or self._history.who()))

    def _judged_otherwise(self, candidate: Candidate) -> bool:
        """Whether verdicts of this history name another model by that kind and version: one that was removed."""
        card = candidate.card
        graphs = (card.ear_sha256, card.judge_sha256)
        judged = (month.model for month in self._history.model_months())
        return any(
            (one.machine_type, one.version) == (card.machine_type, card.version)
            and (one.ear_sha256, one.judge_sha256) != graphs
            for one in judged
        )

    def _choose(self, choice: ModelChoice) -> ModelChoice:
        kept = self._history.choose_model(choice)
        self._registry.choose(kept.machine_type, kept.version)
        return kept

    def _kind(self, kind: str) -> KindInfo:
        judging, choices = self._registry.judging(kind), self._history.model_choices(kind)
        versions = tuple(self._info(one, one == judging) for one in self._registry.versions(kind))
        known = {one.installed.version for one in versions} | {""}
        standing = self._standing(kind)
        newest = choices[0] if choices else None
        gone = newest.version if newest and newest.version not in known else ""
        return KindInfo(
            kind,
            self._types(kind),
            versions,
            since=newest.at if newest and judging and not gone else None,
            may_roll_back=len(standing) > 1,
            back_to=standing[-2] if len(standing) > 1 else None,
            gone=gone,
        )

    def _standing(self, kind: str) -> list[Installed | None]:
        """What judged, one switch after the other; going back to the one before takes a switch back.

        Choices of what is no longer on the disk are passed over: nobody can go back there.
        """
        installed: dict[str, Installed | None] = {one.version: one for one in self._registry.versions(kind)}
        installed[""] = self._default(kind)
        standing = [installed[""]]
        for choice in reversed(self._history.model_choices(kind)):
            if choice.version not in installed:
                continue
            chosen = installed[choice.version]
            if len(standing) > 1 and standing[-2] == chosen:
                standing.pop()
            elif standing[-1] != chosen:
                standing.append(chosen)
        return standing

    def _default(self, kind: str) -> Installed | None:
        """What judges where nobody chose."""
        return next((one for one in self._registry.versions(kind) if one.shipped), None)

    def _info(self, installed: Installed, in_use: bool) -> VersionInfo:
        try:
            card = json.loads(self._registry.load(installed).card.text)
        except Problem as problem:
            if not installed.shipped:
                problem = Problem(problem.what, later("Import its file again."), problem.detail)
            return VersionInfo(installed, in_use, {}, problem)
        return VersionInfo(installed, in_use, card)

    def _types(self, kind: str) -> tuple[MachineType, ...]:
        """The machine types that kind is for: its own, or for the generic one all that no other kind judges."""
        if kind != GENERIC:
            return (MachineType(kind),)
        return tuple(one for one in MachineType if self._registry.judging(one.value) is None)


def _same(candidate: Candidate, installed: Installed) -> bool:
    try:
        return all(
            (installed.folder / name).read_bytes() == (candidate.folder / name).read_bytes() for name in FILES
        )
    except OSError:
        return False

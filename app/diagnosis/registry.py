"""Which models are installed, `<folder>/<kind>/<version>/`, and which of them judges a type of machine."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from app.diagnosis.model import Model
from app.domain.machine import MachineType

GENERIC = "generic"
"""The kind that judges every type of machine that has no model of its own."""

Version = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Installed:
    """One version of a kind of model; `shipped` came with the program, others were imported."""

    kind: str
    version: str
    folder: Path
    shipped: bool


class ModelRegistry:
    """Finds models and keeps each loaded one. Safe to use from several threads.

    `shipped` is the program's own folder, never written to; `imported` is the user's. A version that is in both is
    taken from the program.
    """

    def __init__(self, shipped: Path, imported: Path | None = None) -> None:
        self._folders = [(shipped, True)] + ([(imported, False)] if imported else [])
        self._chosen: dict[str, str] = {}
        self._loaded: dict[Path, Model] = {}
        self._lock = Lock()

    def model_for(self, machine_type: MachineType) -> Model | None:
        """The model that judges that type; None where none does.

        Raises:
            Problem: one does, but can't be used.
        """
        installed = self.in_use(machine_type)
        return self.load(installed) if installed else None

    def in_use(self, machine_type: MachineType) -> Installed | None:
        """Which version judges that type: of its own kind, else the generic one."""
        return self.judging(machine_type.value) or self.judging(GENERIC)

    def judging(self, kind: str) -> Installed | None:
        """Which version of a kind judges: the chosen one, else the newest that came with the program.

        An imported one never judges before it is chosen; a chosen one that is gone gives way.
        """
        versions, chosen = self.versions(kind), self._chosen.get(kind, "")
        shipped = next((one for one in versions if one.shipped), None)
        return next((one for one in versions if one.version == chosen), shipped)

    def choose(self, kind: str, version: str) -> None:
        """From now on that version judges; where it is empty, the newest that came with the program."""
        with self._lock:
            self._chosen[kind] = version

    def load(self, installed: Installed) -> Model:
        """That version, loaded once; raises Problem when it can't be used."""
        with self._lock:
            if installed.folder not in self._loaded:
                self._loaded[installed.folder] = Model.load(installed.folder)
            return self._loaded[installed.folder]

    def forget(self, installed: Installed) -> None:
        """That version was removed: another one may come to lie in its place."""
        with self._lock:
            self._loaded.pop(installed.folder, None)

    def types(self) -> frozenset[MachineType]:
        """The machine types that a model is installed for, whether or not it can be used."""
        return frozenset(kind for kind in MachineType if self.in_use(kind))

    def kinds(self) -> tuple[str, ...]:
        """The kinds of which a version is installed, the generic one last."""
        known = [*(kind.value for kind in MachineType), GENERIC]
        return tuple(kind for kind in known if self.versions(kind))

    def versions(self, kind: str) -> tuple[Installed, ...]:
        """The installed versions of a kind, newest first."""
        found: dict[str, Installed] = {}
        for folder, shipped in self._folders:
            for path in _numbered(folder / kind):
                found.setdefault(path.name, Installed(kind, path.name, path, shipped))
        return tuple(sorted(found.values(), key=lambda one: number_of(one.version), reverse=True))


def number_of(version: str) -> Version:
    """A version as it is compared: 1.10 is newer than 1.9."""
    return tuple(int(part) for part in version.split("."))


def is_version(name: str) -> bool:
    """Whether a folder may be a version: numbers and dots."""
    return re.fullmatch(r"\d{1,9}(\.\d{1,9})*", name) is not None


def _numbered(folder: Path) -> Sequence[Path]:
    try:
        return [path for path in folder.iterdir() if is_version(path.name)]
    except OSError:
        # No folder, or not one to be read: then no version of this kind is installed there.
        return []

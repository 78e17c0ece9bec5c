"""Which models are installed: `models/<machine type>/<version>/`, the newest version of a type is used."""

import re
from pathlib import Path
from threading import Lock

from app.diagnosis.model import Model
from app.domain.machine import MachineType


class ModelRegistry:
    """Finds models by machine type and keeps each loaded one. Safe to use from several threads."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._loaded: dict[Path, Model] = {}
        self._lock = Lock()

    def newest(self, machine_type: MachineType) -> Model | None:
        """The model for that type, or None where none is installed.

        Raises:
            Problem: one is installed but can't be used.
        """
        versions = self._versions(machine_type)
        if not versions:
            return None
        with self._lock:
            path = versions[-1]
            if path not in self._loaded:
                self._loaded[path] = Model.load(path)
            return self._loaded[path]

    def types(self) -> frozenset[MachineType]:
        """The machine types a model is installed for, whether or not it can be used."""
        return frozenset(kind for kind in MachineType if self._versions(kind))

    def _versions(self, machine_type: MachineType) -> list[Path]:
        folder = self._folder / machine_type.value
        if not folder.is_dir():
            return []
        numbered = [path for path in folder.iterdir() if re.fullmatch(r"\d+(\.\d+)*", path.name)]
        return sorted(numbered, key=lambda path: [int(part) for part in path.name.split(".")])

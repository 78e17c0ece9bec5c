"""A small archive, and imports of it into a fresh history."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from app.diagnosis.registry import ModelRegistry
from app.domain.inspection import Inspection
from app.history.history import History
from app.main import paths
from app.workflows.archive.archive_import import ArchiveImport
from app.workflows.archive.plan import Options
from tests.e2e.support import RATE_HZ, write_wav

MODELS = ModelRegistry(paths.MODELS)


@dataclass
class Hall:
    """An archive's folder, and the history it is imported into."""

    archive: Path
    folder: Path
    history: History
    archives: ArchiveImport
    seed: int = 0

    def take(self, path: str, seconds: float = 2.1, whistle: float = 0.0) -> Path:
        """Adds a file, unlike any other; the machine hums and hisses alike in all."""
        self.seed += 1
        rng = np.random.default_rng(self.seed)
        count = round(seconds * RATE_HZ)
        sound = 0.1 * np.sin(np.arange(count) * 0.05) + rng.normal(0, 0.02, count)
        return write_wav(self.archive / path, sound + whistle * np.sin(np.arange(count) * 1.1))

    def plan(self, **said: object):
        return self.archives.plan(self.archive, Options(**said))

    def run(self, **said: object):
        return self.archives.run(self.plan(**said))

    def inspections(self) -> list[Inspection]:
        return [
            self.history.inspection(visit.inspection_id)
            for machine in self.history.machines()
            for visit in self.history.visits(machine.id)
        ]

    def learnt(self) -> list[str]:
        """The names of the files in all baselines that count."""
        conditions = [c.id for m in self.history.machines() for p in m.points for c in p.conditions]
        baselines = [b for c in conditions if (b := self.history.baseline(c))]
        return [take.file_name for b in baselines for take in self.history.takes_of_baseline(b.id)]


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    folder = tmp_path / "history"
    (tmp_path / "archive").mkdir()
    with History.open(folder) as history:
        yield Hall(tmp_path / "archive", folder, history, ArchiveImport(history, MODELS, folder, batch_files=3))

"""A small simulated fleet, made once for all tests that only look at it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.diagnosis.registry import ModelRegistry
from app.domain.inspection import Inspection
from app.history.history import History
from app.main import paths
from app.recordings.take_store import TakeStore
from app.workflows.demo import lives, make_demo
from app.workflows.demo.make_demo import Made, MakeDemo, Wish
from app.workflows.demo.stories import stories

UNTIL = datetime(2026, 11, 20, 16, 0, tzinfo=UTC)
SMALL = Wish(machines=6, years=0.25, until=UNTIL)


@dataclass(frozen=True)
class Demo:
    """A history with a simulated fleet."""

    history: History
    store: TakeStore
    made: Made

    def inspections(self) -> Iterator[Inspection]:
        """Every inspection, read back one by one."""
        for machine in self.history.machines():
            for visit in self.history.visits(machine.id, limit=10_000):
                yield self.history.inspection(visit.inspection_id)


def maker(history: History, folder: Path) -> MakeDemo:
    return MakeDemo(history, TakeStore(folder), ModelRegistry(paths.MODELS))


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    folder = tmp_path_factory.mktemp("demo")
    with History.open(folder) as history:
        made = maker(history, folder)(SMALL)
        yield Demo(history, TakeStore(folder), made)


@pytest.fixture
def without_sound(monkeypatch: pytest.MonkeyPatch) -> None:
    """Making sound is what takes time; no state depends on it."""
    monkeypatch.setattr(lives, "Voiced", lambda imagined, *_, **__: imagined)
    monkeypatch.setattr(
        make_demo, "stories", lambda *of: tuple(replace(story, heard=False) for story in stories(*of))
    )

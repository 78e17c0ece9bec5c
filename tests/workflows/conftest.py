"""All jobs on a fresh history, with the shipped model."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.domain.machine import Machine, MachineType, MeasuringPoint, OperatingCondition
from app.history.history import History
from app.main.wiring import build
from app.workflows.workflows import Workflows
from tests.e2e.support import healthy_wav


@dataclass
class Plant:
    """One fan and the jobs on it."""

    flows: Workflows
    history: History
    folder: Path
    fan: Machine
    healthy: list[Path]

    @property
    def condition_id(self) -> str:
        return self.fan.points[0].conditions[0].id

    def learn(self, *paths: Path, **how: object):
        return self.flows.learn(self.fan.id, self.condition_id, paths, **how)

    def inspect(self, path: Path, **how: object):
        return self.flows.inspect(self.fan.id, self.condition_id, path, **how)

    def files(self) -> list[Path]:
        return sorted(path for path in (self.folder / "takes").rglob("*") if path.is_file())


@pytest.fixture(scope="session")
def healthy(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("healthy")
    return [healthy_wav(folder / f"healthy-{seed}.wav", seed) for seed in range(1, 6)]


@pytest.fixture
def plant(tmp_path: Path, healthy: list[Path]) -> Iterator[Plant]:
    folder = tmp_path / "history"
    with History.open(folder) as history:
        fan = Machine(
            "Fan", MachineType.FAN, (MeasuringPoint("Inlet", (OperatingCondition("Full"),), fixed=True),)
        )
        flows = build(history, folder)
        flows.machines.add(fan)
        yield Plant(flows, history, folder, fan, healthy)

"""Models in memory, instant: four kinds, as many versions as asked for, months and comparisons of any shape."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from app.diagnosis.registry import Installed
from app.domain.drift import Drift, FleetDrift
from app.domain.machine import MachineType
from app.domain.model_use import ModelChoice, ModelMonth
from app.domain.problem import Problem
from app.domain.review import Found
from app.domain.verdict import ModelIdentity, State
from app.workflows.model_compare import Comparison, TwoVerdicts
from app.workflows.models import KindInfo, VersionInfo
from app.workflows.progress import Cancel, OnProgress, Progress

NOON = datetime(2026, 11, 22, 9, 14, tzinfo=UTC)
HASHES = {"ear.onnx": "669a066c" + "0" * 52 + "8b08", "judge.onnx": "ba60f8f8" + "1" * 52 + "6c53"}
FAULT = Problem("The model fan 1.5.0 was altered.", "Install Earshot again, or copy the model folder anew.")
ALL_CHANGED = FleetDrift(
    7, 9, NOON - timedelta(days=40), 0.0004, True,
    "7 of 9 machines changed at once since October.",
    "Check the microphone first: its cable, its settings, and whether it is the same one. Then check the model.",
)  # fmt: skip


def row(detections: float, worst: float, false_alarms: float = 0.04, auc: float = 0.93) -> dict[str, Any]:
    mean = {"auc": auc, "pauc": 0.8, "false_alarms": false_alarms, "detections": detections}
    return {
        "mean": mean | {"cannot_tell_healthy": 0.02},
        "worst": mean | {"detections": worst, "false_alarms": 0.08, "cannot_tell_healthy": 0.05},
    }


def card(version: str, kind: str = "fan", better: float = 0.0) -> dict[str, Any]:
    """A card of the second format."""
    levels = {"+6dB": 0.9, "0dB": 0.7, "-6dB": 0.4, "all": 0.66}
    table = {
        level: row(min(0.99, share + better), share - 0.2, auc=share + 0.08) for level, share in levels.items()
    }
    return {
        "format": 2,
        "name": kind,
        "version": version,
        "machine_type": kind,
        "trained_on": {
            "data_set": "MIMII (Purohit et al., DCASE 2019)",
            "source": "https://zenodo.org/records/3384388",
            "licence": "CC BY-SA 4.0",
            "notice": "Trained on MIMII: Sound Dataset for Malfunctioning Industrial Machine Investigation and "
            "Inspection, Hitachi, Ltd., CC BY-SA 4.0. The weights carry the same licence.",
            "machines": ["id_00", "id_04", "id_06"],
            "healthy_clips": {"id_00": 1011, "id_04": 1033, "id_06": 1015},
            "faulty_clips": {"id_00": 407, "id_04": 348, "id_06": 361},
            "snrs": ["+6dB", "-6dB", "0dB"],
        },
        "thresholds": [{"n": 5, "k": 1, "watch": 0.8, "abnormal": 1.0, "level": level} for level in (False, True)],
        "limits": {"noisier_db": 12.0, "strange": 1.0},
        "summary": {f"n={n} k={k}": table for n in (3, 5, 10) for k in (1, 3, 6)},
        "sha256": HASHES,
    }


def month(
    at: datetime, version: str, right: int = 0, false_alarms: int = 0, missed: int = 0, kind: str = "fan"
) -> ModelMonth:
    model = ModelIdentity(kind, version, kind, "e" * 64, version.rjust(64, "0"))
    given = {State.HEALTHY: right + missed + 3, State.ABNORMAL: false_alarms + 1, State.CANNOT_TELL: 1}
    return ModelMonth(model, at, given, right, false_alarms, missed)


def months(how_many: int, version: str = "1.0.0", last: datetime = NOON, kind: str = "fan") -> list[ModelMonth]:
    """That many months up to `last`, in a pattern that is not too regular."""
    made = []
    for back in reversed(range(how_many)):
        index = last.year * 12 + last.month - 1 - back
        at = datetime(index // 12, index % 12 + 1, 1, tzinfo=UTC)
        made.append(month(at, version, 3 + (back * 5) % 7, (back * 3) % 4 == 0, back % 9 == 4, kind))
    return made


def two(
    at: int, machine_id: str, first: State, second: State, found: Found | None, machine: str = "Supply fan 3"
) -> TwoVerdicts:
    scores = {State.HEALTHY: 0.41, State.WATCH: 0.84, State.ABNORMAL: 1.31, State.CANNOT_TELL: None}
    when = NOON - timedelta(days=9 * at)
    return TwoVerdicts(
        f"inspection-{at}", machine_id, machine, when, first, scores[first], second, scores[second], found
    )


@dataclass
class FakeModels:
    """`refuses` is raised by whatever changes something; `chosen` is what judged of each kind, the newest last."""

    installed: dict[str, list[VersionInfo]] = field(default_factory=dict)
    reviewed: list[ModelMonth] = field(default_factory=list)
    verdicts: list[TwoVerdicts] = field(default_factory=list)
    chosen: dict[str, list[str]] = field(default_factory=dict)
    refuses: Problem | None = None
    imports: list[Path] = field(default_factory=list)
    removed: VersionInfo | None = None
    compared: list[tuple[str, str]] = field(default_factory=list)
    wait: Callable[[Cancel | None], None] = lambda cancel: None

    def add(self, kind: str, version: str, *, shipped: bool = True, problem: Problem | None = None) -> None:
        one = Installed(kind, version, Path(kind) / version, shipped)
        better = 0.05 * len(self.installed.get(kind, []))
        made = VersionInfo(one, False, {} if problem else card(version, kind, better), problem)
        self.installed.setdefault(kind, []).insert(0, made)
        if shipped and not problem and kind not in self.chosen:
            self.chosen[kind] = [version]

    def kinds(self) -> tuple[KindInfo, ...]:
        if self.refuses and not self.installed:
            raise self.refuses
        return tuple(self._kind(kind) for kind in self.installed)

    def _kind(self, kind: str) -> KindInfo:
        chosen = self.chosen.get(kind, [""])
        versions = tuple(replace(one, in_use=one.installed.version == chosen[-1]) for one in self.installed[kind])
        back = next(
            (one.installed for one in versions if chosen[1:] and one.installed.version == chosen[-2]), None
        )
        types = (MachineType.OTHER,) if kind == "generic" else (MachineType(kind),)
        when = NOON - timedelta(days=30) if chosen[1:] else None
        return KindInfo(kind, types, versions, when, len(chosen) > 1, back)

    def months(self) -> list[ModelMonth]:
        return self.reviewed

    def import_file(self, path: Path) -> Installed:
        self.imports.append(path)
        self._may_fail()
        kind, version = path.stem.split("-")
        self.add(kind, version, shipped=False)
        return self.installed[kind][0].installed

    def compare(
        self,
        first: Installed,
        second: Installed,
        on_progress: OnProgress | None = None,
        cancel: Cancel | None = None,
    ) -> Comparison:
        self.compared.append((first.version, second.version))
        if on_progress:
            on_progress(Progress(0.0, 0.0, "SF3 2026-11-22.wav", 96, 240))
        self.wait(cancel)
        self._may_fail()
        return Comparison(first, second, tuple(self.verdicts), 3)

    def switch(self, to: Installed, by: str = "") -> ModelChoice:
        self._may_fail()
        self.chosen.setdefault(to.kind, [""]).append(to.version)
        return ModelChoice(to.kind, to.version, NOON)

    def roll_back(self, kind: str, by: str = "") -> ModelChoice:
        self._may_fail()
        self.chosen[kind].pop()
        return ModelChoice(kind, self.chosen[kind][-1], NOON)

    def remove(self, version: Installed) -> None:
        self._may_fail()
        self.removed = next(one for one in self.installed[version.kind] if one.installed == version)
        self.installed[version.kind].remove(self.removed)

    def restore(self, version: Installed) -> None:
        self._may_fail()
        assert self.removed and self.removed.installed == version
        self.installed[version.kind].insert(0, self.removed)

    def _may_fail(self) -> None:
        if self.refuses:
            raise self.refuses


@dataclass
class FakeDrift:
    """What is found over all machines, and of single ones by their ids; `refuses` is raised in its place."""

    found: FleetDrift | None = None
    asked: int = 0
    machines: dict[str, tuple[Drift, ...]] = field(default_factory=dict)
    looked_at: list[str] = field(default_factory=list)
    refuses: Problem | None = None

    def of(self, machine_id: str) -> tuple[Drift, ...]:
        self.looked_at.append(machine_id)
        if self.refuses:
            raise self.refuses
        return self.machines.get(machine_id, ())

    def fleet(self, cancel: Cancel | None = None) -> FleetDrift | None:
        self.asked += 1
        return self.found


def oldest_card() -> dict[str, Any]:
    """A card of the first format: no limits, nothing of loudness, and no take that it could not judge."""
    made = card("1.0.0") | {"format": 1}
    del made["limits"]
    for line in made["thresholds"]:
        del line["level"]
    for table in made["summary"].values():
        for one in table.values():
            one["mean"].pop("cannot_tell_healthy", None)
            one["worst"].pop("cannot_tell_healthy", None)
    return made


def usual() -> FakeModels:
    """Two fan models, the newer one imported; one for pumps; one for any other machine."""
    models = FakeModels()
    models.add("fan", "1.0.0")
    models.add("fan", "2.0.0", shipped=False)
    models.add("pump", "1.0.0")
    models.add("generic", "1.0.0")
    return models


def differing(machines: Sequence[tuple[str, str]], how_many: int = 7) -> list[TwoVerdicts]:
    """Takes of which two versions say something else, among many of which they do not; ids and names in turn."""
    pairs = (
        (State.WATCH, State.HEALTHY, Found.HEALTHY),
        (State.HEALTHY, State.ABNORMAL, Found.FAULTY),
        (State.ABNORMAL, State.CANNOT_TELL, None),
        (State.ABNORMAL, State.HEALTHY, None),
        (State.HEALTHY, State.WATCH, Found.HEALTHY),
    )
    verdicts = []
    for at in range(240):
        machine_id, name = machines[at % len(machines)]
        if at < how_many:
            verdicts.append(two(at, machine_id, *pairs[at % len(pairs)], machine=name))
        else:
            found = Found.HEALTHY if at % 20 == 0 else None
            verdicts.append(two(at, machine_id, State.HEALTHY, State.HEALTHY, found, machine=name))
    return verdicts

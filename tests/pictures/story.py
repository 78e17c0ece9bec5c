"""A year at a plant with sample fans: one stays healthy, on one a blade goes, on one it goes slowly."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.acoustics.samples import SAMPLE_RATE_HZ, SampleTake
from app.acoustics.synthesis import Fault
from app.domain.inspection import Inspection
from app.domain.machine import Machine, MachineType, MeasuringPoint, OperatingCondition
from app.workflows.workflows import Workflows
from tests.e2e.support import write_wav
from tests.pictures.calendar import Calendar

LEARNT_ON = ("2026-03-02", "2026-03-09", "2026-03-16", "2026-03-23", "2026-03-30")
VISITS = (
    ("2026-04-13", 0.0),
    ("2026-05-11", 0.0),
    ("2026-06-08", 0.0),
    ("2026-07-06", 0.0),
    ("2026-08-03", 0.15),
    ("2026-08-31", 0.1),
    ("2026-09-28", 0.2),
    ("2026-10-26", 0.3),
    ("2026-11-09", 0.45),
    ("2026-11-21", 0.9),
)
SLOWLY = tuple(
    (f"2026-{4 + at // 2:02d}-{8 + 14 * (at % 2):02d}", 0.0 if at < 8 else 1.5 + at / 8) for at in range(16)
)
"""Days, and by how many dB the duct around 0.5 kHz is louder than in spring."""

RATTLES_HZ = (300.0, 900.0)
NOTE = "Rumble at the inlet, guard loose on one bolt. Casing 41 °C."


@dataclass(frozen=True)
class Told:
    """The machines of the story, by what they show."""

    abnormal: Machine
    healthy: Machine
    slowly: Machine
    mistaken: Machine
    untaught: Machine
    unjudged: Machine
    last: Inspection


class Teller:
    """Fills a history with the story; takes some seconds."""

    def __init__(self, workflows: Workflows, folder: Path, days: Calendar) -> None:
        self._flows = workflows
        self._folder = folder
        self._days = days
        self._seeds: Iterator[int] = iter(range(40, 400))

    def tell(self) -> Told:
        """All of it."""
        self._days.turn_to(LEARNT_ON[0])
        failing, sound = (
            self._fan("Supply fan 3", "SF-003", "Hall B"),
            self._fan("Supply fan 4", "SF-004", "Hall B"),
        )
        slowly = self._fan("Dust extraction fan", "DE-001", "Hall A")
        mistaken = self._fan("Cooling tower fan A", "CT-001", "Roof")
        exhaust, untaught = (
            self._fan("Exhaust fan 1", "EF-001", "Hall A"),
            self._fan("Booth exhaust", "", "Hall A"),
        )
        self._learn(failing, sound, slowly, mistaken)
        last = [self._visit(failing, day, severity) for day, severity in VISITS][-1]
        self._flows.machines.set_note(last.id, NOTE)
        for day in ("2026-09-28", "2026-11-02"):
            self._visit(sound, day)
        change = [self._visit(slowly, day, 0.9 * (day == SLOWLY[-1][0]), louder) for day, louder in SLOWLY][-1]
        self._flows.machines.set_note(change.id, "Belt squeals when it starts.")
        self._visit(mistaken, "2026-10-12")
        self._inspect(mistaken, "2026-11-20", self._steam("2026-11-20"))
        self._visit(exhaust, "2026-11-20")
        return Told(failing, sound, slowly, mistaken, untaught, exhaust, last)

    def _fan(self, name: str, code: str, site: str) -> Machine:
        condition = OperatingCondition("Full speed, damper open", rpm=1480.0)
        point = MeasuringPoint("Inlet side, 0.5 m", (condition,), fixed=True)
        machine = Machine(name, MachineType.FAN, (point,), site=site, code=code, blades=7)
        self._flows.machines.add(machine)
        return machine

    def _learn(self, *machines: Machine) -> None:
        healthy = [self._take(day, seed, 0.0) for seed, day in enumerate(LEARNT_ON, 1)]
        self._days.turn_to(LEARNT_ON[-1])
        for machine in machines:
            self._flows.learn(machine.id, _condition(machine), healthy)

    def _visit(self, machine: Machine, day: str, severity: float = 0.0, louder_db: float = 0.0) -> Inspection:
        return self._inspect(machine, day, self._take(day, next(self._seeds), severity, louder_db))

    def _inspect(self, machine: Machine, day: str, take: Path) -> Inspection:
        self._days.turn_to(day)
        return self._flows.inspect(machine.id, _condition(machine), take)

    def _take(self, day: str, seed: int, severity: float, louder_db: float = 0.0) -> Path:
        fault = Fault.BLADE_DAMAGE if severity else None
        name = f"{day}T091408Z_fan.wav"
        take = SampleTake(name, 30.0 if severity > 0.5 else 10.0, seed, fault, severity)
        sound = _louder(take.samples() / 32767.0, louder_db)
        return write_wav(self._folder / str(seed) / name, sound, SAMPLE_RATE_HZ)

    def _steam(self, day: str) -> Path:
        """Something that hisses and does not turn at all."""
        hiss = np.random.default_rng(7).normal(size=20 * SAMPLE_RATE_HZ) * 0.05
        return write_wav(self._folder / "steam" / f"{day}T091408Z_fan.wav", hiss, SAMPLE_RATE_HZ)


def _louder(sound: NDArray[np.floating], db: float) -> NDArray[np.floating]:
    """The sound with a broad hill of so many dB over what rattles."""
    spectrum, hz = np.fft.rfft(sound), np.fft.rfftfreq(len(sound), 1 / SAMPLE_RATE_HZ)
    low, high = np.log(RATTLES_HZ)
    off = (np.log(np.maximum(hz, 1.0)) - (low + high) / 2) / ((high - low) / 2)
    return np.fft.irfft(spectrum * 10 ** (db * np.exp(-0.5 * off**2) / 20), len(sound))


def _condition(machine: Machine) -> str:
    return machine.points[0].conditions[0].id

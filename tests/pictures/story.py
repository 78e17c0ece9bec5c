"""A year in the life of the sample fan: healthy, then a blade goes."""

from dataclasses import dataclass
from pathlib import Path

from app.acoustics.samples import SAMPLE_RATE_HZ, SampleTake
from app.acoustics.synthesis import Fault
from app.domain.inspection import Inspection
from app.domain.machine import Machine, MachineType, MeasuringPoint, OperatingCondition
from app.workflows.workflows import Workflows
from tests.e2e.support import write_wav

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


@dataclass(frozen=True)
class Told:
    """The machines of the story, by what they show."""

    abnormal: Machine
    healthy: Machine
    untaught: Machine
    unjudged: Machine
    last: Inspection


def tell(workflows: Workflows, folder: Path) -> Told:
    """Fills a history with the story; takes some seconds."""
    failing = _fan("Supply fan 3", "SF-003", "Hall B")
    sound = _fan("Supply fan 4", "SF-004", "Hall B")
    exhaust, untaught = _fan("Exhaust fan 1", "EF-001", "Hall A"), _fan("Booth exhaust", "", "Hall A")
    for machine in (failing, sound, exhaust, untaught):
        workflows.machines.add(machine)
    healthy = [_take(folder, f"{day}T091408Z_fan.wav", seed, 0.0) for seed, day in enumerate(LEARNT_ON, 1)]
    for machine in (failing, sound):
        workflows.learn(machine.id, _condition(machine), healthy)
    visits = [
        workflows.inspect(
            failing.id, _condition(failing), _take(folder, f"{day}T091408Z_fan.wav", 40 + at, severity)
        )
        for at, (day, severity) in enumerate(VISITS)
    ]
    note = "Rumble at the inlet, guard loose on one bolt. Casing 41 °C."
    workflows.machines.set_note(visits[-1].id, note)
    for at, day in enumerate(("2026-09-28", "2026-11-02")):
        workflows.inspect(sound.id, _condition(sound), _take(folder, f"{day}T100000Z_fan.wav", 60 + at, 0.0))
    workflows.inspect(exhaust.id, _condition(exhaust), _take(folder, "2026-11-20T100000Z_fan.wav", 70, 0.0))
    return Told(failing, sound, untaught, exhaust, visits[-1])


def _fan(name: str, code: str, site: str) -> Machine:
    point = MeasuringPoint(
        "Inlet side, 0.5 m", (OperatingCondition("Full speed, damper open", rpm=1480.0),), fixed=True
    )
    return Machine(name, MachineType.FAN, (point,), site=site, code=code, blades=7)


def _condition(machine: Machine) -> str:
    return machine.points[0].conditions[0].id


def _take(folder: Path, name: str, seed: int, severity: float) -> Path:
    fault = Fault.BLADE_DAMAGE if severity else None
    take = SampleTake(name, 30.0 if severity > 0.5 else 10.0, seed, fault, severity)
    return write_wav(folder / name, take.samples() / 32767.0, SAMPLE_RATE_HZ)

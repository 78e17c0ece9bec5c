"""Domain values for the tests of the history, complete and different from each other in every field."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np

from app.domain.baseline import Baseline
from app.domain.identity import new_id
from app.domain.inspection import HealthyCurve, Inspection
from app.domain.machine import Criticality, Machine, MachineType, MeasuringPoint, OperatingCondition
from app.domain.microphone import Ending
from app.domain.placement import Placement, RoomSound
from app.domain.quality import Check, Finding, Grade, Quality
from app.domain.reading import Quantity, Reading
from app.domain.review import Found, Review
from app.domain.take import Clips, RawStream, SoundFormat, Take
from app.domain.verdict import ExcessRange, ModelIdentity, State, Thresholds, Verdict
from app.domain.why import CannotTell, Cause, Hint, Marker, MarkerKind, Moment
from app.history.history import History

EAR = "e" * 64
JUDGE = "f" * 64
START = datetime(2026, 1, 5, 8, 30, tzinfo=UTC)


def machine(name: str = "Supply fan 3", conditions: int = 1) -> Machine:
    point = MeasuringPoint(
        "Inlet", tuple(OperatingCondition(f"stage {i}", 740.0 * (i + 1)) for i in range(conditions))
    )
    return Machine(name, MachineType.FAN, (point,), site="Hall 2", code="AHU-03", blades=9, created_at=START)


def mounted(machine: Machine) -> Machine:
    """The same with a microphone of its own."""
    return replace(machine, points=tuple(replace(point, fixed=True) for point in machine.points))


def looked_after(machine: Machine) -> Machine:
    """The same with everything that may be said of a machine over the years."""
    return replace(
        machine,
        area="Line 4 – cellar",
        criticality=Criticality.HIGH,
        notes="Belt: 2 × XPA 1250\n“squeals” when wet",
        photo="photos/cd/" + "cd" * 32 + ".jpg",
        interval_days=28,
    )


def condition_of(machine: Machine, number: int = 0) -> str:
    return machine.points[0].conditions[number].id


def levels(count: int, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).normal(-8.0, 2.0, (count, 128)).astype(np.float32)


def clips(count: int = 3, seed: int = 0, ear: str = EAR) -> Clips:
    duration_s = np.full(count, 10.0)
    if count:
        duration_s[-1] = 2.125
    return Clips(levels(count, seed), np.arange(count) * 10.0, duration_s, ear)


def take(recorded_at: datetime | None = START, sha256: str = "") -> Take:
    return Take(
        sha256=sha256 or new_id() * 2,
        file_name="Lüfter 3 – Mitte.WAV",
        stored_as="takes/ab/abcdef.wav",
        format=SoundFormat(48000, 2, 1_200_000, "WAV", "PCM_24", 24),
        recorded_at=recorded_at,
        device="Røde NT-USB",
        raw_stream=RawStream.YES,
        added_at=START + timedelta(days=1),
    )


def quality() -> Quality:
    return Quality(
        findings=(
            Finding(Check.LENGTH, Grade.PASSED, "25.0 s"),
            Finding(Check.LEVEL, Grade.NOTED, "−52 dBFS", "The take is quiet.", "Hold the microphone closer."),
        ),
        level_dbfs=-52.25,
        peak_dbfs=-31.5,
    )


def model() -> ModelIdentity:
    return ModelIdentity("fan", "1.0.0", "fan", EAR, JUDGE)


def verdict(state: State = State.ABNORMAL, score: float | None = 1.37) -> Verdict:
    return Verdict(
        state=state,
        finding="12 dB louder than healthy around 2.1–2.6 kHz.",
        next_step="Inspect the bearing.",
        score=score,
        thresholds=Thresholds(0.8, 1.0),
        clip_scores=(1.3, 1.4, 1.41),
        ranges=(ExcessRange(2100.0, 2600.0, 12.0), ExcessRange(100.0, 150.0, -3.5)),
        excess_db=levels(1, seed=5)[0],
        reasons=("All 3 clips are above the threshold.", "The level is 4 dB up."),
    )


def explained() -> Verdict:
    """A verdict with everything that may be said of why it is so."""
    return replace(
        verdict(),
        cannot=CannotTell.TOO_NOISY,
        confidence=0.94,
        p_value=0.05,
        level_counted=True,
        markers=(Marker(MarkerKind.SHAFT, 1, 24.75, 3.5), Marker(MarkerKind.BLADE_PASS, 2, 247.5)),
        hints=(Hint(Cause.BLADE, "The excess sits on the blade pass.", "Look at the blades – “dirt” too."),),
        moments=(Moment(3.5, 4.25, 11.0), Moment(9.0, 9.5, float("-inf"))),
    )


def review(inspection_id: str, found: Found = Found.FAULTY, cause: str = "Lager – Käfig") -> Review:
    return Review(inspection_id, found, cause, "VIB", "M. Großmann", at=START + timedelta(days=31))


def reading(
    machine: Machine,
    value: float = 68.25,
    at: datetime = START,
    inspection_id: str | None = None,
    condition: int = 0,
) -> Reading:
    return Reading(
        condition_of(machine, condition),
        Quantity.TEMPERATURE,
        value,
        "°C",
        inspection_id,
        by="M. Großmann",
        at=at,
        typed_at=at + timedelta(minutes=5),
    )


def add_baseline(history: History, condition_id: str, clip_count: int = 6) -> Baseline:
    kept = history.add_take(take(), clips(clip_count), quality())
    return history.add_baseline(
        Baseline(condition_id, levels(clip_count, seed=3), (kept.id,), EAR, learnt_at=START)
    )


def healthy(baseline: Baseline) -> HealthyCurve:
    return HealthyCurve(
        baseline.id,
        baseline.clip_count,
        baseline.learnt_at,
        baseline.bands.mean(axis=0),
        baseline.bands.std(axis=0),
    )


def inspection(
    machine: Machine,
    baseline: Baseline | None = None,
    state: State = State.ABNORMAL,
    recorded_at: datetime | None = START,
    analysed_at: datetime = START + timedelta(days=30),
    condition: int = 0,
    note: str = "",
) -> Inspection:
    return Inspection(
        machine_id=machine.id,
        condition_id=condition_of(machine, condition),
        take=take(recorded_at),
        clips=clips(),
        quality=quality(),
        verdict=verdict(state),
        model=model(),
        healthy=healthy(baseline) if baseline else None,
        app_version="0.1.0",
        note=note,
        inspector="M. Großmann",
        overruled=(Check.KNOCKS, Check.ROOM),
        above_room_db=7.25,
        ending=Ending.LOST,
        analysed_at=analysed_at,
    )


def bare_inspection(machine: Machine) -> Inspection:
    """An inspection that could not tell anything: every field empty that may be."""
    return Inspection(
        machine_id=machine.id,
        condition_id=condition_of(machine),
        take=take(recorded_at=None),
        clips=clips(0),
        quality=Quality((Finding(Check.SILENCE, Grade.FAILED, "none"),), float("-inf"), float("-inf")),
        verdict=Verdict(State.CANNOT_TELL, "No sound.", "Check the microphone."),
        model=None,
        healthy=None,
        app_version="0.1.0",
        analysed_at=START,
    )


def placement(machine: Machine, note: str = "0.5 m from the guard, on the left", photo: str = "") -> Placement:
    return Placement(machine.points[0].id, note, photo, by="M. Großmann", placed_at=START + timedelta(days=2))


def room(machine: Machine, seed: int = 7) -> RoomSound:
    return RoomSound(
        machine.points[0].id, take(), clips(1, seed), level_dbfs=-61.5, heard_at=START + timedelta(days=3)
    )


def same(left: object, right: object) -> bool:
    """Whether two domain values are equal field by field, arrays byte by byte and of one kind."""
    if isinstance(left, np.ndarray) or isinstance(right, np.ndarray):
        assert isinstance(left, np.ndarray)
        assert isinstance(right, np.ndarray)
        return left.dtype == right.dtype and left.shape == right.shape and left.tobytes() == right.tobytes()
    if type(left) is not type(right):
        return False
    fields = getattr(left, "__dataclass_fields__", None)
    if fields is None:
        return left == right
    return all(same(getattr(left, name), getattr(right, name)) for name in fields)

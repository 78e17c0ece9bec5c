"""Sample reports: a synthesised fan with every kind of verdict, from one clip to two hours."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import numpy as np
from PIL import Image

from app.acoustics.bands import centre_hz
from app.domain.inspection import HealthyCurve, Inspection, Visit
from app.domain.letterhead import Letterhead
from app.domain.machine import Machine, MachineType, MeasuringPoint, OperatingCondition
from app.domain.microphone import Ending
from app.domain.placement import Placement
from app.domain.quality import Check, Finding, Grade, Quality
from app.domain.reading import Quantity, Reading
from app.domain.review import Found, Review
from app.domain.take import Clips, RawStream, SoundFormat, SoundPicture, Take
from app.domain.verdict import ExcessRange, ModelIdentity, State, Thresholds, Verdict
from app.domain.why import Cause, Hint, Marker, MarkerKind, Moment
from app.reports.facts import Paper, ReportFacts

ZONE = timezone(timedelta(hours=1))
MEASURED = datetime(2026, 11, 22, 8, 14, 8, tzinfo=UTC)
EAR = "1f3c" * 16
LIMITS = Thresholds(0.7, 1.0)

CONDITION = OperatingCondition("Full speed, damper open", 1480.0, id="condition")
POINT = MeasuringPoint("Inlet side, 0.5 m from the guard", (CONDITION,), id="point")
MACHINE = Machine(
    "Supply fan 3",
    MachineType.FAN,
    (POINT,),
    site="Plant 2 › Hall B › AHU 3",
    code="SF-003",
    blades=5,
    id="machine",
    created_at=MEASURED - timedelta(days=300),
)

PASSED = (
    Finding(Check.LENGTH, Grade.PASSED, "30.0 s"),
    Finding(Check.SILENCE, Grade.PASSED, "present"),
    Finding(Check.LEVEL, Grade.PASSED, "−28 dBFS"),
    Finding(Check.CLIPPING, Grade.PASSED, "none"),
    Finding(Check.BANDWIDTH, Grade.PASSED, "0–8 kHz"),
    Finding(Check.COMPLETE, Grade.PASSED, "complete"),
)
NOTED = Finding(
    Check.CLIPPING,
    Grade.NOTED,
    "3 samples",
    "Three samples touch full scale.",
    "Turn the input down next time.",
)
TOO_QUIET = Finding(
    Check.LEVEL,
    Grade.FAILED,
    "−71 dBFS",
    "The take is too quiet to be told from the microphone’s own noise.",
    "Move the microphone to half a metre from the guard, or raise the input level, and record again.",
)

PASSED_TOO = (
    Finding(Check.DROPOUTS, Grade.PASSED, "none"),
    Finding(Check.PROCESSING, Grade.PASSED, "none heard"),
    Finding(Check.STEADINESS, Grade.PASSED, "±0.6 dB"),
    Finding(Check.SPEECH, Grade.PASSED, "none"),
    Finding(Check.KNOCKS, Grade.PASSED, "none"),
    Finding(Check.HUM, Grade.PASSED, "weak"),
    Finding(Check.ROOM, Grade.PASSED, "+14 dB"),
)
THIRTEEN = (*PASSED, *PASSED_TOO)
GAPS = Finding(
    Check.DROPOUTS,
    Grade.FAILED,
    "3 gaps, 0.2 s",
    "Sound went missing 3 times while recording: 9,216 frames are not in the take.",
    "Close other programs, plug the laptop in, then record again.",
)
SPEECH = Finding(
    Check.SPEECH,
    Grade.NOTED,
    "2 of 10 s",
    "Somebody spoke for about 2 s of this take.",
    "Wait until nobody speaks next time.",
)
CLOSE = Finding(
    Check.ROOM,
    Grade.FAILED,
    "+2 dB",
    "The machine stands only 2 dB above the room, too little for a verdict.",
    "Go closer, or wait until the machines around it are off, then record again.",
)

SHAFT = tuple(Marker(MarkerKind.SHAFT, order, 24.6 * order, 0.4) for order in range(1, 5))
PASSES = tuple(
    Marker(MarkerKind.BLADE_PASS, order, 123.0 * order, excess)
    for order, excess in enumerate((11.2, 4.1, 6.0, 0.3, 1.0, None), 1)
)
HINTS = (
    Hint(
        Cause.BLADE,
        "The excess sits on the blade pass and its 2nd and 3rd multiples (5 × 1,476 rpm = 0.12 kHz).",
        "Check the impeller for a damaged, loose or dirty blade.",
    ),
    Hint(
        Cause.BEARING_LIKE,
        "Above 1 kHz it strikes 88 times a second, 3.6 times a turn: no multiple of the shaft.",
        "Check bearings, blade edges and anything that rubs.",
    ),
)
NEXT = "Record once more to be sure, then check the impeller for a damaged, loose or dirty blade within two days."


def healthy_shape(hz: np.ndarray) -> np.ndarray:
    hum = sum(14 * np.exp(-((np.log(hz / at) / 0.07) ** 2)) for at in (123, 247, 370))
    return -42 - 14 * np.log10(hz / 100) + hum


def fault(hz: np.ndarray) -> np.ndarray:
    return 11 * np.exp(-((np.log(hz / 125) / 0.4) ** 2)) + 7 * np.exp(-((np.log(hz / 2300) / 0.12) ** 2))


def picture(duration_s: float = 30.0, columns: int = 1200, louder: float = 1.0, seed: int = 1) -> SoundPicture:
    """A spectrogram of hum, blades and flow with the grain that real ones have."""
    rng = np.random.default_rng(seed)
    hz = np.geomspace(50, 8000, 256)
    level = (healthy_shape(hz) + louder * fault(hz))[:, None] + 5.6 * np.log(
        rng.exponential(1, (256, columns)) + 1e-3
    )
    wave = 0.22 + 0.06 * rng.standard_normal((2, columns))
    return SoundPicture(
        0.0,
        duration_s,
        (-wave[0]).astype(np.float32),
        wave[1].astype(np.float32),
        level.astype(np.float32),
        hz.astype(np.float32),
    )


def clips(how_many: int = 3, louder: float = 1.0, length_s: float = 10.0) -> Clips:
    rng = np.random.default_rng(2)
    level_db = healthy_shape(centre_hz()) + louder * fault(centre_hz()) + rng.normal(0, 0.7, (how_many, 128)) - 3
    starts = np.arange(how_many) * length_s
    bands = (level_db * np.log(10) / 10).astype(np.float32)
    return Clips(bands.reshape(how_many, 128), starts, np.full(how_many, length_s), EAR)


def healthy_curve(count: int = 9) -> HealthyCurve:
    spread = np.full(128, 0.0 if count == 1 else 1.1, dtype=np.float32)
    mean = (healthy_shape(centre_hz()) + 0.8 * np.sin(np.arange(128) / 5)).astype(np.float32)
    return HealthyCurve("b" * 32, count, MEASURED - timedelta(days=236), mean, spread)


def take(duration_s: float = 30.0, **changes: object) -> Take:
    sound = SoundFormat(48000, 1, int(duration_s * 48000), "WAV", "PCM", 24)
    known = Take(
        "7c1e94a0" + "5d" * 26 + "b35d",
        "2026-11-22T081408Z_SF-003.wav",
        "takes/7c/7c1e94a0.wav",
        sound,
        MEASURED,
        "USB measuring microphone",
        RawStream.YES,
        id="t" * 32,
        added_at=MEASURED + timedelta(seconds=20),
    )
    return replace(known, **changes)


def verdict(state: State = State.ABNORMAL, score: float = 1.84, scores: tuple[float, ...] = ()) -> Verdict:
    ranges = (ExcessRange(88.0, 174.0, 11.2), ExcessRange(2100.0, 2600.0, 6.1))
    if state is State.HEALTHY:
        return Verdict(
            state,
            "Sounds like its healthy baseline",
            "Nothing to do. Listen again at the next planned visit.",
            score,
            LIMITS,
            scores or (score, score, score),
            reasons=("No range differs from healthy by more than its own spread.",),
        )
    return Verdict(
        state,
        "11 dB louder than healthy at 0.09–0.17 kHz",
        "Check the impeller for a damaged or dirty blade, by 24 November 2026.",
        score,
        LIMITS,
        scores or (score - 0.2, score, score + 0.1),
        ranges,
        (fault(centre_hz())).astype(np.float32),
        (
            "The excess sits on the blade pass (5 × 1,480 rpm = 0.12 kHz) and its 3rd and 5th multiples.",
            "This is a hint, not a diagnosis.",
        ),
    )


def explained(**changes: object) -> Verdict:
    known = replace(
        verdict(),
        next_step=NEXT,
        reasons=(
            "The difference is heard for 3 s from 0:14 of the take.",
            "The shaft turns at 1,476 rpm by its sound; 1,500 rpm are noted.",
        ),
        markers=(*SHAFT, *PASSES),
        hints=HINTS,
        moments=(Moment(14.2, 17.3, 12.0),),
        confidence=0.947,
        p_value=0.012,
        level_counted=True,
    )
    return replace(known, **changes)


def checks(*instead: Finding) -> Quality:
    """All thirteen checks, passed but for those given."""
    said = {finding.check: finding for finding in instead}
    return Quality(tuple(said.get(finding.check, finding) for finding in THIRTEEN), -28.0, -9.0)


def recorded(**changes: object) -> Inspection:
    """An inspection of a take that Earshot recorded."""
    known = inspection(quality=checks(), above_room_db=14.2, ending=Ending.TIME_UP)
    return replace(known, **changes)


def placed(**changes: object) -> Placement:
    known = Placement(
        "point",
        "0.5 m from the guard, left of the inlet, as high as the shaft; the laptop stands on the cable tray.",
        by="M. Großmann",
        placed_at=MEASURED - timedelta(days=200),
    )
    return replace(known, **changes)


def snapshot(path: Path, size: tuple[int, int] = (1600, 1200), orientation: int = 1, kind: str = "JPEG") -> Path:
    """A photo whose upper left corner, as its camera was held, is red, and whose lower half is dark."""
    across, down = np.meshgrid(np.linspace(0, 1, size[0]), np.linspace(0, 1, size[1]))
    light = 200 - 120 * (down > 0.5) + 20 * np.sin(40 * across)
    pixels = np.repeat(light[..., None], 3, axis=2)
    pixels[(across < 0.25) & (down < 0.25)] = (200, 30, 30)
    shown = Image.fromarray(pixels.astype(np.uint8))
    undo = {6: Image.Transpose.ROTATE_90, 8: Image.Transpose.ROTATE_270, 3: Image.Transpose.ROTATE_180}
    kept = shown.transpose(undo[orientation]) if orientation in undo else shown
    exif = Image.Exif()
    exif[0x0112] = orientation
    kept.save(path, kind, exif=exif)
    return path


def cannot_tell(finding: str, next_step: str) -> Verdict:
    return Verdict(State.CANNOT_TELL, finding, next_step)


def bare_verdict() -> Verdict:
    return Verdict(State.CANNOT_TELL, "", "")


def inspection(**changes: object) -> Inspection:
    known = Inspection(
        "machine",
        "condition",
        take(),
        clips(),
        Quality((*PASSED[:3], NOTED, *PASSED[4:]), -28.0, -9.0),
        verdict(),
        ModelIdentity("fan", "1.2.0", "fan", EAR, "2ab4" * 16),
        healthy_curve(),
        "1.0.0",
        "Rumble at the inlet, guard loose on one bolt. Casing 41 °C.",
        "J. Brandt, technician",
        id="0123456789abcdef" * 2,
        analysed_at=MEASURED + timedelta(seconds=31),
    )
    return replace(known, **changes)


def visits(how_many: int, state: State = State.WATCH, score: float | None = 0.81) -> list[Visit]:
    """Earlier visits, newest first, two weeks apart; the score climbs slowly up to `score`."""
    made = []
    for index in range(how_many):
        when = MEASURED - timedelta(days=13 * (index + 1), minutes=7 * index)
        then = None if score is None else max(score - 0.07 * index, 0.3 + 0.05 * (index % 3))
        shown = state if then is None else (State.WATCH if then >= 0.7 else State.HEALTHY)
        made.append(Visit(f"v{index}", "condition", when, when, shown, then, "", "a.wav"))
    return made


def facts(**changes: object) -> ReportFacts:
    known = ReportFacts(
        inspection(),
        MACHINE,
        visits(13),
        picture(),
        Paper.A4,
        MEASURED + timedelta(minutes=7),
        Letterhead("Northbank Maintenance"),
        ZONE,
    )
    return replace(known, **changes)


def recordings(photo: Path | None = None) -> dict[str, ReportFacts]:
    """Reports of takes that Earshot recorded, with all that can be said of them."""
    odd = checks(GAPS, SPEECH, CLOSE, NOTED)
    over = (Check.DROPOUTS, Check.ROOM)
    every = tuple(replace(CLOSE, check=finding.check, value=finding.value) for finding in THIRTEEN)
    wide = replace(placed(), photo="photos/ab/ab.jpg")
    return {
        "recorded": facts(inspection=recorded()),
        "recorded-placed": facts(inspection=recorded(), placement=placed()),
        "recorded-photo": facts(inspection=recorded(), placement=wide, photo=photo),
        "used-anyway": facts(
            inspection=recorded(quality=odd, overruled=over, above_room_db=2.1, ending=Ending.LOST),
            placement=replace(wide, placed_at=MEASURED + timedelta(minutes=2)),
            photo=photo,
        ),
        "odd-not-used": facts(
            inspection=recorded(
                quality=odd, verdict=cannot_tell("The take cannot be judged", CLOSE.to_do), above_room_db=2.1
            )
        ),
        "all-overruled": facts(
            inspection=recorded(
                quality=Quality(every, -28.0, -9.0),
                overruled=tuple(finding.check for finding in THIRTEEN),
                above_room_db=-3.4,
                ending=Ending.DISK,
            ),
            placement=wide,
            photo=photo,
        ),
    }


def samples(photo: Path | None = None) -> dict[str, ReportFacts]:
    """Every kind of report, by name."""
    quiet = Quality((*PASSED[:2], TOO_QUIET, *PASSED[3:]), -71.0, -60.0)
    lost = cannot_tell("The take is too quiet to judge", TOO_QUIET.to_do)
    bare = cannot_tell("No healthy baseline yet", "Record five healthy clips and learn a baseline from them.")
    many = tuple(0.5 + 0.4 * float(np.sin(i / 30)) for i in range(720))
    calm = {"clips": clips(louder=0.0), "verdict": verdict(State.HEALTHY, 0.44)}
    return {
        "abnormal": facts(),
        "explained": facts(inspection=inspection(verdict=explained())),
        "healthy": facts(inspection=inspection(**calm), picture=picture(louder=0.0), paper=Paper.LETTER),
        "watch": facts(
            inspection=inspection(verdict=verdict(State.WATCH, 0.84), healthy=healthy_curve(4), note=""),
            visits=visits(2, score=1.9),
            paper=Paper.LETTER,
        ),
        "too-quiet": facts(inspection=inspection(quality=quiet, verdict=lost)),
        "no-baseline": facts(
            inspection=inspection(verdict=bare, healthy=None, model=None, clips=clips(1)), visits=[], picture=None
        ),
        "one-clip": facts(
            inspection=inspection(
                clips=clips(1), healthy=healthy_curve(1), verdict=verdict(score=7.31, scores=(7.31,))
            ),
            visits=visits(1, score=3.2),
            picture=picture(10.0),
        ),
        "two-hours": facts(
            inspection=inspection(take=take(7200.0), clips=clips(720), verdict=verdict(State.WATCH, 0.72, many)),
            visits=visits(500),
            picture=picture(7200.0),
        ),
        "nine-checks": facts(
            inspection=inspection(quality=Quality((TOO_QUIET, NOTED, *PASSED, NOTED), -40.0, -20.0)),
            paper=Paper.LETTER,
        ),
        "long-texts": facts(**long_texts()),
        "other-scripts": facts(**other_scripts()),
        **recordings(photo),
    }


def long_texts() -> dict[str, object]:
    long = "Supply and extract fan of the paint booth with heat recovery " * 8
    point = replace(POINT, name=long, conditions=(replace(CONDITION, name=long),))
    shown = replace(
        verdict(score=1.01), finding=long, next_step=long, reasons=(long, long), ranges=verdict().ranges * 9
    )
    name = "machine_" * 40 + ".wav"
    return {
        "machine": replace(MACHINE, name=long, site=long, code="", points=(point,)),
        "inspection": inspection(
            verdict=shown,
            inspector=long,
            take=take(file_name=name, device=long),
            note="\n".join(f"{i}. The guard is loose on one bolt, the casing has 41 °C." for i in range(100)),
            quality=Quality(tuple(replace(f, value=long, what=long, to_do=long) for f in PASSED), -28.0, -9.0),
        ),
        "letterhead": Letterhead(company=long, inspector=long),
        "review": Review("", Found.FAULTY, cause=long),
        "readings": (Reading("condition", Quantity.VIBRATION, 3.14, "mm/s"),),
        "paper": Paper.LETTER,
    }


def other_scripts() -> dict[str, object]:
    return {
        "machine": replace(MACHINE, name="Вентилятор № 3 – Ανεμιστήρας", site="Zürich, Łódź", code="مروحة-7"),
        "inspection": inspection(note="41 °C, 3 m² ≤ 5 µm − ok; 送風機 🌀 مروحة. Gehäuse größer als üblich: Öl?"),
    }

"""Made-up machines, visits and verdicts, as the design's pictures show them."""

from datetime import UTC, datetime, timedelta

import numpy as np

from app.domain.fleet import ConditionNow, MachineSummary
from app.domain.inspection import Visit
from app.domain.machine import Machine, MachineType, MeasuringPoint, OperatingCondition
from app.domain.quality import Check, Finding, Grade, Quality
from app.domain.verdict import ExcessRange, State, Thresholds, Verdict

LIMITS = Thresholds(0.7, 1.0)
NOW = datetime(2026, 11, 22, 9, 14, tzinfo=UTC)


def machine(name: str, site: str = "", code: str = "") -> Machine:
    point = MeasuringPoint("Inlet side, 0.5 m", (OperatingCondition("Full speed", 1480.0),))
    return Machine(name, MachineType.FAN, (point,), site=site, code=code)


def visit(at: datetime, score: float | None, state: State | None = None, finding: str = "") -> Visit:
    if state is None:
        state = State.CANNOT_TELL if score is None else state_of(score)
    return Visit(f"v{at.isoformat()}", "c", at, at, state, score, finding or f"It is {state.value}.", "take.wav")


def state_of(score: float) -> State:
    return State.ABNORMAL if score >= 1.0 else State.WATCH if score >= 0.7 else State.HEALTHY


def summary(
    name: str, score: float | None, site: str = "", state: State | None = None, code: str = ""
) -> MachineSummary:
    last = None if state is State.NO_BASELINE else visit(NOW, score, state)
    return MachineSummary(machine(name, site, code), (ConditionNow("c", last, 9 if last else 0),))


def fleet() -> list[MachineSummary]:
    return [
        summary("Supply fan 1", 0.34, "Hall A"),
        summary("Supply fan 2", 0.41, "Hall A"),
        summary("Exhaust fan 1", 0.78, "Hall A"),
        summary("Booth exhaust", 0.22, "Hall A"),
        summary("Supply fan 3", 1.84, "Hall B", code="SF-003"),
        summary("Supply fan 4", 0.28, "Hall B"),
        summary("Supply fan 10", 0.30, "Hall B"),
        summary("Dust extraction fan of the carpentry, north", 0.91, "Hall B"),
        summary("Feed pump 1", 1.12, "Boiler house, lower level, behind the second stair"),
        summary("Condensate pump", None, "Boiler house, lower level, behind the second stair"),
        summary("Hood fan", None, "Roof", State.NO_BASELINE),
        summary("Cooling tower fan B", 12.32, "Roof"),
    ]


def year_of_visits() -> list[Visit]:
    scores = [0.31, 0.36, 0.29, 0.42, 0.38, 0.53, None, 0.47, 0.44, 0.58, 0.66, 0.74, 0.81, 1.84]
    ages = [266, 237, 207, 177, 147, 118, 104, 102, 74, 60, 30, 16, 10, 0]
    return [visit(NOW - timedelta(days=age), score) for age, score in zip(ages, scores, strict=True)]


def verdict(score: float | None, clips: int = 3, finding: str = "", next_step: str = "") -> Verdict:
    if score is None:
        return Verdict(
            State.CANNOT_TELL,
            finding or "The take is too quiet to judge.",
            next_step or "move the microphone to 0.5 m from the inlet and record again.",
        )
    state = state_of(score)
    words = {
        State.HEALTHY: ("Sounds as it did when it was healthy", "inspect it again as planned."),
        State.WATCH: ("4 dB louder than healthy at 2.1–2.6 kHz", "listen again within 7 days."),
        State.ABNORMAL: (
            "11 dB louder than healthy at 0.09–0.17 kHz",
            "check the impeller for a damaged or dirty blade within 2 days.",
        ),
    }[state]
    return Verdict(
        state,
        finding or words[0],
        next_step or words[1],
        score,
        LIMITS,
        (score,) * clips,
        (ExcessRange(90.0, 170.0, 11.0),),
        np.zeros(128, np.float32),
    )


def good_quality() -> Quality:
    values = {
        Check.LENGTH: "30.0 s",
        Check.SILENCE: "none",
        Check.LEVEL: "−28 dBFS",
        Check.CLIPPING: "none",
        Check.BANDWIDTH: "0–8 kHz",
        Check.COMPLETE: "whole",
    }
    return Quality(tuple(Finding(c, Grade.PASSED, v) for c, v in values.items()), -28.0, -9.0)


def poor_quality() -> Quality:
    noted = Finding(
        Check.CLIPPING,
        Grade.NOTED,
        "12 samples",
        "The sound was cut at full scale 12 times.",
        "Turn the input level down by 6 dB.",
    )
    failed = Finding(
        Check.BANDWIDTH,
        Grade.FAILED,
        "nothing above 3.4 kHz",
        "The take holds nothing above 3.4 kHz, as a telephone would record it.",
        "Record with the recorder itself and send the file, not a voice message.",
    )
    kept = [f for f in good_quality().findings if f.check not in (noted.check, failed.check)]
    return Quality((*kept[:3], noted, failed, *kept[3:]), -31.0, 0.0)

"""Facts of long reports, and what is read back from them."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

from pypdf import PdfReader

from app.domain.fleet import Alert, AlertKind, ConditionNow, FirstVisit, MachineNow, MachineSummary, Seen
from app.domain.forecast import Action, Crossing, Forecast, ForecastPoint, Outlook, Priority
from app.domain.inspection import Visit
from app.domain.letterhead import Letterhead
from app.domain.machine import Criticality, Machine, MachineType, MeasuringPoint, OperatingCondition
from app.domain.plan import RouteRun, StopState, Timing
from app.domain.reading import Quantity, Reading
from app.domain.review import Found
from app.domain.verdict import State, Thresholds
from app.reports.facts import Paper
from app.reports.fleet_report_facts import FleetReportFacts
from app.reports.machine_report_facts import (
    Dot,
    Happening,
    Kind,
    LimitsFrom,
    MachineReportFacts,
    NowFacts,
    PlaceFacts,
    ReadingsFacts,
    VisitFacts,
)
from app.reports.printing import Period, Printing
from app.reports.route_report_facts import HeardFacts, RouteReportFacts, StopFacts

ZONE = timezone(timedelta(hours=1))
START = datetime(2026, 1, 5, 8, 30, tzinfo=UTC)
WEEK = timedelta(days=7)
HOW = Printing(Paper.A4, START + 60 * WEEK, "Earshot 1.0.0", Letterhead("Nordwind Süd", None, "Jörg Brandt"), ZONE)
CONDITION = OperatingCondition("Full speed", 1480.0)
POINT = MeasuringPoint("Inlet side", (CONDITION,))
MACHINE = Machine(
    "Supply fan 3", MachineType.FAN, (POINT,), site="Plant 2", code="SF-003", area="Hall B", blades=5
)
STATES = (State.HEALTHY, State.HEALTHY, State.WATCH, State.HEALTHY, State.ABNORMAL, State.CANNOT_TELL)
LIMITS = Thresholds(0.7, 1.0)


def visit(number: int, **changes: object) -> VisitFacts:
    state = STATES[number % len(STATES)]
    score = None if state is State.CANNOT_TELL else 0.3 + 0.2 * STATES.index(state)
    made = VisitFacts(
        number,
        START + number * WEEK,
        state,
        score,
        LIMITS,
        f"Finding of visit {number}: 2.1–2.6 kHz.",
        "M. Großmann",
        f"{number:064x}",
        "Røde",
    )
    return replace(made, **changes)


def place(how_many: int = 12, **changes: object) -> PlaceFacts:
    visits = tuple(visit(number) for number in range(how_many, 0, -1))
    dots = tuple(Dot(one.when, one.state, one.score) for one in reversed(visits))
    limits = (LimitsFrom(START + WEEK, LIMITS),) if visits else ()
    made = PlaceFacts(POINT, CONDITION, State.WATCH, visits, dots, limits, (), (), 9, START)
    return replace(made, **changes)


def told_in_full(how_many: int = 30) -> PlaceFacts:
    """A place where everything happened."""
    made = place(how_many)
    repaired = Happening("B", START + 9 * WEEK, Kind.REPAIR, "repair", "Bearing changed – 6205 °C", "L. Moreau")
    visits = list(made.visits)
    visits[2] = replace(
        visits[2], note="Belt 2 × XPA, ≤ 40 °C", found=Found.FAULTY, cause="Lager", cause_code="VIB"
    )
    read = Reading(CONDITION.id, Quantity.TEMPERATURE, 41.5, "°C", "visit", by="J.", at=visits[2].when)
    alone = replace(read, value=104.0, unit="°F", inspection_id=None, at=START + 11 * WEEK)
    visits[2] = replace(visits[2], readings=(read,))
    until = START + how_many * WEEK
    line = tuple(ForecastPoint(until + week * WEEK, 0.8, 0.9 + week / 50, 1.1 + week / 25) for week in range(8))
    ahead = Crossing(State.ABNORMAL, until + 3 * WEEK, until + 5 * WEEK, until + 7 * WEEK)
    outlook = Forecast(
        CONDITION.id, Outlook.CROSSING, until, "The score rises.", "Plan it.", crossings=(ahead,), line=line
    )
    return replace(
        made,
        visits=tuple(visits),
        dots=tuple(replace(dot, number=28 if dot.when == visits[2].when else None) for dot in made.dots),
        limits=(*made.limits, LimitsFrom(START + 10 * WEEK, Thresholds(0.6, 1.0))),
        happenings=(
            Happening("A", START, Kind.BASELINE, "baseline learnt", "a.wav", "L.", stands=False),
            repaired,
        ),
        readings=(ReadingsFacts(Quantity.TEMPERATURE, "°C", (read, alone)),),
        forecast=outlook,
        action=Action("Schedule maintenance by 2026-10-01.", Priority.PLAN),
    )


def machine_facts(*places: PlaceFacts, **changes: object) -> MachineReportFacts:
    some = places or (told_in_full(),)
    visits = [one for each in some for one in each.visits]
    forecast = Forecast(CONDITION.id, Outlook.NO_TREND, HOW.printed_at, "No sure trend.", "Go on listening.")
    now = NowFacts(
        State.WATCH,
        "Inlet side, Full speed",
        Action("Listen again by 2026-12-01.", Priority.SOON),
        forecast,
        visits[0] if visits else None,
        0.81,
    )
    made = MachineReportFacts(MACHINE, Period(), now, some, HOW, "every 7 days, next 2026-12-01, overdue")
    return replace(made, **changes)


def machine_now(number: int, state: State = State.HEALTHY, **changes: object) -> MachineNow:
    made = Machine(
        f"Fan {number}",
        MachineType.FAN,
        (POINT,),
        site=f"Site {number // 40}",
        code=f"F-{number:04}",
        area=f"Hall {number // 8}",
        criticality=tuple(Criticality)[number % 3],
        id=f"m{number}",
    )
    last = Visit(f"i{number}", CONDITION.id, START, START, state, 0.5 + number / 1000, "A finding.", "a.wav")
    clips = 0 if state is State.NO_BASELINE else 9
    timing = (Timing.LATER, Timing.OVERDUE, Timing.DUE, Timing.UNPLANNED)[number % 4]
    due = None if timing is Timing.UNPLANNED else HOW.printed_at
    now = MachineNow(MachineSummary(made, (ConditionNow(CONDITION.id, last, clips),)), due, timing)
    return replace(now, **changes)


def fleet_facts(how_many: int = 200, alerts: int = 40, **changes: object) -> FleetReportFacts:
    states = (State.HEALTHY, *State)
    machines = [machine_now(number, states[number % len(states)]) for number in range(how_many)]
    first = [
        FirstVisit(one, Action(f"Check {one.machine.name} by 2026-12-01.", Priority.NOW), "8 dB louder at 2 kHz.")
        for one in machines
        if one.summary.state is State.ABNORMAL
    ]
    told = [
        Alert(f"a{n}", AlertKind.STATE, START + n * WEEK, (f"m{n}",), f"Healthy → Watch, 0.{n}", after=State.WATCH)
        for n in range(alerts, 0, -1)
    ]
    if told:
        told[0] = replace(told[0], seen=Seen("a", "Told the shift leader.", "K. Yıldız"))
    made = FleetReportFacts(machines, first[:3], told, 705, Period(START, HOW.printed_at), HOW)
    return replace(made, **changes)


def route_facts(*states: State | None, **changes: object) -> RouteReportFacts:
    """A walk with a stop for each of these verdicts; None is a skipped one."""
    stops = []
    for number, state in enumerate(states, start=1):
        one = replace(machine_now(number).machine, name=f"Fan {number}")
        heard = HeardFacts(
            "Inlet side · Full speed",
            START,
            state or State.HEALTHY,
            number / 10,
            f"Finding {number}.",
            f"Do {number}.",
            "L. Moreau",
            "ab" * 32,
        )
        became = StopState.DONE if state else StopState.SKIPPED
        stops.append(StopFacts(number, one, became, (heard,) if state else ()))
    run = RouteRun("r", tuple(stop.machine.id for stop in stops), by="L. Moreau", started_at=START)
    ended = replace(run, ended_at=START + timedelta(minutes=41))
    return replace(RouteReportFacts("Hall A – Süd", ended, stops, 0, HOW), **changes)


def text_of(pdf: Path, page: int | None = None) -> str:
    """What a file says, blanks made one."""
    pages = PdfReader(pdf).pages
    chosen = pages if page is None else [pages[page]]
    return re.sub(r"\s+", " ", " ".join(shown.extract_text() for shown in chosen))

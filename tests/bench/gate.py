"""How often the quality gate finds what is wrong with a take, and how often something that is not there.

Limits were chosen on the half called "choose" and are told by the half called "report"; both are printed. "failed"
and "noted" are takes in which the right thing was found, "right" both, "wrong" those in which something else was
found (too).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from app.domain.quality import Check, Finding, Grade, Quality
from tests.bench import gate_room
from tests.conftest import ROOT
from tests.recordings.mixing import RATE_HZ, Half, Scenario, machines, scenarios
from tests.recordings.sounds import judged
from tests.recordings.suppressors import SUPPRESSORS, minimum_subtraction, quantile_wiener, voice_focus

HALVES: tuple[Half, Half] = ("choose", "report")
LOOKED_FOR = (Check.PROCESSING, Check.STEADINESS, Check.SPEECH, Check.KNOCKS, Check.HUM)
SURPRISES = 10
EVERY = 4
"""Every so-manieth noise of a kind: all of them take twenty minutes and say the same."""

DEPTHS_DB = (6.0, 12.0, 18.0, 25.0)
FILTERED_S = 12
UNSEEN = {
    "slower Wiener (not chosen on)": lambda sound, rate, depth: quantile_wiener(sound, rate, depth, 6.0),
    "slower subtraction (not chosen on)": lambda sound, rate, depth: minimum_subtraction(sound, rate, depth, 3.0),
    "later focus (not chosen on)": lambda sound, rate, depth: voice_focus(sound, rate, depth, 2.0),
}
_CHOSEN = {"bldc": 0, "mimii": 1, "uav": 0}
"""Filters' limits were chosen on alternate sounds of each set: on those at even or at odd places."""


@dataclass(slots=True)
class Counts:
    """Of the takes of one row of the table."""

    takes: int = 0
    failed: int = 0
    noted: int = 0
    wrong: int = 0

    def add(self, scenario: Scenario, quality: Quality) -> None:
        """What was found in one more take."""
        found = {f.check: f.grade for f in quality.findings if f.grade is not Grade.PASSED}
        right = {check for check in (scenario.check, *scenario.also) if check in found}
        grades = {found[check] for check in right}
        self.takes += 1
        self.failed += Grade.FAILED in grades
        self.noted += bool(grades) and Grade.FAILED not in grades
        self.wrong += any(check in found for check in LOOKED_FOR if check not in right)

    def told(self) -> str:
        """The row's columns for one half."""
        counts = (self.failed + self.noted, self.failed, self.noted, self.wrong)
        shares = (f"{100.0 * count / max(1, self.takes):3.0f} %" for count in counts)
        return f"{'':10}{self.takes:5}  {' '.join(shares)}"


def measure(all_levels: bool = False) -> Iterator[str]:
    """The table, as lines: of each kind, or of each kind at each level."""
    data = ROOT.parent / "shared" / "data"
    if not data.is_dir():
        yield f"gate: not measured, needs the real machine sound in {data}"
        return
    halves = "".join(f"   {half:6} takes right fail noted wrong" for half in HALVES)
    yield f"{'what is wrong with the take':36} {'level' if all_levels else '':>7}{halves}"
    yield from _table(scenarios(data, EVERY), all_levels)
    yield from _table(_filtered(data), all_levels)
    yield from gate_room.measure(data)


def _table(takes: Iterable[Scenario], all_levels: bool) -> Iterator[str]:
    rows: dict[tuple[str, float | None], dict[Half, Counts]] = defaultdict(lambda: defaultdict(Counts))
    surprises: list[str] = []
    for scenario in takes:
        quality = judged(scenario.samples, scenario.rate)
        own_knocks = scenario.name.startswith("own knocks/")
        untouched = scenario.check is None and not own_knocks
        kind = "nothing" if untouched else scenario.name.split("/")[0]
        rows[kind, scenario.level_db if all_levels else None][scenario.half].add(scenario, quality)
        if untouched:
            surprises += [f"    {scenario.name}: {_told(f)}" for f in quality.findings if f.what]
    for (kind, level_db), counts in rows.items():
        level = "" if level_db is None else f"{level_db:+.0f} dB"
        yield f"{kind:36} {level:>7}{''.join(counts[half].told() for half in HALVES)}"
    yield from surprises if all_levels else surprises[:SURPRISES]
    if len(surprises) > SURPRISES and not all_levels:
        yield f"    and {len(surprises) - SURPRISES} more findings in sound that nothing was done to"


def _told(finding: Finding) -> str:
    return f"{finding.grade} {finding.check}, {finding.value}"


def _filtered(data: Path) -> Iterator[Scenario]:
    """Machines through the filters of a recorder; the level is how far they were to be turned down."""
    places: dict[str, int] = defaultdict(int)
    for name, _, sound in machines(data):
        source = name.split("/")[0]
        if source == "uav" and not name.endswith("/0"):
            continue
        half: Half = "choose" if places[source] % 2 == _CHOSEN[source] else "report"
        places[source] += 1
        machine = sound[: FILTERED_S * RATE_HZ]
        for filter_name, work in (SUPPRESSORS | UNSEEN).items():
            for depth_db in DEPTHS_DB:
                filtered = work(machine, RATE_HZ, depth_db)
                title = f"{filter_name}/{name}"
                yield Scenario(title, Check.PROCESSING, -depth_db, filtered, RATE_HZ, half)

"""The visits at one condition from the learning of a baseline to the next repair, or to the end."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

import numpy as np

from app import __version__
from app.diagnosis import judging
from app.domain.baseline import Baseline
from app.domain.inspection import HealthyCurve, Inspection
from app.domain.microphone import Ending
from app.domain.verdict import State, Verdict
from app.history.bulk import HeardTake
from app.workflows.demo.chance import Chance
from app.workflows.demo.episodes import Episode
from app.workflows.demo.growth import Bench, Growth, growth
from app.workflows.demo.hearing import Heard, Source, Spot, Wanted
from app.workflows.demo.sound import PLACE, QUIET, Fault, Scatter, shape_of
from app.workflows.demo.walks import Walk

APP_VERSION = f"{__version__} demo"
"""What a simulated inspection says it was made with, on its page and in its report."""

_TRIES = 16
_USUAL_CLIPS = 2
_ANALYSED_AFTER = timedelta(seconds=9)


@dataclass(frozen=True, slots=True)
class Stop:
    """A walk's visit: `foreign` is the score that another machine beside it makes (0: none), `wanted` how the
    verdict has to be in the end, where the story tells it."""

    walk: Walk
    foreign: float = 0.0
    spoilt: bool = False
    noisy: bool = False
    wanted: State | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """Where an era is: a condition of a machine, how it is heard, and by how much visits differ."""

    spot: Spot
    source: Source
    scatter: Scatter
    chance: Chance


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """A stop and what came of it."""

    stop: Stop
    heard: Heard
    verdict: Verdict
    fault_db: float


class Era:
    """Draws and judges; keeps nothing."""

    def __init__(self, place: Place, bench: Bench, episodes: Sequence[Episode]) -> None:
        self._place = place
        self._bench = bench
        self._episodes = episodes
        self._growths: dict[Fault, Growth] = {}
        self._curve = judging.healthy_curve(bench.baseline)

    def visits(self, stops: Sequence[Stop]) -> list[Drawn]:
        """What came of each stop; those whose verdict is wanted otherwise are drawn again."""
        wanted = [self._wanted(stop, 1.0) for stop in stops]
        heard = [self._hear(stop, want, 0) for stop, want in zip(stops, wanted, strict=True)]
        bands = [one.clips.bands for one in heard]
        self._bench.model.foresee(bands, self._bench.baseline.bands, self._bench.level_counts)
        drawn = [
            Drawn(stop, one, self._judge(one), want.fault_db)
            for stop, one, want in zip(stops, heard, wanted, strict=True)
        ]
        chosen = [self._as_wanted(one) for one in drawn]
        return [replace(one, heard=self._place.source.keep(one.heard)) for one in chosen]

    def inspection(self, drawn: Drawn) -> Inspection:
        """A visit as it is kept."""
        return inspection(self._place, drawn, self._curve)

    def _as_wanted(self, drawn: Drawn) -> Drawn:
        """A little more or less of the fault each time, until the verdict is what the story tells."""
        factor = 1.0
        for attempt in range(1, _TRIES):
            wanted, verdict = drawn.stop.wanted, drawn.verdict
            if wanted in (None, verdict.state):
                break
            aim = self._aim(wanted)
            if aim is not None:
                # What was filtered until the gate no longer lets it pass was too much.
                factor *= float(np.clip(aim / verdict.score, 0.85, 1.2)) if verdict.score else 0.9
            want = self._wanted(drawn.stop, factor)
            heard = self._hear(drawn.stop, want, attempt)
            drawn = Drawn(drawn.stop, heard, self._judge(heard), want.fault_db)
        return drawn

    def _aim(self, wanted: State | None) -> float | None:
        """The score in the middle of a state; None where chance alone will do."""
        if wanted is State.ABNORMAL:
            return 1.25
        if wanted is not State.WATCH:
            return None
        bench = self._bench
        limits = bench.model.card.thresholds_for(
            bench.baseline.clip_count, _USUAL_CLIPS, bench.level_counts, bench.visits
        )
        return (limits.watch / limits.abnormal + 1.0) / 2

    def _wanted(self, stop: Stop, factor: float) -> Wanted:
        """What is to be heard at a stop, with the faults' scores times that factor."""
        clips = self._place.chance.of(f"clips {stop.walk.when.isoformat()}").one((1, 2, 2, 3))
        wanted = Wanted(stop.walk.when, np.zeros(PLACE.shape), clips=clips, spoilt=stop.spoilt, noisy=stop.noisy)
        for episode in self._episodes:
            if stop.walk.when >= episode.begins:
                grown = self._growth(episode.fault)
                fault_db = grown.decibels(episode.score(stop.walk.when, grown.healthy) * factor)
                added_db = wanted.added_db + fault_db * shape_of(episode.fault)
                wanted = replace(wanted, added_db=added_db, fault=episode.fault, fault_db=fault_db)
        if stop.foreign:
            foreign_db = self._growth(Fault.FOREIGN).decibels(stop.foreign) * shape_of(Fault.FOREIGN)
            wanted = replace(wanted, added_db=wanted.added_db + foreign_db)
        return wanted

    def _growth(self, fault: Fault) -> Growth:
        if fault not in self._growths:
            place = self._place
            chance = place.chance.of(f"growth {fault}")
            self._growths[fault] = growth(
                self._bench, place.source.healthy, shape_of(fault), place.scatter, chance
            )
        return self._growths[fault]

    def _hear(self, stop: Stop, wanted: Wanted, attempt: int) -> Heard:
        chance = self._place.chance.of(f"{stop.walk.when.isoformat()} {attempt}")
        return self._place.source.hear(wanted, chance, QUIET if attempt else self._place.scatter)

    def _judge(self, heard: Heard) -> Verdict:
        if not heard.quality.usable:
            return judging.cannot_tell_quality(heard.quality)
        return self._place.source.judge(heard, self._bench)


def inspection(place: Place, drawn: Drawn, curve: HealthyCurve | None) -> Inspection:
    """A visit as it is kept; `curve` is None where there was no baseline."""
    when = drawn.stop.walk.when
    return Inspection(
        machine_id=place.spot.machine.id,
        condition_id=place.spot.condition.id,
        take=drawn.heard.take,
        clips=drawn.heard.clips,
        quality=drawn.heard.quality,
        verdict=drawn.verdict,
        model=place.spot.model.identity,
        healthy=curve,
        app_version=APP_VERSION,
        inspector=drawn.stop.walk.by,
        above_room_db=drawn.heard.above_room_db,
        ending=Ending.TIME_UP,
        id=place.chance.of(f"inspection {when.isoformat()}").new_id(),
        analysed_at=when + drawn.heard.take.format.duration_s * timedelta(seconds=1) + _ANALYSED_AFTER,
    )


def learnt(place: Place, takes: Sequence[HeardTake], before: Baseline | None, version: int) -> Baseline:
    """The baseline learnt from these takes, beside those of `before`, a few minutes after the last of them."""
    bands = [one.clips.bands for one in takes]
    at = takes[-1].take.added_at + timedelta(minutes=2)
    return Baseline(
        condition_id=place.spot.condition.id,
        bands=np.concatenate([before.bands, *bands] if before else bands),
        take_ids=(*(before.take_ids if before else ()), *(one.take.id for one in takes)),
        ear_sha256=place.spot.model.identity.ear_sha256,
        version=version,
        id=place.chance.of(f"baseline {version}").new_id(),
        learnt_at=at,
    )

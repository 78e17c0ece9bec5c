"""A condition of which band levels are drawn, and no sound is made: most visits of a simulated fleet."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.domain.verdict import Verdict
from app.history.bulk import HeardTake
from app.workflows.demo.chance import Chance
from app.workflows.demo.growth import Bench
from app.workflows.demo.hearing import Heard, Spot, Wanted
from app.workflows.demo.sound import Levels, Scatter, visit_bands
from app.workflows.demo.takes import clips_of, good, imagined_take, spoilt
from app.workflows.demo.verdicts import verdict_on

_BETWEEN_TAKES = timedelta(seconds=50)


@dataclass(frozen=True, slots=True)
class Learning:
    """How many takes are learnt from at a visit, of how many clips."""

    takes: int = 2
    clips: int = 3


class Imagined:
    """A condition of which band levels are drawn, and no sound."""

    def __init__(
        self, spot: Spot, healthy: Levels, chance: Chance, *, device: str, scatter: Scatter, learning: Learning
    ) -> None:
        self.spot = spot
        self.healthy = healthy
        self.device = device
        self._scatter = scatter
        self._learning = learning
        self._level_dbfs = chance.between(-36.0, -22.0)
        self._chance = chance

    def learn(self, when: datetime) -> list[HeardTake]:
        """The takes of one visit that are learnt from."""
        chance = self._chance.of(f"learn {when.isoformat()}")
        found = []
        for number in range(self._learning.takes):
            take = imagined_take(when + number * _BETWEEN_TAKES, self._learning.clips, self.device, chance)
            bands = visit_bands(self.healthy, 0.0 * self.healthy, self._learning.clips, self._scatter, chance)
            quality = good(take, self._level_dbfs, chance)
            found.append(HeardTake(take, clips_of(bands, self.spot.model.identity.ear_sha256), quality))
        return found

    def hear(self, wanted: Wanted, chance: Chance, scatter: Scatter) -> Heard:
        """The take of one visit."""
        take = imagined_take(wanted.when, wanted.clips, self.device, chance)
        bands = visit_bands(self.healthy, wanted.added_db, wanted.clips, scatter, chance)
        level_dbfs = self._level_dbfs + float(wanted.added_db.max()) / 4 + chance.near(0.0, 1.0)
        if wanted.spoilt or wanted.noisy:
            quality, above_db = spoilt(take, level_dbfs, chance, noisy=wanted.noisy)
            return Heard(take, clips_of(bands, self.spot.model.identity.ear_sha256), quality, above_db)
        return Heard(take, clips_of(bands, self.spot.model.identity.ear_sha256), good(take, level_dbfs, chance))

    def judge(self, heard: Heard, bench: Bench) -> Verdict:
        """The verdict on a take that passed the gate."""
        return verdict_on(heard.clips, bench)

    def keep(self, heard: Heard) -> Heard:
        """There is no sound to keep."""
        return heard

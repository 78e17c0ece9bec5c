"""The level in words, and a peak that stays long enough to be read."""

from app.domain.words import number
from app.language import tr

METER_FLOOR_DBFS = -60.0
QUIET_DBFS = -45.0
LOUD_DBFS = -9.0
"""The zones under the meter, of the mean level (RMS): below the first too quiet, from the second on too loud.

A fan's peaks stand about 10 dB above its mean, so from −9 dBFS on it is cut off.
"""

NEAR_LAST_DB = 3.0
"""So near to last time counts as the same: no hand holds a microphone more exactly."""

HOLD_S = 2.0


class PeakHold:
    """The greatest peak of the last 2 s."""

    def __init__(self) -> None:
        self._held: float | None = None
        self._since_s = 0.0

    def take(self, peak_dbfs: float, now_s: float) -> float:
        """The peak to show, given the present one."""
        if self._held is None or peak_dbfs >= self._held or now_s - self._since_s > HOLD_S:
            self._held, self._since_s = peak_dbfs, now_s
        return self._held

    def forget(self) -> None:
        """Another microphone."""
        self._held = None


def level_word(rms_dbfs: float, last_dbfs: float | None, clipping: bool, silent: bool) -> tuple[str, str]:
    """The level in a few words, and their tone. As loud as last time is good wherever that was."""
    if silent:
        return tr("No sound"), "abnormal"
    if clipping or rms_dbfs >= LOUD_DBFS:
        return tr("Too loud"), "watch"
    if last_dbfs is not None and abs(rms_dbfs - last_dbfs) <= NEAR_LAST_DB:
        return tr("As last time"), "healthy"
    if rms_dbfs < QUIET_DBFS:
        return tr("Too quiet"), "watch"
    return _beside_last(rms_dbfs, last_dbfs), "healthy"


def _beside_last(rms_dbfs: float, last_dbfs: float | None) -> str:
    if last_dbfs is None:
        return tr("Good level")
    differs = rms_dbfs - last_dbfs
    if differs > 0:
        return tr("Good, {db} dB louder than last time", db=number(differs))
    return tr("Good, {db} dB quieter than last time", db=number(-differs))

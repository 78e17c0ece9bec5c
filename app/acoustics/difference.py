"""What differs between two takes: slowly over time and per frequency, so that it shows the machine and not chance.

A spectrogram's cell scatters by some 5 dB from look to look even on the steadiest machine. Only means over half a
second and a seventh of an octave can be subtracted and still mean something.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.acoustics.bands import TRUSTED_BANDS, centre_hz
from app.acoustics.levels import FLOOR_DBFS
from app.domain.take import SoundPicture

MEAN_OVER_S = 0.5
"""What changes faster than this is not told apart."""

_STEP_S = 0.1
_MOST_COLUMNS = 1200
_ROW_WEIGHTS = np.array([1.0, 2.0, 3.0, 2.0, 1.0]) / 9.0
_ALIVE_DB = 5.0
"""Rows whose mean stays within this of the floor hold nothing: a codec or the sampling rate cut them off."""

_FILTER_SHARE = 0.9
"""Above this share of half the sampling rate the recorder's own filter decides how loud it is."""

_SAME_REACH = 1.03


@dataclass(frozen=True, slots=True, eq=False)
class DifferencePicture:
    """By how much the second take is louder (+) or quieter (−) than the first, where both have sound.

    `level_db` float32 `[rows, columns]` between `start_s` and `end_s`, row 0 is the lowest frequency;
    `frequency_hz` float32 `[rows]`: centre of each row.
    """

    start_s: float
    end_s: float
    level_db: NDArray[np.float32]
    frequency_hz: NDArray[np.float32]


def difference_picture(
    first: SoundPicture, second: SoundPicture, first_s: float, second_s: float, raise_first_db: float = 0.0
) -> DifferencePicture | None:
    """Second less first, both averaged over `MEAN_OVER_S` and neighbouring rows; None where they never overlap.

    `first_s`, `second_s`: when each of them starts on the common time axis; `raise_first_db` brings the first to
    the second's level before.
    """
    start_s = max(first_s + first.start_s, second_s + second.start_s)
    end_s = min(first_s + first.end_s, second_s + second.end_s)
    if end_s - start_s < _STEP_S or not first.level_db.size or not second.level_db.size:
        return None
    columns = int(np.clip(round((end_s - start_s) / _STEP_S), 1, _MOST_COLUMNS))
    width_s = (end_s - start_s) / columns
    middle_s = start_s + width_s * (np.arange(columns, dtype=np.float64) + 0.5)
    reach_s = max(MEAN_OVER_S, width_s) / 2.0
    rows_hz = second.frequency_hz
    before = _slow_db(first, middle_s - first_s, reach_s, rows_hz)
    after = _slow_db(second, middle_s - second_s, reach_s, rows_hz)
    return DifferencePicture(start_s, end_s, (after - before - raise_first_db).astype(np.float32), rows_hz)


def mean_levels_db(picture: SoundPicture) -> NDArray[np.float64]:
    """The picture's levels in dB, averaged over time, at the 128 band centres: float64 `[128]`.

    For takes whose band levels are of different ears and must not be compared.
    """
    mean_db = picture.level_db.mean(axis=1, dtype=np.float64)
    return np.asarray(np.interp(np.log(centre_hz()), np.log(picture.frequency_hz), mean_db))


def reach_hz(picture: SoundPicture, sample_rate_hz: int) -> float:
    """Up to which frequency there is sound of the machine, in Hz: rate, filter and codec cut it off."""
    rows_hz = picture.frequency_hz
    highest = float(rows_hz[-1])
    alive = np.flatnonzero(picture.level_db.mean(axis=1) > FLOOR_DBFS + _ALIVE_DB)
    top = float(rows_hz[alive[-1]]) if alive.size else highest
    return min(top, _FILTER_SHARE * sample_rate_hz / 2.0, highest)


def common_reach_hz(one_hz: float, other_hz: float) -> float | None:
    """Above this only one of the takes has sound; None where both reach equally far."""
    low, high = sorted((one_hz, other_hz))
    return low if high > low * _SAME_REACH else None


def comparable(up_to_hz: float | None) -> NDArray[np.bool_]:
    """Which of the 128 bands both takes have, bool `[128]`: up to `up_to_hz`, or all of them."""
    return np.ones(len(centre_hz()), dtype=bool) if up_to_hz is None else centre_hz() <= up_to_hz


def overall_db(difference_db: NDArray[np.floating], both: NDArray[np.bool_]) -> float:
    """How much louder the second is as a whole: the mean over the bands that are judged and that both have.

    The judge's own rule, so that the numbers are those of the verdict. 0.0 where no such band is left.
    """
    counts = both[:TRUSTED_BANDS]
    return float(difference_db[:TRUSTED_BANDS][counts].mean()) if counts.any() else 0.0


def _slow_db(
    picture: SoundPicture, middle_s: NDArray[np.floating], reach_s: float, rows_hz: NDArray[np.float32]
) -> NDArray[np.float64]:
    """Power means over `middle_s` ± `reach_s` (cut to the take) in dB, `[rows, len(middle_s)]`."""
    power = _on_rows(10.0 ** (picture.level_db.astype(np.float64) / 10.0), picture.frequency_hz, rows_hz)
    power = _over_rows(power)
    columns = power.shape[1]
    per_s = columns / (picture.end_s - picture.start_s)
    sums = np.concatenate((np.zeros((len(power), 1)), np.cumsum(power, axis=1)), axis=1)
    ends = [np.clip((middle_s + side * reach_s - picture.start_s) * per_s, 0, columns) for side in (-1.0, 1.0)]
    totals = [_between(sums, at) for at in ends]
    mean = (totals[1] - totals[0]) / np.maximum(ends[1] - ends[0], 1e-9)
    return np.asarray(10.0 * np.log10(np.maximum(mean, 10.0 ** (FLOOR_DBFS / 10.0))))


def _between(values: NDArray[np.float64], at: NDArray[np.floating]) -> NDArray[np.float64]:
    """Columns read off at fractional places."""
    below = np.minimum(at.astype(np.int64), values.shape[1] - 2)
    return np.asarray(values[:, below] + (at - below) * (values[:, below + 1] - values[:, below]))


def _over_rows(power: NDArray[np.float64]) -> NDArray[np.float64]:
    """Each row with its neighbours, some a seventh of an octave: a tone keeps its place, chance averages out."""
    side = len(_ROW_WEIGHTS) // 2
    padded = np.pad(power, ((side, side), (0, 0)), mode="edge")
    return np.asarray(sum(weight * padded[at : at + len(power)] for at, weight in enumerate(_ROW_WEIGHTS)))


def _on_rows(
    power: NDArray[np.float64], from_hz: NDArray[np.float32], to_hz: NDArray[np.float32]
) -> NDArray[np.float64]:
    """Rows brought to other frequencies: a picture kept years ago may have been made with other rows."""
    if np.array_equal(from_hz, to_hz) or len(from_hz) < 2:
        return power
    at = np.interp(np.log(to_hz), np.log(from_hz), np.arange(len(from_hz), dtype=np.float64))
    return np.asarray(_between(power.T, at).T)

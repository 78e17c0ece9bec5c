"""What a picture shows at one place: the numbers of the read-out."""

import numpy as np

from app.domain.take import SoundPicture


def column_at(picture: SoundPicture, seconds: float, columns: int) -> int | None:
    """The column that holds a moment; None outside the picture."""
    span_s = picture.end_s - picture.start_s
    if span_s <= 0 or columns == 0 or not picture.start_s <= seconds <= picture.end_s:
        return None
    return min(int((seconds - picture.start_s) / span_s * columns), columns - 1)


def level_at(picture: SoundPicture, seconds: float, hz: float) -> float | None:
    """The level in dBFS at a moment and frequency; None outside the picture."""
    column = column_at(picture, seconds, picture.level_db.shape[1])
    if column is None or not picture.frequency_hz.size:
        return None
    # The nearest row by ratio: rows lie evenly in octaves.
    row = int(np.argmin(np.abs(np.log(np.maximum(picture.frequency_hz, 1e-3)) - np.log(max(hz, 1e-3)))))
    return float(picture.level_db[row, column])


def peak_at(picture: SoundPicture, seconds: float) -> float | None:
    """The greatest absolute sample around a moment, full scale 1.0; None outside the picture."""
    column = column_at(picture, seconds, picture.wave_low.size)
    if column is None:
        return None
    return float(max(abs(picture.wave_low[column]), abs(picture.wave_high[column])))

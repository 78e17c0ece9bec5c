"""The stored picture of a take, painted for paper: small enough to mail, sharp enough to print.

A JPEG without colour subsampling: reportlab embeds it as it is, while a paletted PNG would be unpacked to
three bytes a pixel. Its quality steps down until the picture is at most `MOST_BYTES`.
"""

from io import BytesIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from app.domain.take import SoundPicture
from app.look.colour_map import colour_map, paint
from app.look.tokens import CEILING_DBFS, FLOOR_DBFS

LOW_HZ = 50.0
HIGH_HZ = 8000.0
MOST_BYTES = 300_000

_MAP = "magma"
_ROWS = 256
_MOST_COLUMNS = 1200
_QUALITIES = (88, 80, 70, 55, 40, 25)


def spectrogram_jpeg(picture: SoundPicture) -> bytes:
    """The spectrogram from `LOW_HZ` to `HIGH_HZ` on a log axis, lowest frequency at the foot."""
    levels = np.nan_to_num(picture.level_db, nan=FLOOR_DBFS, posinf=CEILING_DBFS, neginf=FLOOR_DBFS)
    levels = levels[_rows_for(picture.frequency_hz)[::-1]]
    pixels = paint(levels.astype(np.float32), FLOOR_DBFS, CEILING_DBFS, _MAP)
    image = Image.fromarray(np.ascontiguousarray(pixels))
    if image.width > _MOST_COLUMNS:
        image = image.resize((_MOST_COLUMNS, image.height), Image.Resampling.BOX)
    data = b""
    for quality in _QUALITIES:
        packed = BytesIO()
        image.save(packed, "JPEG", quality=quality, subsampling=0)
        data = packed.getvalue()
        if len(data) <= MOST_BYTES:
            break
    return data


def _rows_for(frequency_hz: NDArray[np.float32]) -> NDArray[np.intp]:
    wanted = np.geomspace(LOW_HZ, HIGH_HZ, _ROWS)
    nearest = np.interp(np.log(wanted), np.log(np.maximum(frequency_hz, 1e-3)), np.arange(len(frequency_hz)))
    rows: NDArray[np.intp] = np.rint(nearest).astype(np.intp)
    return rows


def colour_bar_png() -> bytes:
    """The colour map from its floor, on the left, to its ceiling."""
    packed = BytesIO()
    Image.fromarray(colour_map(_MAP)[None, :, :].repeat(4, axis=0)).save(packed, "PNG")
    return packed.getvalue()

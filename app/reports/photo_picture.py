"""A photo, made ready for paper: the right way up, and no larger than print can show.

The photo itself stays as it came. What is printed is packed anew, so that the coordinates and the name of the
telephone, which a photo may hold, do not leave the house with the report.
"""

import logging
import struct
import zlib
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageOps

MOST_BYTES = 300_000

_MOST_PX = 1000
"""At the printed size this is more than 200 dots an inch."""

_QUALITIES = (85, 75, 60, 45, 30)
_BROKEN = (
    OSError,
    ValueError,
    SyntaxError,
    TypeError,
    LookupError,
    EOFError,
    MemoryError,
    OverflowError,
    struct.error,
    zlib.error,
    Image.DecompressionBombError,
)

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class PrintedPhoto:
    """A photo as it is put on paper: an encoded JPEG and its size in pixels."""

    data: bytes
    width_px: int
    height_px: int


def printed_photo(path: Path) -> PrintedPhoto | None:
    """The photo of at most `MOST_BYTES`, turned as its camera was held; None when it cannot be read."""
    try:
        with Image.open(path, formats=("JPEG", "PNG")) as photo:
            # Before anything is unpacked: a JPEG is then read at a fraction of its size.
            photo.thumbnail((_MOST_PX, _MOST_PX))
            return _packed(_on_white(ImageOps.exif_transpose(photo)))
    except _BROKEN as error:
        log.warning("the photo %s cannot be printed: %r", ascii(str(path)), error)
        return None


def _on_white(photo: Image.Image) -> Image.Image:
    if not photo.has_transparency_data:
        return photo.convert("RGB")
    seen = photo.convert("RGBA")
    paper = Image.new("RGBA", seen.size, "white")
    return Image.alpha_composite(paper, seen).convert("RGB")


def _packed(photo: Image.Image) -> PrintedPhoto:
    data = b""
    for quality in _QUALITIES:
        packed = BytesIO()
        photo.save(packed, "JPEG", quality=quality)
        data = packed.getvalue()
        if len(data) <= MOST_BYTES:
            break
    return PrintedPhoto(data, photo.width, photo.height)

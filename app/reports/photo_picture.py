"""A photo or a logo, made ready for paper: the right way up, and no larger than print can show.

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

_LOGO_PX = (600, 200)
"""More than 300 dots an inch in the head of a report."""

_LOGO_MOST_BYTES = 100_000

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
    """A photo as it is put on paper: an encoded JPEG or PNG and its size in pixels."""

    data: bytes
    width_px: int
    height_px: int


def printed_photo(path: Path) -> PrintedPhoto | None:
    """The photo of at most `MOST_BYTES`, turned as its camera was held; None when it cannot be read."""
    picture = _opened(path, (_MOST_PX, _MOST_PX))
    return _packed(picture) if picture else None


def printed_logo(path: Path) -> PrintedPhoto | None:
    """The logo on white, with sharp edges where it is drawn in few colours; None when it cannot be read."""
    picture = _opened(path, _LOGO_PX)
    if picture is None:
        return None
    sharp = BytesIO()
    picture.save(sharp, "PNG", optimize=True)
    if len(sharp.getvalue()) <= _LOGO_MOST_BYTES:
        return PrintedPhoto(sharp.getvalue(), picture.width, picture.height)
    return _packed(picture)


def _opened(path: Path, most_px: tuple[int, int]) -> Image.Image | None:
    try:
        with Image.open(path, formats=("JPEG", "PNG")) as photo:
            # Before anything is unpacked: a JPEG is then read at a fraction of its size.
            photo.thumbnail(most_px)
            return _on_white(ImageOps.exif_transpose(photo))
    except _BROKEN as error:
        log.warning("the picture %s cannot be printed: %r", ascii(str(path)), error)
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

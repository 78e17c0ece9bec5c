"""A photo becomes a small JPEG, turned as it was taken; whatever is no picture becomes nothing."""

import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColor, QImage

from app.ui.pages.form.photo_image import LONGEST_PX, read_image, small_photo

pytestmark = [pytest.mark.usefixtures("qapp"), pytest.mark.qt_log_ignore(".*")]
"""What Qt's readers say of damaged files is theirs to say."""


def encoded(image: QImage, kind: str = "JPEG") -> bytes:
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(buffer, kind)
    return bytes(kept.data())


def picture(width: int, height: int) -> QImage:
    """Red at the left, blue at the right."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    for x in range(width // 2, width):
        for y in range(height):
            image.setPixelColor(x, y, QColor("blue"))
    return image


def turned(jpeg: bytes, orientation: int) -> bytes:
    """The same with an EXIF orientation."""
    tiff = b"II*\0\x08\0\0\0\x01\0" + struct.pack("<HHIHH", 0x112, 3, 1, orientation, 0) + bytes(4)
    exif = b"Exif\0\0" + tiff
    return jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + jpeg[2:]


def claiming(width: int, height: int) -> bytes:
    """A PNG of nothing that claims to be large."""
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head))


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_large_photo_becomes_small_and_keeps_its_shape(kind):
    photo = small_photo(encoded(picture(2400, 30), kind))
    assert photo is not None
    assert (photo.image.width(), photo.image.height()) == (LONGEST_PX, 20)
    assert photo.jpeg.startswith(b"\xff\xd8\xff")
    assert read_image(photo.jpeg).size() == photo.image.size()


def test_a_photo_taken_upright_is_shown_upright_and_kept_so():
    photo = small_photo(turned(encoded(picture(80, 40)), 6))
    assert photo is not None
    assert (photo.image.width(), photo.image.height()) == (40, 80)
    kept = read_image(photo.jpeg)
    assert kept.height() == 80
    assert kept.pixelColor(20, 5).red() > 200
    assert kept.pixelColor(20, 75).blue() > 200


def test_what_is_transparent_is_white():
    clear = QImage(8, 8, QImage.Format.Format_ARGB32)
    clear.fill(0)
    photo = small_photo(encoded(clear, "PNG"))
    assert photo is not None
    assert photo.image.pixelColor(4, 4) == QColor("white")


@pytest.mark.parametrize("content", [b"", b"\xff\xd8\xff", b"GIF89a", claiming(60_000, 60_000), claiming(0, 0)])
def test_what_is_no_picture_is_none(content):
    assert small_photo(content) is None


def test_a_photo_that_lost_its_end_is_none_or_what_is_left(tmp_path: Path):
    whole = encoded(picture(400, 300))
    for length in (20, len(whole) // 3, len(whole) - 2):
        photo = small_photo(whole[:length])
        assert photo is None or photo.image.size() == QImage.fromData(whole).size()


@settings(max_examples=80, deadline=None)
@given(
    start=st.sampled_from([b"", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", claiming(40, 40), claiming(50_000, 3)]),
    rest=st.binary(max_size=300),
)
def test_wild_bytes_never_break_it(start, rest):
    photo = small_photo(start + rest)
    assert photo is None or max(photo.image.width(), photo.image.height()) <= LONGEST_PX


@settings(max_examples=60, deadline=None)
@given(at=st.integers(0, 3000), change=st.binary(min_size=1, max_size=8))
def test_a_damaged_photo_never_breaks_it(at, change):
    whole = encoded(picture(64, 48))
    at %= len(whole)
    photo = small_photo(whole[:at] + change + whole[at + len(change) :])
    assert photo is None or max(photo.image.width(), photo.image.height()) <= LONGEST_PX

"""A page of a PDF as a picture: to be looked at before it is printed, and to be printed as it was looked at.

PDFium is named here alone. It knows no threads, so that one at a time is let in, and it is read when first needed.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from app.domain.problem import Problem
from app.language import later, say

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

_ONE_AT_A_TIME = Lock()
_WHITE = (255, 255, 255, 255)


@dataclass(frozen=True, slots=True)
class PageSize:
    """Width and height of a page in pt (1/72 inch), as it is held to be read."""

    width_pt: float
    height_pt: float

    def high_px(self, wide_px: int) -> int:
        """How high it is where it is `wide_px` wide."""
        return max(1, round(wide_px * self.height_pt / self.width_pt))


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page or a band of one.

    `bgrx`: four bytes a pixel (blue, green, red, unused), rows from the top without gaps between them.
    `top_px`: the row of the page at which it begins, 0 for a whole page.
    """

    wide_px: int
    high_px: int
    bgrx: bytes
    top_px: int = 0


def page_sizes(pdf: Path) -> tuple[PageSize, ...]:
    """The size of each page.

    Raises: Problem when the file is not there or no PDF.
    """
    with _opened(pdf) as document, _ONE_AT_A_TIME:
        return tuple(PageSize(*document.get_page_size(at)) for at in range(len(document)))


def page_picture(pdf: Path, page: int, wide_px: int) -> PagePicture:
    """Page number `page` (from 0), `wide_px` wide, on white paper.

    Raises: Problem when the file is not there or no PDF any more.
    """
    with _opened(pdf) as document, _ONE_AT_A_TIME:
        high_px = PageSize(*document.get_page_size(page)).high_px(wide_px)
        return _drawn(document[page], (wide_px, high_px), 0, high_px)


def page_bands(pdf: Path, page: int, wide_px: int, band_px: int) -> Iterator[PagePicture]:
    """The same from top to bottom in bands of `band_px` rows, the last one lower: a printer's page is large.

    Fifty rows and more are the same dots as the whole; in lower ones PDFium loses parts of large letters.

    Raises: Problem when the file is not there or no PDF any more.
    """
    with _opened(pdf) as document:
        with _ONE_AT_A_TIME:
            high_px = PageSize(*document.get_page_size(page)).high_px(wide_px)
            read = document[page]
        for top_px in range(0, high_px, band_px):
            with _ONE_AT_A_TIME:
                band = _drawn(read, (wide_px, high_px), top_px, min(band_px, high_px - top_px))
            yield band


def _drawn(page: Any, whole_px: tuple[int, int], top_px: int, high_px: int) -> PagePicture:
    from pypdfium2 import PdfBitmap, raw

    wide_px = whole_px[0]
    bitmap = PdfBitmap.new_native(wide_px, high_px, raw.FPDFBitmap_BGRx)
    bitmap.fill_rect(_WHITE, 0, 0, wide_px, high_px)
    # Begun above the picture's edge, the page is cut into bands that meet to the pixel.
    raw.FPDF_RenderPageBitmap(bitmap, page, 0, -top_px, *whole_px, 0, raw.FPDF_ANNOT)
    picture = PagePicture(wide_px, high_px, bytes(bitmap.buffer), top_px)
    bitmap.close()
    return picture


@contextmanager
def _opened(pdf: Path) -> "Iterator[PdfDocument]":
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        # From memory: an open file can't be replaced or thrown away on Windows.
        content = pdf.read_bytes()
        with _ONE_AT_A_TIME:
            document = PdfDocument(content)
    except OSError as error:
        raise Problem(
            say("“{name}” can't be read.", name=pdf.name), later("Make the report again."), f"{pdf}: {error}"
        ) from error
    except PdfiumError as error:
        raise Problem(
            say("“{name}” is damaged.", name=pdf.name), later("Make the report again."), f"{pdf}: {error}"
        ) from error
    try:
        yield document
    finally:
        with _ONE_AT_A_TIME:
            document.close()

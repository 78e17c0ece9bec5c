"""Look at a report before it goes anywhere: a draft is written once, then shown, saved, printed or mailed."""

import re
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.domain.identity import new_id
from app.domain.problem import Problem
from app.language import later, say, tr
from app.reports import page_pictures
from app.reports.page_pictures import PagePicture, PageSize
from app.reports.saving import save

__all__ = ["PagePicture", "PageSize", "Preview", "PreviewReport"]

_OLD_AFTER_S = 24 * 3600
# xdg-email takes a comma or a quote in a file's name for the end of it.
_NOT_IN_ATTACHMENTS = re.compile(r"[,'\"`$\\]+")


@dataclass(frozen=True, slots=True)
class Preview:
    """A draft: the file and its pages."""

    pdf: Path
    pages: tuple[PageSize, ...]
    size_bytes: int


class PreviewReport:
    """Drafts lie in `drafts` and go a day later; what is mailed lies in `outgoing` and stays there.

    A mail program reads its attachment when it likes, perhaps after this program has ended, and some of them see
    nothing but what lies openly in the user's own folders.
    """

    def __init__(self, drafts: Path, outgoing: Path) -> None:
        self._drafts = drafts
        self._outgoing = outgoing

    def place(self, name: str) -> Path:
        """Where a draft of that file name can be written.

        Raises: Problem when there is no room for it.
        """
        self._sweep()
        folder = self._drafts / new_id()
        _make(folder)
        return folder / name

    def read(self, pdf: Path) -> Preview:
        """The draft that was written there; a Problem when it can't be read."""
        pages = page_pictures.page_sizes(pdf)
        return Preview(pdf, pages, pdf.stat().st_size)

    def picture(self, pdf: Path, page: int, wide_px: int) -> PagePicture:
        """A page (from 0) as a picture of that width; a Problem when the draft is gone."""
        return page_pictures.page_picture(pdf, page, wide_px)

    def bands(self, pdf: Path, page: int, wide_px: int, band_px: int) -> Iterator[PagePicture]:
        """The same in bands of `band_px` rows, from top to bottom."""
        return page_pictures.page_bands(pdf, page, wide_px, band_px)

    def save(self, pdf: Path, out: Path) -> Path:
        """Keep the draft at `out`, byte for byte as it was looked at; a Problem when it can't be written there."""
        save(out, _content(pdf))
        return out

    def keep_for_mail(self, pdf: Path) -> Path:
        """A copy that outlives this program, under a name that every mail program takes.

        Raises: Problem when it can't be written.
        """
        _make(self._outgoing)
        content = _content(pdf)
        name = " ".join(_NOT_IN_ATTACHMENTS.sub(" ", pdf.stem).split()) or tr("report")
        out = _free(self._outgoing, name, content)
        if not out.exists():
            save(out, content)
        return out

    def _sweep(self) -> None:
        """A day later nobody looks at a draft any more, and no printer waits for it."""
        try:
            for folder in self._drafts.iterdir():
                if time.time() - folder.stat().st_mtime > _OLD_AFTER_S:
                    shutil.rmtree(folder, ignore_errors=True)
        except OSError:
            return


def _free(folder: Path, name: str, content: bytes) -> Path:
    """The same report again is the same file; another one of that name gets a number."""
    number = 1
    while True:
        out = folder / (f"{name}.pdf" if number == 1 else f"{name} ({number}).pdf")
        if not out.exists() or _content(out) == content:
            return out
        number += 1


def _content(pdf: Path) -> bytes:
    try:
        return pdf.read_bytes()
    except OSError as error:
        what = say("“{name}” can't be read.", name=pdf.name)
        raise Problem(what, later("Make the report again."), f"{pdf}: {error}") from error


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        what = say("The folder “{name}” for reports can't be made.", name=folder.name)
        to_do = later("Free some space, or export the report to another folder.")
        raise Problem(what, to_do, str(error)) from error

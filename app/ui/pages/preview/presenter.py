"""Decides what the preview shows: has the report made, and has those pages drawn that are looked at."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtGui import QImage

from app.domain.problem import Problem
from app.language import retold, tr
from app.ui.jobs import Control, JobHandle, Kind, Runner
from app.ui.pages.exporting import Report
from app.ui.pages.preview import words
from app.ui.pages.preview.values import PreviewShown, Sheet, Stage
from app.workflows.progress import Progress

if TYPE_CHECKING:
    from app.workflows.preview_report import Preview, PreviewReport

KEPT_BYTES = 64 << 20
"""Pictures of pages that went by are kept up to here; those that are looked at always are."""

Wish = tuple[int, int]
"""A page (from 0) and how wide its picture is to be, in dots."""


class PreviewView(Protocol):
    """What the presenter tells the page."""

    def show(self, shown: PreviewShown) -> None:
        """All but the pictures; with no sheet in it, every picture is gone."""

    def show_picture(self, page: int, image: QImage, *, small: bool) -> None:
        """One page, large or for the column of small ones."""

    def drop_picture(self, page: int) -> None:
        """A large picture is not kept any more."""


class PreviewPresenter:
    """One report at a time. One picture is drawn at a time, the one that is looked at most first."""

    def __init__(self, preview: "PreviewReport", jobs: Runner, view: PreviewView) -> None:
        self._preview = preview
        self._jobs = jobs
        self._view = view
        self._making: JobHandle | None = None
        self._drawing: tuple[Wish, JobHandle] | None = None
        self._large: OrderedDict[int, tuple[int, int]] = OrderedDict()
        self._small: set[Wish] = set()
        self._wishes: list[Wish] = []
        self._small_wishes: list[Wish] = []
        self.report: Report | None = None
        self.draft: Preview | None = None
        self.shown = PreviewShown()

    def open(self, report: Report) -> None:
        """Make the report and show it."""
        self.leave()
        self.report, self.draft = report, None
        self._large.clear()
        self._small.clear()
        self._wishes, self._small_wishes = [], []
        self.shown = PreviewShown(report.title, report.about)
        self._view.show(self.shown)

        def made(draft: "Preview") -> None:
            self.draft = draft
            sheets = tuple(Sheet(page.width_pt, page.height_pt) for page in draft.pages)
            self._change(stage=Stage.THERE, sheets=sheets, paper=words.paper(sheets), size_bytes=draft.size_bytes)

        self._making = self._jobs.run(
            Kind.ANALYSIS,
            lambda control: draft_of(self._preview, report, control),
            made,
            self._failed,
            on_progress=self._tell,
            on_end=self._not_made,
        )

    def again(self) -> None:
        """Make it once more: what was in the way may be gone."""
        if self.report is not None:
            self.open(self.report)

    def stop(self) -> None:
        """Do not make it after all."""
        if self._making is not None:
            self._making.cancel()

    def leave(self) -> None:
        """Nobody looks any more: what is not made or drawn yet is not wanted."""
        if self._making is not None:
            self._making.drop()
        self._stop_drawing()

    def look(self, pages: Sequence[int], wide_px: int) -> None:
        """These pages are looked at, the first one most, `wide_px` dots wide."""
        self._wishes = [(page, wide_px) for page in pages]
        for page in pages:
            if page in self._large:
                self._large.move_to_end(page)
        self._next()

    def look_small(self, pages: Sequence[int], wide_px: int) -> None:
        """These are in sight in the column of small ones."""
        self._small_wishes = [(page, wide_px) for page in pages]
        self._next()

    def _next(self) -> None:
        """Draw what is wanted most and not there; what is being drawn and not wanted any more is given up."""
        if self.draft is None:
            return
        wanted = self._wanted()
        if self._drawing is not None and self._drawing[0] not in wanted:
            self._stop_drawing()
        if self._drawing is None and wanted:
            self._draw(wanted[0], self.draft.pdf)

    def _wanted(self) -> list[Wish]:
        large = [wish for wish in self._wishes if self._large.get(wish[0], (0, 0))[0] != wish[1]]
        return large + [wish for wish in self._small_wishes if wish not in self._small]

    def _draw(self, wish: Wish, pdf: Path) -> None:
        small = wish in self._small_wishes and wish not in self._wishes

        def work(control: Control) -> QImage:
            picture = self._preview.picture(pdf, *wish)
            # A copy, since Qt only points at the bytes it is given.
            return QImage(picture.bgrx, picture.wide_px, picture.high_px, QImage.Format.Format_RGB32).copy()

        def drawn(image: QImage) -> None:
            if small:
                self._small.add(wish)
            else:
                self._keep(wish, image.sizeInBytes())
            self._view.show_picture(wish[0], image, small=small)

        def failed(problem: Problem) -> None:
            self._wishes, self._small_wishes = [], []
            self._failed(problem)

        def end() -> None:
            self._drawing = None
            self._next()

        handle = self._jobs.run(Kind.ANALYSIS, work, drawn, failed, on_end=end)
        if not handle.ended:
            self._drawing = (wish, handle)

    def _keep(self, wish: Wish, size_bytes: int) -> None:
        self._large[wish[0]] = (wish[1], size_bytes)
        self._large.move_to_end(wish[0])
        looked_at = {page for page, _ in self._wishes}
        for page in list(self._large):
            if sum(each for _, each in self._large.values()) <= KEPT_BYTES:
                return
            if page not in looked_at:
                del self._large[page]
                self._view.drop_picture(page)

    def _stop_drawing(self) -> None:
        if self._drawing is not None:
            self._drawing[1].drop()
            self._drawing = None

    def _tell(self, at: Progress) -> None:
        self._change(doing=at.file_name, share=at.share)

    def _failed(self, problem: Problem) -> None:
        self.draft = None
        self._change(stage=Stage.FAILED, sheets=(), what=retold(problem.what), to_do=retold(problem.to_do))

    def _not_made(self) -> None:
        """At the end of making: if nothing came of it and nothing was wrong, it was stopped."""
        if self.shown.stage is Stage.MAKING:
            self._change(stage=Stage.FAILED, what=tr("The report was stopped before it was made."), to_do="")

    def _change(self, **changed: object) -> None:
        self.shown = replace(self.shown, **changed)  # type: ignore[arg-type]
        self._view.show(self.shown)


def draft_of(preview: "PreviewReport", report: Report, control: Control) -> "Preview":
    """Have the report made as a draft and read it; a Problem where either can't be."""
    return preview.read(report.make(preview.place(report.name), control))

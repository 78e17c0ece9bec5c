"""A preview whose pages are drawn at once, with every drawing written down."""

from dataclasses import dataclass, field
from pathlib import Path

from app.domain.problem import Problem
from app.workflows.preview_report import PagePicture, PageSize, Preview


@dataclass
class FakePreview:
    """Reports of `pages` A4 pages; a picture is one grey."""

    pages: int = 3
    drawn: list[tuple[int, int]] = field(default_factory=list)
    drawing_problem: Problem | None = None
    reading_problem: Problem | None = None

    def place(self, name: str) -> Path:
        return Path("/drafts") / name

    def read(self, pdf: Path) -> Preview:
        if self.reading_problem:
            raise self.reading_problem
        return Preview(pdf, (PageSize(595.3, 841.9),) * self.pages, 256_276)

    def picture(self, pdf: Path, page: int, wide_px: int) -> PagePicture:
        if self.drawing_problem:
            raise self.drawing_problem
        self.drawn.append((page, wide_px))
        high_px = PageSize(595.3, 841.9).high_px(wide_px)
        return PagePicture(wide_px, high_px, bytes([200]) * (4 * wide_px * high_px))

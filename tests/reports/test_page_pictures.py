"""Pages as pictures: the right page, the right size, on white, and in bands that meet."""

from pathlib import Path

import numpy as np
import pytest

from app.domain.problem import Problem
from app.reports.page_pictures import PagePicture, PageSize, page_bands, page_picture, page_sizes
from tests.house import ROOT
from tests.ui.pages.preview.many_pages import long_pdf

REPORT = ROOT / "resources" / "docs" / "report.pdf"


def dots(picture: PagePicture) -> np.ndarray:
    """[rows, columns, blue green red unused]"""
    return np.frombuffer(picture.bgrx, np.uint8).reshape(picture.high_px, picture.wide_px, 4)


def test_each_page_says_how_large_it_is(tmp_path: Path) -> None:
    sizes = page_sizes(long_pdf(tmp_path / "a.pdf", 3, (612, 792)))
    assert sizes == (PageSize(612, 792),) * 3
    assert sizes[0].high_px(306) == 396


def test_a_page_is_dark_on_white_paper_and_the_right_way_up(tmp_path: Path) -> None:
    picture = page_picture(long_pdf(tmp_path / "ä ’1.pdf", 2), 0, 200)
    seen = dots(picture)
    assert (picture.wide_px, picture.high_px, picture.top_px) == (200, 283, 0)
    assert seen[3, 3, :3].max() == 0, "the square lies in the upper left corner"
    for corner in (seen[3, -3], seen[-3, 3], seen[-3, -3]):
        assert corner[:3].min() == 255


def test_each_page_is_another_picture(tmp_path: Path) -> None:
    pdf = long_pdf(tmp_path / "a.pdf", 2)
    assert page_picture(pdf, 0, 200).bgrx != page_picture(pdf, 1, 200).bgrx


def test_the_red_of_a_verdict_stays_red() -> None:
    seen = dots(page_picture(REPORT, 0, 600)).reshape(-1, 4)
    blue, green, red = seen[:, 0].astype(int), seen[:, 1].astype(int), seen[:, 2].astype(int)
    assert ((red > 150) & (green < 80) & (blue < 80)).sum() > 5_000
    assert ((blue > 150) & (green < 80) & (red < 80)).sum() == 0


@pytest.mark.parametrize("band_px", [50, 100, 333, 5_000])
def test_bands_meet_to_the_dot(tmp_path: Path, band_px: int) -> None:
    pdf = long_pdf(tmp_path / "a.pdf", 1)
    whole = dots(page_picture(pdf, 0, 240))
    bands = list(page_bands(pdf, 0, 240, band_px))
    assert [band.top_px for band in bands] == list(range(0, len(whole), band_px))
    assert max(band.high_px for band in bands) <= band_px
    # Where a letter's edge lies on the cut it may be a shade off.
    joined = np.concatenate([dots(band) for band in bands])
    assert np.abs(joined.astype(int) - whole.astype(int)).max() <= 2


def test_bands_that_nobody_takes_any_more_keep_nobody_out(tmp_path: Path) -> None:
    pdf = long_pdf(tmp_path / "a.pdf", 1)
    begun = page_bands(pdf, 0, 240, 10)
    next(begun)
    assert page_picture(pdf, 0, 100).wide_px == 100
    begun.close()


@pytest.mark.parametrize("content", [b"", b"no PDF", b"%PDF-1.4\n" + b"\x00" * 500])
def test_what_is_no_pdf_is_a_problem(tmp_path: Path, content: bytes) -> None:
    pdf = tmp_path / "report.pdf"
    pdf.write_bytes(content)
    for ask in (
        lambda: page_sizes(pdf),
        lambda: page_picture(pdf, 0, 100),
        lambda: next(page_bands(pdf, 0, 9, 9)),
    ):
        with pytest.raises(Problem, match="damaged"):
            ask()


def test_a_file_that_is_gone_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="can't be read"):
        page_sizes(tmp_path / "gone.pdf")

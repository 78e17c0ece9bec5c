"""Drafts that are saved byte for byte, and copies for the mail that outlive them."""

import os
import time
from pathlib import Path

import pytest

from app.domain.problem import Problem
from app.workflows.preview_report import PreviewReport
from tests.ui.pages.preview.many_pages import long_pdf


@pytest.fixture
def preview(tmp_path: Path) -> PreviewReport:
    return PreviewReport(tmp_path / "drafts", tmp_path / "Documents" / "Earshot reports")


def test_a_draft_is_read_and_saved_as_it_was_looked_at(preview: PreviewReport, tmp_path: Path) -> None:
    draft = preview.read(long_pdf(preview.place("Fan 3.pdf"), 3))
    assert (draft.pdf.name, len(draft.pages), draft.size_bytes) == ("Fan 3.pdf", 3, draft.pdf.stat().st_size)
    assert preview.picture(draft.pdf, 2, 50).wide_px == 50
    out = preview.save(draft.pdf, tmp_path / "out.pdf")
    assert out.read_bytes() == draft.pdf.read_bytes()


def test_two_drafts_of_one_name_are_two(preview: PreviewReport) -> None:
    assert preview.place("a.pdf") != preview.place("a.pdf")


def test_drafts_of_yesterday_go_and_those_of_today_stay(preview: PreviewReport) -> None:
    old, new = preview.place("old.pdf"), preview.place("new.pdf")
    for path in (old, new):
        path.write_bytes(b"x")
    before = time.time() - 25 * 3600
    os.utime(old.parent, (before, before))
    preview.place("next.pdf")
    assert not old.exists()
    assert new.exists()


def test_a_printers_page_comes_in_bands(preview: PreviewReport) -> None:
    pdf = long_pdf(preview.place("a.pdf"), 1)
    assert [band.high_px for band in preview.bands(pdf, 0, 2_480, 1_000)] == [1_000, 1_000, 1_000, 507]


def test_a_copy_for_the_mail_lies_apart_and_outlives_the_draft(preview: PreviewReport, tmp_path: Path) -> None:
    pdf = long_pdf(preview.place("Lüfter 3.pdf"), 1)
    kept = preview.keep_for_mail(pdf)
    content = pdf.read_bytes()
    pdf.unlink()
    assert kept == tmp_path / "Documents" / "Earshot reports" / "Lüfter 3.pdf"
    assert kept.read_bytes() == content


def test_the_same_report_again_is_the_same_file_and_another_one_gets_a_number(preview: PreviewReport) -> None:
    one = long_pdf(preview.place("Fan.pdf"), 1)
    other = long_pdf(preview.place("Fan.pdf"), 2)
    first = preview.keep_for_mail(one)
    assert preview.keep_for_mail(one) == first
    second = preview.keep_for_mail(other)
    assert second.name == "Fan (2).pdf"
    assert first.read_bytes() == one.read_bytes()
    assert preview.keep_for_mail(other) == second


@pytest.mark.parametrize(
    ("name", "kept"),
    [("Fan, north.pdf", "Fan north.pdf"), ("Joe's `fan` $1.pdf", "Joe s fan 1.pdf"), ("''.pdf", "report.pdf")],
)
def test_a_name_that_a_mail_program_would_cut_is_made_plain(preview: PreviewReport, name: str, kept: str) -> None:
    assert preview.keep_for_mail(long_pdf(preview.place(name), 1)).name == kept


def test_no_room_for_drafts_or_copies_is_a_problem(tmp_path: Path) -> None:
    blocked = tmp_path / "a file"
    blocked.write_bytes(b"x")
    pdf = long_pdf(tmp_path / "a.pdf", 1)
    with pytest.raises(Problem, match="can't be made"):
        PreviewReport(blocked / "drafts", tmp_path).place("a.pdf")
    with pytest.raises(Problem, match="can't be made"):
        PreviewReport(tmp_path, blocked / "mail").keep_for_mail(pdf)
    with pytest.raises(Problem, match="can't be read"):
        PreviewReport(tmp_path, tmp_path).save(tmp_path / "gone.pdf", tmp_path / "out.pdf")

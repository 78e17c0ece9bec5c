"""Whose paper it is: company, logo, who printed; and whose words stay those of the inspection."""

import io
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from pypdf import PdfReader

from app.domain.letterhead import Letterhead
from app.domain.reading import Quantity, Reading
from app.domain.review import Found, Review
from app.reports.photo_picture import printed_logo
from tests.reports.facts_for_tests import MACHINE, facts, inspection


@pytest.fixture
def logo(tmp_path: Path) -> Path:
    picture = np.zeros((120, 500, 4), np.uint8)
    picture[30:90, 40:460] = (10, 90, 160, 255)
    Image.fromarray(picture).save(tmp_path / "logo.png")
    return tmp_path / "logo.png"


@pytest.fixture
def printed(report, tmp_path):
    def print_and_read(these) -> PdfReader:
        report.write(tmp_path / "report.pdf", these)
        return PdfReader(io.BytesIO((tmp_path / "report.pdf").read_bytes()))

    return print_and_read


def text_of(pdf: PdfReader, page: int = 0) -> str:
    return re.sub(r"\s+", " ", pdf.pages[page].extract_text())


def pictures_of(pdf: PdfReader) -> int:
    return len(pdf.pages[0].images)


def test_the_stored_inspector_inspected_and_the_letterheads_printed(printed):
    pdf = printed(facts(letterhead=Letterhead("Nordbank", None, "M. Weber")))
    assert "Inspector J. Brandt, technician" in text_of(pdf)
    assert "Printed by M. Weber" in text_of(pdf)
    assert pdf.metadata and pdf.metadata.author == "J. Brandt, technician"


def test_who_never_said_a_name_did_not_inspect(printed):
    page = text_of(
        printed(facts(inspection=inspection(inspector=""), letterhead=Letterhead(inspector="M. Weber")))
    )
    assert "Inspector – " in page and "Printed by M. Weber" in page
    assert "Printed by" not in text_of(printed(facts()))


def test_company_and_site_stand_over_the_title(printed):
    assert text_of(printed(facts(letterhead=Letterhead("Nordbank Wärme")))).find("Nordbank Wärme, Plant 2") >= 0
    assert "Plant 2 › Hall B" in text_of(printed(facts(letterhead=Letterhead())))


def test_the_logo_is_printed_on_white_and_has_words(printed, logo):
    pdf = printed(facts(letterhead=Letterhead("Nordbank", logo)))
    assert pictures_of(pdf) == pictures_of(printed(facts())) + 1
    shown = printed_logo(logo)
    assert shown
    picture = Image.open(io.BytesIO(shown.data))
    assert (picture.mode, picture.getpixel((0, 0)), picture.getpixel((250, 60))) == (
        "RGB",
        (255, 255, 255),
        (10, 90, 160),
    )


@pytest.mark.parametrize("shape", [(30, 3000), (3000, 30), (1, 1), (200, 200)])
def test_a_logo_of_any_shape_leaves_the_title_its_place(printed, tmp_path, shape):
    Image.fromarray(np.full((*shape, 3), 90, np.uint8)).save(tmp_path / "odd.png")
    page = text_of(printed(facts(letterhead=Letterhead("Nordbank", tmp_path / "odd.png"))))
    assert "Inspection report" in page and "SF-003 / 2026-11-22 / 14" in page


@pytest.mark.parametrize("content", [None, b"", b"GIF89a", b"\x89PNG\r\n\x1a\nrubbish"])
def test_a_logo_that_is_lost_or_broken_costs_only_the_logo(printed, tmp_path, content):
    path = tmp_path / "lost.png"
    if content is not None:
        path.write_bytes(content)
    page = text_of(printed(facts(letterhead=Letterhead("Nordbank", path))))
    assert "Nordbank, Plant 2" in page


def test_noise_as_a_logo_stays_small(tmp_path):
    noise = np.random.default_rng(1).integers(0, 255, (900, 2700, 3), np.uint8)
    Image.fromarray(noise).save(tmp_path / "noise.png")
    shown = printed_logo(tmp_path / "noise.png")
    assert shown and len(shown.data) <= 300_000 and shown.width_px <= 600


def test_there_is_room_to_sign(printed):
    page = text_of(printed(facts()))
    for label in ("Inspector, date", "Responsible, date", "Work order"):
        assert label in page


def test_the_review_the_next_visit_and_what_was_typed_in_stand_on_the_first_page(printed):
    review = Review("", Found.FAULTY, "worn belt", "MDF", "Ü. Öz")
    readings = (
        Reading("condition", Quantity.TEMPERATURE, 41.0, "°C"),
        Reading("condition", Quantity.VIBRATION, 3.14, "mm/s"),
    )
    page = text_of(printed(facts(machine=replace(MACHINE, interval_days=30), review=review, readings=readings)))
    assert "Confirmed yes, faulty: worn belt Next visit 2026-12-22" in page
    assert "Typed in Temperature 41 °C · vibration velocity 3.14 mm/s" in page
    assert "Confirmed not yet Next visit not planned" in text_of(printed(facts()))


def test_a_long_place_gives_way_to_the_company_and_costs_no_page(printed):
    site = "Plant 2 › Hall B › " * 9
    pdf = printed(facts(machine=replace(MACHINE, site=site), letterhead=Letterhead("Nordbank")))
    assert "Nordbank Inspection report" in text_of(pdf)
    assert "Company, site" not in " ".join(page.extract_text() for page in pdf.pages)

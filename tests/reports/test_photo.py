"""The photo of the microphone's place on paper: upright, small, and never the reason that no report is printed."""

from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader

from app.reports.photo_picture import MOST_BYTES, printed_photo
from tests.reports.facts_for_tests import facts, placed, recorded, snapshot


def shown(path) -> Image.Image:
    found = printed_photo(path)
    assert found is not None
    image = Image.open(BytesIO(found.data))
    assert image.size == (found.width_px, found.height_px)
    return image


def is_red(image: Image.Image, across: float, down: float) -> bool:
    red, green, _ = image.getpixel((int(across * image.width), int(down * image.height)))
    return red - green > 80


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_it_is_turned_as_the_camera_was_held(tmp_path, orientation, kind):
    image = shown(snapshot(tmp_path / "photo", (800, 600), orientation, kind))

    assert image.size == (800, 600)
    assert is_red(image, 0.1, 0.1)
    assert not any(is_red(image, *corner) for corner in [(0.9, 0.1), (0.1, 0.9), (0.9, 0.9)])


def test_it_is_no_larger_than_print_can_show_and_a_small_one_is_left_alone(tmp_path):
    assert max(shown(snapshot(tmp_path / "large.jpg", (4000, 3000))).size) == 1000
    assert shown(snapshot(tmp_path / "small.jpg", (320, 240))).size == (320, 240)


def test_it_packs_any_photo_small_enough_to_mail(tmp_path):
    Image.effect_noise((2400, 1800), 120).save(tmp_path / "noise.png")

    found = printed_photo(tmp_path / "noise.png")

    assert found is not None
    assert len(found.data) <= MOST_BYTES


def test_what_the_telephone_wrote_about_the_place_stays_at_home(tmp_path):
    exif = Image.Exif()
    exif[0x0110] = "Secret Phone 9"
    exif.get_ifd(0x8825)[1] = "N"
    Image.new("RGB", (60, 40)).save(tmp_path / "p.jpg", exif=exif)
    assert b"Secret Phone 9" in (tmp_path / "p.jpg").read_bytes()

    found = printed_photo(tmp_path / "p.jpg")

    assert found is not None
    assert b"Secret" not in found.data
    assert not Image.open(BytesIO(found.data)).getexif()


@pytest.mark.parametrize("mode", ["L", "LA", "P", "RGBA", "CMYK", "1", "I;16"])
def test_every_kind_of_pixel_is_printed(tmp_path, mode):
    kind = "JPEG" if mode == "CMYK" else "PNG"
    Image.new(mode, (60, 40)).save(tmp_path / "p", kind)
    assert shown(tmp_path / "p").mode == "RGB"


def test_what_is_transparent_is_paper(tmp_path):
    Image.new("RGBA", (60, 40), (0, 0, 0, 0)).save(tmp_path / "p.png")
    assert shown(tmp_path / "p.png").getpixel((30, 20)) == (255, 255, 255)


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"GIF89a" + bytes(40), b"text"]
)
def test_what_is_no_photo_is_none(tmp_path, content):
    (tmp_path / "p.jpg").write_bytes(content)
    assert printed_photo(tmp_path / "p.jpg") is None


def test_a_png_whose_parts_lie_elsewhere_than_it_says_is_none(tmp_path):
    content = snapshot(tmp_path / "p.png", (300, 200), kind="PNG").read_bytes()
    at = content.index(b"IDAT")
    half = int.from_bytes(content[at - 4 : at], "big") // 2
    (tmp_path / "p.png").write_bytes(content[: at - 4] + half.to_bytes(4, "big") + content[at:])
    assert printed_photo(tmp_path / "p.png") is None


def test_a_photo_that_is_gone_or_a_folder_is_none(tmp_path):
    assert printed_photo(tmp_path / "gone.jpg") is None
    assert printed_photo(tmp_path) is None


def test_a_picture_that_would_fill_the_memory_is_none(tmp_path, monkeypatch):
    snapshot(tmp_path / "p.png", (400, 300), kind="PNG")
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 1000)
    assert printed_photo(tmp_path / "p.png") is None


@pytest.fixture(scope="module")
def contents(tmp_path_factory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("photos")
    return {kind: snapshot(folder / kind, (160, 120), 6, kind).read_bytes() for kind in ("JPEG", "PNG")}


@pytest.mark.filterwarnings("ignore::UserWarning", "ignore::PIL.Image.DecompressionBombWarning")
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    kind=st.sampled_from(["JPEG", "PNG"]),
    harm=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), max_size=12),
    kept=st.floats(0.02, 1.0),
)
def test_a_harmed_photo_is_printed_or_none_and_never_an_error(tmp_path, contents, kind, harm, kept):
    content = bytearray(contents[kind])
    for where, value in harm:
        content[int(where * min(len(content) - 1, 400))] = value
    (tmp_path / "p").write_bytes(content[: int(len(content) * kept)])

    found = printed_photo(tmp_path / "p")

    assert found is None or found.data.startswith(b"\xff\xd8")


def test_a_report_with_a_photo_holds_it_and_one_with_a_broken_photo_says_so(report, tmp_path):
    place = placed(photo="photos/ab/ab.jpg")
    photo = snapshot(tmp_path / "Lüfter 3.JPG", (1200, 1600), 8)
    report.write(tmp_path / "whole.pdf", facts(inspection=recorded(), placement=place, photo=photo))
    photo.write_bytes(photo.read_bytes()[:4000])
    report.write(tmp_path / "broken.pdf", facts(inspection=recorded(), placement=place, photo=photo))

    (printed,) = PdfReader(tmp_path / "whole.pdf").pages[2].images
    assert printed.image.size == (750, 1000)
    assert is_red(printed.image, 0.1, 0.1)
    assert (tmp_path / "whole.pdf").stat().st_size < 1_000_000
    broken = PdfReader(tmp_path / "broken.pdf")
    assert "The photo cannot be read." in " ".join(page.extract_text() for page in broken.pages)

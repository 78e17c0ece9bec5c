"""What ISO 19005-2 asks of a PDF/A-2b, read back from finished reports by another library.

No validator of PDF/A is at hand where these tests run, so its rules that a report of ours could break are here.
"""

import io
import re
import struct
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

from app.domain.letterhead import Letterhead
from app.reports.pdf_a_colour import srgb_profile
from tests.reports.facts_for_tests import facts, samples

NAMES = ("abnormal", "explained", "no-baseline", "long-texts", "other-scripts")


@pytest.fixture(scope="module")
def files(report, tmp_path_factory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("reports")
    Image.fromarray(np.full((40, 160, 4), 128, np.uint8)).save(folder / "logo.png")
    known = {name: samples()[name] for name in NAMES}
    known["logo"] = facts(letterhead=Letterhead("Nordbank", folder / "logo.png", "M. Weber"))
    made = {}
    for name, these in known.items():
        report.write(folder / f"{name}.pdf", these)
        made[name] = (folder / f"{name}.pdf").read_bytes()
    return made


@pytest.fixture(params=[*NAMES, "logo"])
def data(files, request) -> bytes:
    return files[request.param]


@pytest.fixture
def pdf(data) -> PdfReader:
    return PdfReader(io.BytesIO(data))


def everything(pdf: PdfReader) -> list[object]:
    return [pdf.get_object(IndirectObject(number, 0, pdf)) for number in range(1, int(pdf.trailer["/Size"]))]


def dictionaries(value: object):
    if isinstance(value, DictionaryObject):
        yield value
        for inner in value.values():
            yield from dictionaries(inner)
    elif isinstance(value, ArrayObject):
        for inner in value:
            yield from dictionaries(inner)


def test_the_file_begins_and_ends_as_it_must(data, pdf):
    first, second = data.splitlines()[:2]
    assert first == b"%PDF-1.7"
    assert second[:1] == b"%" and all(byte > 127 for byte in second[1:5])
    assert data.endswith(b"%%EOF\n") and data.count(b"%%EOF") == 1
    assert "/Encrypt" not in pdf.trailer
    one, two = pdf.trailer["/ID"]
    assert len(one.original_bytes) == 16 and one == two


def test_every_place_in_the_table_holds_its_object_and_every_stream_its_length(data, pdf):
    table = int(re.findall(rb"startxref\n(\d+)\n", data)[-1])
    assert data[table:].startswith(b"xref\n0 ")
    entries = re.findall(rb"(\d{10}) \d{5} n \n", data[table:])
    assert len(entries) == int(pdf.trailer["/Size"]) - 1
    for number, entry in enumerate(entries, 1):
        assert data[int(entry) :].startswith(b"%d 0 obj\n" % number)
        assert data[int(entry) - 1 :][:1] == b"\n"
    for start, end in zip(map(int, entries), [*map(int, entries[1:]), table], strict=True):
        thing = data[start:end]
        assert thing.endswith(b"\nendobj\n")
        if b"stream\n" in thing[:2000]:
            words, _, content = thing.partition(b"stream\n")
            length = int(re.findall(rb"/Length (\d+)", words)[0])
            assert content[length:] == b"\nendstream\nendobj\n"


def test_no_transparency_no_scripts_no_actions_nothing_outside(pdf):
    for one in everything(pdf):
        for words in dictionaries(one):
            forbidden = {
                "/JS",
                "/JavaScript",
                "/AA",
                "/OpenAction",
                "/SMask",
                "/EmbeddedFiles",
                "/XFA",
                "/F",
                "/OPI",
            }
            assert not forbidden & set(words), words
            assert words.get("/Interpolate") is None and words.get("/ca", 1) == 1
            assert "LZW" not in str(words.get("/Filter", ""))
            assert words.get("/S") != "/Transparency" and words.get("/Type") != "/Annot"
    for page in pdf.pages:
        assert "/ExtGState" not in page["/Resources"]
        content = page.get_contents().get_data()
        assert not re.search(rb"\s(k|K|cs|CS|sc|sh|gs|ri)\s", re.sub(rb"\((?:[^\\()]|\\.)*\)", b"()", content))


def test_colours_are_those_of_an_output_intent_with_a_profile(pdf):
    (intent,) = pdf.trailer["/Root"]["/OutputIntents"]
    assert intent["/S"] == "/GTS_PDFA1"
    profile = intent["/DestOutputProfile"]
    assert profile["/N"] == 3
    assert profile.get_data() == srgb_profile()
    for one in everything(pdf):
        if isinstance(one, StreamObject) and one.get("/Subtype") == "/Image":
            assert one["/ColorSpace"] in ("/DeviceRGB", "/DeviceGray")


def test_fonts_are_embedded_symbolic_subsets_whose_widths_are_the_programs_own(pdf):
    fonts = [one for one in everything(pdf) if isinstance(one, DictionaryObject) and one.get("/Type") == "/Font"]
    assert fonts
    for font in fonts:
        assert font["/Subtype"] == "/TrueType" and re.match(r"/[A-Z]{6}\+Inter-", font["/BaseFont"])
        described = font["/FontDescriptor"]
        assert described["/FontName"] == font["/BaseFont"]
        assert described["/Flags"] & 4 and "/Encoding" not in font
        program = Program(described["/FontFile2"].get_data())
        shown = codes_of(font, pdf)
        assert shown
        for code in shown:
            glyph = program.glyph(code)
            assert glyph > 0, (font["/BaseFont"], code)
            assert abs(program.width(glyph) - float(font["/Widths"][code - font["/FirstChar"]])) < 1


class Program:
    """The parts of a TrueType font that a reader needs to place a letter."""

    def __init__(self, data: bytes) -> None:
        count = struct.unpack(">H", data[4:6])[0]
        rows = [struct.unpack(">4sIII", data[12 + 16 * at : 28 + 16 * at]) for at in range(count)]
        self._table = {name: data[start : start + size] for name, _, start, size in rows}
        subtables, platform, encoding, self._cmap = struct.unpack(">HHHI", self._table[b"cmap"][2:12])
        assert (subtables, platform, encoding) == (1, 1, 0)
        self._units = struct.unpack(">H", self._table[b"head"][18:20])[0]
        self._measured = struct.unpack(">H", self._table[b"hhea"][34:36])[0]

    def glyph(self, code: int) -> int:
        table = self._table[b"cmap"][self._cmap :]
        kind, _, _, first, count = struct.unpack(">HHHHH", table[:10])
        assert kind == 6 and first <= code < first + count
        return struct.unpack(">H", table[10 + 2 * (code - first) :][:2])[0]

    def width(self, glyph: int) -> float:
        at = 4 * min(glyph, self._measured - 1)
        return struct.unpack(">H", self._table[b"hmtx"][at : at + 2])[0] * 1000 / self._units


def codes_of(font: DictionaryObject, pdf: PdfReader) -> set[int]:
    """Every byte that is shown in that font."""
    found = set()
    for page in pdf.pages:
        names = [
            name for name, one in page["/Resources"]["/Font"].items() if one.get_object() is font.get_object()
        ]
        for name, text in re.findall(
            rb"/(\S+) [\d.]+ Tf [\d.]+ TL \(((?:[^\\()]|\\.)*)\) Tj", page.get_contents().get_data()
        ):
            if f"/{name.decode()}" in names:
                plain = re.sub(
                    rb"\\([0-7]{1,3}|.)",
                    lambda one: bytes([int(one[1], 8)]) if one[1].isdigit() else one[1],
                    text,
                )
                found |= set(plain)
    return found


def test_the_packet_names_pdf_a_title_language_and_describes_its_own_properties(data, pdf):
    raw = pdf.trailer["/Root"]["/Metadata"]
    assert "/Filter" not in raw
    assert data.count(raw.get_data()) == 1
    tree = ET.fromstring(raw.get_data().decode("utf-8"))
    text = {one.tag.partition("}")[2]: (one.text or "").strip() for one in tree.iter()}
    assert (text["part"], text["conformance"]) == ("2", "B")
    title = tree.find(".//{http://purl.org/dc/elements/1.1/}title//{*}li")
    assert title is not None and title.text == pdf.metadata.title
    language = tree.find(".//{http://purl.org/dc/elements/1.1/}language//{*}li")
    assert language is not None and language.text == pdf.trailer["/Root"]["/Lang"] == "en"
    assert text["Producer"] == pdf.metadata.producer and text["CreatorTool"] == pdf.metadata.creator
    assert text["CreateDate"] == f"{pdf.metadata.creation_date:%Y-%m-%dT%H:%M:%SZ}"
    ours = {one.tag.partition("}")[2] for one in tree.iter() if "urn:earshot" in one.tag}
    described = {one.text for one in tree.iter("{http://www.aiim.org/pdfa/ns/property#}name")}
    assert ours == described and len(ours) == 4


def test_the_window_shows_the_title(pdf):
    assert pdf.trailer["/Root"]["/ViewerPreferences"]["/DisplayDocTitle"] is not None
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_all_that_is_drawn_is_marked_and_every_mark_is_in_the_tree_once(pdf):
    root = pdf.trailer["/Root"]["/StructTreeRoot"]
    numbers = root["/ParentTree"]["/Nums"]
    seen = {}
    for element in elements(root["/K"].get_object()):
        if isinstance(element.get("/K"), int):
            page = element["/Pg"].get_object()["/StructParents"]
            seen[page, int(element["/K"])] = element
        if element["/S"] == "/Figure":
            assert element["/Alt"].strip()
    for index, page in enumerate(pdf.pages):
        assert page["/StructParents"] == numbers[2 * index] == index and page["/Tabs"] == "/S"
        marks = marks_of(page.get_contents().get_data())
        assert marks == list(range(len(marks))) == sorted(mark for where, mark in seen if where == index)
        parents = numbers[2 * index + 1].get_object()
        assert [one.get_object() for one in parents] == [seen[index, mark] for mark in marks]


def elements(element: DictionaryObject):
    yield element
    inside = element.get("/K")
    if isinstance(inside, ArrayObject):
        for one in inside:
            assert one.get_object()["/P"].get_object() is element
            yield from elements(one.get_object())


def marks_of(content: bytes) -> list[int]:
    """The marks of a page in order; fails on a mark in a mark, and on anything drawn outside of one."""
    open_now, marks = False, []
    plain = re.sub(rb"\((?:[^\\()]|\\.)*\)", b"()", content)
    for line in plain.decode("latin-1").splitlines():
        if line.endswith((" BDC", " BMC")):
            assert not open_now
            open_now = True
            marks += [int(number) for number in re.findall(r"/MCID (\d+)", line)]
        elif line == "EMC":
            assert open_now
            open_now = False
        elif re.search(r"\b(Tj|S|s|f|f\*|B|b|Do)$", line.strip()) or " Tj " in line:
            assert open_now, line
    assert not open_now
    return marks


def test_a_page_is_read_aloud_in_the_order_of_the_paper(files):
    pdf = PdfReader(io.BytesIO(files["abnormal"]))
    kinds = [one["/S"] for one in elements(pdf.trailer["/Root"]["/StructTreeRoot"]["/K"].get_object())]
    assert kinds.count("/H1") == 1 and kinds.index("/H1") < kinds.index("/H2") < kinds.index("/Table")
    figures = [
        one["/Alt"]
        for one in elements(pdf.trailer["/Root"]["/StructTreeRoot"]["/K"].get_object())
        if one["/S"] == "/Figure"
    ]
    assert figures[0].startswith("Score 1.84 on a scale from 0 to 2.50: watch from 0.70")
    assert any("11 dB louder" in words for words in figures)


def test_two_prints_have_two_ids_and_one_has_one(report, tmp_path):
    def printed(minutes: int) -> PdfReader:
        these = facts()
        report.write(tmp_path / "a.pdf", replace(these, printed_at=these.printed_at + timedelta(minutes=minutes)))
        return PdfReader(tmp_path / "a.pdf")

    assert printed(0).trailer["/ID"] == printed(0).trailer["/ID"] != printed(1).trailer["/ID"]


def test_the_picture_of_the_take_stays_small(pdf):
    for one in everything(pdf):
        if isinstance(one, StreamObject) and one.get("/Subtype") == "/Image":
            assert len(one._data) <= 300_000


def test_reports_are_small(data: bytes):
    assert len(data) < 1_000_000


def test_nothing_names_a_place_on_this_machine(data: bytes):
    assert str(Path.home()).encode() not in data

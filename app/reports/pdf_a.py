"""Reports as PDF/A-2b (ISO 19005-2): what a reader in thirty years needs is in the file.

Every kind of report begins with `new_sheet`, draws, and ends with `finished`. That adds what reportlab does not
write: the colour profile, the packet with the printed facts and the structure tree; then it lays the bytes out as
PDF/A wants them and notes their length and digest in the packet. The same input gives the same bytes.
"""

import re
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from reportlab import rl_config
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFStream, PDFString, PDFZCompress
from reportlab.pdfgen.canvas import Canvas

from app.language import spoken
from app.reports.facts import Paper
from app.reports.pdf_a_colour import IDENTIFIER, srgb_profile
from app.reports.pdf_a_xmp import NO_DIGEST, NO_LENGTH, About, packet
from app.reports.sheet import Sheet
from app.reports.text import BODY, Typeface

_LANGUAGES = {"de": "de-DE"}
"""What a file says of its language, where that is more than the code of the language that is spoken."""

_VERSION = (1, 7)
_OBJECT_END = b"endstream\nendobj\n"


def language_tag() -> str:
    """The language in which documents are made now, after RFC 5646."""
    return _LANGUAGES.get(spoken(), spoken())


def new_sheet(typeface: Typeface, paper: Paper) -> Sheet:
    """An empty document of that paper, ready to be drawn on."""
    # Binary streams: base 85 makes every picture and font a quarter larger.
    rl_config.useA85 = 0
    canvas = Canvas(
        "",
        pagesize=(paper.width_pt, paper.height_pt),
        pageCompression=1,
        invariant=1,
        pdfVersion=_VERSION,
        lang=language_tag(),
        initialFontName=BODY.font,
    )
    return Sheet(canvas, typeface, paper)


def finished(sheet: Sheet, about: About) -> bytes:
    """The whole file, after the last page was drawn and ended (`Pages.number_pages` does that)."""
    about = _clean(sheet, about)
    _describe(sheet.canvas, about)
    document = sheet.canvas._doc
    catalog = document.Catalog
    catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents"]
    catalog.OutputIntents = PDFArray([_output_intent(document)])
    words = packet(about, language_tag())
    catalog.Metadata = _stream({"Type": "Metadata", "Subtype": "XML"}, words)
    document.updateSignature(words)
    catalog.MarkInfo = PDFDictionary({"Marked": "true"})
    catalog.StructTreeRoot = sheet.tags.write(document)
    sheet.canvas.setViewerPreference("DisplayDocTitle", "true")
    return _signed_off(_laid_out(sheet.canvas.getpdfdata()))


def _clean(sheet: Sheet, about: About) -> About:
    def line(text: str) -> str:
        return sheet.typeface.clean(text).replace("\n", " ")

    return About(
        line(about.title),
        line(about.author),
        line(about.subject),
        line(about.program),
        about.made_at,
        about.facts,
    )


def _describe(canvas: Canvas, about: About) -> None:
    canvas.setTitle(about.title)
    canvas.setAuthor(about.author)
    canvas.setSubject(about.subject)
    canvas.setCreator(about.program)
    canvas.setProducer(about.program)
    canvas.setDateFormatter(lambda *_: _pdf_date(about.made_at))


def _pdf_date(when: datetime) -> str:
    return f"{when.astimezone(UTC):D:%Y%m%d%H%M%S}Z"


def _output_intent(document: Any) -> PDFDictionary:
    profile = PDFStream(PDFDictionary({"N": 3}), srgb_profile(), [PDFZCompress])
    return PDFDictionary(
        {
            "Type": PDFName("OutputIntent"),
            "S": PDFName("GTS_PDFA1"),
            "OutputConditionIdentifier": PDFString(IDENTIFIER),
            "Info": PDFString(IDENTIFIER),
            "RegistryName": PDFString("http://www.color.org"),
            "DestOutputProfile": document.Reference(profile),
        }
    )


def _stream(names: dict[str, str], content: bytes) -> PDFStream:
    return PDFStream(PDFDictionary({key: PDFName(value) for key, value in names.items()}), content)


def _laid_out(data: bytes) -> bytes:
    """The file with a line end before each "endstream": ISO 19005-2, 6.1.7.1; reportlab writes none."""
    table = int(re.findall(rb"startxref\n(\d+)\n", data)[-1])
    head, *entries = data[table:].split(b"trailer\n", 1)[0].splitlines()[1:]
    starts = [int(entry.split()[0]) for entry in entries[1:]]
    parts, places = [data[: starts[0]]], []
    at = len(parts[0])
    for start, end in zip(starts, [*starts[1:], table], strict=True):
        thing = data[start:end]
        if thing.endswith(_OBJECT_END):
            thing = thing[: -len(_OBJECT_END)] + b"\n" + _OBJECT_END
        places.append(at)
        parts.append(thing)
        at += len(thing)
    lines = [b"xref", head, entries[0], *(b"%010d 00000 n " % place for place in places)]
    trailer = re.sub(rb"startxref\n\d+\n", b"startxref\n%d\n" % at, data[data.index(b"trailer\n", table) :])
    return b"".join(parts) + b"\n".join(lines) + b"\n" + trailer


def _signed_off(data: bytes) -> bytes:
    """The file with its own length and digest in the packet, both as wide as the zeros that stood there."""
    data = _filled(data, "fileBytes", NO_LENGTH, f"{len(data):012d}")
    return _filled(data, "fileSha256", NO_DIGEST, sha256(data).hexdigest())


def _filled(data: bytes, name: str, zeros: str, value: str) -> bytes:
    # No text of a user can hold this: its "<" is escaped in the packet, and all else is packed.
    place = f"<earshot:{name}>"
    return data.replace(f"{place}{zeros}".encode(), f"{place}{value}".encode(), 1)

"""What a report says of itself in words that programs read: title, maker, PDF/A, and the facts it prints.

The packet (XMP, ISO 16684-1) stands in the file as it is, never packed, so that the facts can be found again by
looking for it, without a PDF reader.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from xml.sax.saxutils import escape

Fact = str | float | int | None

NAMESPACE = "urn:earshot:report:1"
FORMAT = 2
"""Of the facts; a program that reads a larger one does not know what it means."""

_IN_ENGLISH = 1
"""The format of facts that are printed as they stand there, which every program knows."""

LANGUAGE = "language"
"""The fact that names the language of a report that is not in English."""

BEGIN, END = b"<?xpacket begin=", b"<?xpacket end="
NO_DIGEST = "0" * 64
NO_LENGTH = "0" * 12

_PROPERTIES = {
    "facts": "What the report prints, as JSON.",
    "factsSha256": "SHA-256 of the facts as they stand here.",
    "fileBytes": "Length of the file in bytes when it was written.",
    "fileSha256": "SHA-256 of the file when it was written, with zeros in place of this digest.",
}


@dataclass(frozen=True, slots=True)
class About:
    """What a document says of itself. `facts` is what it prints, to be compared later; `made_at` is aware."""

    title: str
    author: str
    subject: str
    program: str
    made_at: datetime
    facts: Mapping[str, Fact]


def canonical(facts: Mapping[str, Fact]) -> str:
    """The facts as JSON in plain letters, the same for the same facts."""
    made = {"format": FORMAT if LANGUAGE in facts else _IN_ENGLISH, **facts}
    return json.dumps(made, sort_keys=True, separators=(",", ":"), allow_nan=False)


def digest_of(text: str) -> str:
    """SHA-256 as 64 hex digits."""
    return sha256(text.encode("utf-8")).hexdigest()


def packet(about: About, language: str) -> bytes:
    """The packet with zeros where the file's length and digest will stand."""
    when = about.made_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    facts = canonical(about.facts)
    ours = {"facts": facts, "factsSha256": digest_of(facts), "fileBytes": NO_LENGTH, "fileSha256": NO_DIGEST}
    lines = [
        f"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>\n{_dublin(about, language)}",
        f"<pdf:Producer>{_safe(about.program)}</pdf:Producer>",
        f"<xmp:CreatorTool>{_safe(about.program)}</xmp:CreatorTool>",
        f"<xmp:CreateDate>{when}</xmp:CreateDate>",
        f"<xmp:ModifyDate>{when}</xmp:ModifyDate>",
        *(f"<earshot:{name}>{_safe(value)}</earshot:{name}>" for name, value in ours.items()),
        _schema(),
    ]
    body = "\n".join(lines)
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
        f'<rdf:Description rdf:about="" {_NAMESPACES}>\n{body}\n</rdf:Description>\n'
        '</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end="r"?>\n'
    ).encode()


_NAMESPACES = " ".join(
    f'xmlns:{name}="{address}"'
    for name, address in (
        ("dc", "http://purl.org/dc/elements/1.1/"),
        ("xmp", "http://ns.adobe.com/xap/1.0/"),
        ("pdf", "http://ns.adobe.com/pdf/1.3/"),
        ("pdfaid", "http://www.aiim.org/pdfa/ns/id/"),
        ("pdfaExtension", "http://www.aiim.org/pdfa/ns/extension/"),
        ("pdfaSchema", "http://www.aiim.org/pdfa/ns/schema#"),
        ("pdfaProperty", "http://www.aiim.org/pdfa/ns/property#"),
        ("earshot", NAMESPACE),
    )
)


def _dublin(about: About, language: str) -> str:
    def one_language(name: str, text: str) -> str:
        item = f'<rdf:li xml:lang="x-default">{_safe(text)}</rdf:li>'
        return f"<dc:{name}><rdf:Alt>{item}</rdf:Alt></dc:{name}>"

    return "\n".join(
        (
            "<dc:format>application/pdf</dc:format>",
            one_language("title", about.title),
            one_language("description", about.subject),
            f"<dc:creator><rdf:Seq><rdf:li>{_safe(about.author)}</rdf:li></rdf:Seq></dc:creator>",
            f"<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>",
        )
    )


def _schema() -> str:
    """PDF/A wants every property that is not its own to be described in the file itself."""
    properties = "\n".join(
        '<rdf:li rdf:parseType="Resource">'
        f"<pdfaProperty:name>{name}</pdfaProperty:name><pdfaProperty:valueType>Text</pdfaProperty:valueType>"
        "<pdfaProperty:category>internal</pdfaProperty:category>"
        f"<pdfaProperty:description>{what}</pdfaProperty:description></rdf:li>"
        for name, what in _PROPERTIES.items()
    )
    return (
        '<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">\n'
        "<pdfaSchema:schema>What an Earshot report prints</pdfaSchema:schema>"
        f"<pdfaSchema:namespaceURI>{NAMESPACE}</pdfaSchema:namespaceURI>"
        "<pdfaSchema:prefix>earshot</pdfaSchema:prefix>\n"
        f"<pdfaSchema:property><rdf:Seq>\n{properties}\n</rdf:Seq></pdfaSchema:property>\n"
        "</rdf:li></rdf:Bag></pdfaExtension:schemas>"
    )


def _safe(text: str) -> str:
    """The text as XML may hold it: without control characters and lone surrogates."""
    kept = "".join(letter for letter in text if letter >= " " and not "\ud800" <= letter <= "\udfff")
    return escape(kept.replace("\ufffe", "").replace("\uffff", ""))

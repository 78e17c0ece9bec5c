"""What a page says to somebody who has it read aloud: headings, paragraphs, tables, and words for each figure.

reportlab draws and knows nothing of that, so the order and the kinds are collected here while a page is drawn and
written as the structure tree of the PDF (ISO 32000-1, 14.7) at the end. What is not marked is an artifact.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFString

ARTIFACT = "Artifact"
"""The kind of what carries no meaning of its own: rules, frames, what every page repeats."""


@dataclass(slots=True, eq=False)
class Element:
    """One thing in reading order: what it is, the words for it, where it is drawn or what it holds."""

    kind: str
    alt: str = ""
    page: int = 0
    mark: int = -1
    parts: list["Element"] = field(default_factory=list)


class Tags:
    """Collects the elements of one document; pages are counted from 1, the marks of each page from 0."""

    def __init__(self) -> None:
        self.root = Element("Document")
        self._open = [self.root]
        self._pages: dict[int, list[Element]] = {}

    @contextmanager
    def part(self, kind: str) -> Iterator[None]:
        """What is marked inside belongs together: "Table", "TR". A table inside a table goes on with it."""
        if self._open[-1].kind == kind:
            yield
            return
        element = Element(kind)
        self._open[-1].parts.append(element)
        self._open.append(element)
        try:
            yield
        finally:
            self._open.pop()

    def mark(self, kind: str, page: int, alt: str = "") -> str:
        """The operator that begins a thing of that kind on the page."""
        if kind == ARTIFACT:
            return f"/{ARTIFACT} BMC"
        marks = self._pages.setdefault(page, [])
        element = Element(kind, alt, page, len(marks))
        self._open[-1].parts.append(element)
        marks.append(element)
        return f"/{kind} <</MCID {element.mark}>> BDC"

    def write(self, document: Any) -> Any:
        """Adds the tree to reportlab's document and ties its pages to it; returns the root's dictionary."""
        pages = document.Pages.pages
        root = PDFDictionary({"Type": PDFName("StructTreeRoot")})
        made: dict[int, Any] = {}
        top = _written(self.root, document.Reference(root), document, made)
        numbers: list[Any] = []
        for index, page in enumerate(pages):
            marks = [made[id(one)] for one in self._pages.get(index + 1, [])]
            numbers += [index, document.Reference(PDFArray(marks))]
            page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
            page.StructParents, page.Tabs = index, PDFName("S")
        root["K"] = top
        root["ParentTree"] = document.Reference(PDFDictionary({"Nums": PDFArray(numbers)}))
        root["ParentTreeNextKey"] = len(pages)
        return root


def _written(element: Element, parent: Any, document: Any, made: dict[int, Any]) -> Any:
    """A reference to the element's dictionary; `made` collects them all by the element's id."""
    words = PDFDictionary({"Type": PDFName("StructElem"), "S": PDFName(element.kind), "P": parent})
    reference = made[id(element)] = document.Reference(words)
    if element.alt:
        words["Alt"] = PDFString(element.alt)
    if element.mark >= 0:
        words["Pg"] = document.Reference(document.Pages.pages[element.page - 1])
        words["K"] = element.mark
    else:
        words["K"] = PDFArray([_written(part, reference, document, made) for part in element.parts])
    return reference

"""What a report proves of itself: the facts it carries, whether they are whole, and whether the file is.

Found without a PDF reader: the packet is never packed, so its properties are looked for as they were written, and
nothing in the file is followed, unpacked or believed. This shows accidental and careless changes. It is no
signature: who knows how can work out both digests anew, and then only the history tells.
"""

import json
import re
from dataclasses import dataclass
from enum import Enum
from hashlib import sha256
from typing import Any
from xml.sax.saxutils import unescape

from app.domain.problem import Problem
from app.language import LANGUAGES, SOURCE
from app.reports.pdf_a_xmp import FORMAT, LANGUAGE, NAMESPACE, NO_DIGEST, Fact, digest_of

MOST_FACTS_BYTES = 1 << 20

_VALUE = rb"<earshot:%s>([^<]{0,%d})</earshot:%s>"
_BLANK = b"\r\n\t \0"


class FileState(Enum):
    """How the file stands to what was written."""

    WHOLE = "as it was written"
    ADDED = "added to"
    ALTERED = "altered"
    CUT_OFF = "cut off"


@dataclass(frozen=True, slots=True)
class Proof:
    """The facts a report carries, whether they still match their own digest, and the state of the whole file."""

    facts: dict[str, Fact]
    facts_whole: bool
    file: FileState


def read_proof(data: bytes) -> Proof:
    """What the file says of itself.

    Raises: Problem for what is no PDF, no report of ours, cut off before the facts, or made by a newer version.
    """
    if b"%PDF-" not in data[:1024]:
        raise Problem("This is not a PDF.", "Choose a report that Earshot has written.")
    if NAMESPACE.encode() not in data:
        raise _not_ours(data)
    text = _value(data, b"facts", MOST_FACTS_BYTES)
    if text is None:
        raise Problem(
            "The facts that this report carried are no longer in it.",
            "Another program has saved it anew: ask for the file as it was first sent.",
        )
    written = unescape(text.decode("utf-8", "replace"))
    facts = _facts(written)
    digest = _value(data, b"factsSha256", 64) or b""
    return Proof(facts, digest.decode("ascii", "replace") == digest_of(written), _state(data))


def _not_ours(data: bytes) -> Problem:
    if not _ends(data):
        return Problem("This PDF is damaged: its end is missing.", "Ask for the file again.")
    return Problem(
        "This PDF does not say that it is a report of Earshot.",
        "Choose a report as Earshot wrote it; older ones, and those that another program saved, carry no facts.",
    )


def _ends(data: bytes) -> bool:
    return b"%%EOF" in data[-2048:]


def _value(data: bytes, name: bytes, most: int) -> bytes | None:
    """The property's value; None when it is not there exactly once: two reports in one file prove nothing."""
    found = re.findall(_VALUE % (name, most, name), data)
    return found[0] if len(found) == 1 else None


def _facts(text: str) -> dict[str, Fact]:
    try:
        read: Any = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _damaged(repr(error)[:200]) from error
    version = read.pop("format", None) if isinstance(read, dict) else None
    if type(version) is not int or version < 1:
        raise _damaged("no format")
    if version > FORMAT:
        raise _newer()
    if not all(map(_is_fact, read.values())):
        raise _damaged("no plain facts")
    if read.get(LANGUAGE, SOURCE) not in LANGUAGES:
        raise _newer()
    return dict(read)


def _is_fact(value: object) -> bool:
    # JSON knows whole numbers of any length, and no other number can be compared with those.
    return value is None or isinstance(value, (str, float)) or (isinstance(value, int) and abs(value) < 1 << 53)


def _newer() -> Problem:
    return Problem("This report was made by a newer version of Earshot.", "Update Earshot, then check it again.")


def _damaged(detail: str) -> Problem:
    return Problem(
        "The facts that this report carries are damaged.", "Ask for the file as it was first sent.", detail
    )


def _state(data: bytes) -> FileState:
    digits = _value(data, b"fileBytes", 12) or b""
    digest = _value(data, b"fileSha256", len(NO_DIGEST)) or b""
    if not digits.isdigit() or len(digest) != len(NO_DIGEST):
        return FileState.ALTERED
    length = int(digits)
    if length > len(data):
        return FileState.ALTERED if _ends(data) else FileState.CUT_OFF
    tag = b"<earshot:fileSha256>"
    written = data[:length].replace(tag + digest, tag + NO_DIGEST.encode(), 1)
    if sha256(written).hexdigest().encode() != digest:
        return FileState.ALTERED
    # Some mail programs end a file with a line of their own.
    return FileState.ADDED if data[length:].strip(_BLANK) else FileState.WHOLE

"""Inspections as CSV for the work orders of a maintenance system (CMMS), one row each, the newest first.

Two profiles, both UTF-8 with a byte order mark and CRLF:

    comma       cells apart by commas, numbers with a decimal point (RFC 4180; what systems import)
    semicolon   cells apart by semicolons, numbers with a decimal comma: what Excel opens with a double click
                where commas are decimal. A decimal point would be a date there: 1.12 is the first of December.

`rating` is the verdict in a word and `rating_number` in a number that grows with how soon somebody should look:
0 cannot tell, 1 healthy, 2 watch, 3 abnormal. `priority_number` is 1 now, 2 soon, 3 plan, 0 nothing to do.
Times are ISO 8601 with their offset, `due` is a day. `asset_code` is the machine's own code, empty where it has
none; `inspection_id` never changes, so that a row imported twice can be known.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import date, datetime, tzinfo
from enum import StrEnum
from math import isfinite

from app.domain.forecast import Priority
from app.domain.review import Found
from app.domain.verdict import State


class Profile(StrEnum):
    """How the cells lie; see above."""

    COMMA = "comma"
    SEMICOLON = "semicolon"


RATING = {State.CANNOT_TELL: 0, State.NO_BASELINE: 0, State.HEALTHY: 1, State.WATCH: 2, State.ABNORMAL: 3}
PRIORITY = {Priority.NOW: 1, Priority.SOON: 2, Priority.PLAN: 3, Priority.NONE: 0}

_STARTS = "=+-@\t\r\n＝＋－＠"
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
_INSIDE = re.compile(r"([,;\t|][\s\"\u200b-\u200f\u2060\ufeff]*)(?=[=@＝＋－＠]|[+-][^\d\s])")
"""Where a cell would begin if the file were opened with other separators."""


@dataclass(frozen=True, slots=True)
class CmmsRow:
    """One inspection; the fields are the columns, in this order."""

    asset_code: str
    machine: str
    site: str
    area: str
    point: str
    condition: str
    recorded_at: datetime | None
    analysed_at: datetime
    rating: State
    rating_number: int
    score: float | None
    watch_limit: float | None
    abnormal_limit: float | None
    finding: str
    next_step: str
    recommended_action: str
    due: date | None
    priority: Priority
    priority_number: int
    found: Found | None
    cause: str
    cause_code: str
    reviewer: str
    reviewed_at: datetime | None
    inspector: str
    take_sha256: str
    model: str
    model_version: str
    inspection_id: str


COLUMNS = tuple(one.name for one in fields(CmmsRow))


def cmms_lines(rows: Iterable[CmmsRow], profile: Profile, zone: tzinfo | None = None) -> Iterator[bytes]:
    """The file a row at a time; times in `zone`, else the system's."""
    yield "\ufeff".encode()
    separator = ";" if profile is Profile.SEMICOLON else ","
    yield _line(COLUMNS, separator)
    for row in rows:
        cells = (_cell(getattr(row, name), profile, zone) for name in COLUMNS)
        yield _line(cells, separator)


def safe_text(text: str) -> str:
    """The text in one line and such that no spreadsheet takes it for a formula (OWASP, CSV injection).

    A number that somebody typed, such as an asset code −12, starts no formula and stays as it is.
    """
    starts = _visible(text)[:1]
    flat = " ".join(text.replace("\0", " ").split())
    readable = _INSIDE.sub(r"\1'", flat.encode("utf-8", "replace").decode("utf-8"))
    if _NUMBER.fullmatch(flat) or not (starts and starts in _STARTS):
        return readable
    return f"'{readable}"


def _cell(value: object, profile: Profile, zone: tzinfo | None) -> str:
    if value is None:
        return ""
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, datetime):
        return value.astimezone(zone).isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return _number(value, profile)
    return str(value) if isinstance(value, int) else safe_text(str(value))


def _number(value: float, profile: Profile) -> str:
    """With as many decimals as two takes of one machine can differ in; nothing for what is no number."""
    if not isfinite(value):
        return ""
    text = f"{value:.3f}"
    return text.replace(".", ",") if profile is Profile.SEMICOLON else text


def _visible(text: str) -> str:
    """Without what a spreadsheet may not see first: blanks but tab and line ends, quotes, marks of no width."""
    for at, letter in enumerate(text):
        blank = letter.isspace() and letter not in _STARTS
        if not blank and unicodedata.category(letter) not in ("Cf", "Zs") and letter not in '\0"':
            return text[at:]
    return ""


def _line(cells: Iterable[str], separator: str) -> bytes:
    line = io.StringIO(newline="")
    csv.writer(line, delimiter=separator, lineterminator="\r\n").writerow(cells)
    return line.getvalue().encode("utf-8")

"""When a recording was made, as far as its name, its header or its file date tells."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

from app.recordings.chunks import content

_IN_NAME = re.compile(
    r"(?<!\d)(\d{4})[-_.]?(\d{2})[-_.]?(\d{2})[T _.-]*(?:at )?"
    r"(\d{2})[-_.:h]?(\d{2})[-_.:m]?(\d{2})(?!\d)(?:[.,]\d+)?(Z?)"
)
_BEXT_DATE = 320
_BEXT_BYTES = 338
_EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)


def recorded_at(path: Path) -> datetime | None:
    """When it was recorded, aware, in UTC, to the second; None where nobody knows.

    A time in the file's name comes first, then a broadcast WAV's origination time (EBU Tech 3285), then the date
    the file was last changed. Times without a zone are the computer's own.
    """
    return time_in_name(path.stem) or time_in_header(path) or time_of_file(path)


def time_in_name(stem: str) -> datetime | None:
    """A date and a time of day in a file's name, as 2026-11-22T081408Z, 20261122_081408 or 2026-11-22 08.14.08."""
    for match in _IN_NAME.finditer(stem):
        *numbers, zulu = match.groups()
        if moment := _moment(numbers, utc=zulu == "Z"):
            return moment
    return None


def time_in_header(path: Path) -> datetime | None:
    """A broadcast WAV's origination time; None in other files."""
    try:
        with path.open("rb", buffering=0) as file:
            bext = content(file, b"bext", _BEXT_BYTES)
    except OSError:
        return None
    text = bext[_BEXT_DATE:_BEXT_BYTES].decode("ascii", "replace")
    numbers = re.fullmatch(r"(\d{4}).(\d{2}).(\d{2})(\d{2}).(\d{2}).(\d{2})", text)
    return _moment(list(numbers.groups()), utc=False) if numbers else None


def time_of_file(path: Path) -> datetime | None:
    """When the file was last changed; None where that tells nothing."""
    try:
        return _sane(datetime.fromtimestamp(path.stat().st_mtime, UTC))
    except (OSError, OverflowError, ValueError):
        return None


def _moment(numbers: list[str], *, utc: bool) -> datetime | None:
    try:
        year, month, day, hour, minute, second = map(int, numbers)
        moment = datetime(year, month, day, hour, minute, second, tzinfo=UTC)
        return _sane(moment if utc else moment.replace(tzinfo=None).astimezone(UTC))
    except (ValueError, OverflowError, OSError):
        return None


def _sane(moment: datetime) -> datetime | None:
    """Clocks that were never set and files dated tomorrow tell nothing."""
    if _EARLIEST <= moment <= datetime.now(UTC) + timedelta(days=1):
        return moment.replace(microsecond=0)
    return None

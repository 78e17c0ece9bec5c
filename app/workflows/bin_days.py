"""How long things have lain in the bin by the days that Earshot itself saw go by.

A laptop whose clock jumps five years ahead for a day must not remove what was thrown away last week. So a small
file beside the history counts the days that were seen: from one look to the next at most a month, and nothing
where the clock went back. Each thing is noted with the count at which it was first seen. Lost or damaged, the file
begins anew, and things are kept longer.
"""

import contextlib
import json
import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from app.domain.bin import KEPT, Binned

_MOST_AT_ONCE = timedelta(days=31)
_DAY = timedelta(days=1)


@dataclass
class _Seen:
    seen_at: str = ""
    days: float = 0.0
    since: dict[str, float] = field(default_factory=dict)


class DaysSeen:
    """The count in one history folder."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "bin-days.json"

    def due(self, lying: Sequence[Binned], now: datetime) -> datetime | None:
        """Count the days up to `now`; returns until when what was thrown away is due, None where nothing is.

        A thing is due once it has lain for `KEPT` by the clock and by the count; and everything thrown before it
        must be due as well.
        """
        seen = self._read()
        seen.days += _passed(seen.seen_at, now)
        seen.seen_at = now.isoformat()
        seen.since = {line.id: min(seen.since.get(line.id, seen.days), seen.days) for line in lying}
        self._write(seen)
        until = None
        for line in sorted(lying, key=lambda one: one.at):
            if line.gone_at > now or seen.days - seen.since[line.id] < KEPT / _DAY:
                # What was thrown in the same moment stays with it.
                return until if until is None or until < line.at else None
            until = line.at
        return until

    def _read(self) -> _Seen:
        try:
            seen = _Seen(**json.loads(self._path.read_text("utf-8")))
            whole = [seen.days, *seen.since.values()]
            sound = isinstance(seen.seen_at, str) and all(math.isfinite(days) and days >= 0 for days in whole)
        except (OSError, ValueError, TypeError, AttributeError):
            return _Seen()
        return seen if sound else _Seen()

    def _write(self, seen: _Seen) -> None:
        """Best effort: where it can't be written the days are not counted, and things stay."""
        part = self._path.with_suffix(".part")
        with contextlib.suppress(OSError):
            part.write_text(json.dumps(asdict(seen)), "utf-8")
            part.replace(self._path)


def _passed(seen_at: str, now: datetime) -> float:
    """Days since the last look, as far as they are believed."""
    try:
        passed = now - datetime.fromisoformat(seen_at).astimezone(UTC)
    except (ValueError, OverflowError):
        return 0.0
    return min(max(passed, timedelta(0)), _MOST_AT_ONCE) / _DAY

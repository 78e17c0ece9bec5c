"""What the open microphone hears: to the live view as sound, to the meter as a level in words."""

import time
from collections.abc import Callable
from math import isfinite
from typing import TYPE_CHECKING

from app.domain.microphone import SILENT_S
from app.ui.pages.record.levels import PeakHold, level_word
from app.ui.pages.record.ports import RecordView, Status
from app.ui.pages.record.values import LevelShown

if TYPE_CHECKING:
    from app.workflows.record_take import RecordTake


class Meter:
    """Looks at the microphone 30 times a second while the page is open."""

    def __init__(
        self, record: "RecordTake", view: RecordView, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._record = record
        self._view = view
        self._clock = clock
        self._hold = PeakHold()
        self._live: tuple[str, int] | None = None
        self._recorded = False

    def leave(self) -> None:
        """The page is left: the live view begins anew when it is opened again."""
        self._live = None

    def look(self, status: Status, last_dbfs: float | None) -> LevelShown:
        """Hand on what has arrived, and say how loud it is; beside a silent take there is nothing to compare."""
        last_dbfs = last_dbfs if last_dbfs is not None and isfinite(last_dbfs) else None
        if not status.listening or status.microphone is None:
            self._live = None
            return LevelShown(last_dbfs=last_dbfs)
        recorded = status.recording and status.recorded_s > 0.0
        live = (status.microphone.key, status.sample_rate_hz)
        if live != self._live:
            self._live, self._recorded = live, recorded
            self._hold.forget()
            self._view.start_live(status.sample_rate_hz)
        self._view.add_sound(self._record.pull())
        if recorded and not self._recorded:
            # Not when the key was pressed: the take begins with the first sample that is kept.
            self._view.mark_live()
        self._recorded = recorded
        silent = status.zero_s >= SILENT_S
        word, tone = level_word(status.rms_dbfs, last_dbfs, status.clipped > 0, silent)
        hold_dbfs = self._hold.take(status.peak_dbfs, self._clock())
        beside = tuple(sorted(self._record.beside.levels_dbfs.items()))
        return LevelShown(
            status.rms_dbfs, status.peak_dbfs, hold_dbfs, last_dbfs, word, tone, status.clipped, beside
        )

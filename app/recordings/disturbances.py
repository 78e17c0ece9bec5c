"""Walks through a take in stretches of ten seconds and adds up what disturbs it."""

from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from app.domain.quality import Finding
from app.recordings import disturbance_findings as findings
from app.recordings.envelope import BANDS, HOP_S, WINDOW_S
from app.recordings.knock_meter import knocks
from app.recordings.speech_meter import Span, tonal_rows, voices
from app.recordings.standing_out import Levels, alive, shift_db, standing_out_db

_STRETCH = round(10.0 / HOP_S)
_FEWEST_ROWS = round(1.0 / HOP_S)
_MOST_SPANS = 100
_JOIN_S = 0.3

_RISES_ROWS, _FADES_ROWS = 3, 10
"""How much around a disturbance is disturbed too, by what is not loud enough to be told from the machine."""

_CALM_DB = 0.1


@dataclass(slots=True)
class Tally:
    """What one kind of disturbance came to so far: when, and the sums that say how far it moves mean levels."""

    spans_s: list[tuple[float, float]] = field(default_factory=list)
    count: int = 0
    rows: int = 0
    disturbed_rows: int = 0
    disturbed: NDArray[np.float64] = field(default_factory=lambda: np.zeros(BANDS))
    quiet_rows: int = 0
    quiet: NDArray[np.float64] = field(default_factory=lambda: np.zeros(BANDS))

    def copy(self) -> "Tally":
        """The same again; adding to one leaves the other as it is."""
        return replace(self, spans_s=list(self.spans_s), disturbed=self.disturbed.copy(), quiet=self.quiet.copy())

    def add(self, levels: Levels, calm: NDArray[np.bool_], spans: list[Span], join: bool) -> None:
        """Counts the rows, of which `calm` ones show nothing and `spans` of them are disturbed.

        With `join`, what goes on over the boundary between two stretches is one.
        """
        disturbed = np.zeros(len(levels), np.bool_)
        for start, end in spans:
            disturbed[max(0, start - _RISES_ROWS) : end + _FADES_ROWS] = True
            # A row first shows what its window ends in.
            self._note((self.rows + start) * HOP_S + WINDOW_S, (self.rows + end + 1) * HOP_S, join)
        self.rows += len(levels)
        self.disturbed_rows += int(disturbed.sum())
        quiet = calm
        if spans:
            self.disturbed += disturbed.astype(np.float32) @ levels
            quiet = calm & ~disturbed
        self.quiet_rows += int(quiet.sum())
        self.quiet += quiet.astype(np.float32) @ levels

    @property
    def shift_db(self) -> float:
        """How far it moves the mean levels that a verdict is given on, against the moments without it."""
        if not self.quiet_rows or not self.disturbed_rows:
            return 0.0
        quiet = self.quiet / self.quiet_rows
        share = self.disturbed_rows / self.rows
        return shift_db(quiet + share * (self.disturbed / self.disturbed_rows - quiet), quiet)

    def _note(self, start_s: float, end_s: float, join: bool) -> None:
        if join and self.spans_s and start_s - self.spans_s[-1][1] <= _JOIN_S:
            self.spans_s[-1] = (self.spans_s[-1][0], end_s)
            return
        self.count += 1
        if len(self.spans_s) < _MOST_SPANS:
            self.spans_s.append((start_s, end_s))


class Disturbances:
    """Streams the rows of an `Envelope`; voices and knocks may be asked for at any time.

    What is steady is judged anew for each stretch of ten seconds. The end of a take that makes no whole stretch
    is judged together with what was before it.
    """

    def __init__(self) -> None:
        self._levels: list[Levels] = []
        self._lines: list[NDArray[np.float32]] = []
        self._waiting = 0
        self._before: tuple[Levels, NDArray[np.float32]] | None = None
        self._speech, self._knocks = Tally(), Tally()

    def add(self, levels: Levels, lines: NDArray[np.float32]) -> None:
        """Takes the next rows `[n, BANDS]` and the lines `[n, LINES]` of the same rows."""
        self._levels.append(levels)
        self._lines.append(lines)
        self._waiting += len(levels)
        while self._waiting >= _STRETCH:
            all_levels, all_lines = np.concatenate(self._levels), np.concatenate(self._lines)
            self._before = all_levels[:_STRETCH], all_lines[:_STRETCH]
            _judge(*self._before, 0, self._speech, self._knocks)
            self._levels, self._lines = [all_levels[_STRETCH:]], [all_lines[_STRETCH:]]
            self._waiting -= _STRETCH

    def findings(self) -> tuple[Finding, Finding]:
        """Voices and knocks in what was added so far."""
        speech, knocked = self._so_far()
        return (
            findings.speech(speech.spans_s, speech.shift_db),
            findings.knocks([start for start, _ in knocked.spans_s], knocked.count, knocked.shift_db),
        )

    def _so_far(self) -> tuple[Tally, Tally]:
        speech, knocked = self._speech.copy(), self._knocks.copy()
        if self._waiting:
            levels, lines = np.concatenate(self._levels), np.concatenate(self._lines)
            context = _STRETCH - len(levels) if self._before else 0
            if self._before and context:
                levels = np.concatenate((self._before[0][-context:], levels))
                lines = np.concatenate((self._before[1][-context:], lines))
            _judge(levels, lines, context, speech, knocked)
        return speech, knocked


def _judge(levels: Levels, lines: NDArray[np.float32], first: int, speech: Tally, knocked: Tally) -> None:
    """Adds what lies in the rows from `first` on to both tallies; the rows before only tell what is steady."""
    sounding = alive(levels)
    if not sounding.all():
        levels, lines = _filled(levels, sounding), _filled(lines, sounding)
    spoken: list[Span] = []
    hits: list[Span] = []
    above_db = standing_out_db(levels)
    if np.count_nonzero(sounding) >= _FEWEST_ROWS and above_db.any():
        spoken = voices(*tonal_rows(lines, above_db), above_db)
        hits = knocks(above_db, spoken)
    calm = (above_db < _CALM_DB)[first:]
    speech.add(levels[first:], calm, _from(spoken, first), join=True)
    knocked.add(levels[first:], calm, _from(hits, first), join=False)


def _filled(rows: NDArray[np.float32], sounding: NDArray[np.bool_]) -> NDArray[np.float32]:
    """The rows with the silent ones replaced by the middle of the others, so that they stand for nothing."""
    rows = rows.copy()
    rows[~sounding] = np.median(rows[sounding], axis=0) if sounding.any() else 0.0
    return rows


def _from(spans: list[Span], first: int) -> list[Span]:
    return [(max(0, start - first), end - first) for start, end in spans if end > first]

"""Decides what the compare page shows: which two takes, at one level or not, how far apart; reads and checks."""

from typing import TYPE_CHECKING, Protocol

from app.domain.problem import Problem
from app.domain.take import SoundPicture
from app.language import retold, tr
from app.ui.jobs import Control, JobHandle, Kind, Runner
from app.ui.pages.compare import words
from app.ui.pages.compare.hearing import Audible, Hearing, HearingView
from app.ui.pages.compare.player import matched_gains_db
from app.ui.pages.compare.values import CompareFace
from app.ui.sound.compare_shown import PairShown
from app.workflows.compare_values import Compared, Difference

if TYPE_CHECKING:
    from app.workflows.compare_sound import CompareSound
    from app.workflows.listen_back import ListenBack

READING, LOOKING = "compare", "compare closer"
_LEAST_COMMON_S = 0.5
_FINE_S = 0.05

Checked = tuple[Problem | None, Problem | None]
_Read = tuple[Compared, Difference]


class CompareView(HearingView, Protocol):
    """What the presenter tells the page."""

    def show_reading(self, text: str) -> None:
        """Nothing is there yet, and why."""

    def show_face(self, face: CompareFace) -> None:
        """All words."""

    def show_pair(self, pair: PairShown, description: str, again: bool) -> None:
        """All pictures and curves; `again`: the same two takes otherwise."""

    def show_closer(self, a: SoundPicture | None, b: SoundPicture | None) -> None:
        """Sharper pictures of a part."""


class ComparePresenter:
    """Reads on the history's worker; the check of both recordings and sharper pictures are analysis."""

    def __init__(self, compare: "CompareSound", listen: "ListenBack", jobs: Runner, view: CompareView) -> None:
        self._compare = compare
        self._jobs = jobs
        self._view = view
        self.hearing = Hearing(listen, jobs, view)
        self._reading: JobHandle | None = None
        self._checking: JobHandle | None = None
        self._looking: JobHandle | None = None
        self._read: _Read | None = None
        self._checked: Checked = (None, None)
        self._matched: bool | None = None
        self._offset_s = 0.0

    @property
    def compared(self) -> Compared | None:
        """What is on the page."""
        return self._read[0] if self._read else None

    def open(self, inspection_id: str, other_id: str | None) -> None:
        """Compare an inspection with another one, or with its baseline."""
        self.leave()
        self._read, self._matched, self._offset_s = None, None, 0.0
        self._view.show_reading(tr("Reading both takes …"))
        self._fetch(other_id or words.BASELINE, inspection_id)

    def leave(self) -> None:
        """Another page comes: fall silent, and ask for nothing more."""
        if self._read is not None:
            self.hearing.player.stop()
        for handle in (self._reading, self._checking, self._looking):
            if handle is not None:
                handle.drop()

    def show_again(self) -> None:
        """All of it once more: the panel has come."""
        self._show(again=False)

    def choose(self, side: str, key: str) -> None:
        """Another take for A ("a") or B ("b"); what the other side shows already trades places."""
        if self._read is None:
            return
        a, b = (words.key(one) for one in (self._read[0].a, self._read[0].b))
        old, kept = (a, b) if side == "a" else (b, a)
        if key == old:
            self._show(again=True)
            return
        if key == kept or (_is_baseline(key) and _is_baseline(kept)):
            # Two takes of the baseline would both stand for its mean.
            kept = old
        self._offset_s, self._matched = 0.0, None
        self._fetch(*((key, kept) if side == "a" else (kept, key)))

    def swap(self) -> None:
        """A becomes B."""
        if self._read is not None:
            self._offset_s = -self._offset_s
            self._checked = self._checked[::-1]
            self._subtract(self._read[0].swapped(), again=False)

    def match_level(self, on: bool) -> None:
        """At one level, or as recorded."""
        self._matched = on
        if self._read is not None:
            self._subtract(self._read[0], again=True)

    def shift(self, by_s: float) -> None:
        """B so much later; both always overlap."""
        if self._read is None:
            return
        compared = self._read[0]
        least = max(_LEAST_COMMON_S - compared.b.duration_s, -3600.0)
        most = min(compared.a.duration_s - _LEAST_COMMON_S, 3600.0)
        wanted = round(min(max(self._offset_s + by_s, least), most) / _FINE_S) * _FINE_S
        if wanted != self._offset_s:
            self._offset_s = wanted
            self._subtract(compared, again=True)

    def look_closer(self, start_s: float, end_s: float) -> None:
        """Sharper pictures of a stretch of the common axis; only the last wish counts."""
        if self._looking is not None:
            self._looking.drop()
        if self._read is None:
            return
        compared, found = self._read

        def work(control: Control) -> list[SoundPicture | None]:
            pictures: list[SoundPicture | None] = []
            for side, shift_s in ((compared.a, found.a_start_s), (compared.b, found.b_start_s)):
                control.cancel.check()
                first, last = max(start_s - shift_s, 0.0), min(end_s - shift_s, side.duration_s)
                wanted = side.problem is None and last - first > _FINE_S
                pictures.append(self._compare.closer(side, first, last) if wanted else None)
            return pictures

        self._looking = self._jobs.run(
            Kind.ANALYSIS,
            work,
            lambda pictures: self._view.show_closer(*pictures),
            lambda problem: self._view.show_problem(LOOKING, problem),
        )

    def _fetch(self, a: str, b: str) -> None:
        """Read two choices; the baseline is asked for by the visit it belongs to."""
        for handle in (self._reading, self._checking, self._looking):
            if handle is not None:
                handle.drop()
        matched, offset_s = self._matched, self._offset_s
        visit, other = (a, b) if _is_baseline(b) else (b, a)
        other_id = None if _is_baseline(other) else other
        take_id = other.removeprefix(words.BASELINE) or None if _is_baseline(other) else None

        def work(control: Control) -> _Read:
            compared = self._compare.of(visit, other_id, take_id)
            compared = compared.swapped() if visit == a else compared
            return compared, self._compare.difference(
                compared, matched=compared.match if matched is None else matched, offset_s=offset_s
            )

        self._reading = self._jobs.run(Kind.HISTORY, work, self._arrived, self._not_read)

    def _arrived(self, read: _Read) -> None:
        self._view.clear_problem(READING)
        self._view.clear_problem(LOOKING)
        self._read, self._checked = read, (None, None)
        self._matched = read[1].matched
        self._show(again=False)
        compared = read[0]
        self._checking = self._jobs.run(
            Kind.ANALYSIS,
            lambda control: self._compare.check(compared, control.cancel),
            self._known,
            lambda problem: self._view.show_problem(READING, problem),
        )

    def _not_read(self, problem: Problem) -> None:
        if self._read is None:
            self._view.show_reading(f"{retold(problem.what)} {retold(problem.to_do)}")
        else:
            self._view.show_problem(READING, problem)
            self._show(again=True)

    def _known(self, checked: Checked) -> None:
        """Both recordings were looked at."""
        self._checked = checked
        if any(checked):
            self._show_words()

    def _subtract(self, compared: Compared, *, again: bool) -> None:
        matched, offset_s = bool(self._matched), self._offset_s
        if self._reading is not None:
            self._reading.drop()

        def done(found: Difference) -> None:
            self._read = compared, found
            self._show(again=again)

        self._reading = self._jobs.run(
            Kind.HISTORY,
            lambda control: self._compare.difference(compared, matched=matched, offset_s=offset_s),
            done,
            lambda problem: self._view.show_problem(READING, problem),
        )

    def _show(self, *, again: bool) -> None:
        if self._read is None:
            return
        compared, found = self._read
        self._show_words()
        pair = PairShown(words.side_shown("A", compared.a, found), words.side_shown("B", compared.b, found), found)
        self._view.show_pair(pair, words.spoken(compared, found), again)
        sides = compared.a, compared.b
        gains = matched_gains_db(
            (sides[0].level_dbfs, sides[1].level_dbfs), (sides[0].peak_dbfs, sides[1].peak_dbfs)
        )
        starts = found.a_start_s, found.b_start_s
        a, b = (
            Audible(side.take, start_s, gain_db, side.problem is None)
            for side, start_s, gain_db in zip(sides, starts, gains, strict=True)
        )
        self.hearing.show(a, b, found.ranges, again=again)

    def _show_words(self) -> None:
        assert self._read is not None
        compared, found = self._read
        machine = compared.b.machine
        self._view.show_face(
            CompareFace(
                machine.name,
                f"{compared.b.point.name}, {compared.b.condition.name}",
                machine.code,
                words.finding(compared, found),
                words.notes(compared, found),
                words.troubles(compared, self._checked),
                words.choices(compared),
                words.key(compared.a),
                words.key(compared.b),
                found.matched,
                compared.why,
            )
        )


def _is_baseline(key: str) -> bool:
    return key.startswith(words.BASELINE)

"""A stand-in for reviewing: in memory, with the log of each baseline replayed as the history does."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from app.domain.baseline import Baseline
from app.domain.inspection import Inspection
from app.domain.problem import Problem
from app.domain.review import BaselineChange, BaselineEvent, Found, Review
from app.domain.verdict import State
from app.history.baseline_log import Line, Steps, steps, told
from app.workflows.baseline_story import BaselineStory, StoryLine
from app.workflows.review import Joining, Reviewed

if TYPE_CHECKING:
    from tests.ui.fakes import FakeBook

NOON = datetime(2026, 11, 22, 9, 14, tzinfo=UTC)


class FakeReview:
    """Joins whatever was judged and reviewed healthy; `problem` is raised by every change while it is set."""

    def __init__(self, book: "FakeBook") -> None:
        self._book = book
        self.said: dict[str, list[Review]] = {}
        self.log: dict[str, list[Line]] = {}
        self.kept: dict[str, Baseline] = {}
        self.problem: Problem | None = None

    def reviewed(self, inspection: Inspection) -> Reviewed:
        newest = next(iter(self.said.get(inspection.id, [])[::-1]), None)
        review = None if newest is None or newest.found is Found.OPEN else newest
        baseline = self._book.baselines.get(inspection.condition_id)
        return Reviewed(
            inspection.id, review, self._joining(inspection, review), baseline.clip_count if baseline else 0
        )

    def _joining(self, inspection: Inspection, review: Review | None) -> Joining:
        baseline = self._book.baselines.get(inspection.condition_id)
        if baseline is None:
            return Joining.NO_BASELINE
        if inspection.take.id in baseline.take_ids:
            return Joining.PART
        if review is None or review.found is not Found.HEALTHY:
            return Joining.NOT_CONFIRMED
        return Joining.MAY if inspection.verdict.state is State.HEALTHY else Joining.NOT_HEALTHY

    def found(
        self, inspection_id: str, found: Found, *, cause: str = "", cause_code: str = "", by: str = ""
    ) -> Reviewed:
        self._may_fail()
        self.said.setdefault(inspection_id, []).append(Review(inspection_id, found, cause, cause_code, by))
        return self.reviewed(self._book.inspection(inspection_id))

    def bring_back(self, inspection_id: str, before: Review | None, by: str = "") -> Reviewed:
        if before is None:
            return self.found(inspection_id, Found.OPEN)
        return self.found(inspection_id, before.found, cause=before.cause, cause_code=before.cause_code)

    def add_to_baseline(self, inspection_id: str, by: str = "") -> Reviewed:
        self._may_fail()
        inspection = self._book.inspection(inspection_id)
        before = self._book.baselines[inspection.condition_id]
        self._steps(inspection.condition_id)
        grown = replace(
            before,
            id=f"with {inspection_id}",
            bands=before.bands[[*range(before.clip_count), 0]],
            take_ids=(*before.take_ids, inspection.take.id),
            version=before.version + 1,
        )
        self._write(inspection.condition_id, BaselineEvent.GROWN, grown, f"confirmed: {inspection.take.file_name}")
        return self.reviewed(inspection)

    def take_out(self, inspection_id: str, by: str = "") -> Reviewed:
        inspection = self._book.inspection(inspection_id)
        self.undo_baseline(inspection.condition_id)
        return self.reviewed(inspection)

    def story(self, condition_id: str) -> BaselineStory:
        now = self._steps(condition_id)
        standing = {step.change.id for step in now.standing}
        return BaselineStory(
            condition_id,
            self._book.baselines.get(condition_id),
            tuple(self._line(line.change, standing) for line in reversed(self.log.get(condition_id, []))),
            now.standing[-1].change if now.standing else None,
            now.undone[0].step.change if now.undone else None,
        )

    def _line(self, change: BaselineChange, standing: set[str]) -> StoryLine:
        baseline = self.kept.get(change.baseline_id or "")
        clips, takes = (baseline.clip_count, len(baseline.take_ids)) if baseline else (None, None)
        return StoryLine(change, clips, takes, change.id in standing)

    def repair(self, condition_id: str, what: str, by: str = "") -> BaselineStory:
        self._may_fail()
        self._steps(condition_id)
        self._write(condition_id, BaselineEvent.REPAIR, None, what)
        return self.story(condition_id)

    def undo_baseline(self, condition_id: str, by: str = "") -> BaselineStory:
        self._may_fail()
        standing = self._steps(condition_id).standing
        back = self.kept.get(standing[-2].counting_id or "") if len(standing) > 1 else None
        last = standing[-1].change
        self._write(condition_id, BaselineEvent.UNDONE, back, told(last), undoes_id=last.id)
        return self.story(condition_id)

    def redo_baseline(self, condition_id: str, by: str = "") -> BaselineStory:
        last = self._steps(condition_id).undone[0]
        again = self.kept.get(last.step.counting_id or "")
        what = f"the undoing of {told(last.step.change)}"
        self._write(condition_id, BaselineEvent.UNDONE, again, what, undoes_id=last.by_id)
        return self.story(condition_id)

    def _steps(self, condition_id: str) -> Steps:
        """A baseline that a test planted was learnt."""
        planted = self._book.baselines.get(condition_id)
        if planted is not None and condition_id not in self.log:
            self._write(condition_id, BaselineEvent.LEARNT, planted, "three takes", at=planted.learnt_at)
        return steps(self.log.get(condition_id, []))

    def _write(
        self,
        condition_id: str,
        event: BaselineEvent,
        baseline: Baseline | None,
        what: str,
        *,
        undoes_id: str | None = None,
        at: datetime | None = None,
    ) -> None:
        lines = self.log.setdefault(condition_id, [])
        change = BaselineChange(
            condition_id, event, baseline.id if baseline else None, what, "J. Brandt",
            at=at or NOON + timedelta(days=len(lines)),
        )  # fmt: skip
        lines.append(Line(change, undoes_id))
        if baseline is None:
            self._book.baselines.pop(condition_id, None)
        else:
            self.kept[baseline.id] = baseline
            self._book.baselines[condition_id] = baseline

    def _may_fail(self) -> None:
        if self.problem is not None:
            raise self.problem

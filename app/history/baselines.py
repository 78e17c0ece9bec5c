"""Baselines: every version is kept, and a log says which one counts, since when and why."""

from collections import defaultdict
from dataclasses import replace
from typing import TypeVar

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.domain.baseline import Baseline
from app.domain.review import BaselineChange, BaselineEvent
from app.history.baseline_log import Line, Steps, steps, told
from app.history.mappers_review import change_row, to_change
from app.history.mappers_take import baseline_row, to_baseline
from app.history.problems import nothing_learnt, nothing_to_undo, overtaken
from app.history.tables import BaselineRow, BaselineTakeRow, ConditionRow, TakeRow
from app.history.tables_review import BaselineChangeRow
from app.language import say

Column = TypeVar("Column")


class Baselines:
    """Baselines of one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(
        self, baseline: Baseline, event: BaselineEvent, what: str, by: str, instead_of: str | None = None
    ) -> Baseline:
        """Keep a baseline that counts from now on: two learnt at the same time get different versions.

        `instead_of` is the one it was made from; Problem when another counts by now.
        """
        self._require_condition(baseline.condition_id)
        if instead_of is not None and instead_of != self.counting_id(baseline.condition_id):
            raise overtaken()
        known = set(self._session.scalars(select(TakeRow.id).where(TakeRow.id.in_(set(baseline.take_ids)))))
        for take_id in baseline.take_ids:
            if take_id not in known:
                raise KeyError(take_id)
        newest = self._session.scalar(
            select(BaselineRow.version)
            .where(BaselineRow.condition_id == baseline.condition_id)
            .order_by(BaselineRow.version.desc())
            .limit(1)
        )
        baseline = replace(baseline, version=max(baseline.version, (newest or 0) + 1))
        self._session.add(baseline_row(baseline))
        self._session.flush()
        for position, take_id in enumerate(baseline.take_ids):
            self._session.add(BaselineTakeRow(baseline_id=baseline.id, position=position, take_id=take_id))
        self._log(BaselineChange(baseline.condition_id, event, baseline.id, what, by, at=baseline.learnt_at))
        return baseline

    def of(self, condition_id: str) -> list[Baseline]:
        """All baselines there ever were of a condition, newest first."""
        rows = self._session.scalars(
            select(BaselineRow)
            .where(BaselineRow.condition_id == condition_id)
            .order_by(BaselineRow.version.desc(), BaselineRow.seq.desc())
        ).all()
        if not rows:
            self._require_condition(condition_id)
        take_ids = self._take_ids([row.id for row in rows])
        return [to_baseline(row, tuple(take_ids[row.id])) for row in rows]

    def get(self, baseline_id: str) -> Baseline:
        """The baseline of that id, whether it counts or not."""
        row = self._session.scalar(select(BaselineRow).where(BaselineRow.id == baseline_id))
        if row is None:
            raise KeyError(baseline_id)
        return to_baseline(row, tuple(self._take_ids([row.id])[row.id]))

    def counting(self, condition_id: str) -> Baseline | None:
        """The baseline that counts now."""
        baseline_id = self.counting_id(condition_id)
        if baseline_id is None:
            self._require_condition(condition_id)
            return None
        return self.get(baseline_id)

    def counting_id(self, condition_id: str) -> str | None:
        """The id of the baseline that counts now."""
        return self._session.scalar(_newest_first(select(BaselineChangeRow.baseline_id), condition_id).limit(1))

    def changes(self, condition_id: str) -> list[BaselineChange]:
        """The log, newest first."""
        rows = self._rows(condition_id)
        if not rows:
            self._require_condition(condition_id)
        return [to_change(row) for row in rows]

    def steps(self, condition_id: str) -> Steps:
        """What of the log still stands."""
        return steps(Line(to_change(row), row.undoes_id) for row in reversed(self._rows(condition_id)))

    def repair(self, condition_id: str, what: str, by: str) -> BaselineChange:
        """From now on no baseline counts; Problem when none does already."""
        if self.counting(condition_id) is None:
            raise nothing_learnt()
        return self._log(BaselineChange(condition_id, BaselineEvent.REPAIR, None, what, by))

    def undo(self, condition_id: str, by: str) -> BaselineChange:
        """Take back the newest step that stands; Problem when there is none."""
        self._require_condition(condition_id)
        standing = self.steps(condition_id).standing
        if not standing:
            raise nothing_to_undo()
        last = standing[-1].change
        counting_id = standing[-2].counting_id if len(standing) > 1 else None
        change = BaselineChange(condition_id, BaselineEvent.UNDONE, counting_id, told(last), by)
        return self._log(change, undoes_id=last.id)

    def redo(self, condition_id: str, by: str) -> BaselineChange:
        """Take back the newest undo; Problem when there is none, or something new was done since."""
        self._require_condition(condition_id)
        undone = self.steps(condition_id).undone
        if not undone:
            raise nothing_to_undo()
        step = undone[0].step
        what = say("the undoing of {what_words}", what_words=told(step.change))
        change = BaselineChange(condition_id, BaselineEvent.UNDONE, step.counting_id, what, by)
        return self._log(change, undoes_id=undone[0].by_id)

    def _log(self, change: BaselineChange, undoes_id: str | None = None) -> BaselineChange:
        newest = self._session.scalar(
            _newest_first(select(BaselineChangeRow.revision), change.condition_id).limit(1)
        )
        row = change_row(change, (newest or 0) + 1, undoes_id)
        self._session.add(row)
        self._session.flush()
        self._session.expire(row)
        return to_change(row)

    def _rows(self, condition_id: str) -> list[BaselineChangeRow]:
        return list(self._session.scalars(_newest_first(select(BaselineChangeRow), condition_id)))

    def _take_ids(self, baseline_ids: list[str]) -> dict[str, list[str]]:
        take_ids: dict[str, list[str]] = defaultdict(list)
        for baseline_id, take_id in self._session.execute(
            select(BaselineTakeRow.baseline_id, BaselineTakeRow.take_id)
            .where(BaselineTakeRow.baseline_id.in_(baseline_ids))
            .order_by(BaselineTakeRow.position)
        ):
            take_ids[baseline_id].append(take_id)
        return take_ids

    def _require_condition(self, condition_id: str) -> None:
        if self._session.get(ConditionRow, condition_id) is None:
            raise KeyError(condition_id)


def _newest_first(chosen: Select[Column], condition_id: str) -> Select[Column]:
    return chosen.where(BaselineChangeRow.condition_id == condition_id).order_by(
        BaselineChangeRow.revision.desc(), BaselineChangeRow.changed_at.desc(), BaselineChangeRow.id.desc()
    )

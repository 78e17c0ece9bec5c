"""Baselines: every version is kept, the newest counts."""

from collections import defaultdict
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.baseline import Baseline
from app.history.mappers_take import baseline_row, to_baseline
from app.history.tables import BaselineRow, BaselineTakeRow, ConditionRow, TakeRow


class Baselines:
    """Baselines of one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, baseline: Baseline) -> Baseline:
        """Keep a baseline as the newest of its condition: two learnt at the same time get different versions."""
        self._require_condition(baseline.condition_id)
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
        self._session.flush()
        return baseline

    def of(self, condition_id: str, limit: int | None = None) -> list[Baseline]:
        """The baselines of a condition, newest first."""
        rows = self._session.scalars(
            select(BaselineRow)
            .where(BaselineRow.condition_id == condition_id)
            .order_by(BaselineRow.version.desc(), BaselineRow.seq.desc())
            .limit(limit)
        ).all()
        if not rows:
            self._require_condition(condition_id)
        take_ids = self._take_ids([row.id for row in rows])
        return [to_baseline(row, tuple(take_ids[row.id])) for row in rows]

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

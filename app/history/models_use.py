"""Which model judges a machine type, and what the verdicts of each model came to."""

from collections import Counter, defaultdict
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, String, func, or_, select
from sqlalchemy.orm import Session

from app.domain.machine import MachineType
from app.domain.model_use import ModelChoice, ModelMonth
from app.domain.review import Found
from app.domain.verdict import ModelIdentity, State
from app.history.in_the_bin import in_place, thrown_away
from app.history.mappers_inspection import to_model
from app.history.mappers_review import choice_row, to_choice
from app.history.reviews import newest_review
from app.history.tables import InspectionRow, MachineRow, ModelRow
from app.history.tables_review import ModelChoiceRow, ReviewRow

_Key = tuple[str, str]
"""A model's row and a month, "2026-11"."""


class ModelsUse:
    """The use of models in one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def choose(self, choice: ModelChoice) -> ModelChoice:
        """Keep a choice as its type's newest; returns it as it is kept."""
        highest = self._session.scalar(
            select(func.max(ModelChoiceRow.revision)).where(ModelChoiceRow.machine_type == choice.machine_type)
        )
        row = choice_row(choice, (highest or 0) + 1)
        self._session.add(row)
        self._session.flush()
        self._session.expire(row)
        return to_choice(row)

    def choices(self, machine_type: str, limit: int | None = None) -> list[ModelChoice]:
        """All choices for a machine type, newest first."""
        rows = self._session.scalars(
            select(ModelChoiceRow)
            .where(ModelChoiceRow.machine_type == machine_type)
            .order_by(ModelChoiceRow.revision.desc(), ModelChoiceRow.chosen_at.desc(), ModelChoiceRow.id.desc())
            .limit(limit)
        )
        return [to_choice(row) for row in rows]

    def months(self) -> list[ModelMonth]:
        """The verdicts of each model by month, oldest first."""
        given = self._given()
        reviewed = self._reviewed()
        models = {row.id: to_model(row) for row in self._session.scalars(select(ModelRow))}
        made = [_month(models[key[0]], key[1], counts, reviewed[key]) for key, counts in given.items()]
        return sorted(made, key=lambda one: (one.month, one.model.machine_type, one.model.version))

    def inspections(self, machine_type: str) -> list[str]:
        """The ids of all inspections of machines of a type, newest first."""
        return list(
            self._session.scalars(
                select(InspectionRow.id)
                .join(MachineRow, MachineRow.id == InspectionRow.machine_id)
                .where(MachineRow.type == MachineType(machine_type))
                .where(in_place(InspectionRow.id), in_place(MachineRow.id))
                .order_by(InspectionRow.when_at.desc(), InspectionRow.analysed_at.desc(), InspectionRow.seq.desc())
            )
        )

    def _given(self) -> dict[_Key, dict[State, int]]:
        month = _month_of_verdict()
        counted = (
            select(InspectionRow.model_id, month, InspectionRow.state, func.count())
            .where(InspectionRow.model_id.is_not(None))
            .group_by(InspectionRow.model_id, month, InspectionRow.state)
        )
        # What is in the bin is counted for itself and taken off: the first count then needs one index alone.
        gone = {row[:3]: row[3] for row in self._session.execute(counted.where(_in_the_bin()))}
        given: dict[_Key, dict[State, int]] = defaultdict(dict)
        for model_id, when, state, count in self._session.execute(counted):
            left = count - gone.get((model_id, when, state), 0)
            if left:
                given[str(model_id), when][state] = left
        return given

    def _reviewed(self) -> dict[_Key, Counter[tuple[State, Found]]]:
        month = _month_of_verdict()
        reviewed: dict[_Key, Counter[tuple[State, Found]]] = defaultdict(Counter)
        for model_id, when, state, found, count in self._session.execute(
            select(InspectionRow.model_id, month, InspectionRow.state, ReviewRow.found, func.count())
            .join(ReviewRow, ReviewRow.inspection_id == InspectionRow.id)
            .where(InspectionRow.model_id.is_not(None), ReviewRow.id == newest_review(ReviewRow.id))
            .where(~_in_the_bin())
            .group_by(InspectionRow.model_id, month, InspectionRow.state, ReviewRow.found)
        ):
            reviewed[str(model_id), when][state, found] = count
        return reviewed


def _in_the_bin() -> ColumnElement[bool]:
    """Whether the inspection was thrown away, alone or with its machine."""
    gone = thrown_away()
    return or_(InspectionRow.id.in_(gone), InspectionRow.machine_id.in_(gone))


def _month_of_verdict() -> ColumnElement[str]:
    """ "2026-11": times are kept as text in UTC whose order is time's."""
    return func.substr(InspectionRow.analysed_at, 1, 7, type_=String)


def _month(
    model: ModelIdentity, month: str, given: dict[State, int], reviewed: Counter[tuple[State, Found]]
) -> ModelMonth:
    alarms = (State.WATCH, State.ABNORMAL)
    return ModelMonth(
        model=model,
        month=datetime.fromisoformat(f"{month}-01").replace(tzinfo=UTC),
        given=given,
        right=reviewed[State.HEALTHY, Found.HEALTHY] + sum(reviewed[state, Found.FAULTY] for state in alarms),
        false_alarms=sum(reviewed[state, Found.HEALTHY] for state in alarms),
        missed=reviewed[State.HEALTHY, Found.FAULTY],
    )

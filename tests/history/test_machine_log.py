"""Every change of a machine is kept whole, with who and when, and can be taken back."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from app.domain.bin import Thing
from app.domain.machine import Criticality, MachineType, MeasuringPoint, OperatingCondition
from app.domain.problem import Problem
from app.history.history import History
from tests.history.builders import condition_of, inspection, looked_after, machine, placement, reading


def test_facts_of_a_machine_are_kept(history):
    given = looked_after(machine())

    assert history.add_machine(given) == history.machine(given.id) == given
    assert history.fleet()[0].machine == given


def test_every_change_is_a_version_with_who_and_a_change_of_nothing_is_none(history):
    first = history.add_machine(machine(), "M. Großmann")
    second = history.change_machine(looked_after(first), "A. Novak")
    history.change_machine(second, "nobody")

    newest, oldest = history.machine_log.versions(first.id)
    assert (newest.machine, newest.revision, newest.by) == (second, 2, "A. Novak")
    assert (oldest.machine, oldest.revision, oldest.by) == (first, 1, "M. Großmann")


def test_change_is_undone_and_redone_by_restoring(history):
    first = history.add_machine(machine())
    second = history.change_machine(replace(looked_after(first), name="Exhaust", type=MachineType.OTHER))
    made, before = history.machine_log.versions(first.id)

    assert history.machine_log.restore(before.id, "A. Novak") == first
    assert history.machine_log.versions(first.id)[0].by == "A. Novak"
    assert history.machine_log.restore(made.id) == second
    assert history.machine(first.id) == second


def test_restoring_keeps_what_was_listened_to_since(history):
    first = history.add_machine(machine())
    late = (OperatingCondition("late"), OperatingCondition("never used"))
    motor = MeasuringPoint("Motor", (OperatingCondition("full"), OperatingCondition("half")))
    belt = MeasuringPoint("Belt", (OperatingCondition("full"),))
    unused = MeasuringPoint("Coupling", (OperatingCondition("full"),))
    inlet = replace(first.points[0], name="Outlet", conditions=(*first.points[0].conditions, *late))
    second = history.change_machine(replace(first, area="Line 4", points=(inlet, motor, belt, unused)))
    history.add_inspection(inspection(second, condition=1))
    history.readings.add(replace(reading(second), condition_id=motor.conditions[1].id))
    history.add_placement(replace(placement(second), point_id=belt.id))

    back = history.machine_log.restore(history.machine_log.versions(first.id)[1].id)

    assert (back.area, back.points[0].name) == ("", "Inlet")
    assert back.points[0].conditions == (*first.points[0].conditions, late[0])
    assert back.points[1:] == (replace(motor, conditions=motor.conditions[1:]), belt)


def test_restoring_a_name_that_another_has_by_now_is_refused(history):
    first = history.add_machine(machine("A"))
    history.change_machine(replace(first, name="B"))
    history.add_machine(machine("a"))

    with pytest.raises(Problem, match="“a”"):
        history.machine_log.restore(history.machine_log.versions(first.id)[1].id)

    assert history.machine(first.id).name == "B"
    assert len(history.machine_log.versions(first.id)) == 2


def test_machine_in_the_bin_is_not_changed(history):
    kept = history.add_machine(machine())
    history.bin.throw(Thing.MACHINE, kept.id)

    with pytest.raises(Problem, match="“Supply fan 3” is in the bin"):
        history.change_machine(looked_after(kept))
    with pytest.raises(Problem, match="is in the bin"):
        history.machine_log.restore(history.machine_log.versions(kept.id)[0].id)


def test_what_is_not_there_is_a_key_error(history):
    with pytest.raises(KeyError):
        history.machine_log.versions("nobody")
    with pytest.raises(KeyError):
        history.machine_log.restore("nobody")


@pytest.mark.parametrize(
    "harm", ['{"type": "TURBINE"}', "{}", '{"type": "FAN", "criticality": "HIGH", "created_at": 3}']
)
def test_damaged_version_is_told_and_the_machine_is_still_there(history, harm):
    kept = history.add_machine(machine())
    with history._database._raw() as raw:
        raw.execute("UPDATE machine_versions SET machine = ?", (harm,))

    with pytest.raises(Problem, match="The history holds"):
        history.machine_log.versions(kept.id)
    assert history.machine(kept.id) == kept


class Changing(RuleBasedStateMachine):
    """Any order of changes and restorings: versions only grow, and the newest is how the machine is."""

    history: History

    def __init__(self) -> None:
        super().__init__()
        kept = self.history.add_machine(looked_after(machine(f"Fan {len(self.history.machines())}")))
        self.machine_id, self.meant = kept.id, [kept]

    @rule(
        area=st.sampled_from(["", "Line 4", "Keller – 2"]),
        criticality=st.sampled_from(Criticality),
        interval_days=st.none() | st.integers(1, 400),
        conditions=st.integers(1, 3),
    )
    def change(self, **facts: object) -> None:
        count = facts.pop("conditions")
        now = self.history.machine(self.machine_id)
        extra = tuple(OperatingCondition(f"new {number}") for number in range(count))
        point = replace(now.points[0], conditions=(now.points[0].conditions + extra)[-count:])
        self._kept(self.history.change_machine(replace(now, points=(point,), **facts)))

    @rule(data=st.data())
    def restore(self, data: st.DataObject) -> None:
        version = data.draw(st.sampled_from(self.history.machine_log.versions(self.machine_id)))
        back = self.history.machine_log.restore(version.id)
        assert back == version.machine
        self._kept(back)

    def _kept(self, kept: object) -> None:
        if kept != self.meant[-1]:
            self.meant.append(kept)

    @invariant()
    def agree(self) -> None:
        versions = self.history.machine_log.versions(self.machine_id)
        assert [version.machine for version in reversed(versions)] == self.meant
        assert self.history.machine(self.machine_id) == self.meant[-1]
        assert [version.revision for version in versions] == list(range(len(versions), 0, -1))


def test_whatever_is_changed_and_restored_no_version_is_lost(history):
    Changing.history = history
    run_state_machine_as_test(
        Changing,
        settings=settings(
            max_examples=6, stateful_step_count=8, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )


def test_condition_id_stays_with_its_visits_through_a_restore(history):
    first = history.add_machine(machine())
    history.add_inspection(inspection(first))
    history.change_machine(looked_after(first))
    history.machine_log.restore(history.machine_log.versions(first.id)[1].id)

    assert history.visits(first.id, condition_of(first))[0].condition_id == condition_of(first)

"""Machines are added and changed, never deleted; what has history stays."""

import unicodedata
from dataclasses import replace

import pytest

from app.domain.machine import Machine, MachineType, MeasuringPoint, OperatingCondition
from app.domain.problem import Problem
from tests.history.builders import add_baseline, condition_of, inspection, machine, mounted


def with_points(kept: Machine, *points: MeasuringPoint) -> Machine:
    return replace(kept, points=points)


def test_machine_is_kept_as_it_was_given(history):
    given = machine(conditions=3)

    assert history.add_machine(given) == given
    assert history.machine(given.id) == given
    assert history.machines() == [given]


def test_points_and_conditions_keep_their_order(history):
    points = tuple(
        MeasuringPoint(name, tuple(OperatingCondition(c) for c in ("z", "a", "m")))
        for name in ("motor", "inlet", "belt")
    )
    given = history.add_machine(replace(machine(), points=points))

    turned = history.change_machine(with_points(given, *reversed(points)))

    assert turned.points == tuple(reversed(points))
    assert history.machine(given.id) == turned


@pytest.mark.parametrize("other", ["supply FAN 3", " Supply  fan 3 ", "SUPPLY FAN 3"])
def test_same_name_is_refused_and_named(history, other):
    history.add_machine(machine("Supply fan 3"))

    with pytest.raises(Problem, match="Supply fan 3") as problem:
        history.add_machine(machine(other))

    assert problem.value.to_do.endswith(".")
    assert len(history.machines()) == 1


@pytest.mark.parametrize(
    ("kept", "asked"),
    [("Lüfter", "LÜFTER"), ("Straße", "STRASSE"), ("Lüfter", unicodedata.normalize("NFD", "lüfter"))],
)
def test_name_is_found_whatever_its_writing(history, kept, asked):
    given = history.add_machine(machine(kept))

    assert history.machine_named(asked) == given
    assert history.machine_named("Nobody") is None


def test_change_refuses_the_name_of_another(history):
    history.add_machine(machine("A"))
    second = history.add_machine(machine("B"))

    with pytest.raises(Problem, match="“A”"):
        history.change_machine(replace(second, name="a"))

    assert history.machine(second.id) == second


def test_change_keeps_every_field(history):
    given = history.add_machine(machine())
    changed = replace(given, name="Exhaust", type=MachineType.OTHER, site="", code="X-1", blades=None)

    assert history.change_machine(changed) == changed
    assert history.machine(given.id) == changed


def test_a_mounted_microphone_is_kept_and_may_be_taken_down(history):
    given = history.add_machine(mounted(machine()))
    assert history.machine(given.id).points[0].fixed

    history.change_machine(with_points(given, replace(given.points[0], fixed=False)))
    assert not history.machine(given.id).points[0].fixed
    history.change_machine(given)
    assert history.machine(given.id) == given


def test_its_own_name_in_other_capitals_may_be_given(history):
    given = history.add_machine(machine("exhaust"))

    assert history.change_machine(replace(given, name="EXHAUST")).name == "EXHAUST"


@pytest.mark.parametrize(
    "given",
    [
        replace(machine(), name=" \t "),
        with_points(machine(), MeasuringPoint(" ", (OperatingCondition("full"),))),
        with_points(machine(), MeasuringPoint("Inlet", (OperatingCondition(""),))),
    ],
    ids=["machine", "point", "condition"],
)
def test_empty_names_are_refused(history, given):
    with pytest.raises(Problem, match="name"):
        history.add_machine(given)

    assert history.machines() == []


def test_speed_alone_names_a_condition(history):
    history.add_machine(with_points(machine(), MeasuringPoint("Inlet", (OperatingCondition("", 1480.0),))))


@pytest.mark.parametrize("points", [(), (MeasuringPoint("Inlet", ()),)], ids=["no point", "no condition"])
def test_machine_without_a_place_to_listen_is_our_mistake(history, points):
    with pytest.raises(ValueError, match="at least one"):
        history.add_machine(replace(machine(), points=points))


@pytest.mark.parametrize("used_by", ["baseline", "inspection"])
def test_condition_with_history_is_never_removed(history, used_by):
    given = history.add_machine(machine(conditions=2))
    if used_by == "baseline":
        add_baseline(history, condition_of(given, 1))
    else:
        history.add_inspection(inspection(given, condition=1))
    point = given.points[0]

    with pytest.raises(Problem, match="stage 1"):
        history.change_machine(with_points(given, replace(point, conditions=point.conditions[:1])))
    with pytest.raises(Problem, match="stage 1"):
        history.change_machine(with_points(given, MeasuringPoint("Other", (OperatingCondition("full"),))))

    assert history.machine(given.id) == given


def test_unused_condition_and_point_may_be_removed(history):
    given = history.add_machine(machine(conditions=2))
    other = MeasuringPoint("Motor", (given.points[0].conditions[1],))

    changed = history.change_machine(with_points(given, other))

    assert changed.points == (other,)
    assert history.machine(given.id).points == (other,)


def test_condition_with_history_may_be_renamed_and_moved(history):
    given = history.add_machine(machine(conditions=2))
    kept = history.add_inspection(inspection(given, condition=1))
    renamed = replace(given.points[0].conditions[1], name="full load", rpm=None)
    moved = (
        replace(given.points[0], conditions=given.points[0].conditions[:1]),
        MeasuringPoint("Motor", (renamed,)),
    )

    assert history.change_machine(with_points(given, *moved)).points == moved
    assert history.visits(given.id)[0].inspection_id == kept.id


def test_unknown_machine_is_a_key_error(history):
    with pytest.raises(KeyError):
        history.machine("nobody")
    with pytest.raises(KeyError):
        history.change_machine(machine())


def test_file_name_bytes_that_are_no_text_do_not_stop_a_machine_from_being_kept(history):
    given = history.add_machine(replace(machine("Fan \udcff"), site="Hall \udce4"))

    assert given == history.machine(given.id)
    assert (given.name, given.site) == ("Fan \ufffd", "Hall \ufffd")

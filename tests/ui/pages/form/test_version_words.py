"""What changed in a machine is told in words, each thing once and in the form's order."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.diagnosis.forecast_action import CHECK
from app.domain.machine import Criticality, MachineType, MachineVersion, MeasuringPoint, OperatingCondition
from app.ui.pages.form.plan_panel import MATTERS
from app.ui.pages.form.version_words import EARLIEST, FIRST, changed, sentence, story
from tests.ui.fakes import fan

FAN = replace(fan(), interval_days=30)
POINT = FAN.points[0]
CONDITION = POINT.conditions[0]


def with_point(point: MeasuringPoint):
    return replace(FAN, points=(point,))


@pytest.mark.parametrize(
    ("after", "told"),
    [
        (FAN, ()),
        (replace(FAN, interval_days=14), ("interval 30 → 14 days",)),
        (replace(FAN, interval_days=None), ("interval 30 → none",)),
        (replace(FAN, name="Fan 4", area="Line 5"), ("name “Supply fan 3” → “Fan 4”", "area none → “Line 5”")),
        (replace(FAN, code="", blades=7), ("code “SF-003” → none", "blades 5 → 7")),
        (replace(FAN, type=MachineType.PUMP), ("type fan → pump",)),
        (replace(FAN, criticality=Criticality.HIGH), ("criticality normal → high",)),
        (replace(FAN, notes="Belt", photo="photos/x.jpg"), ("notes added", "photo added")),
        (with_point(replace(POINT, name="Outlet", fixed=True)),
         (f"point “{POINT.name}” → “Outlet”", "microphone at “Outlet” fixed")),
        (with_point(replace(POINT, conditions=(replace(CONDITION, rpm=1500.0),))),
         ("“Full speed” 1,480 rpm → 1,500 rpm",)),
        (with_point(replace(POINT, conditions=(replace(CONDITION, rpm=None), OperatingCondition("Half")))),
         ("“Full speed” 1,480 rpm → no speed", "condition “Half” added")),
        (replace(FAN, points=(MeasuringPoint("New", (OperatingCondition("Full"),)),)),
         ("point “New” added", f"point “{POINT.name}” removed")),
    ],
)  # fmt: skip
def test_each_change_in_words(after, told):
    assert changed(FAN, after) == told


def test_a_sentence_begins_large_and_keeps_what_was_typed():
    assert sentence(FAN, replace(FAN, interval_days=14, area="ß")) == "Area none → “ß”, interval 30 → 14 days"
    assert sentence(FAN, FAN) == ""


def test_the_story_tells_each_version_against_the_one_before():
    versions = [
        MachineVersion(replace(FAN, interval_days=14, notes=""), 3),
        MachineVersion(replace(FAN, interval_days=14, notes="x"), 2),
        MachineVersion(FAN, 1),
    ]
    assert story(versions) == ("Notes removed", "Interval 30 → 14 days, notes added", FIRST)
    assert story(versions[:2])[-1] == EARLIEST
    assert story([]) == ()


@given(st.sampled_from(["name", "site", "area", "code", "notes"]), st.text(), st.text())
def test_no_text_is_untellable(field, old, new):
    told = changed(replace(FAN, **{field: old}), replace(FAN, **{field: new}))
    assert len(told) == (old != new)


def test_what_criticality_changes_is_what_the_advice_does():
    for criticality, line in MATTERS.items():
        days = CHECK[criticality]
        assert f"check within {days} day{'s' if days > 1 else ''}," in line

"""What people type becomes a machine, or one sentence of what to mend."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.machine import MachineType
from app.ui.pages.form.draft import ConditionDraft, DraftError, MachineDraft, PointDraft
from tests.ui.fakes import fan


@pytest.mark.parametrize(
    ("typed", "rpm"),
    [("1480", 1480.0), (" 1 480 ", 1480.0), ("1,480", 1480.0), ("1480,5", 1480.5), ("49.5", 49.5), ("", None)],
)
def test_speed_is_read_as_people_type_it(typed: str, rpm: float | None) -> None:
    draft = MachineDraft("Fan", points=[PointDraft("Inlet", [ConditionDraft("Full", typed)])])
    assert draft.machine().points[0].conditions[0].rpm == rpm


@pytest.mark.parametrize("typed", ["fast", "0", "-5", "nan", "inf", "1e9", "12 rpm"])
def test_what_is_no_speed_is_named(typed: str) -> None:
    draft = MachineDraft("Fan", points=[PointDraft("Inlet", [ConditionDraft("Full", typed)])])
    with pytest.raises(DraftError, match="no speed") as error:
        draft.machine()
    assert error.value.field == "points"


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (MachineDraft("  "), "name"),
        (MachineDraft("Fan", blades="five"), "blades"),
        (MachineDraft("Fan", blades="0"), "blades"),
        (MachineDraft("Fan", points=[PointDraft(" ")]), "points"),
        (MachineDraft("Fan", points=[PointDraft("Inlet"), PointDraft("inlet ")]), "points"),
        (MachineDraft("Fan", points=[PointDraft("I", [ConditionDraft("a"), ConditionDraft("A")])]), "points"),
        (MachineDraft("Fan", points=[PointDraft("I", [ConditionDraft("")])]), "points"),
    ],
)
def test_the_first_thing_to_mend_is_named(draft: MachineDraft, field: str) -> None:
    with pytest.raises(DraftError) as error:
        draft.machine()
    assert error.value.field == field
    assert str(error.value).endswith(".")


def test_changing_a_machine_keeps_who_it_is() -> None:
    before = fan()
    draft = MachineDraft.of(before)
    draft.name = " Supply fan 4 "
    draft.points[0].conditions.append(ConditionDraft("Half speed", "740"))
    after = draft.machine()
    assert (after.id, after.created_at, after.points[0].id) == (before.id, before.created_at, before.points[0].id)
    assert after.name == "Supply fan 4"
    assert [c.rpm for c in after.points[0].conditions] == [1480.0, 740.0]
    assert after.points[0].conditions[0].id == before.points[0].conditions[0].id


@given(st.text(), st.text(), st.text(), st.sampled_from(MachineType))
def test_no_text_breaks_the_form(name: str, rpm: str, blades: str, kind: MachineType) -> None:
    draft = MachineDraft(name, kind, blades=blades, points=[PointDraft("I", [ConditionDraft("c", rpm)])])
    with suppress(DraftError):
        assert draft.machine().name == name.strip()

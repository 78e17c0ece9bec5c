"""What comes next is decided by the baseline alone, and every state says how to go on."""

from dataclasses import replace

import pytest

from app.domain.machine import MachineType
from app.ui.pages.next_step import Act, next_step
from tests.ui.fakes import baseline, fan

FANS = (MachineType.FAN,)


def test_without_a_baseline_learning_is_the_one_step() -> None:
    machine = fan()
    step = next_step(machine, machine.points[0].conditions[0].id, None, FANS)
    assert (step.main, step.other) == (Act.LEARN, None)
    assert "Three healthy clips" in step.text
    assert "five make the baseline firm" in step.text
    assert "Inlet side, 0.5 m, Full speed" in step.text


@pytest.mark.parametrize(("clips", "missing"), [(1, "4 more healthy clips"), (4, "1 more healthy clip would")])
def test_a_provisional_baseline_says_so_and_asks_for_more(clips: int, missing: str) -> None:
    machine = fan()
    condition_id = machine.points[0].conditions[0].id
    step = next_step(machine, condition_id, baseline(condition_id, clips), FANS)
    assert (step.main, step.other) == (Act.INSPECT, Act.LEARN_MORE)
    assert step.invites_more
    assert "provisional" in step.title
    assert missing in step.text


def test_a_firm_baseline_leads_to_inspecting() -> None:
    machine = fan()
    condition_id = machine.points[0].conditions[0].id
    step = next_step(machine, condition_id, baseline(condition_id, 5), FANS)
    assert step.main is Act.INSPECT
    assert not step.invites_more
    assert "provisional" not in step.title


def test_a_type_without_a_model_can_be_kept_but_not_judged() -> None:
    machine = replace(fan("Feed pump"), type=MachineType.PUMP)
    step = next_step(machine, machine.points[0].conditions[0].id, None, FANS)
    assert step.main is None
    assert "No model for pumps is installed" in step.text

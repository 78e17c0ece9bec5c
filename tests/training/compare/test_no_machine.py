"""What is no machine is learnt from all machines but the one judged, wherever a judge is trained for it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

pytest.importorskip("torch", reason="needs the training extra (make setup-training)")

from tests.training.made_up import machine, three
from training.compare import as_shipped as module
from training.compare import no_machine
from training.compare.as_shipped import JudgeAsShipped, as_shipped
from training.data import MachineSound
from training.detectors.judge import JUDGE
from training.detectors.whitening import WHITENING
from training.evaluate import COPY, ShippedModel

pytestmark = pytest.mark.training
PUMPS = (machine("id_00", 10, machine_type="pump"), machine("id_02", 11, machine_type="pump"))


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Of which machines it was learnt, by turns; nothing is trained."""
    names: list[list[str]] = []

    def strange_from(machines: Sequence[MachineSound], seed: int) -> str:
        names.append([one.name for one in machines])
        return "strange"

    def trained(*_: object, strange: object = None, **__: object) -> Any:
        assert strange == "strange"
        return SimpleNamespace(
            scorer=lambda level: None, bar=lambda n, k, level: None, judge=SimpleNamespace(head=None)
        )

    monkeypatch.setattr(module, "strange_from", strange_from)
    monkeypatch.setattr(no_machine, "strange_from", strange_from)
    monkeypatch.setattr("training.trained.train_on", trained)
    monkeypatch.setattr("training.held_out.train_on", trained)
    return names


def test_the_judge_hears_other_types_and_never_a_machine_that_is_held_out(
    torch_ready: None, heard: list[list[str]]
):
    fans = three()
    judge = as_shipped(JUDGE, [*fans, *PUMPS])
    judge.train(fans[1:], seed=0)
    assert heard == [["fan/id_04", "fan/id_06", "pump/id_00", "pump/id_02"]]
    # A whole type held out is not among what it may hear.
    as_shipped(JUDGE, PUMPS).train(PUMPS, seed=0)
    assert heard[1] == ["pump/id_00", "pump/id_02"]
    assert isinstance(judge, JudgeAsShipped)
    assert as_shipped(WHITENING, fans) is WHITENING


def test_a_copy_for_evaluation_hears_all_that_was_heard_but_its_machine(
    made_up_model: Path, heard: list[list[str]]
):
    fans = three()
    judged = ShippedModel(made_up_model).judged(fans[0], [*fans, *PUMPS], level_counts=True)
    assert judged.by == COPY
    assert heard == [["fan/id_04", "fan/id_06", "pump/id_00", "pump/id_02"]]


def test_without_faults_nothing_says_what_to_spare():
    healthy = [
        MachineSound(one.type, one.id, {key: rows for key, rows in one.clips.items() if key[1] == "normal"})
        for one in three()
    ]
    assert no_machine.strange_from(healthy, 0) is None
    assert no_machine.strange_from([*healthy[:2], three()[2]], 0) is None

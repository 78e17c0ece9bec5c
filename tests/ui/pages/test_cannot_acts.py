"""Where there is no verdict: the act that helps, in the place of the score."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.inspection import Inspection
from app.domain.machine import Machine
from app.domain.verdict import State, Verdict
from app.domain.why import CannotTell
from app.ui.pages.cannot_acts import cannot_acts
from app.ui.pages.next_step import Act
from tests.ui.fakes import FakeWorkflows, baseline, fan, inspection
from tests.ui.pages.conftest import Show
from tests.ui.pages.test_window import filled, frame


def unjudged(machine: Machine, why: CannotTell | None) -> Inspection:
    said = Verdict(State.CANNOT_TELL, "Is this the right machine?", "Check it, then record again.", cannot=why)
    return replace(inspection(machine, State.HEALTHY), verdict=said)


@pytest.mark.parametrize(
    ("why", "acts"),
    [
        (CannotTell.QUALITY, (Act.RECORD,)),
        (CannotTell.TOO_NOISY, (Act.RECORD,)),
        (CannotTell.NOISIER_BASELINE, (Act.LEARN_ANEW,)),
        (CannotTell.OTHER_MACHINE, (Act.RECORD, Act.OTHER_MACHINE, Act.OTHER_CONDITION)),
        (CannotTell.NO_BASELINE, ()),
        (CannotTell.NO_MODEL, ()),
        (None, ()),
    ],
)
def test_each_reason_has_its_acts(why: CannotTell | None, acts: tuple[Act, ...]) -> None:
    machine = fan(conditions=2)
    assert cannot_acts(unjudged(machine, why), machine, recordable=True) == acts


def test_without_a_microphone_another_file_helps_and_a_single_condition_is_no_choice() -> None:
    acts = cannot_acts(unjudged(fan(), CannotTell.OTHER_MACHINE), fan(), recordable=False)
    assert acts == (Act.INSPECT, Act.OTHER_MACHINE)


def test_a_verdict_and_an_old_bad_take_from_before_reasons_were_kept() -> None:
    machine = fan()
    assert cannot_acts(inspection(machine, State.ABNORMAL), machine, recordable=True) == ()
    assert cannot_acts(inspection(machine, State.CANNOT_TELL), machine, recordable=True) == (Act.RECORD,)


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_acts_stand_in_the_band_and_lead_on(show: Show, qtbot) -> None:
    machine = fan(conditions=2)
    flows = FakeWorkflows(machine, fan("Exhaust fan 2"))
    condition_id = machine.points[0].conditions[0].id
    flows.machines.baselines[condition_id] = baseline(condition_id, 9)
    flows.machines.inspections.append(unjudged(machine, CannotTell.OTHER_MACHINE))
    window, desk = show(flows)
    page = desk.result.page
    page.next.set_recordable(True)
    assert page.acts.main.text() == "Record again"
    assert page.acts.isVisible() and not page.band._gauge.isVisible()
    assert filled(page) == ["Record again"]
    machines, conditions = page.acts.others
    machines.click()
    qtbot.waitUntil(lambda: frame(window).machines.isAncestorOf(window.focusWidget()))
    conditions.click()
    popup = desk.result.bar.condition.view()
    assert popup.isVisible()
    desk.result.bar.condition.hidePopup()
    page.acts.main.click()
    assert frame(window).pages.currentWidget() is desk.record.page


def test_a_baseline_learnt_in_more_noise_is_begun_anew_and_can_be_brought_back(
    show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine = fan()
    flows = FakeWorkflows(machine)
    condition_id = machine.points[0].conditions[0].id
    old = baseline(condition_id, 9)
    flows.machines.baselines[condition_id] = old
    flows.machines.inspections.append(unjudged(machine, CannotTell.NOISIER_BASELINE))
    files = [Path("quiet-1.wav"), Path("quiet-2.wav")]
    monkeypatch.setattr("app.ui.pages.acts.ask_sound_files", lambda window, title, folder, chosen: chosen(files))
    monkeypatch.setattr("app.ui.pages.files_presenter.sound_files", lambda paths, check: paths)
    undone: list[str] = []
    undo = flows.review.undo_baseline
    monkeypatch.setattr(flows.review, "undo_baseline", lambda one: undone.append(one) or undo(one))
    flows.review.story(condition_id)
    flows.review.repair(condition_id, "")
    flows.machines.baselines[condition_id] = old
    window, desk = show(flows)
    acts = desk.result.page.acts
    assert filled(desk.result.page) == ["Learn anew"]
    acts.main.click()
    assert flows.started_over == [True]
    assert flows.machines.baselines[condition_id].clip_count == 2
    line = frame(window).undo
    assert line.isVisible() and "the old one stays in its log" in line._text.text()
    line._button.click()
    assert undone == [condition_id]

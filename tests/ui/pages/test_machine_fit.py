"""A full result on the smallest usual screen: hints, eleven checks, a note, and nothing to scroll."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from app.domain.quality import Check, Finding, Grade, Quality
from app.domain.verdict import State
from app.domain.why import Cause, Hint, Moment
from tests.ui.fakes import FakeWorkflows, baseline, fan, inspection
from tests.ui.pages.conftest import Show
from tests.ui.pages.test_drift import drift

HINTS = (
    Hint(Cause.BLADE, "The excess sits on the blade pass (5 × 1,480 rpm = 0.12 kHz).", "Check the impeller."),
    Hint(Cause.BEARING_LIKE, "Above 1 kHz it strikes 88 times a second.", "Check bearings and blade edges."),
)
NEXT = "Record once more to be sure, then check the impeller for a damaged or dirty blade within two days."
NOTED = Finding(
    Check.KNOCKS, Grade.NOTED, "2, left out", "There were 2 knocks; those moments are left out.", "Keep hands off."
)


@pytest.mark.parametrize(("clips", "drifting"), [(9, False), (3, False), (9, True), (3, True)])
def test_a_full_result_fits_and_folds_only_what_passed(show: Show, clips: int, drifting: bool) -> None:
    machine = fan()
    flows = FakeWorkflows(machine)
    condition_id = machine.points[0].conditions[0].id
    flows.machines.baselines[condition_id] = baseline(condition_id, clips)
    checks = tuple(Finding(check, Grade.PASSED, "none") for check in Check if check is not Check.KNOCKS)[:10]
    one = inspection(machine, State.ABNORMAL, seconds=30.0, note="Rumble at the inlet, guard loose on one bolt.")
    verdict = replace(
        one.verdict, next_step=NEXT, hints=HINTS, moments=(Moment(0.0, 30.0, 11.0),), confidence=0.94
    )
    if drifting:
        flows.drift.machines[machine.id] = (drift(condition_id),)
    quality = Quality((*checks, NOTED), -28.0, -12.0)
    flows.machines.inspections.append(replace(one, verdict=verdict, quality=quality))
    _, desk = show(flows)
    page = desk.result.page
    assert page.drift.isVisible() is drifting
    for _ in range(5):
        QApplication.processEvents()
    assert page.verticalScrollBar().maximum() == 0
    lines = [line for line in page.quality._lines if line.isVisible()]
    assert [line.finding.check for line in lines] == [Check.KNOCKS]
    assert page.quality._passed.text() == "10 checks passed"
    assert "heard all through" in page.band._context.text()
    assert page.heard.height() < 320 if drifting else page.heard.height() >= 320
    page.window().resize(1920, 1080)
    for _ in range(5):
        QApplication.processEvents()
    assert not page.quality._passed.isVisible()
    assert page.verticalScrollBar().maximum() == 0

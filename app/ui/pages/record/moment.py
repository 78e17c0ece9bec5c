"""Gathers what the record panel depends on, from the take, the microphone and the clock."""

from app.domain.microphone import SILENT_S
from app.ui.pages.record.choosing import Microphones
from app.ui.pages.record.faces import Moment
from app.ui.pages.record.ports import Status
from app.ui.pages.record.taking import Taking
from app.ui.pages.record.values import Phase, Step

_STEPS = {
    Phase.STARTING: Step.RECORD,
    Phase.RECORDING: Step.RECORD,
    Phase.STOPPING: Step.RECORD,
    Phase.HEARING: Step.CHECK,
    Phase.DECIDING: Step.CHECK,
    Phase.KEEPING: Step.VERDICT,
    Phase.DONE: Step.VERDICT,
}


def moment(taking: Taking, microphones: Microphones, status: Status, idle_step: Step, take_s: int) -> Moment:
    """All of it now; `idle_step` is where one is before the take, `take_s` the chosen length, 0 open-ended."""
    place = taking.place
    return Moment(
        phase=taking.phase,
        step=_STEPS.get(taking.phase, idle_step),
        wish=taking.wish,
        room=taking.room,
        listening=status.listening,
        opening=microphones.opening and not status.listening,
        usable=microphones.usable and place is not None,
        silent=status.listening and status.zero_s >= SILENT_S,
        problem=microphones.problem(status),
        take_s=take_s,
        recorded_s=status.recorded_s,
        wanted_s=status.wanted_s,
        paused=taking.paused,
        ending=taking.ending,
        kept_s=taking.kept_s,
        share=taking.share,
        quality=taking.quality,
        has_baseline=place is not None and place.baseline is not None,
        learned=taking.learned,
        whose=place.machine.name if taking.asked and place is not None else "",
    )

"""What `record` does on the command line: the window's own job, without a window."""

import argparse
import sys
import time
from pathlib import Path

from app.capture.advice import no_microphone
from app.capture.microphones import scan
from app.domain.inspection import Inspection
from app.domain.microphone import Ending, Microphone, Purpose, Recording
from app.domain.problem import Problem
from app.domain.words import length_s
from app.main.commands import print_json, tell_inspection, tell_learnt
from app.main.target import Target, find_target
from app.main.wiring import opened
from app.workflows.record_take import HeardRecording, RecordTake
from app.workflows.workflows import Workflows

_LOOK_EVERY_S = 0.05


def record(options: argparse.Namespace, history: Path) -> int:
    """Records, judges and keeps a take; 2 when it ended before its time or was not good enough to learn from."""
    with opened(history) as workflows:
        _tell_unfinished(workflows.record)
        microphone = chosen(scan(), options.device)
        target = find_target(workflows, options)
        if target.new:
            print(f"“{target.machine.name}” was not known and has been added.", file=sys.stderr)
        recording, problem = _record(workflows.record, microphone, target, options)
        heard = workflows.record.hear(recording)
        learnt_all = True
        if options.room:
            _tell_room(workflows.record, heard, options.json)
        elif options.healthy:
            learnt = workflows.record.learn(heard)
            tell_learnt(target, learnt, options.json)
            learnt_all = not learnt.refused
        else:
            _tell(workflows, workflows.record.inspect(heard, options.use_anyway), target, options.json)
    if problem is not None:
        print(f"{problem} What was recorded is kept.", file=sys.stderr)
    return 0 if problem is None and learnt_all else 2


def chosen(microphones: tuple[Microphone, ...], name: str | None) -> Microphone:
    """The microphone of that name, or whose name holds it, whatever its case; without a name the system's choice.

    Raises:
        Problem: there is none, or more than one; says which there are.
    """
    if not microphones:
        raise no_microphone()
    if name is None:
        return next((one for one in microphones if one.is_default), microphones[0])
    wanted = name.casefold()
    exact = [one for one in microphones if one.name.casefold() == wanted]
    found = exact or [one for one in microphones if wanted in one.name.casefold()]
    if len(found) == 1:
        return found[0]
    there = ", ".join(f"“{one.name}”" for one in found or microphones)
    what = f"“{name}” could be several microphones." if found else f"There is no microphone called “{name}”."
    raise Problem(what, f"Name one of these after --device: {there}.")


def _record(
    job: RecordTake, microphone: Microphone, target: Target, options: argparse.Namespace
) -> tuple[Recording, Problem | None]:
    """The finished recording, and the problem that ended it early if one did."""
    listener = job.listener
    job.open(microphone)
    try:
        purpose = Purpose(target.machine.id, target.condition.id, room=options.room)
        job.begin(purpose, options.seconds)
        print(f"Recording {options.seconds:g} s of {target.words} with {microphone.name} …", file=sys.stderr)
        _wait(job)
        recording = listener.take_finished()
        problem = listener.status.problem
    finally:
        listener.close()
    if recording is None:
        raise problem or no_microphone()
    ended_well = recording.ending in (Ending.ASKED, Ending.TIME_UP)
    return recording, None if ended_well else problem


def _wait(job: RecordTake) -> None:
    """Until the time is up, the microphone is gone, or Ctrl C ends the take: what there is by then counts."""
    try:
        while job.listener.status.recording:
            time.sleep(_LOOK_EVERY_S)
    except KeyboardInterrupt:
        job.listener.finish()


def _tell(workflows: Workflows, inspection: Inspection, target: Target, as_json: bool) -> None:
    machine = workflows.machines.machine(target.machine.id)
    stored = workflows.record.folder.parent / inspection.take.stored_as
    tell_inspection(inspection, machine, stored, as_json)


def _tell_room(job: RecordTake, heard: HeardRecording, as_json: bool) -> None:
    room = job.keep_room(heard)
    if as_json:
        print_json({"room": True, "level_dbfs": round(room.level_dbfs, 1), "sha256": room.take.sha256})
    else:
        print(f"Room kept: {length_s(room.take.format.duration_s)} at {room.level_dbfs:.0f} dBFS.")


def _tell_unfinished(job: RecordTake) -> None:
    for left in job.unfinished():
        length = length_s(left.format.duration_s)
        print(f"A take of {length} was not finished; it is kept as {left.path}.", file=sys.stderr)

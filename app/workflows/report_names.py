"""What a report's file is called: one rule for the page, the command line and a whole walk."""

import re
from datetime import datetime

from app.domain.inspection import Inspection
from app.domain.machine import Machine
from app.domain.verdict import State
from app.language import tr

_NOT_IN_NAMES = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')
_MOST = 80


def in_a_name(text: str) -> str:
    """The text as far as every system allows it in a file's name."""
    return " ".join(_NOT_IN_NAMES.sub(" ", text).split()).strip(" .")[:_MOST]


def inspection_stem(machine: str, when: datetime, state: State) -> str:
    """ "Supply fan 3 2026-11-22 abnormal": sorts by machine and day; without an ending."""
    return f"{in_a_name(machine)} {when.astimezone():%Y-%m-%d} {in_a_name(tr(state.value))}".strip()


def pdf_name(machine: Machine, inspection: Inspection) -> str:
    """The file's name of the report of an inspection."""
    when = inspection.take.recorded_at or inspection.analysed_at
    return f"{inspection_stem(machine.name, when, inspection.verdict.state)}.pdf"

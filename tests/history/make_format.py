"""Prints a small history of the present format as SQL: run once for each new format, before the next one is begun.

`python -m tests.history.make_format > tests/history/formats/<revision>.sql`
"""

import sqlite3
import sys
import tempfile
from pathlib import Path

from app.history.history import History
from tests.history.builders import (
    add_baseline,
    bare_inspection,
    condition_of,
    inspection,
    machine,
    placement,
    room,
)

PHOTO = "photos/ab/" + "ab" * 32 + ".jpg"


def fill(folder: Path) -> None:
    with History.open(folder) as history:
        fan = history.add_machine(machine("Lüfter 3", conditions=2))
        history.add_machine(machine("Pump 1"))
        baseline = add_baseline(history, condition_of(fan), clip_count=2)
        kept = history.add_inspection(inspection(fan, baseline, note="first"))
        history.set_note(kept.id, "second")
        history.add_inspection(bare_inspection(fan))
        history.add_placement(placement(fan, "on the floor"))
        history.add_placement(placement(fan, photo=PHOTO))
        history.add_room(room(fan))


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        fill(Path(folder))
        raw = sqlite3.connect(Path(folder) / "earshot.db")
        sys.stdout.writelines(f"{line}\n" for line in raw.iterdump())
        raw.close()


if __name__ == "__main__":
    main()

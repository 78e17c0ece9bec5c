"""A second program for the tests: adds inspections to a history and prints each id once it is confirmed.

`python -m tests.history.writer FOLDER MACHINE COUNT`
"""

import sys
from pathlib import Path

from app.history.history import History
from tests.history.builders import add_baseline, condition_of, inspection, machine


def main(folder: str, name: str, count: int) -> None:
    with History.open(Path(folder)) as history:
        fan = history.machine_named(name) or history.add_machine(machine(name))
        baseline = add_baseline(history, condition_of(fan))
        for number in range(count):
            kept = history.add_inspection(inspection(fan, baseline, note=f"note {number}"))
            sys.stdout.write(f"{kept.id}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))

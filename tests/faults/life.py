"""The program in which technicians work and are killed: `python -m tests.faults.life`, one child a life.

Told a folder, a diary, a seed and what goes wrong, it forks; so the imports are paid for once.
"""

import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Self

from app.domain import identity
from tests.faults.technician import Diary, Technician

EVER = 100_000


@dataclass(frozen=True)
class Life:
    """One life: killed after `killed_after_s`, or ended by itself after `acts` where that is 0.

    `clock_days` is how far the clock is wrong; files can't grow beyond `full_at_bytes` where that isn't 0.
    """

    folder: Path
    diary: Path
    seed: int
    acts: int = EVER
    killed_after_s: float = 0.0
    clock_days: float = 0.0
    full_at_bytes: int = 0


class Lives:
    """Starts the program, and one life after the other in it, or several at once."""

    def __init__(self, root: Path) -> None:
        self._program = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.life"],
            cwd=root,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._program.communicate()

    def live(self, *lives: Life) -> list[int]:
        """Live these at once; how each ended: 0 by itself, −9 killed, anything else is a bug."""
        assert self._program.stdin is not None and self._program.stdout is not None
        self._program.stdin.write(json.dumps([asdict(one) for one in lives], default=str) + "\n")
        self._program.stdin.flush()
        return [int(word) for word in self._program.stdout.readline().split()]


def main() -> None:
    for line in sys.stdin:
        lives = [_read(told) for told in json.loads(line)]
        started = [(life, _begin(life)) for life in lives]
        sys.stdout.write(" ".join(str(_end(life, child)) for life, child in started) + "\n")
        sys.stdout.flush()


def _read(told: dict[str, Any]) -> Life:
    paths = {name: Path(told[name]) for name in ("folder", "diary")}
    return Life(**{**told, **paths})


def _begin(life: Life) -> int:
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        _live(life)
        code = 0
    except BaseException:  # noqa: BLE001  told by the exit code, and by what it says here
        import traceback

        traceback.print_exc()
    finally:
        os._exit(code)


def _live(life: Life) -> None:
    diary = Diary(life.diary)
    if life.clock_days:
        _set_clock(timedelta(days=life.clock_days))
    if life.full_at_bytes:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (life.full_at_bytes, resource.RLIM_INFINITY))
    technician = Technician(life.folder, diary, random.Random(life.seed))
    technician.work(life.acts)
    technician.close()
    diary.close()


def _set_clock(wrong_by: timedelta) -> None:
    class WrongClock(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            return datetime.now(UTC) + wrong_by

    identity.datetime = WrongClock  # type: ignore[misc]


def _end(life: Life, child: int) -> int:
    if life.killed_after_s:
        time.sleep(life.killed_after_s)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    main()

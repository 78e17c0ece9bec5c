"""One line on the screen for each step, and the whole output of what failed."""

import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path


class Failed(Exception):  # noqa: N818 - what a step did, not a kind of error
    """A step did not do its job; the text says which and shows what it printed."""


def say(text: str) -> None:
    """One line on the screen, at once."""
    print(text, flush=True)


@contextmanager
def step(what: str) -> Iterator[None]:
    """Tells how the step in its body ended, and how long it took."""
    start_s = time.monotonic()
    try:
        yield
    except BaseException:
        say(f"FAILED  {what}")
        raise
    say(f"ok      {what} ({time.monotonic() - start_s:.0f} s)")


def run(
    command: Sequence[str | Path],
    *,
    folder: Path | None = None,
    environment: Mapping[str, str] | None = None,
    log: Path | None = None,
    expect: int = 0,
) -> str:
    """What the command printed on both streams; also added to `log`. Failed when it exits with another code."""
    words = [str(word) for word in command]
    done = subprocess.run(
        words,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        encoding="utf-8",
        errors="backslashreplace",
    )
    if log is not None:
        with log.open("a", encoding="utf-8") as out:
            out.write(f"$ {' '.join(words)}\n{done.stdout}\n")
    if done.returncode != expect:
        tail = "\n".join(done.stdout.splitlines()[-40:])
        raise Failed(f"{' '.join(words)}\nexit code {done.returncode} instead of {expect}\n{tail}")
    return done.stdout

"""Half an hour of recording in real time through the real PortAudio with both cores at work: is all of it there?

What is played into the virtual microphone is computed from its number, so that one missing sample is seen.
"""

import os
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import numpy as np
import soundfile
from numpy.typing import NDArray

from tests.e2e.listening_child import ListeningChild
from tests.sound_server import SINK, SoundServer, sound_server

MINUTES = 30.0
RATE_HZ = 48_000
_MULTIPLIER = 2_654_435_761
_QUIET_S = 1.0


def measure(minutes: float = MINUTES) -> Iterator[str]:
    """Samples that are wrong or missing, what the program itself says of that, and how its memory grew."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with sound_server(folder) as server, ListeningChild(server.environment) as child:
            busy = [subprocess.Popen(["sh", "-c", "while :; do :; done"]) for _ in range(os.cpu_count() or 2)]
            try:
                done, grown_mb, backlog_s = _record(server, child, folder, minutes)
            finally:
                for each in busy:
                    each.kill()
                    each.wait()
        wrong = _wrong(Path(done["path"]), round(minutes * 60 * RATE_HZ))
    overflows, lost = done["lost"]
    holds = "holds" if not (overflows or lost or wrong) else "missed"
    yield (
        f"recording in real time for {minutes:g} min at 48 kHz with both cores loaded: {wrong:,} samples "
        f"missing or wrong (aim none, {holds}); the program counted {overflows} overflows and {lost:,} lost "
        f"frames; its memory grew by {grown_mb:.1f} MB, {backlog_s:.2f} s of sound waited at most"
    )


def _record(
    server: SoundServer, child: ListeningChild, folder: Path, minutes: float
) -> tuple[dict[str, str], float, float]:
    """The finished recording, the memory it grew by after its first seconds, and the longest backlog."""
    child.do("listener.open(MICROPHONE)")
    child.do(f"begin({str(folder)!r})")
    command = ["paplay", "--raw", f"--rate={RATE_HZ}", "--channels=1", "--format=s24le", f"--device={SINK}"]
    with subprocess.Popen(command, env=server.environment, stdin=subprocess.PIPE) as player:
        Thread(target=_feed, args=(player, round(minutes * 60 * RATE_HZ)), daemon=True).start()
        before, most_s = None, 0.0
        while player.poll() is None:
            time.sleep(0.5)
            most_s = max(most_s, child.do("listener.backlog_s"))
            if before is None and child.do("listener.status.recorded_s") > 15:
                before = _memory_mb(child)
    time.sleep(_QUIET_S)
    after = _memory_mb(child)
    return child.do("done(listener.finish())"), after - (before or after), most_s


def _feed(player: "subprocess.Popen[bytes]", frames: int) -> None:
    silence = np.zeros(round(_QUIET_S * RATE_HZ), np.int32)
    assert player.stdin is not None
    with player.stdin as out:
        out.write(_packed(silence))
        for start in range(0, frames, RATE_HZ):
            out.write(_packed(_played(start, min(start + RATE_HZ, frames))))
        out.write(_packed(silence))


def _played(start: int, end: int) -> NDArray[np.int32]:
    """24 bit steps of the samples from `start` to `end`, none of which is 0."""
    mixed = np.arange(start + 1, end + 1, dtype=np.uint64) * _MULTIPLIER
    return ((mixed >> 8 & 0x3F_FFFF) | 1).astype(np.int32) - 0x20_0000


def _packed(steps: NDArray[np.int32]) -> bytes:
    return steps.astype("<i4").view(np.uint8).reshape(-1, 4)[:, :3].tobytes()


def _wrong(path: Path, frames: int) -> int:
    """How many of the samples played are not in the recording at their place."""
    with soundfile.SoundFile(path) as recorded:
        head = recorded.read(RATE_HZ * 30, dtype="int32") >> 8
        first = _played(0, 64)
        windows = np.lib.stride_tricks.sliding_window_view(head, first.size)
        [starts] = np.nonzero((windows == first).all(axis=1))
        if not starts.size:
            return frames
        recorded.seek(int(starts[0]))
        wrong = 0
        for start in range(0, frames, RATE_HZ):
            wanted = _played(start, min(start + RATE_HZ, frames))
            got = recorded.read(wanted.size, dtype="int32") >> 8
            wrong += wanted.size - int(np.count_nonzero(got == wanted[: got.size]))
    return wrong


def _memory_mb(child: ListeningChild) -> float:
    pages = Path(f"/proc/{child.process.pid}/statm").read_text().split()[1]
    return int(pages) * os.sysconf("SC_PAGE_SIZE") / 1e6

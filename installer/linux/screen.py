"""A screen that nobody looks at, on which the installed program shows its window."""

import os
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType

from linux.steps import Failed, run

SOCKETS = Path("/tmp/.X11-unix")
_SIZE = "1366x768x24"
_PATIENCE_S = 300.0
_STILL_S = 5.0
_SHARE_AT_REST = 0.02
"""Of one processor. A program that still makes its pages takes more, however busy the computer is."""

_FEWEST_COLOURS = 40
"""A window that is still grey has fewer."""


class Screen:
    """An Xvfb of its own, from `with` to its end; its socket is bound into the chroot."""

    def __enter__(self) -> "Screen":
        read, write = os.pipe()
        self._server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", _SIZE, "-nolisten", "tcp", "-ac"],
            pass_fds=[write],
            stderr=subprocess.DEVNULL,
        )
        os.close(write)
        with os.fdopen(read) as told:
            self.display = f":{told.readline().strip()}"
        if self.display == ":":
            raise Failed("Xvfb did not start")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.terminate()
        self._server.wait()

    def picture_of(self, program: "subprocess.Popen[bytes]", out: Path) -> None:
        """Waits until the program rests and what it shows stands still, and keeps that as a picture."""
        deadline_s = time.monotonic() + _PATIENCE_S
        before, worked_s = b"", 0.0
        while time.monotonic() < deadline_s:
            time.sleep(_STILL_S)
            if program.poll() is not None:
                raise Failed(f"the window's program ended by itself, exit code {program.returncode}")
            now, worked_now_s = self._shoot(out), _worked_s(program.pid)
            rests = worked_now_s - worked_s < _STILL_S * _SHARE_AT_REST
            if now == before and rests and self._colours(out) > _FEWEST_COLOURS:
                return
            before, worked_s = now, worked_now_s
        raise Failed(f"no window stood still within {_PATIENCE_S:.0f} s")

    def close(self, program: "subprocess.Popen[bytes]") -> None:
        """Closes the window as its cross does; Failed unless the program then ends well."""
        windows = self._tell("xdotool", "search", "--onlyvisible", "--name", "Earshot").split()
        self._tell(sys.executable, str(Path(__file__).with_name("close_window.py")), windows[0])
        try:
            code = program.wait(timeout=_PATIENCE_S)
        except subprocess.TimeoutExpired as hung:
            raise Failed("the program did not end when its window was closed") from hung
        if code != 0:
            raise Failed(f"the program ended with exit code {code} when its window was closed")

    def _shoot(self, out: Path) -> bytes:
        self._tell("import", "-window", "root", "-define", "png:exclude-chunks=date,time", str(out))
        return out.read_bytes()

    def _colours(self, shot: Path) -> int:
        return int(self._tell("identify", "-format", "%k", str(shot)))

    def _tell(self, *command: str) -> str:
        return run(command, environment=os.environ | {"DISPLAY": self.display})


def _worked_s(process: int) -> float:
    """Processor time of a process and of all that it started and that still run."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        tasks = list(Path(f"/proc/{process}/task").iterdir())
        children = [int(child) for task in tasks for child in (task / "children").read_text().split()]
    except (FileNotFoundError, ProcessLookupError):  # It has just ended.
        return 0.0
    return sum(map(int, fields[11:13])) / os.sysconf("SC_CLK_TCK") + sum(map(_worked_s, children))

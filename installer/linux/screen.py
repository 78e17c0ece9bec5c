"""A screen that nobody looks at, on which the installed program shows its window."""

import os
import re
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType

from linux.source import ROOT
from linux.steps import Failed, run

SOCKETS = Path("/tmp/.X11-unix")
_SIZE = "1366x768x24"
_PATIENCE_S = 300.0
_STILL_S = 5.0
_SHARE_AT_REST = 0.02
"""Of one processor. A program that still makes its pages takes more, however busy the computer is."""

_FEWEST_COLOURS = 40
"""A window that is still grey has fewer."""

_LEAST_BUTTON_PX = 1000
_WHITE_PATCH = re.compile(r": (\d+)x(\d+)\+(\d+)\+(\d+) \S+ (\d+) (?:gray\(255\)|s?rgb\(255,255,255\)|white)")


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

    def picture_of(self, program: "subprocess.Popen[bytes]", out: Path) -> Path:
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
                return out
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

    def write(self, *words: str) -> None:
        """Types the words into the field that has the cursor, each with Return after it."""
        (window, *_) = self._tell("xdotool", "search", "--onlyvisible", "--name", "Earshot").split()
        self._tell("xdotool", "windowfocus", "--sync", window)
        for word in words:
            self._tell("xdotool", "type", "--delay", "40", word)
            self._tell("xdotool", "key", "Return")

    def press_filled(self, shot: Path) -> None:
        """Clicks on the filled button, of which a page has one: the largest patch of its colour."""
        only = ["-fill", "black", "+opaque", _filled(), "-fill", "white", "-opaque", _filled(), "-type", "bilevel"]
        parts = ["-define", "connected-components:verbose=true", "-connected-components", "8", "null:"]
        told = self._tell("convert", str(shot), *only, *parts)
        patches = [tuple(map(int, patch)) for patch in _WHITE_PATCH.findall(told)]
        wide, high, left, top, area = max(patches, key=lambda patch: patch[-1], default=(0, 0, 0, 0, 0))
        if area < _LEAST_BUTTON_PX:
            raise Failed(f"{shot.name} shows no filled button")
        self._tell("xdotool", "mousemove", "--sync", str(left + wide // 2), str(top + high // 2), "click", "1")
        # Out of the way again: what is under the pointer looks different.
        self._tell("xdotool", "mousemove", "--sync", "1", "1")

    def _shoot(self, out: Path) -> bytes:
        self._tell("import", "-window", "root", "-define", "png:exclude-chunks=date,time", str(out))
        return out.read_bytes()

    def _colours(self, shot: Path) -> int:
        return int(self._tell("identify", "-format", "%k", str(shot)))

    def _tell(self, *command: str) -> str:
        return run(command, environment=os.environ | {"DISPLAY": self.display})


def _filled() -> str:
    """The colour of filled buttons in the light look, which a screen without a desktop gets."""
    told = (ROOT / "app" / "look" / "tokens.py").read_text(encoding="utf-8")
    return re.findall(r'accent_fill="(#\w{6})"', told)[0]


def _worked_s(process: int) -> float:
    """Processor time of a process and of all that it started and that still run."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        tasks = list(Path(f"/proc/{process}/task").iterdir())
        children = [int(child) for task in tasks for child in (task / "children").read_text().split()]
    except (FileNotFoundError, ProcessLookupError):  # It has just ended.
        return 0.0
    return sum(map(int, fields[11:13])) / os.sysconf("SC_CLK_TCK") + sum(map(_worked_s, children))

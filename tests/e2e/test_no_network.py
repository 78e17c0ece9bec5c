"""No network, anywhere: what the system saw of the running program, and what its source could reach for at all."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from app.history.history import History
from tests.conftest import ROOT
from tests.e2e.screens import x_screen
from tests.e2e.support import healthy_wav
from tests.house import imports, sources

REACHES_OUT = {
    *("socket", "socketserver", "ssl", "asyncio", "http", "urllib", "ftplib", "smtplib", "poplib", "imaplib"),
    *("nntplib", "telnetlib", "xmlrpc", "webbrowser", "requests", "urllib3", "httpx", "aiohttp", "websockets"),
}
QT_REACHES_OUT = ("QtNetwork", "QtWebSockets", "QtWebEngine", "QtHttpServer", "QtBluetooth")
HARMLESS = {
    # Only takes addresses apart.
    ("", "urllib.parse"),
    # Asks the display whether it answers, as Qt would: a socket of this computer unless DISPLAY names another one.
    ("app/main/display.py", "socket"),
}
PATIENCE_S = 240.0
SKIP_ALL = (1303, 28)
STEP_1 = (288, 363)
"""The first button of the start page on a screen of 1366×768, as resources/docs shows."""

SELF_TEST = (
    "import argparse, pathlib, sys; from app.main.self_test import self_test;"
    "sys.exit(self_test(argparse.Namespace(json=False), pathlib.Path('unused')))"
)


class Watched:
    """A program and all that it starts; `reached` are the sockets it asked the system for that lead out."""

    def __init__(self, command: Sequence[str], seen: Path, environment: dict[str, str]) -> None:
        if not shutil.which("strace"):
            pytest.skip("needs strace")
        self._seen = seen
        # Stopped at these calls alone; else the program would crawl.
        self.process = subprocess.Popen(
            ["strace", "-f", "--seccomp-bpf", "-qq", "-e", "trace=socket,socketpair", "-o", str(seen), *command],
            cwd=ROOT,
            env=_as_users_have_it(environment),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def end(self) -> str:
        """Waits for its end; what it said."""
        said, _ = self.process.communicate(timeout=PATIENCE_S)
        if "ptrace" in said and not self.calls:
            pytest.skip(f"nobody may be watched here: {said}")
        return said

    def close(self) -> None:
        """Ends the program itself; who watches it ends with it."""
        pid = self.process.pid
        for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
            os.kill(int(child), signal.SIGTERM)
        self.end()

    @property
    def calls(self) -> list[str]:
        return self._seen.read_text().splitlines() if self._seen.exists() else []

    @property
    def reached(self) -> list[str]:
        return [call for call in self.calls if "AF_INET" in call or "AF_PACKET" in call]


@pytest.mark.slow
@pytest.mark.parametrize("family", ["AF_INET", "AF_INET6"])
def test_a_program_that_reaches_out_is_seen_even_where_its_child_does_it(tmp_path: Path, family: str):
    child = f"import socket; socket.socket(socket.{family}, socket.SOCK_DGRAM)"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    watched = Watched([sys.executable, "-c", parent], tmp_path / "seen", dict(os.environ))
    watched.end()
    assert len(watched.reached) == 1


@pytest.mark.slow
def test_the_self_test_of_every_part_reaches_nobody(tmp_path: Path):
    watched = Watched([sys.executable, "-c", SELF_TEST], tmp_path / "seen", dict(os.environ))
    said = watched.end()
    assert watched.process.returncode == 0, said
    assert watched.reached == []


@pytest.mark.slow
def test_an_inspection_with_its_report_reaches_nobody(tmp_path: Path):
    files = [str(healthy_wav(tmp_path / f"{seed}.wav", seed)) for seed in (1, 2)]
    machine = ["--history", str(tmp_path / "history"), "--machine", "Fan"]
    for number, command in enumerate((["learn", *machine, files[0]], ["inspect", *machine, files[1]])):
        pdf = ["--pdf", str(tmp_path / "report.pdf")] * (number == 1)
        watched = Watched([sys.executable, "-m", "app", *command, *pdf], tmp_path / f"{number}", dict(os.environ))
        said = watched.end()
        assert watched.process.returncode == 0, said
        assert watched.reached == []
    assert (tmp_path / "report.pdf").exists()


@pytest.mark.slow
def test_the_window_and_what_it_starts_reach_nobody(tmp_path: Path):
    with x_screen() as screen:
        program = [sys.executable, "-m", "app", "--history", str(tmp_path / "history")]
        watched = Watched(program, tmp_path / "seen", screen)
        try:
            found = ["xdotool", "search", "--onlyvisible", "--name", "Earshot"]
            _until(lambda: subprocess.run(found, env=screen, capture_output=True, check=False).stdout, watched)
            _until(lambda: _click(screen) or _clips(tmp_path / "history") == 5, watched)
        finally:
            watched.close()
    assert any("AF_UNIX" in call for call in watched.calls), "the screen was never asked for"
    assert watched.reached == []


def test_no_file_of_the_program_can_reach_out():
    wrong = []
    for path in sources("app"):
        name = path.relative_to(ROOT).as_posix()
        text = path.read_text(encoding="utf-8")
        if not any(word in text for word in (*REACHES_OUT, *QT_REACHES_OUT)):
            continue
        for module, line, _ in imports(path):
            harmless = any(
                place in ("", name) and (module == one or module.startswith(f"{one}.")) for place, one in HARMLESS
            )
            qt = module.startswith("PySide6.") and any(word in module for word in QT_REACHES_OUT)
            if (module.split(".")[0] in REACHES_OUT and not harmless) or qt:
                wrong.append(f"{name}:{line}: {module}")
    assert not wrong, "\n".join(wrong)


def _as_users_have_it(environment: Mapping[str, str]) -> dict[str, str]:
    """Nothing in it that tells a library that it is only being tested: some reach out everywhere else."""
    kept = ("PATH", "HOME", "LANG", "TMPDIR", "DISPLAY", "QT_QPA_PLATFORM", "PYTHONPATH", "OMP_NUM_THREADS")
    return {name: value for name, value in environment.items() if name in kept}


def _until(true: Callable[[], object], watched: Watched) -> None:
    end_s = time.monotonic() + PATIENCE_S
    while not true():
        assert watched.process.poll() is None, watched.end()
        assert time.monotonic() < end_s, "the window does not do what it is asked"
        time.sleep(0.5)


def _click(screen: dict[str, str]) -> None:
    for place in (SKIP_ALL, STEP_1):
        x, y = map(str, place)
        subprocess.run(["xdotool", "mousemove", x, y, "click", "1"], env=screen, check=True)


def _clips(history: Path) -> int:
    with History.open(history) as kept:
        return max((one.baseline_clips for one in kept.fleet()), default=0)

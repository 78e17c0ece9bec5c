"""A microphone without hardware: PulseAudio on a socket of its own, played into and recorded from bit by bit.

The server belongs to the test that started it and ends with it. Facts learnt the hard way: without
`norewinds=1` and a second of silence around what is played, up to 1.3 s go missing and no flag says so.
"""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

NEEDED = ("pulseaudio", "pactl", "paplay")
SINK = "room"
MICROPHONE = "virtual_microphone"
DESCRIPTION = "Virtual_Microphone"
PATIENCE_S = 20.0
MOST_CONNECTIONS = 64
"""PulseAudio takes no more; the next one is dropped."""


class SoundServer:
    """A running PulseAudio with one microphone that hears what is played into it."""

    def __init__(self, folder: Path, rate_hz: int = 48_000) -> None:
        self._folder = folder
        self.rate_hz = rate_hz
        self.socket = folder / "pulse"
        (folder / "run").mkdir(mode=0o700, exist_ok=True)
        self.environment = {
            **os.environ,
            "HOME": str(folder),
            "XDG_RUNTIME_DIR": str(folder / "run"),
            "PULSE_SERVER": f"unix:{self.socket}",
            "DBUS_SESSION_BUS_ADDRESS": "disabled:",
        }
        self.process: subprocess.Popen[bytes] | None = None
        self.module = ""

    def start(self) -> None:
        """Starts the server, and gives it the microphone."""
        command = ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no"]
        command += ["--load", f"module-native-protocol-unix auth-anonymous=1 socket={self.socket}"]
        self.process = subprocess.Popen(command, env=self.environment, stderr=subprocess.DEVNULL)
        end_s = time.monotonic() + PATIENCE_S
        while self._pactl("info", check=False).returncode:
            assert self.process.poll() is None and time.monotonic() < end_s, "PulseAudio does not answer"
            time.sleep(0.05)
        self.add_sink(SINK)
        self.plug_in()

    def plug_in(self) -> None:
        """The microphone is there, and the system's own choice."""
        self.module = self.add_microphone(MICROPHONE, SINK, DESCRIPTION)
        self._pactl("set-default-source", MICROPHONE)

    def add_sink(self, name: str) -> str:
        """Something to play into; gives the module's number."""
        sound = f"rate={self.rate_hz} channels=1 format=float32le norewinds=1"
        return self._load("module-null-sink", f"sink_name={name}", *sound.split())

    def add_microphone(self, name: str, sink: str, description: str) -> str:
        """A microphone that hears what is played into `sink`; gives the module's number."""
        return self._load(
            "module-remap-source",
            f"source_name={name}",
            f"master={sink}.monitor",
            f"source_properties=device.description={description}",
        )

    def unload(self, module: str) -> None:
        """Unplugs what a module brought."""
        self._pactl("unload-module", module)

    def play(self, wav: Path, sink: str = SINK) -> "subprocess.Popen[bytes]":
        """Starts playing a file into the microphone."""
        return subprocess.Popen(["paplay", f"--device={sink}", str(wav)], env=self.environment)

    def stop_answering(self) -> None:
        """The server hangs (SIGSTOP) until `answer_again`."""
        assert self.process is not None
        self.process.send_signal(signal.SIGSTOP)

    def answer_again(self) -> None:
        """The server goes on (SIGCONT)."""
        assert self.process is not None
        self.process.send_signal(signal.SIGCONT)

    def kill(self) -> None:
        """The server is gone at once."""
        if self.process is not None:
            self.process.send_signal(signal.SIGCONT)
            self.process.kill()
            self.process.wait(PATIENCE_S)
            self.process = None
        self.socket.unlink(missing_ok=True)

    def _load(self, *words: str) -> str:
        return self._pactl("load-module", *words).stdout.decode().strip()

    def _pactl(self, *words: str, check: bool = True) -> "subprocess.CompletedProcess[bytes]":
        command = ["pactl", *words]
        return subprocess.run(command, env=self.environment, capture_output=True, check=check, timeout=20)


@contextmanager
def sound_server(folder: Path, rate_hz: int = 48_000) -> Iterator[SoundServer]:
    """A server for one test; skips, saying so, where PulseAudio is not installed."""
    missing = [name for name in NEEDED if shutil.which(name) is None]
    if missing:
        pytest.skip(f"needs {', '.join(missing)}: apt install pulseaudio pulseaudio-utils libasound2-plugins")
    server = SoundServer(folder, rate_hz)
    try:
        server.start()
        yield server
    finally:
        server.kill()

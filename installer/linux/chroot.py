"""A clean Debian to install in, and commands run inside it.

Each command gets namespaces of its own: what is mounted goes with it, whatever happens, and there is no network
unless it is asked for. What an ordinary user's programs ask of the network all the same is written down.
"""

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from linux.steps import run

SUITE = "bookworm"
MIRROR = "http://deb.debian.org/debian"
USER = "technician"
HOME = f"/home/{USER}"

_NEEDED = ("debootstrap", "unshare", "strace", "Xvfb", "xdotool", "import")
_INSIDE = Path(__file__).with_name("files") / "in_chroot.sh"


def base(folder: Path, log: Path) -> Path:
    """The smallest Debian there is, made once and kept."""
    whole = folder / "etc" / "earshot-base"
    if not whole.is_file():
        shutil.rmtree(folder, ignore_errors=True)
        run(["debootstrap", "--variant=minbase", SUITE, folder, MIRROR], log=log)
        whole.touch()
    return folder


class Chroot:
    """A copy of the base system. `log` gets all that commands print, `calls` each socket that the user's open."""

    def __init__(self, copy_of: Path, root: Path, log: Path, calls: Path) -> None:
        shutil.rmtree(root, ignore_errors=True)
        run(["cp", "-a", "--reflink=auto", copy_of, root])
        calls.write_bytes(b"")
        self.root, self._log, self._calls = root, log, calls

    def home(self) -> Path:
        """The user's home, seen from outside."""
        return self.root / HOME.lstrip("/")

    def as_root(self, *command: str, network: bool = False) -> str:
        """What the command printed; Failed when it fails."""
        return run(self._command(command, user="root", network=network), log=self._log)

    def as_user(self, *command: str, expect: int = 0, environment: Mapping[str, str] | None = None) -> str:
        """The same as an ordinary user and without any network; `expect` is the exit code."""
        return run(self._command(command, environment=environment), log=self._log, expect=expect)

    def start(self, *command: str, environment: Mapping[str, str], x_sockets: Path) -> "subprocess.Popen[bytes]":
        """Started as the user, with a screen, and left running."""
        with self._log.open("ab") as out:
            return subprocess.Popen(
                self._command(command, environment=environment, x_sockets=x_sockets),
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
            )

    def asked_for_network(self) -> list[str]:
        """The calls by which programs of the user asked for the internet, since this was last asked."""
        calls = self._calls.read_text(encoding="utf-8", errors="replace").splitlines()
        self._calls.write_bytes(b"")
        return [call for call in calls if "AF_INET" in call]

    def _command(
        self,
        command: Sequence[str],
        user: str = USER,
        network: bool = False,
        environment: Mapping[str, str] | None = None,
        x_sockets: Path | None = None,
    ) -> list[str]:
        home = "/root" if user == "root" else HOME
        told = {"HOME": home, "USER": user, "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin:/usr/sbin:/sbin"}
        told |= {"DEBIAN_FRONTEND": "noninteractive"} | dict(environment or {})
        watch = ["strace", "-f", "--seccomp-bpf", "-qq", "-A", "-e", "trace=%network", "-o", str(self._calls)]
        return [
            *("unshare", "--mount", "--pid", "--fork", "--kill-child", *([] if network else ["--net"])),
            *([] if user == "root" else watch),
            *("sh", str(_INSIDE), str(self.root), str(x_sockets or "")),
            *("chroot", *([] if user == "root" else [f"--userspec={USER}:{USER}"]), str(self.root)),
            *("env", "-i", "-C", home, *(f"{name}={value}" for name, value in told.items()), *command),
        ]


def is_possible() -> str:
    """Why a chroot can't be made here, "" when it can."""
    if os.geteuid() != 0:
        return "making a clean Debian needs root: run it with sudo"
    missing = [name for name in _NEEDED if not shutil.which(name)]
    return f"these programs are missing: {', '.join(missing)}" if missing else ""

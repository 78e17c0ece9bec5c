"""Proves a Debian package in a clean Debian: installed with what it depends on, used, upgraded, removed, purged.

`python installer/prove.py PACKAGE.deb`: a line a step; exit code 0 when all of them did. Needs root, debootstrap,
strace, Xvfb, xdotool and imagemagick. After its installation the program has no network, it is watched whether it
asks for one, and it runs as an ordinary user. Pictures of its windows are in `build/proof/pictures`.
"""

import argparse
import hashlib
import json
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from linux import deb, source
from linux.chroot import HOME, USER, Chroot, base, is_possible
from linux.screen import SOCKETS, Screen
from linux.steps import Failed, run, say, step

OLDER = "0.0.1"
LEFT_OVER = "usr/lib/earshot/_internal/of-an-older-version"
SAMPLES = "/usr/lib/earshot/_internal/resources/samples"
HISTORY = f"{HOME}/.local/share/Earshot/history"
OLD_FORMATS = source.ROOT / "tests" / "history" / "formats"
ONLY_RECOMMENDED = ("libwayland-client.so", "libwayland-cursor.so", "libcups.so")

_LINKS = """export LD_LIBRARY_PATH=/usr/lib/earshot/_internal  # as the program's own loader says
find /usr/lib/earshot -name '*.so*' -type f -exec ldd {} + 2>/dev/null | grep 'not found' | sort -u"""


class Proof:
    """The steps, in the order of a program's life on a computer."""

    def __init__(self, package: Path, work: Path) -> None:
        self._package, self._work, self._pictures = package, work, work / "pictures"
        shutil.rmtree(self._pictures, ignore_errors=True)
        self._pictures.mkdir(parents=True)
        self._log = work / "log"
        self._log.unlink(missing_ok=True)

    def __call__(self) -> None:
        with step("a clean Debian"):
            clean = base(self._work / "base", self._log)
            self._inside = Chroot(clean, self._work / "root", self._log, self._work / "calls")
            self._inside.as_root("useradd", "--create-home", USER)
        with step("an older version is installed, with what it depends on"):
            self._inside.as_root("apt-get", "update", "-qq", network=True)
            self._install(self._older())
        with step("every library finds what it is linked with"):
            self._all_linked()
        with step("it tells its version"):
            self._expect(
                f"Earshot {self._version().partition('-')[0]}", self._inside.as_user("earshot", "--version")
            )
        self._use()
        kept = self._kept()
        with step("the new version is installed over it; the history is as it was"):
            self._install(self._package)
            self._expect(self._version(), self._inside.as_root("dpkg-query", "-Wf${Version}", "earshot"))
            self._gone(LEFT_OVER)
            self._same(kept)
        with step("what was learnt before the upgrade judges after it"):
            self._judged("later-healthy.wav", "HEALTHY")
        self._old_histories()
        self._look()
        self._offline()
        kept = self._kept()
        with step("removed: the program is gone, the history is kept"):
            self._inside.as_root("apt-get", "remove", "-qq", "-y", "earshot")
            self._gone("usr/bin/earshot")
            self._gone("usr/lib/earshot")
            self._same(kept)
        with step("purged: nothing of it is left, the history is kept"):
            self._inside.as_root("dpkg", "--purge", "earshot")
            self._nothing_left()
            self._same(kept)

    def _use(self) -> None:
        """A technician's job on the command line."""
        with step("self-test"):
            told = self._inside.as_user("earshot", "self-test").splitlines()
        for line in told:
            say(f"        {line}")
        with step("it learns a fan, tells healthy from damaged, and writes the report"):
            healthy = [f"{SAMPLES}/healthy-{number}.wav" for number in range(1, 6)]
            self._inside.as_user("earshot", "learn", "--machine", "Fan", *healthy)
            self._judged("later-healthy.wav", "HEALTHY")
            self._judged("later-blade-damage.wav", "ABNORMAL", "--pdf", f"{HOME}/report.pdf")
            report = (self._inside.home() / "report.pdf").read_bytes()
            self._expect("%PDF-", report[:5].decode())
        with step("a file that is no sound is refused in one sentence"):
            self._inside.as_user("earshot", "inspect", "--machine", "Fan", "/etc/passwd", expect=2)

    def _judged(self, sample: str, verdict: str, *more: str) -> None:
        asked = ("earshot", "inspect", "--machine", "Fan", "--json", *more, f"{SAMPLES}/{sample}")
        lines = [line for line in self._inside.as_user(*asked).splitlines() if line.startswith("{")]
        self._expect(verdict.lower(), json.loads(lines[-1])["verdict"].lower())

    def _old_histories(self) -> None:
        """Each format there has been, opened by the installed program; it brings its migrations as files."""
        for dump in sorted(OLD_FORMATS.glob("*.sql")):
            with step(f"a history of format {dump.stem} is opened, and is whole afterwards"):
                folder = self._inside.home() / f"history-{dump.stem}"
                folder.mkdir()
                database = sqlite3.connect(folder / "earshot.db")
                database.executescript(dump.read_text(encoding="utf-8"))
                database.close()
                self._inside.as_root("chown", "-R", f"{USER}:{USER}", f"{HOME}/history-{dump.stem}")
                self._inside.as_user("earshot", "backup", "make", "--history", f"{HOME}/history-{dump.stem}")

    def _look(self) -> None:
        """The first hour of a new user, then the window of one who has machines and opens a sound file."""
        with step("the first hour of a new user"), self._window("--history", f"{HOME}/new") as shown:
            self._first_hour(*shown)
        with step("its window is shown and closed"), self._window("open") as (_, shoot):
            shoot("window-from-the-menu")
        with step("it opens a sound file"), self._window("open", f"{SAMPLES}/later-unbalance.wav") as (_, shoot):
            shoot("window-open-with")

    def _first_hour(self, screen: Screen, shoot: Callable[[str], Path]) -> None:
        """What the guide's first chapters tell: a name, the microphone, and three clicks to a verdict."""
        shoot("1-who-listens")
        screen.write("L. Moreau", "Northgate Mill")
        for name in ("2-microphone", "3-welcome", "4-learnt", "5-inspected"):
            screen.press_filled(shoot(name))
        shoot("6-verdict")

    @contextmanager
    def _window(self, *words: str) -> Iterator[tuple[Screen, Callable[[str], Path]]]:
        """Its window until the end of the body, and what keeps a picture of it under a name."""
        with Screen() as screen:
            environment = {"DISPLAY": screen.display, "QT_QPA_PLATFORM": "xcb"}
            program = self._inside.start("earshot", *words, environment=environment, x_sockets=SOCKETS)
            try:
                yield screen, lambda name: screen.picture_of(program, self._pictures / f"{name}.png")
                screen.close(program)
            finally:
                program.kill()
                program.wait()
            self._no_faults()

    def _offline(self) -> None:
        """Of all the commands and windows so far; and that a program which asks would have been noticed."""
        with step("nothing that the user started asked for the network"):
            asked = self._inside.asked_for_network()
            if asked:
                raise Failed("\n".join(asked[:20]))
        with step("a program that asks for it is noticed"):
            self._inside.as_user("bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/9", expect=1)
            if not self._inside.asked_for_network():
                raise Failed("strace told nothing of it")

    def _no_faults(self) -> None:
        """A window may be shown and a part of it missing: then the log tells."""
        for log in self._inside.home().rglob("earshot.log"):
            told = log.read_text(encoding="utf-8", errors="replace")
            if " ERROR " in told or " CRITICAL " in told:
                raise Failed(f"the program's log tells of faults of its own:\n{told[-2000:]}")

    def _older(self) -> Path:
        """The package with a lower version, and with a file that the newer one no longer has."""
        tree = self._work / "older"
        shutil.rmtree(tree, ignore_errors=True)
        run(["dpkg-deb", "--raw-extract", self._package, tree])
        control = tree / "DEBIAN" / "control"
        told = control.read_text(encoding="utf-8")
        control.write_text(told.replace(f"Version: {self._version()}", f"Version: {OLDER}"), encoding="utf-8")
        (tree / LEFT_OVER).write_text("to be gone after the upgrade\n", encoding="utf-8")
        package = deb.pack(tree, self._work / "older.deb", source.commit_time_s(), small=False)
        shutil.rmtree(tree)
        return package

    def _install(self, package: Path) -> None:
        target = self._inside.root / "var" / "cache" / "apt" / "archives" / package.name
        shutil.copy(package, target)
        inside = f"/{target.relative_to(self._inside.root)}"
        command = ("apt-get", "install", "-qq", "-y", "--no-install-recommends", inside)
        self._inside.as_root(*command, network=True)
        target.unlink()

    def _all_linked(self) -> None:
        missing = self._inside.as_user("sh", "-c", _LINKS).splitlines()
        missing = [line.strip() for line in missing if not line.strip().startswith(ONLY_RECOMMENDED)]
        if missing:
            raise Failed("not found by the loader:\n" + "\n".join(missing))

    def _version(self) -> str:
        return run(["dpkg-deb", "--field", self._package, "Version"]).strip()

    def _kept(self) -> dict[str, str]:
        """SHA-256 of all that is in the user's home."""
        home = self._inside.home()
        return {
            str(path.relative_to(home)): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(home.rglob("*"))
            if path.is_file() and not path.is_symlink()
        }

    def _same(self, before: dict[str, str]) -> None:
        if "earshot.db" not in " ".join(before):
            raise Failed("there was no history to keep")
        if self._kept() != before:
            raise Failed("files of the user changed")

    def _gone(self, name: str) -> None:
        if (self._inside.root / name).exists() or (self._inside.root / name).is_symlink():
            raise Failed(f"/{name} is still there")

    def _nothing_left(self) -> None:
        left = [
            str(path)
            for part in ("usr", "etc", "var", "opt")
            for path in (self._inside.root / part).rglob("*earshot*")
            if path.name != "earshot-base"
        ]
        if left:
            raise Failed("left behind:\n" + "\n".join(left))

    def _expect(self, wanted: str, told: str) -> None:
        if wanted not in told:
            raise Failed(f"expected {wanted!r}, was told {told.strip()!r}")


def main() -> int:
    """The exit code: 0 proved, 1 a step failed, 2 it can't be tried here."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("package", type=Path)
    parser.add_argument("--work", type=Path, default=source.ROOT / "build" / "proof", metavar="DIR")
    options = parser.parse_args()
    reason = is_possible()
    if reason:
        say(f"Nothing was proved: {reason}.")
        return 2
    try:
        Proof(options.package.resolve(), options.work.resolve())()
    except Failed as failed:
        say(str(failed))
        return 1
    say("Proved.")
    return 0


if __name__ == "__main__":
    sys.exit(main())

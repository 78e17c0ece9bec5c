"""What goes wrong with microphones in the field, done to the real program: shared by the tests and the bench."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.e2e.disks import fill, small_disk
from tests.e2e.screens import x_screen
from tests.e2e.window_child import WindowChild
from tests.sound_server import SoundServer, sound_server

DISK_MB = 300
"""Room for the history, some takes, and what the program keeps free."""


CHECK = "Check it"


@dataclass
class Scene:
    """A window on a screen, its microphone, and the small disk on which its history lies."""

    server: SoundServer
    disk: Path
    sound: Path
    stack: ExitStack
    environment: dict[str, str]
    filler: Path | None = field(default=None)

    @property
    def history(self) -> Path:
        return self.disk / "history"

    def play(self) -> None:
        """The machine runs."""
        player = self.server.play(self.sound)
        self.stack.callback(player.wait)
        self.stack.callback(player.kill)

    def open_window(self) -> WindowChild:
        """The program, on its record page and listening."""
        window = WindowChild(self.history, self.environment)
        self.stack.callback(window.end)
        window.until(lambda now: now["ready"], "the history")
        window.press_until("ctrl+r", lambda now: now["on_page"], "the record page")
        window.until(lambda now: now["live"] and now["listening"], "the record page to listen")
        return window


@contextmanager
def scene(folder: Path, sound: Path) -> Iterator[Scene]:
    """All of it; the history is to be put on the disk before a window is opened."""
    with ExitStack() as stack:
        (folder / "server").mkdir()
        disk = stack.enter_context(small_disk(folder / "disk", DISK_MB))
        server = stack.enter_context(sound_server(folder / "server"))
        screen = stack.enter_context(x_screen())
        environment = {**server.environment, "DISPLAY": screen["DISPLAY"]}
        environment.pop("QT_QPA_PLATFORM", None)
        made = Scene(server, disk, sound, stack, environment)
        made.play()
        yield made


@dataclass(frozen=True)
class Trouble:
    """What happens, the word by which the banner is known, and how it ends."""

    name: str
    word: str
    happens: Callable[[Scene], None]
    ends: Callable[[Scene], None]


def _disk_fills_up(at: Scene) -> None:
    at.filler = fill(at.disk, 64 * 1024)


def _disk_is_emptied(at: Scene) -> None:
    assert at.filler is not None
    at.filler.unlink()


def _server_is_back(at: Scene) -> None:
    at.server.start()
    at.play()


TROUBLES = (
    Trouble(
        "source unloaded",
        "microphone",
        lambda at: at.server.unload(at.server.module),
        lambda at: at.server.plug_in(),
    ),
    Trouble("server killed", "microphone", lambda at: at.server.kill(), _server_is_back),
    Trouble(
        "server stopped", "microphone", lambda at: at.server.stop_answering(), lambda at: at.server.answer_again()
    ),
    Trouble("disk full", "disk", _disk_fills_up, _disk_is_emptied),
)


def record(window: WindowChild, seconds: int = 3) -> None:
    """Presses the button and waits until so much is recorded."""
    window.until(lambda now: now["big"] and now["phase"] in ("idle", "done"), "the big button")
    window.click(window.now["big"])
    window.until(lambda now: now["phase"] == "recording" and now["recorded"] >= seconds, "the recording")


def broke_off(window: WindowChild, trouble: Trouble) -> float:
    """Waits until the window says so and the take has its own end; when it was said."""
    told_s = window.until(lambda now: trouble.word in now["banner"].lower(), "the banner")
    window.until(lambda now: now["verdict"] or now["phase"] == "deciding", "the take's own end")
    return told_s


def take_another(window: WindowChild) -> None:
    """The next recording works."""
    window.until(lambda now: now["listening"] and now["phase"] in ("deciding", "done"), "the microphone")
    window.until(lambda now: CHECK in now["buttons"] or now["big"] or now["phase"] == "done", "a way on")
    if CHECK in window.now["buttons"]:
        # It could not be kept on the full disk: nothing of it is lost, and now there is room for it.
        window.click(window.now["buttons"][CHECK])
        window.until(lambda now: now["verdict"] == "abnormal" and now["phase"] == "done", "the first verdict")
        window.key("space")
    elif window.now["phase"] == "deciding":
        window.click(window.now["big"])
    else:
        window.key("space")
    window.until(lambda now: now["phase"] == "recording" and now["recorded"] >= 3, "the next recording")
    window.key("space")
    window.until(lambda now: now["verdict"] == "abnormal" and now["phase"] == "done", "the next verdict")

"""Takes of the fan on the record page: well made, overdriven, silent, cut short, not good enough, judged."""

import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.acoustics.synthesis import Fault, fan_take
from app.domain.machine import Machine
from app.domain.take import RawStream
from app.ui.pages.record.presenter import RecordPresenter
from app.ui.pages.record.values import Phase
from tests.capture.fake_input import RATE_HZ
from tests.pictures.album import Album
from tests.pictures.camera import TABLET, Camera, rest, until
from tests.pictures.microphone import ALL, LAPTOP, MicrophoneOpener
from tests.pictures.photo import draw_photo

NOTE = "0.5 m from the inlet guard, at hub height, facing the hub."
_A_SECOND = 1.3
"""Long enough for the checks to be looked at once more."""


class Take:
    """A technician before Supply fan 3, with a microphone."""

    def __init__(self, history: Path, album: Album, machine: Machine) -> None:
        self.opener = MicrophoneOpener(history)
        self.camera = Camera(self.opener, history, album)
        self._machine = machine
        self._folder = history.parent

    @property
    def presenter(self) -> RecordPresenter:
        """What decides."""
        return self.camera.desk.record.presenter

    def open_page(self) -> None:
        """The record page, listening."""
        self.camera.desk.open_machine(self._machine.id)
        place = self.camera.desk.result
        until(lambda: place.place is not None and place.place.machine.id == self._machine.id)
        self.camera.desk.show_record()
        self.listen()

    def listen(self) -> None:
        """Wait for an open microphone."""
        listener = self.opener.inputs.heard_by
        assert listener
        live = self.camera.desk.record.page.level
        until(lambda: listener.status.listening and live.live is not None)

    def begin(self) -> None:
        """The large button."""
        self.camera.desk.record.page.record.big.click()
        until(lambda: self.presenter.taking.phase is Phase.RECORDING)

    def hear(self, sound: NDArray[np.floating]) -> None:
        """Hear it a piece at a time, the page looking on; the first piece ends where a recording begins."""
        for piece in np.split(sound, np.arange(round(0.4 * RATE_HZ), sound.shape[0], RATE_HZ)):
            self.opener.hear(piece)
            self.presenter.tick()

    def record(self, sound: NDArray[np.floating]) -> None:
        """As much of a take as this; its first 0.3 s are left out."""
        self.begin()
        self.hear(sound)
        rest(_A_SECOND)

    def over(self) -> None:
        """Wait until it is judged, or a decision is wanted."""
        until(lambda: self.presenter.taking.phase in (Phase.DONE, Phase.DECIDING))
        rest(_A_SECOND)

    def write_down_the_place(self) -> None:
        """Note and photo, by the form."""
        form = self.camera.desk.record.page.place.form
        form.note.setPlainText(NOTE)
        form.take_photo(draw_photo(self._folder / "place.jpg"))
        form._save.click()
        until(lambda: self.presenter.placing.before.photo_path)

    def record_the_room(self) -> None:
        """Five seconds from afar."""
        self.camera.desk.record.page.place.record_room.click()
        until(lambda: self.presenter.taking.phase is Phase.RECORDING)
        self.hear(fan(6.0, 5) * np.float32(0.09))
        until(lambda: self.presenter.placing.before.room is not None)


def fan(seconds: float, seed: int, severity: float = 0.0) -> NDArray[np.float32]:
    """The synthesised one, as a microphone hears it."""
    return fan_take(seconds, RATE_HZ, seed, Fault.BLADE_DAMAGE if severity else None, severity)


def record_pages(history: Path, album: Album, machine: Machine) -> None:
    """All pictures of the record page. Each begins after the same visit: they are no story."""
    take = Take(history, album, machine)
    take.open_page()
    take.write_down_the_place()
    take.record_the_room()
    take.record(fan(31.0, 90, 0.35))
    take.over()
    take.camera.close()
    scenes: tuple[Callable[[Take], None], ...] = (idle, recording, clipping, blocked, lost, failed, verdict)
    for scene in scenes:
        if not album.wants(f"record-{scene.__name__}"):
            continue
        copy = history.parent / scene.__name__ / "history"
        shutil.copytree(history, copy)
        take = Take(copy, album, machine)
        if scene is failed:
            take.opener.inputs.raw_stream = RawStream.NO
        take.open_page()
        take.hear(fan(11.0, 91))
        rest(_A_SECOND)
        scene(take)
        take.camera.close()


def idle(take: Take) -> None:
    """Ten seconds heard, nothing recorded."""
    take.camera.take_both("record-idle")


def recording(take: Take) -> None:
    """In the middle of a take, also on a tablet held either way."""
    take.record(fan(18.7, 91))
    camera = take.camera
    camera.take_both("record-recording")
    camera.shell.preferences.change(controls="large")
    for name, size in TABLET.items():
        camera.resize(*size)
        camera.take_both(f"record-recording-touch-{name}")
    camera.shell.preferences.change(controls="usual")


def clipping(take: Take) -> None:
    """The input is turned up too far."""
    take.record(fan(6.0, 92) * np.float32(9.0))
    take.camera.take_both("record-clipping")


def blocked(take: Take) -> None:
    """Muted, or not permitted."""
    take.hear(np.zeros(11 * RATE_HZ, dtype=np.float32))
    rest(_A_SECOND)
    take.camera.take_both("record-blocked")


def lost(take: Take) -> None:
    """Pulled out in the middle of a take."""
    take.record(fan(12.6, 93))
    take.opener.connected.microphones = tuple(one for one in ALL if one is not LAPTOP)
    take.opener.inputs.lose()
    take.over()
    take.camera.take_both("record-lost")


def failed(take: Take) -> None:
    """The system takes the fan for noise, and turns it down after a while."""
    sound = fan(31.0, 94)
    sound[16 * RATE_HZ :] *= 0.25
    take.record(sound)
    take.over()
    take.camera.take_both("record-failed")


def verdict(take: Take) -> None:
    """A blade is damaged."""
    take.record(fan(31.0, 95, 0.9))
    take.over()
    take.camera.take_both("record-verdict")

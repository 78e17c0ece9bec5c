"""The microphone's screen of the first start, while a fan is heard."""

from pathlib import Path

from app.ui.frame import START
from app.ui.pages.first.desk import FirstDesk
from app.ui.pages.record.values import Mark
from app.workflows.preferences import Preferences
from tests.pictures.album import Album
from tests.pictures.camera import Camera, until
from tests.pictures.guide.scissors import Scissors
from tests.pictures.microphone import MicrophoneOpener
from tests.pictures.recording import fan


class _NothingChosen:
    """Nobody has chosen a microphone before."""

    microphone = ""
    take_s = 30


def first_start(folder: Path, out: Path) -> None:
    """Cut the two panels out."""
    opener = MicrophoneOpener(folder)
    camera = Camera(opener, folder, Album(out))
    shot = Scissors(camera, out)
    record = camera.desk.record._record
    desk = FirstDesk(Preferences(folder), record, camera.jobs, camera.window, memory=_NothingChosen())
    frame = camera.shell.frame
    frame.add_page(desk.page, desk.bar)
    frame.show_page(desk.page, START.key, with_machines=False)
    desk.open()
    desk.presenter.skip()
    until(lambda: record.listener.status.listening)
    opener.hear(fan(3.0, 91))
    until(lambda: desk.presenter._outcome.mark is Mark.PASSED)
    shot.cut("microphone-test", [desk.page.microphone])
    desk.leave()
    camera.close()

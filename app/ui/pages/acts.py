"""What the buttons of the machine page lead to: the record page, or a choice of sound files."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from app.language import tr
from app.ui.frame import Frame
from app.ui.pages.dialogs import ask_sound_files
from app.ui.pages.files_presenter import FilesPresenter
from app.ui.pages.next_step import Act
from app.ui.pages.offer import Place
from app.ui.pages.record.values import Wish
from app.ui.pages.result_desk import ResultDesk
from app.ui.settings import WindowSettings


class Acts:
    """Each is about the machine, point and condition on the screen."""

    def __init__(
        self,
        window: Frame,
        result: ResultDesk,
        files: FilesPresenter,
        settings: WindowSettings,
        record: Callable[[Place, Wish], None],
    ) -> None:
        self._window = window
        self._result = result
        self._files = files
        self._settings = settings
        self._record = record

    def act(self, act: Act) -> None:
        """Do what a button says."""
        place, standing = self._result.place, self._result.presenter.standing
        if place is None or standing is None:
            return
        if act is Act.RECORD:
            learning = standing.next_step.main is Act.LEARN
            self._record(place, Wish.LEARN if learning else Wish.INSPECT)
        elif act is Act.OTHER_MACHINE:
            self._window.find_machine()
        elif act is Act.OTHER_CONDITION:
            self._result.bar.offer_conditions()
        elif act is Act.INSPECT:
            self._ask(tr("Inspect {machine}", machine=place.machine.name), partial(self._files.inspect, place))
        else:
            title = tr("Learn how {machine} sounds when healthy", machine=place.machine.name)
            learn = self._files.learn_anew if act is Act.LEARN_ANEW else self._files.learn
            self._ask(title, partial(learn, place))

    def open_files(self) -> None:
        """Ask for files, then offer what can be done with them."""
        self._ask(tr("Open sound files"), self._files.offer)

    def _ask(self, title: str, chosen: Callable[[list[Path]], None]) -> None:
        def remember(paths: list[Path]) -> None:
            self._settings.folder = str(paths[0].parent)
            chosen(paths)

        ask_sound_files(self._window, title, self._settings.folder, remember)

"""See a take: the kept picture of the whole, or a sharper one of a part."""

from app.acoustics.picture import PictureMaker
from app.domain.take import SoundPicture, Take
from app.recordings.mono import to_mono
from app.recordings.sound_file import OpenSound, open_sound
from app.recordings.take_store import TakeStore
from app.workflows.hear import PICTURE_COLUMNS


class LookCloser:
    """Makes pictures of kept takes."""

    def __init__(self, store: TakeStore) -> None:
        self._store = store

    def __call__(
        self, take: Take, start_s: float = 0.0, end_s: float | None = None, columns: int = PICTURE_COLUMNS
    ) -> SoundPicture:
        """The picture between `start_s` and `end_s` (None = the end).

        Raises:
            Problem: the kept file is missing or can't be read any more.
        """
        if start_s <= 0.0 and end_s is None:
            kept = self._store.picture(take)
            if kept is not None:
                return kept
        with open_sound(self._store.path(take)) as sound:
            until_s = min(end_s or sound.format.duration_s, sound.format.duration_s)
            return picture_of(sound, start_s, until_s, columns)


def picture_of(sound: OpenSound, start_s: float, end_s: float, columns: int) -> SoundPicture:
    """The picture of an open file between two times; a Problem when it can't be read on."""
    maker = PictureMaker(sound.format.sample_rate_hz, start_s, end_s, columns)
    for block in sound.blocks(start_s, end_s):
        maker.add(to_mono(block))
    return maker.picture()

"""Open a sound file, keep it, and hear it: the part that inspecting and learning have in common."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.acoustics.picture import PictureMaker
from app.diagnosis.model import Model
from app.domain.quality import Quality
from app.domain.take import BAND_COUNT, Clips, SoundPicture, Take
from app.recordings.gate import Gate
from app.recordings.listening import listen
from app.recordings.sound_file import OpenSound, open_sound
from app.recordings.take_store import TakeStore
from app.workflows.progress import Cancel, OnProgress, Progress

PICTURE_COLUMNS = 1200


@dataclass(frozen=True, slots=True, eq=False)
class Heard:
    """A file as the program knows it now: kept, measured, pictured, but not yet in the history."""

    take: Take
    clips: Clips
    quality: Quality
    picture: SoundPicture


def measure(
    sound: OpenSound,
    model: Model | None,
    on_block: Callable[[NDArray[np.float32]], None] = lambda block: None,
) -> tuple[Clips, Quality]:
    """Hears an open file once, block by block: the gate's findings and the band levels of its clips.

    Without a model there are no clips, but the gate still says how good the take is.
    """
    gate = Gate(sound.format, sound.missing_frames)

    def block_arrived(block: NDArray[np.float32]) -> None:
        gate.add(block)
        on_block(block)

    starts: list[float] = []
    lengths: list[float] = []
    rows: list[NDArray[np.float32]] = []
    for clip in listen(sound, block_arrived):
        if model is None:
            continue
        starts.append(clip.start_s)
        lengths.append(clip.duration_s)
        rows.append(model.ear(clip.samples))
    bands = np.stack(rows) if rows else np.empty((0, BAND_COUNT), dtype=np.float32)
    ear = model.identity.ear_sha256 if model else ""
    return Clips(bands, np.array(starts), np.array(lengths), ear), gate.quality()


def hear(
    path: Path,
    store: TakeStore,
    model: Model | None,
    say: Callable[[float, float], None] = lambda done_s, total_s: None,
) -> Heard:
    """Copies a file into the store and hears the copy, so that what was judged is what was kept.

    `say(done_s, total_s)` is called for each block and may raise Cancelled.

    Raises:
        Problem: the file can't be read as sound, or can't be kept. Nothing is left in the store then.
    """
    with open_sound(path):
        pass  # a file that is no sound is refused before a copy is made
    kept = store.keep(path)
    try:
        with open_sound(store.folder / kept.stored_as, called=path.name) as sound:
            clips, quality, picture = _hear_kept(sound, model, say)
    except BaseException:
        store.discard(kept)
        raise
    take = Take(
        sha256=kept.sha256,
        file_name=path.name,
        stored_as=kept.stored_as,
        format=sound.format,
        recorded_at=kept.recorded_at,
    )
    return Heard(take, clips, quality, picture)


def _hear_kept(
    sound: OpenSound, model: Model | None, say: Callable[[float, float], None]
) -> tuple[Clips, Quality, SoundPicture]:
    rate_hz, total_s = sound.format.sample_rate_hz, sound.format.duration_s
    maker = PictureMaker(rate_hz, 0.0, total_s, PICTURE_COLUMNS)
    frames_done = 0

    def on_block(block: NDArray[np.float32]) -> None:
        nonlocal frames_done
        maker.add(block.mean(axis=1))
        frames_done += len(block)
        say(frames_done / rate_hz, total_s)

    clips, quality = measure(sound, model, on_block)
    return clips, quality, maker.picture()


def teller(
    name: str, index: int, count: int, on_progress: OnProgress | None, cancel: Cancel | None
) -> Callable[[float, float], None]:
    """Joins progress and cancel of one file among several into the `say` that `hear` wants."""

    def say(done_s: float, total_s: float) -> None:
        if cancel:
            cancel.check()
        if on_progress:
            on_progress(Progress(done_s, total_s, name, index, count))

    return say

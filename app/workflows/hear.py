"""Hear a sound file and keep it: the part that inspecting and learning have in common."""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.acoustics.fine_spectrum import FineSpectrum, FineSpectrumMaker
from app.acoustics.picture import PictureMaker
from app.diagnosis.model import Model
from app.domain.microphone import Continuity, Recording
from app.domain.problem import Problem
from app.domain.quality import Quality
from app.domain.take import BAND_COUNT, Clips, SoundFormat, SoundPicture, Take
from app.language import later, say
from app.recordings.file_problems import shown
from app.recordings.gate import Gate
from app.recordings.listening import Sound, listen
from app.recordings.sound_file import open_sound
from app.recordings.take_store import TakeStore
from app.workflows.progress import Cancel, OnProgress, Progress

PICTURE_COLUMNS = 1200

Say = Callable[[float, float], None]
"""Told (seconds done, seconds in all) after each block; raises Cancelled to stop."""


@dataclass(frozen=True, slots=True, eq=False)
class Heard:
    """A file that was heard to its end: measured and pictured, but not kept yet.

    `spectrum` is None where no clip was long enough for one.
    """

    path: Path
    format: SoundFormat
    clips: Clips
    quality: Quality
    picture: SoundPicture
    _seen: tuple[int, int]
    recording: Recording | None = None
    spectrum: FineSpectrum | None = None

    def keep(self, store: TakeStore) -> Take:
        """Copies the file into the store, or moves it there when Earshot recorded it itself.

        The take is not in the history yet.

        Raises:
            Problem: it can't be stored, or is not the file any more that was heard.
        """
        take = self._adopt(store, self.recording) if self.recording is not None else self._copy(store)
        if self.spectrum is not None:
            # Where there is no room for it, it is made anew from the take when it is asked for.
            with contextlib.suppress(Problem):
                store.keep_spectrum(take, self.spectrum)
        return take

    def _copy(self, store: TakeStore) -> Take:
        kept = store.keep(self.path)
        if _seen(self.path) != self._seen:
            raise Problem(
                say("“{name}” changed while it was being read.", name=shown(self.path)),
                later("Wait until it is complete, then open it."),
            )
        return Take(kept.sha256, shown(self.path), kept.stored_as, self.format, kept.recorded_at)

    def _adopt(self, store: TakeStore, recording: Recording) -> Take:
        kept = store.adopt(self.path)
        return Take(
            kept.sha256,
            f"{recording.started_at.astimezone():%Y-%m-%d %H-%M-%S}.wav",
            kept.stored_as,
            self.format,
            recorded_at=recording.started_at,
            device=recording.microphone,
            raw_stream=recording.raw_stream,
        )


def hear(path: Path, model: Model | None, say: Say, recording: Recording | None = None) -> Heard:
    """Hears a file once, from its first block to its last; `recording` tells how it came about, if we made it.

    Raises:
        Problem: the file can't be read as sound.
        Cancelled: `say` wanted to stop.
    """
    with open_sound(path) as sound:
        seen = _seen(path)
        rate_hz, total_s = sound.format.sample_rate_hz, sound.format.duration_s
        maker = PictureMaker(rate_hz, 0.0, total_s, PICTURE_COLUMNS)
        fine = FineSpectrumMaker()
        continuity = recording.continuity if recording else None
        clips, quality = measure(
            sound, model, maker.add, lambda done_s: say(done_s, total_s), continuity, on_clip=fine.add
        )
        return Heard(path, sound.format, clips, quality, maker.picture(), seen, recording, fine.spectrum())


def measure(
    sound: Sound,
    model: Model | None,
    on_block: Callable[[NDArray[np.float32]], None] | None = None,
    on_progress: Callable[[float], None] | None = None,
    continuity: Continuity | None = None,
    *,
    on_clip: Callable[[NDArray[np.float32]], None] | None = None,
) -> tuple[Clips, Quality]:
    """The band levels of a sound's clips, and what the gate found on the way.

    Without a model there are no clips, but the gate still says how good the take is. `continuity` is known of what
    Earshot recorded itself. `on_clip` gets each clip's samples, 16 kHz mono.
    """
    gate = Gate(sound.format, sound.missing_frames, continuity)
    starts: list[float] = []
    lengths: list[float] = []
    rows: list[NDArray[np.float32]] = []
    for clip in listen(sound, gate, on_block, on_progress):
        if on_clip:
            on_clip(clip.samples)
        if model is None:
            continue
        starts.append(clip.start_s)
        lengths.append(clip.duration_s)
        rows.append(model.ear(clip.samples))
    bands = np.stack(rows) if rows else np.empty((0, BAND_COUNT), dtype=np.float32)
    ear = model.identity.ear_sha256 if model else ""
    return Clips(bands, np.array(starts), np.array(lengths), ear), gate.quality()


def teller(name: str, index: int, count: int, on_progress: OnProgress | None, cancel: Cancel | None) -> Say:
    """Joins the progress and the cancel of one file among several."""

    def tell(done_s: float, total_s: float) -> None:
        if cancel:
            cancel.check()
        if on_progress:
            on_progress(Progress(done_s, total_s, name, index, count))

    return tell


def _seen(path: Path) -> tuple[int, int]:
    """What tells a changed file from the one that was opened."""
    try:
        found = path.stat()
    except OSError as error:
        raise Problem(
            say("“{name}” vanished while it was being read.", name=shown(path)),
            later("Open it again from where it is now."),
            str(error),
        ) from error
    return found.st_size, found.st_mtime_ns

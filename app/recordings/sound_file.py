"""Opens any sound file a technician brings, and reads it block by block."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

import numpy as np
import soundfile
from numpy.typing import NDArray

from app.domain.problem import Problem
from app.domain.take import SoundFormat
from app.language import later, say
from app.recordings.chunks import SoundData, sound_data
from app.recordings.file_kind import HEAD_BYTES, refuse_foreign
from app.recordings.file_problems import for_log, shown, size_of_regular, unreadable
from app.recordings.patched_file import PatchedFile
from app.recordings.sound_format import frames_that_fit, is_known, sound_format

MOST_CHANNELS = 64
LOWEST_RATE_HZ, HIGHEST_RATE_HZ = 1_000, 768_000
_LARGEST_SAMPLE = 1e6
_STEP_OF_16_BIT = np.float32(2.0**-15)
_SYSTEM_ERROR = 2
_COPY_AGAIN = later("Copy it from the recorder again, or record again.")


def open_sound(path: Path) -> "OpenSound":
    """Opens a sound file and reads its header only.

    Raises:
        Problem: anything that keeps it from being read, in one sentence that names the file.
    """
    size = size_of_regular(path)
    try:
        file = path.open("rb", buffering=0)
    except OSError as error:
        raise unreadable(path, error) from error
    try:
        return OpenSound(path, file, size)
    except BaseException:
        file.close()
        raise


class OpenSound:
    """A sound file opened by `open_sound`; a context manager, for one thread at a time.

    `format.frames` and `missing_frames` are what the header lets expect; when the sound ends early, both are put
    right as `blocks` reaches the end.
    """

    def __init__(self, path: Path, file: BinaryIO, size: int) -> None:
        self._path = path
        self._name = shown(path)
        self._file = file
        self._size = size
        self._patched: PatchedFile | None = None
        data = self._look_inside()
        self._sound = self._decoder(data)
        try:
            self.format = self._checked_format()
        except BaseException:
            self._sound.close()
            raise
        # Whole numbers are always sound; NaN, infinities and garbage can only come as floating point.
        self._may_hold_anything = not self._sound.subtype.startswith("PCM")
        self._is_16_bit = self._sound.subtype == "PCM_16" and self._sound.format != "FLAC"
        self.missing_frames = self._missing(data) + max(0, self._sound.frames - self.format.frames)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Closes the file; more than once is fine."""
        self._sound.close()
        self._file.close()

    def blocks(self, start_s: float = 0.0, end_s: float | None = None) -> Iterator[NDArray[np.float32]]:
        """Blocks of at most one second, float32 `[frames, channels]`, full scale 1.0, each a new array.

        Raises:
            Problem: the file is damaged, changed or gone, or holds numbers that are no sound.
        """
        rate = self.format.sample_rate_hz
        total = self.format.frames
        start = position = min(max(0, round(start_s * rate)), total)
        end = total if end_s is None else min(max(position, round(end_s * rate)), total)
        self._go_to(position)
        while position < end:
            block = self._read(min(rate, end - position), position)
            if len(block) == 0:
                self._ended_early(start, position)
                return
            position += len(block)
            yield block

    def _look_inside(self) -> SoundData | None:
        try:
            refuse_foreign(self._path, self._file.read(HEAD_BYTES))
            data = sound_data(self._file, self._size)
            self._file.seek(0)
        except OSError as error:
            raise unreadable(self._path, error) from error
        return data

    def _decoder(self, data: SoundData | None) -> soundfile.SoundFile:
        source: PatchedFile | int | str
        if data and data.repair:
            self._patched = PatchedFile(self._file, data.repair)
            source = self._patched
        elif sys.platform == "win32":
            source = str(self._path)
        else:
            # By descriptor: libsndfile cuts paths at 1,024 bytes and soundfile can't encode broken names.
            source = self._file.fileno()
        try:
            return soundfile.SoundFile(source, closefd=False)
        except soundfile.SoundFileError as error:
            raise Problem(
                say(
                    "“{name}” cannot be read: its header is damaged or its kind of compression is unknown.",
                    name=self._name,
                ),
                later("Copy it from the recorder again, or export it as WAV."),
                for_log(error),
            ) from error

    def _checked_format(self) -> SoundFormat:
        sound = self._sound
        if not is_known(sound.format):
            raise Problem(
                say("“{name}” is no sound file that Earshot knows.", name=self._name),
                later("Export it as WAV."),
                sound.format,
            )
        if not 1 <= sound.channels <= MOST_CHANNELS:
            raise Problem(
                say(
                    "“{name}” has {n} channels; Earshot reads up to {most}.",
                    name=self._name,
                    n=sound.channels,
                    most=MOST_CHANNELS,
                ),
                later("Export it with fewer channels."),
            )
        if not LOWEST_RATE_HZ <= sound.samplerate <= HIGHEST_RATE_HZ:
            raise Problem(
                say(
                    "“{name}” says it has {rate} samples a second, which no recorder makes.",
                    name=self._name,
                    rate=sound.samplerate,
                ),
                later("Export it as WAV with 48,000 samples a second."),
            )
        fit = frames_that_fit(sound.subtype, sound.channels, self._size)
        frames = sound.frames if fit is None or sound.format == "FLAC" else min(sound.frames, fit)
        if not sound.seekable():
            raise Problem(
                say("“{name}” is compressed in a way that Earshot does not read.", name=self._name),
                later("Export it as WAV."),
            )
        if frames <= 0:
            raise Problem(say("“{name}” holds no sound: its recording never began.", name=self._name), _COPY_AGAIN)
        return sound_format(sound.samplerate, sound.channels, frames, sound.format, sound.subtype)

    def _missing(self, data: SoundData | None) -> int:
        if not data or not data.missing_bytes or not data.present_bytes:
            return 0
        return round(self.format.frames * data.missing_bytes / data.present_bytes)

    def _go_to(self, position: int) -> None:
        try:
            self._sound.seek(position)
        except soundfile.SoundFileError as error:
            raise self._damaged(position, error) from error

    def _read(self, count: int, position: int) -> NDArray[np.float32]:
        try:
            block: NDArray[np.float32]
            if self._is_16_bit:
                # The same numbers as libsndfile's own, which takes three times as long to make them.
                block = self._sound.read(count, dtype="int16", always_2d=True) * _STEP_OF_16_BIT
            else:
                block = self._sound.read(count, dtype="float32", always_2d=True)
        except soundfile.SoundFileError as error:
            raise self._damaged(position, error) from error
        if self._patched and self._patched.error:
            raise unreadable(self._path, self._patched.error)
        if self._may_hold_anything and len(block) and not max(block.max(), -block.min()) < _LARGEST_SAMPLE:
            at_s = position / self.format.sample_rate_hz
            raise Problem(
                say(
                    "“{name}” is damaged: from {time} s on it holds values that are not sound.",
                    name=self._name,
                    time=f"{at_s:.0f}",
                ),
                later("Export it again as 16 or 24 bit WAV, or record again."),
            )
        return block

    def _damaged(self, position: int, error: soundfile.SoundFileError) -> Problem:
        at_s = position / self.format.sample_rate_hz
        if getattr(error, "code", None) == _SYSTEM_ERROR:
            return Problem(
                say(
                    "“{name}” could not be read beyond {time} s: its drive reported an error.",
                    name=self._name,
                    time=f"{at_s:.0f}",
                ),
                later("Check the drive or the network, copy the file to this computer and open the copy."),
                for_log(error),
            )
        return Problem(
            say("“{name}” is damaged: it cannot be read beyond {time} s.", name=self._name, time=f"{at_s:.0f}"),
            _COPY_AGAIN,
            for_log(error),
        )

    def _ended_early(self, start: int, position: int) -> None:
        try:
            changed = self._path.stat().st_size != self._size
        except OSError as error:
            raise unreadable(self._path, error) from error
        if changed:
            raise Problem(
                say("“{name}” changed while it was being read.", name=self._name),
                later("Wait until it is complete, then open it."),
            )
        if position == 0:
            raise Problem(say("“{name}” holds no sound that can be read.", name=self._name), _COPY_AGAIN)
        if position > start:
            self.missing_frames += self.format.frames - position
            self.format = replace(self.format, frames=position)

"""Where the sounds of a simulated fleet are made: bent as wanted, recorded, and heard as the program hears."""

import wave
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from app.domain.identity import new_id
from app.domain.microphone import Continuity, Ending, Purpose, Recording
from app.domain.problem import Problem
from app.domain.take import RawStream, SoundFormat, Take
from app.recordings.take_store import TakeStore
from app.workflows.demo.hearing import Heard, Spot
from app.workflows.demo.sound import RATE_HZ, Samples
from app.workflows.hear import Heard as Sound
from app.workflows.hear import hear

_FULL_SCALE = 32767.0


@dataclass(slots=True)
class Studio:
    """Recordings first lie in `folder`, and those that count are kept in `store`; `kept` counts these."""

    folder: Path
    store: TakeStore
    kept: int = 0

    def record(self, samples: Samples, at: Spot, take: Take) -> Heard:
        """The take with these samples `[n]` at 16 kHz, heard as what the program recorded itself."""
        path = self.folder / f"{new_id()}.wav"
        with wave.open(str(path), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE_HZ)
            file.writeframes(np.round(samples * _FULL_SCALE).astype("<i2").tobytes())
        assert take.recorded_at is not None
        recording = Recording(
            path=path,
            purpose=Purpose(at.machine.id, at.condition.id),
            format=SoundFormat(RATE_HZ, 1, len(samples), "WAV", "16 bit", 16),
            microphone=take.device,
            raw_stream=RawStream.YES,
            started_at=take.recorded_at,
            ending=Ending.TIME_UP,
            continuity=Continuity(),
        )
        sound: Sound = hear(path, at.model, lambda done_s, total_s: None, recording)
        return Heard(take, sound.clips, sound.quality, sound=sound)

    def keep(self, heard: Heard) -> Heard:
        """The sound goes into the store, with its picture; a take without sound stays as it is."""
        if heard.sound is None:
            return heard
        take = replace(heard.sound.keep(self.store), id=heard.take.id, added_at=heard.take.added_at)
        self.kept += 1
        # Where there is no room for it, it is drawn when somebody looks.
        with suppress(Problem):
            self.store.keep_picture(take, heard.sound.picture)
        return replace(heard, take=take)

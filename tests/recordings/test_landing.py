"""An import's store remembers what each verdict asks for, and not more."""

from pathlib import Path

import numpy as np

from app.acoustics.fine_spectrum import BEATS, LINES, FineSpectrum
from app.domain.take import SoundFormat, Take
from app.recordings.landing import Landing


def test_only_the_spectra_of_the_last_places_are_remembered(tmp_path: Path):
    landing = Landing(tmp_path)
    spectrum = FineSpectrum(np.zeros(LINES, np.float32), np.zeros(BEATS, np.float32), 1)
    for number in range(200):
        take = Take(f"{number:064}", "a.wav", "a.wav", SoundFormat(16_000, 1, 1, "WAV", "16 bit", 16))
        landing.keep_spectrum(take, spectrum)
        assert landing.spectrum(take) is landing.spectrum(take)
    assert len(landing._spectra) <= 100

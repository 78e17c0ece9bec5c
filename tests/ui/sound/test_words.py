import re
from dataclasses import replace

from app.domain.take import RawStream
from app.ui.sound.curves import band_curves
from app.ui.sound.words import (
    bands_readout,
    description,
    facts,
    moment,
    picture_readout,
    stretch,
    wave_readout,
)
from tests.ui.sound.samples import inspection, picture


def test_the_take_in_one_line():
    found = inspection()
    assert facts(found) == ("30.0 s", "48 kHz", "24 bit", "mono")
    raw = replace(found, take=replace(found.take, raw_stream=RawStream.YES))
    assert facts(raw)[-1] == "raw stream"


def test_the_readouts_of_the_design():
    assert picture_readout(24.43, 120.0, -34.2, 30.0) == "24.4 s · 0.12 kHz · −34 dB"
    assert wave_readout(24.43, 0.21, 30.0) == "24.4 s · 0.21 FS"
    assert moment(744.47, 1800.0) == "12:24.4"
    assert stretch(8.0, 17.5, 30.0) == "8.0–17.5 s"
    assert re.fullmatch(r"0\.12 kHz · −\d dB · \+1[0-2] dB", bands_readout(123.0, band_curves(inspection())))
    assert bands_readout(123.0, band_curves(inspection(healthy=False))).count("dB") == 1


def test_who_cannot_see_the_plots_is_told_the_main_figures():
    found = inspection()
    text = description(found, picture(), band_curves(found))
    assert "30.0 s" in text
    assert "0.09–0.17 kHz: 11 dB louder than healthy." in text
    assert "9 clips" in text
    assert "reference" not in text
    lone = inspection(healthy=False)
    assert "no baseline" in description(lone, None, band_curves(lone))

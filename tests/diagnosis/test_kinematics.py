"""Markers never lie: the shaft is found where it turns, or nothing is said."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.acoustics.fine_spectrum import BEATS, HIGHEST_HZ, LINES, FineSpectrum
from app.acoustics.synthesis import Fault
from app.diagnosis.kinematics import marker_frequencies, turning
from app.domain.why import MarkerKind
from tests.diagnosis.machines import (
    BLADES,
    RATE_HZ,
    RPM,
    fan,
    fan_spectrum,
    healthy_spectra,
    noise,
    shaft_hz,
    spectrum_of,
    tone,
)

ANY = st.floats(allow_nan=True, allow_infinity=True)
RANDOM = FineSpectrum(
    np.random.default_rng(3).normal(-60, 5, LINES).astype(np.float32),
    np.random.default_rng(4).normal(-25, 3, BEATS).astype(np.float32),
    9,
)


@given(ANY | st.floats(0.5, 3000.0), st.none() | st.integers(-5, 500), ANY | st.floats(10.0, 8000.0))
def test_markers_rise_by_kind_and_stay_below_what_is_heard(hz: float, blades: int | None, highest_hz: float):
    found = marker_frequencies(hz, blades, highest_hz)
    assert all(0 < marker.hz <= min(HIGHEST_HZ, highest_hz) for marker in found)
    for kind in MarkerKind:
        of_kind = [marker for marker in found if marker.kind is kind]
        assert [m.order for m in of_kind] == sorted({m.order for m in of_kind})
        assert all(
            marker.hz == pytest.approx(of_kind[0].hz / of_kind[0].order * marker.order) for marker in of_kind
        )
    assert len({round(marker.hz, 6) for marker in found}) == len(found)


@given(st.none() | ANY | st.floats(100.0, 60_000.0), st.none() | st.integers(-5, 500), ANY, st.floats(1.0, 1e5))
@settings(max_examples=40, deadline=None)
def test_turning_never_raises_and_finds_no_shaft_in_noise(rpm, blades, level_db, highest_hz):
    found = turning(RANDOM, [RANDOM], rpm, blades, level_db=level_db, highest_hz=highest_hz)
    assert found.shaft_hz is None
    assert not found.on_blades and not found.on_shaft
    assert all(marker.excess_db is None for marker in found.markers)


@pytest.mark.parametrize("off", [0.975, 1.0, 1.02])
@pytest.mark.parametrize("fault", [None, *Fault])
def test_the_shaft_is_found_though_the_noted_speed_is_off(off: float, fault: Fault | None):
    found = turning(fan_spectrum(24, fault), healthy_spectra(), RPM * off, BLADES)
    assert found.shaft_hz == pytest.approx(shaft_hz(24), rel=0.002)
    assert found.healthy_hz == pytest.approx(24.7, rel=0.01)


def test_a_speed_that_is_not_the_machines_is_not_confirmed():
    for rpm in (700.0, 1000.0, 1250.0, 2000.0, 2950.0):
        assert turning(fan_spectrum(24), healthy_spectra(), rpm, BLADES).shaft_hz is None


def test_a_raised_blade_pass_is_measured_on_its_line_and_the_shaft_is_not():
    hz = shaft_hz(22)
    louder = fan(22) + tone(BLADES * hz, 0.06)
    found = turning(spectrum_of(louder), healthy_spectra(), RPM * 1.02, BLADES)
    first = next(m for m in found.markers if m.kind is MarkerKind.BLADE_PASS and m.order == 1)
    assert first.hz == pytest.approx(BLADES * hz, abs=0.3)
    assert first in found.on_blades
    assert first.excess_db == pytest.approx(12, abs=4)
    assert not found.shaken and not found.one_blade


def test_noise_under_a_line_is_not_the_line():
    louder = fan(22) + noise(100, 300, 0.08)
    assert not turning(spectrum_of(louder), healthy_spectra(), RPM, BLADES).on_blades


def test_a_line_that_grew_with_all_around_it_is_not_what_has_changed():
    spectrum = np.fft.rfft(fan(22))
    hz = np.fft.rfftfreq(len(fan(22)), 1 / RATE_HZ)
    spectrum[(hz > 100) & (hz < 300)] *= 4
    found = turning(spectrum_of(np.fft.irfft(spectrum).astype(np.float32)), healthy_spectra(), RPM, BLADES)
    first = next(m for m in found.markers if m.kind is MarkerKind.BLADE_PASS)
    assert first.excess_db is not None and first.excess_db > 8
    assert first not in found.on_blades


def test_a_louder_recording_is_no_excess():
    quiet = turning(fan_spectrum(22), healthy_spectra(), RPM, BLADES)
    loud = turning(spectrum_of(fan(22) * 2), healthy_spectra(), RPM, BLADES, level_db=6.02)
    for one, other in zip(quiet.markers, loud.markers, strict=True):
        assert one.excess_db == pytest.approx(other.excess_db, abs=0.05)


def test_a_short_take_has_markers_and_tells_nothing():
    short = spectrum_of(fan(22, Fault.UNBALANCE)[: 4 * RATE_HZ])
    found = turning(short, healthy_spectra(), RPM, BLADES)
    assert found.shaft_hz is None
    assert found.markers[0].hz == RPM / 60


def test_without_healthy_takes_nothing_is_compared():
    found = turning(fan_spectrum(22), [], RPM, BLADES)
    assert found.shaft_hz is not None
    assert all(marker.excess_db is None for marker in found.markers)
    assert turning(None, healthy_spectra(), RPM, BLADES).markers


def test_mains_hum_is_not_taken_for_the_shaft():
    rng = np.random.default_rng(2)
    hum = sum(tone(100.0 * n, 0.05 / n) for n in range(1, 6)) + 0.003 * rng.standard_normal(10 * RATE_HZ)
    assert turning(spectrum_of(hum.astype(np.float32)), [], 1490.0, 4).shaft_hz is None

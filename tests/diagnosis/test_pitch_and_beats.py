"""Another speed is told from a fault; strikes from what turns with the shaft."""

import pytest

from app.acoustics.synthesis import Fault
from app.diagnosis.beats import new_beat
from app.diagnosis.pitch import pitch_ratio
from tests.diagnosis.machines import fan, fan_spectrum, healthy_spectra, shaft_hz, spectrum_of


@pytest.mark.parametrize("speed", [0.9, 0.96, 1.05, 1.1])
def test_another_speed_is_measured(speed: float):
    assert pitch_ratio(fan_spectrum(22, None, speed), healthy_spectra()) == pytest.approx(speed, rel=0.008)


@pytest.mark.parametrize("fault", [None, *Fault])
def test_a_fault_or_a_little_slip_is_not_another_speed(fault: Fault | None):
    assert pitch_ratio(fan_spectrum(22, fault), healthy_spectra()) is None
    assert pitch_ratio(fan_spectrum(22, fault, 1.01), healthy_spectra()) is None


def test_a_bearing_strikes_out_of_step_with_the_shaft():
    beat = new_beat(fan_spectrum(23, Fault.BEARING), healthy_spectra(), shaft_hz(23))
    assert beat is not None and beat.strikes
    assert beat.turns == pytest.approx(3.58, abs=0.05)


def test_a_rattle_keeps_step_with_it():
    beat = new_beat(fan_spectrum(23, Fault.UNBALANCE), healthy_spectra(), shaft_hz(23))
    assert beat is not None and not beat.strikes
    assert beat.turns == 1.0


def test_without_the_shaft_a_beat_is_only_a_beat():
    beat = new_beat(fan_spectrum(23, Fault.BEARING), healthy_spectra())
    assert beat is not None and beat.turns is None and not beat.strikes


def test_healthy_or_short_or_without_a_baseline_there_is_none():
    assert new_beat(fan_spectrum(24), healthy_spectra(), 24.7) is None
    assert new_beat(fan_spectrum(23, Fault.BEARING), [], 24.7) is None
    assert new_beat(spectrum_of(fan(23, Fault.BEARING)[:64_000]), healthy_spectra(), 24.7) is None

"""Hints follow what the sound shows, say so, and never more than two."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.acoustics.synthesis import Fault
from app.diagnosis.beats import Beat, new_beat
from app.diagnosis.hints import Evidence, check_for, hints
from app.diagnosis.kinematics import turning
from app.domain.machine import MachineType
from app.domain.verdict import ExcessRange
from app.domain.why import Cause
from tests.diagnosis.machines import (
    BLADES,
    RPM,
    fan,
    fan_spectrum,
    healthy_spectra,
    noise,
    shaft_hz,
    spectrum_of,
    tone,
)

LOW, MID, HIGH = ExcessRange(40.0, 90.0, 9.0), ExcessRange(130.0, 220.0, 8.0), ExcessRange(2400.0, 2800.0, 7.0)
BROAD = ExcessRange(300.0, 900.0, 5.0)
QUIET = ExcessRange(200.0, 400.0, -8.0)


def evidence(sound, *ranges: ExcessRange, rpm: float | None = RPM * 1.02, blades: int | None = BLADES) -> Evidence:
    spectrum, healthy = spectrum_of(sound), healthy_spectra()
    turns = turning(spectrum, healthy, rpm, blades)
    return Evidence(
        ranges,
        turns,
        spectrum,
        tuple(healthy),
        beat=new_beat(spectrum, healthy, turns.shaft_hz),
        machine_type=MachineType.FAN,
        rpm=rpm,
        blades=blades,
    )


def causes(given_: Evidence) -> list[Cause]:
    return [hint.cause for hint in hints(given_)]


def test_a_raised_blade_pass_names_the_blades_and_the_speed_that_was_heard():
    (hint,) = hints(evidence(fan(22) + tone(BLADES * shaft_hz(22), 0.06), MID))
    assert hint.cause is Cause.BLADE
    assert "sits on the blade pass" in hint.why
    assert f"7 × {shaft_hz(22) * 60:,.0f}"[:8] in hint.why
    assert "impeller" in hint.check


def test_a_raised_shaft_names_unbalance():
    found = hints(evidence(fan(22) + tone(shaft_hz(22), 0.06), ExcessRange(12.0, 60.0, 20.0)))
    assert [hint.cause for hint in found] == [Cause.UNBALANCE]
    assert "shaft’s speed" in found[0].why


def test_the_sample_fans_unbalance_is_not_a_blade():
    assert causes(evidence(fan(22, Fault.UNBALANCE), LOW))[0] is Cause.UNBALANCE


def test_what_swells_once_a_turn_may_be_one_blade():
    first, second = hints(evidence(fan(23, Fault.BLADE_DAMAGE), HIGH))
    assert (first.cause, second.cause) == (Cause.BEARING_LIKE, Cause.BLADE)
    assert "swells with every turn" in first.why
    assert "once in every turn" in second.why


def test_strikes_out_of_step_name_a_bearing():
    (hint,) = hints(evidence(fan(23, Fault.BEARING), HIGH))
    assert hint.cause is Cause.BEARING_LIKE
    assert "3.6 times a turn" in hint.why


def test_a_hiss_is_bearing_like_and_a_broad_low_rise_is_flow():
    assert causes(evidence(fan(22) + noise(2400, 2800, 0.02), HIGH)) == [Cause.BEARING_LIKE]
    assert causes(evidence(fan(22) + noise(300, 900, 0.05), BROAD)) == [Cause.FLOW_NOISE]


@pytest.mark.parametrize(
    ("rpm", "blades", "says"), [(None, None, "rpm and the blade count"), (1480.0, None, "blade")]
)
def test_without_rpm_and_blades_it_goes_by_frequency_and_says_what_would_help(rpm, blades, says):
    alone = Evidence((LOW,), machine_type=MachineType.FAN, rpm=rpm, blades=blades)
    (hint,) = hints(alone)
    assert hint.cause is Cause.UNBALANCE
    assert says in hint.why and "noted it could say more" in hint.why
    assert causes(replace(alone, ranges=(MID,))) == [Cause.BLADE]
    assert causes(replace(alone, ranges=(HIGH,))) == [Cause.BEARING_LIKE]
    assert causes(replace(alone, ranges=(BROAD,))) == [Cause.FLOW_NOISE]


def test_no_blades_are_suspected_where_there_are_none():
    for kind in (MachineType.SLIDER, MachineType.OTHER):
        assert causes(Evidence((MID,), machine_type=kind)) == []


def test_what_is_quieter_or_has_moved_is_speed_or_load():
    assert causes(Evidence((QUIET,))) == [Cause.OPERATION]
    assert causes(Evidence((QUIET, HIGH)))[0] is Cause.OPERATION
    moved = hints(Evidence((HIGH,), pitch=0.93))
    assert moved[0].cause is Cause.OPERATION
    assert "7 % lower" in moved[0].why
    assert "12 dB quieter" in hints(Evidence((), quieter_db=12.0))[0].why


def test_a_hollow_beside_a_rise_is_no_finding_of_its_own():
    assert causes(Evidence((HIGH, ExcessRange(200.0, 400.0, -4.0)))) == [Cause.BEARING_LIKE]
    assert causes(Evidence((ExcessRange(3700.0, 7200.0, -2.2),))) == []


def test_a_high_rise_that_swells_as_often_as_the_low_one_sounds_is_the_same_part():
    low = ExcessRange(82.0, 175.0, 15.0)
    assert causes(Evidence((low, HIGH), beat=Beat(128.0))) == [Cause.UNBALANCE]
    assert causes(Evidence((low, HIGH), beat=Beat(300.0))) == [Cause.UNBALANCE, Cause.BEARING_LIKE]


def test_the_check_goes_on_after_a_verb():
    assert check_for(()) == ""
    for kind in MachineType:
        for one in (LOW, HIGH, BROAD, QUIET):
            text = check_for(hints(Evidence((one,), machine_type=kind)))
            assert text and text[0].islower() and not text.endswith(".")


RANGES = st.lists(
    st.tuples(st.floats(1, 7300), st.floats(1, 7300), st.floats(-60, 60)).map(
        lambda ends: ExcessRange(min(ends[:2]), max(ends[:2]), ends[2])
    ),
    max_size=3,
)


@settings(deadline=None)
@given(
    RANGES,
    st.booleans(),
    st.sampled_from(MachineType),
    st.none() | st.floats(0.8, 1.2),
    st.none() | st.floats(8, 400).map(Beat) | st.floats(0.1, 20).map(lambda turns: Beat(88.0, turns)),
)
def test_any_evidence_gives_at_most_two_whole_sentences(ranges, spectra, kind, pitch, beat):
    take = fan_spectrum(22) if spectra else None
    healthy = (fan_spectrum(1),) if spectra else ()
    found = hints(Evidence(tuple(ranges), take=take, healthy=healthy, machine_type=kind, pitch=pitch, beat=beat))
    assert len(found) <= 2
    assert len({hint.cause for hint in found}) == len(found)
    for hint in found:
        assert hint.why.endswith(".") and hint.check.startswith("Check ") and hint.check.endswith(".")
        assert "None" not in hint.why and "  " not in hint.why

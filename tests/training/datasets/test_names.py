"""What names say: labels, noise levels, and that no name whatever breaks a rule."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.datasets.labels import label_of
from training.datasets.opening import SCHEMES
from training.datasets.place import LeftOut, Place, natural_key, snr_of

NAMES = st.text(min_size=1, max_size=40)
MIMII, DCASE_2020, DCASE_LATER = SCHEMES[:3]


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("normal", "normal"),
        ("NORMAL_2024", "normal"),
        ("ok", "normal"),
        ("no fault", "normal"),
        ("undamaged", "normal"),
        ("Gut", "normal"),
        ("abnormal", "abnormal"),
        ("propeller_fault", "abnormal"),
        ("not-ok", "abnormal"),
        ("notOk", "abnormal"),
        ("NOK", "abnormal"),
        ("two_broken", "abnormal"),
        ("Lager defekt", "abnormal"),
        ("normal_or_broken", None),
        ("normalised", None),
        ("fan 3", None),
        ("", None),
    ],
)
def test_healthy_and_faulty_by_many_words(name: str, label: str | None):
    assert label_of(name) == label


@pytest.mark.parametrize(
    ("name", "snr"),
    [
        ("-6_dB_fan", ("-6dB", "fan")),
        ("6_dB_pump", ("+6dB", "pump")),
        ("0_dB", ("0dB", "")),
        ("6dB", ("+6dB", "")),
        ("+6dB", ("+6dB", "")),
        ("-2.5 db", ("-2.5dB", "")),
        ("-0dB", ("0dB", "")),
        ("6_dB_fan (1)", ("+6dB", "fan (1)")),
        ("96dBA", None),
        ("id_06", None),
        ("dB", None),
    ],
)
def test_a_noise_level_in_any_spelling(name: str, snr: tuple[str, str] | None):
    assert snr_of(name) == snr


def test_people_count_ten_after_nine():
    assert sorted(["clip 10", "Clip 9", "clip 1"], key=natural_key) == ["clip 1", "Clip 9", "clip 10"]


@given(st.lists(NAMES, max_size=3), st.lists(NAMES, min_size=1, max_size=5))
def test_any_path_has_a_place_or_none(outer: list[str], inner: list[str]):
    for scheme in SCHEMES:
        place = scheme.place_of(tuple(outer), tuple(inner))
        assert place is None or isinstance(place, LeftOut) or (place.type and place.id and place.label)


@given(NAMES, NAMES)
def test_any_two_names_can_be_put_in_order(one: str, other: str):
    assert (natural_key(one) < natural_key(other)) or (natural_key(one) >= natural_key(other))


@given(
    st.integers(0, 99),
    st.sampled_from(["source", "target"]),
    st.sampled_from(["train", "test"]),
    st.sampled_from(["normal", "anomaly"]),
    st.integers(0, 9999),
    st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="/\\"), max_size=20),
)
def test_a_dcase_name_is_understood_whatever_its_attributes(section, domain, split, label, number, attributes):
    name = f"section_{section:02d}_{domain}_{split}_{label}_{number:04d}_{attributes}.wav"
    place = DCASE_LATER.place_of(("dev_data",), ("ToyCar", split, name))
    assert isinstance(place, Place)
    assert (place.type, place.id) == ("ToyCar", f"section_{section:02d}_{domain}")
    assert place.label == {"normal": "normal", "anomaly": "abnormal"}[label]


@given(
    st.integers(0, 99), st.sampled_from(["normal", "abnormal"]), st.integers(-20, 20), st.integers(0, 10**8 - 1)
)
def test_a_mimii_path_is_understood_at_any_snr(number, label, snr_db, clip):
    inner = (f"{snr_db}_dB_fan", "fan", f"id_{number:02d}", label, f"{clip:08d}.wav")
    place = MIMII.place_of(("data",), inner)
    assert isinstance(place, Place)
    assert (place.type, place.id, place.label) == ("fan", f"id_{number:02d}", label)
    assert place.snr == (f"{snr_db:+d}dB" if snr_db else "0dB")
    assert re.fullmatch(r"\d{8}", place.recording)


def test_2020_and_later_names_are_not_mixed_up():
    old = ("fan", "test", "anomaly_id_00_00000003.wav")
    assert isinstance(DCASE_2020.place_of((), old), Place)
    assert DCASE_LATER.place_of((), old) is None

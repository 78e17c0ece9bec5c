"""Names that drivers really give, and what is made of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.capture.device_names import cleaned, is_hands_free, is_loopback, is_mapper, repaired


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("HDA Intel PCH: ALC269VC Analog (hw:0,0)", "HDA Intel PCH: ALC269VC Analog"),
        ("sof-hda-dsp: - (hw:1,7)", "sof-hda-dsp"),
        ("Built-in: USB (plughw:CARD=2,DEV=0)", "Built-in: USB"),
        ("  Mikrofon\r\n\t(USB)\x00 ", "Mikrofon (USB)"),
        (
            "Headset (@System32\\drivers\\bthhfenum.sys,#2;%1 Hands-Free AG Audio%0\r\n;(Jabra))",
            "Headset (Jabra Hands-Free AG Audio)",
        ),
        ("Mikrofon (HochauflÃ¶sendes GerÃ¤t)", "Mikrofon (Hochauflösendes Gerät)"),
        ("Mikrofon für Geräte", "Mikrofon für Geräte"),
        ("AÇÃO", "AÇÃO"),
        ("麦克风 (USB)", "麦克风 (USB)"),
        ("", "Microphone"),
        ("\x00\n\ufffd", "Microphone"),
        ("M\udc80ic", "M ic"),
    ],
)
def test_a_name_for_a_person(name, shown):
    assert cleaned(name) == shown


@given(st.text())
def test_no_name_is_empty_or_holds_what_can_t_be_shown(name):
    shown = cleaned(name)
    assert shown and shown == shown.strip()
    shown.encode("utf-8")
    assert all(letter.isprintable() for letter in shown)


@given(st.text(st.sampled_from("Mikrofon éäöüßÄÖÜ®™“”–ñç"), max_size=40))
def test_what_was_misread_comes_back_and_cutting_costs_one_letter_at_most(text):
    raw = text.encode()
    misread = "".join(bytes([each]).decode("cp1252", "ignore") or chr(each) for each in raw)
    assert repaired(misread) == text
    assert repaired(text) == text
    cut = "".join(bytes([each]).decode("cp1252", "ignore") or chr(each) for each in raw[:-1])
    assert repaired(cut) in {text[:-1], cut}


@pytest.mark.parametrize(
    "name", ["Überwachung", "Mikrofon (Gerät)", "Größe", "Ä", "IRMÃ", "Café", "microphone réseau — café"]
)
def test_names_that_are_right_stay(name):
    assert repaired(name) == name


@pytest.mark.parametrize(
    "name",
    [
        "Stereo Mix (Realtek High Defini",
        "Stereomix (Realtek(R) Audio)",
        "Mixage stéréo (Realtek)",
        "Стерео микшер (Realtek)",
        "What U Hear (Sound Blaster)",
        "Wave Out Mix (SB Live!)",
        "Monitor of Built-in Audio Analog Stereo",
        "Monitor von Eingebautes Audio",
        "Speakers (Realtek(R) Audio) [Loopback]",
        "Loopback: PCM (hw:2,1)",
        "CABLE Output (VB-Audio Virtual Cable)",
        "BlackHole 16ch",
    ],
)
def test_what_hears_no_room(name):
    assert is_loopback(name)


@pytest.mark.parametrize(
    "name",
    [
        "Microphone (Stereo Microphone)",
        "Dell Monitor Microphone",
        "Monitor Mikrofon (LG)",
        "Yeti Stereo Microphone",
        "Microphone Array (Realtek(R) Audio)",
        "Virtual_Microphone",
        "Line In (Mixer)",
        "Microsoft LifeCam",
        "Mikrofon (Microsoft - Input Kit)",
    ],
)
def test_what_hears_one(name):
    assert not is_loopback(name) and not is_mapper(name)


@pytest.mark.parametrize(
    "name",
    [
        "Microsoft Sound Mapper - Input",
        "Microsoft Soundmapper - Input",
        "Mappeur de sons Microsoft - Input",
        "Primary Sound Capture Driver",
        "Primärer Soundaufnahmetreiber",
        "Primär drivrutin för ljudinfångst",
        "Pilote de capture audio principal",
    ],
)
def test_doors_to_the_default(name):
    assert is_mapper(name)


@pytest.mark.parametrize(
    ("name", "telephone"),
    [
        ("Headset (WH-1000XM4 Hands-Free AG Audio)", True),
        ("Freisprechmikrofon (Auto)", True),
        ("Jana’s AirPods Pro", True),
        ("Headset Microphone (USB Audio)", False),
    ],
)
def test_telephones(name, telephone):
    assert is_hands_free(name) is telephone

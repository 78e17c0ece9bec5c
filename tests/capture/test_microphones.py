"""Which rows of real-looking systems are shown as microphones, under which name, and how they are found again."""

import json
import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.capture import portaudio, pulse_sources
from app.capture.devices import Device, Found, Source
from app.capture.microphones import SYSTEM_DEFAULT, environment, listed, resolve, scan
from app.domain.problem import Problem
from tests.capture import device_tables as tables
from tests.capture.device_tables import DIRECT, KS, MME, WASAPI, rows
from tests.sound_server import sound_server


def names(microphones):
    return [microphone.name for microphone in microphones]


def test_an_english_laptop_shows_its_two_microphones_once_each_through_wasapi():
    array, usb = listed(Found(tables.ENGLISH_LAPTOP))
    assert (array.name, array.host, array.is_default) == ("Microphone Array (Realtek(R) Audio)", "WASAPI", True)
    assert (array.sample_rate_hz, array.channels) == (48_000, 4)
    assert (usb.name, usb.sample_rate_hz, usb.is_default) == (
        "Microphone (USB measurement microphone)",
        96_000,
        False,
    )
    assert not array.telephone and not usb.telephone


def test_a_german_laptop_has_no_stereomix_and_its_headset_is_a_telephone():
    array, headset = listed(Found(tables.GERMAN_LAPTOP))
    assert array.name == "Mikrofonarray (Intel® Smart Sound Technologie für digitale Mikrofone)"
    assert array.is_default and not array.telephone
    assert headset.name == "Kopfhörermikrofon (WH-1000XM4 Hands-Free AG Audio)" and headset.telephone


def test_a_mapper_in_a_language_that_nobody_listed_is_known_by_its_place():
    (only,) = listed(Found(tables.SWEDISH_DESKTOP))
    assert (only.name, only.is_default) == ("Mikrofon (USB Audio CODEC )", True)
    without_wasapi = tuple(row for row in tables.SWEDISH_DESKTOP if row.host != WASAPI)
    (only,) = listed(Found(without_wasapi))
    assert (only.host, only.name) == ("DirectSound", "Mikrofon (USB Audio CODEC )")


def test_windows_without_wasapi_shows_the_long_names_of_directsound():
    older = tuple(row for row in tables.ENGLISH_LAPTOP if row.host in {MME, DIRECT})
    assert names(listed(Found(older))) == [
        "Microphone Array (Realtek(R) Audio)",
        "Microphone (USB measurement microphone)",
    ]


def test_the_pins_of_the_driver_are_shown_where_there_is_nothing_else():
    bare = tuple(row for row in tables.GERMAN_LAPTOP if row.host == KS)
    array, headset = listed(Found(bare))
    assert array.name == "Mikrofonarray 1 ()" and array.is_default
    assert headset.name == "Headset (WH-1000XM4 Hands-Free)" and headset.telephone


def test_nothing_is_listed_where_only_what_is_played_could_be_recorded():
    deaf = rows(
        (MME, "Microsoft Sound Mapper - Input", 2, 44_100, True),
        (MME, "Stereo Mix (Realtek High Defini", 2, 44_100),
        (MME, "CABLE Output (VB-Audio Virtual ", 2, 44_100),
        (WASAPI, "Stereo Mix (Realtek High Definition Audio)", 2, 48_000, True),
        (WASAPI, "CABLE Output (VB-Audio Virtual Cable)", 2, 48_000),
        (KS, "Stereo Mix (Realtek HD Audio Stereo input)", 2, 48_000),
    )
    assert listed(Found(deaf)) == ()
    assert listed(Found()) == ()


def test_a_loopback_that_is_the_default_makes_nothing_else_the_default():
    mixed = (
        *rows((WASAPI, "Stereo Mix (X)", 2, 48_000, True), (WASAPI, "Microphone (X)", 2, 48_000)),
        Device(9, "Microphone (X)", MME, 2, 44_100, True),
    )
    (only,) = listed(Found(mixed))
    assert not only.is_default


def test_windows_with_nothing_but_its_door_shows_that():
    (only,) = listed(Found(rows((MME, "Microsoft Sound Mapper - Input", 2, 44_100, True))))
    assert (only.name, only.is_default) == (SYSTEM_DEFAULT, True)


def test_a_macbook_hides_cables_between_programs_and_marks_the_phone_codec():
    built_in, airpods, interface = listed(Found(tables.MACBOOK))
    assert built_in.is_default and built_in.host == "Core Audio" and not built_in.telephone
    assert airpods.telephone
    assert (interface.name, interface.sample_rate_hz) == ("UMC204HD 192k", 44_100)


def test_alsa_alone_shows_its_cards_and_one_door_to_the_default():
    door, built_in, usb = listed(Found(tables.ALSA_ONLY))
    assert (door.name, door.is_default, door.channels) == (SYSTEM_DEFAULT, True, 2)
    assert (built_in.name, built_in.is_default) == ("HDA Intel PCH: ALC269VC Analog", False)
    assert (usb.name, usb.channels, usb.sample_rate_hz) == ("USB PnP Sound Device: Audio", 1, 48_000)


def test_pipewire_shows_what_hears_the_room(monkeypatch):
    found = Found(tables.PULSE_DOORS, asked(monkeypatch, tables.PIPEWIRE), "PipeWire")
    assert [source.monitor for source in found.sources] == [True, False, False, False, True, True]
    array, headset = listed(found)
    assert array.name.endswith("Digital Microphone") and array.is_default and array.channels == 4
    assert array.key == "pulse:alsa_input.pci-0000_00_1f.3-platform-sof.HiFi__Mic1__source"
    assert (headset.name, headset.telephone, headset.sample_rate_hz) == ("WH-1000XM4", True, 16_000)
    assert {array.host, headset.host} == {"PipeWire"}


def test_a_socket_without_a_plug_is_shown_only_where_nothing_else_is(monkeypatch):
    sources = asked(monkeypatch, tables.PIPEWIRE)
    unplugged = tuple(source for source in sources if source.unplugged or source.monitor)
    (only,) = listed(Found(tables.PULSE_DOORS, unplugged, "PipeWire"))
    assert only.name.endswith("Headset Microphone")


def test_pulseaudio_in_german_shows_what_hears_the_room(monkeypatch):
    found = Found(tables.PULSE_DOORS, asked(monkeypatch, tables.PULSEAUDIO, "PulseAudio"), "PulseAudio")
    built_in, jabra = listed(found)
    assert (built_in.name, built_in.sample_rate_hz) == ("Eingebautes Tongerät Analog Stereo", 44_100)
    assert not built_in.telephone and jabra.telephone and jabra.sample_rate_hz == 8_000


def test_sources_that_portaudio_has_no_way_to_give_place_to_its_own_devices():
    cards = tuple(row for row in tables.PULSE_DOORS if "hw:" in row.name)
    sources = (Source("mic", "A source", 1, 48_000),)
    assert names(listed(Found(cards, sources, "PulseAudio"))) == ["HDA Intel PCH: ALC269VC Analog"]


def test_a_server_without_a_microphone_does_not_hide_the_cards():
    monitor = (Source("sink.monitor", "Monitor of a sink", 2, 48_000, monitor=True),)
    listed_names = names(listed(Found(tables.PULSE_DOORS, monitor, "PulseAudio")))
    assert listed_names == [SYSTEM_DEFAULT, "HDA Intel PCH: ALC269VC Analog"]


def test_two_of_the_same_name_are_numbered_and_keep_their_numbers_when_one_leaves():
    one, two = Source("usb-00.a", "USB mic", 1, 48_000), Source("usb-00.b", "USB mic", 1, 48_000)
    both = listed(Found(tables.PULSE_DOORS, (one, two), "PulseAudio"))
    assert names(both) == ["USB mic", "USB mic (2)"]
    assert listed(Found(tables.PULSE_DOORS, (two, one), "PulseAudio")) == both
    left = listed(Found(tables.PULSE_DOORS, (two,), "PulseAudio"), both)
    assert names(left) == ["USB mic (2)"]
    back = listed(Found(tables.PULSE_DOORS, (two, one), "PulseAudio"), left)
    assert {microphone.key: microphone.name for microphone in back} == {
        "pulse:usb-00.a": "USB mic",
        "pulse:usb-00.b": "USB mic (2)",
    }


def test_one_that_comes_takes_no_name_from_one_that_is_there():
    there, comes = Source("usb-00.b", "USB mic", 1, 48_000), Source("usb-00.a", "USB mic", 1, 48_000)
    before = listed(Found(tables.PULSE_DOORS, (there,), "PulseAudio"))
    after = listed(Found(tables.PULSE_DOORS, (comes, there), "PulseAudio"), before)
    assert {microphone.key: microphone.name for microphone in after} == {
        "pulse:usb-00.b": "USB mic",
        "pulse:usb-00.a": "USB mic (2)",
    }


def test_a_number_that_a_name_has_anyway_is_not_given_twice():
    sources = [Source(key, name, 1, 48_000) for key, name in (("a", "X"), ("b", "X"), ("c", "X (2)"))]
    given_names = names(listed(Found(tables.PULSE_DOORS, tuple(sources), "PulseAudio")))
    assert len(set(given_names)) == 3


@pytest.mark.parametrize(("channels", "shown"), [(1, 1), (2, 2), (8, 8), (32, 2), (128, 2), (0, 2)])
def test_no_microphone_has_32_channels(channels, shown):
    (only,) = listed(Found(rows((WASAPI, "Mic", channels, 48_000))))
    assert only.channels == shown


@pytest.mark.parametrize(
    ("rate_hz", "telephone"), [(8_000, True), (16_000, True), (22_050, False), (44_100, False)]
)
def test_what_samples_slowly_is_a_telephone(rate_hz, telephone):
    (only,) = listed(Found(rows((WASAPI, "Mikrofon", 1, rate_hz))))
    assert only.telephone is telephone and only.sample_rate_hz == rate_hz
    (only,) = listed(Found(tables.PULSE_DOORS, (Source("mic", "Mikrofon", 1, rate_hz),), "PulseAudio"))
    assert only.telephone is telephone and only.sample_rate_hz == rate_hz


@pytest.mark.parametrize("table", [tables.ENGLISH_LAPTOP, tables.GERMAN_LAPTOP, tables.MACBOOK, tables.ALSA_ONLY])
def test_a_key_finds_its_row_again_after_the_rows_have_moved(table):
    moved = tuple(replace(row, index=40 - row.index) for row in reversed(table))
    for microphone in listed(Found(table)):
        before = next(row for row in table if row.index == resolve(microphone.key, table))
        after = next(row for row in moved if row.index == resolve(microphone.key, moved))
        assert (before.host, before.name) == (after.host, after.name)


def test_two_rows_of_the_same_name_are_two_keys():
    twice = rows((WASAPI, "Microphone (USB)", 1, 48_000), (WASAPI, "Microphone (USB)", 1, 44_100))
    first, second = listed(Found(twice))
    assert (first.name, second.name) == ("Microphone (USB)", "Microphone (USB) (2)")
    assert (resolve(first.key, twice), resolve(second.key, twice)) == (0, 1)
    with pytest.raises(LookupError):
        resolve(second.key, twice[:1])


def test_a_source_is_opened_through_the_best_door_with_its_name_in_the_environment():
    assert resolve("pulse:usb:00", tables.PULSE_DOORS) == 1
    assert resolve("pulse:usb:00", rows(("ALSA", "default", 64, 44_100), ("ALSA", "pipewire", 64, 44_100))) == 1
    assert environment("pulse:usb:00") == {"PULSE_SOURCE": "usb:00", "PIPEWIRE_NODE": "usb:00"}
    assert environment("portaudio:MME:Mic") == {}


@pytest.mark.parametrize(
    "key", ["pulse:gone", "portaudio:ALSA:gone", "portaudio:MME", "nonsense", "", "portaudio/0:A:b"]
)
def test_what_is_not_there_is_a_lookup_error(key):
    with pytest.raises(LookupError):
        resolve(key, rows((WASAPI, "Mic", 1, 48_000)))


def test_a_card_that_another_program_holds_is_listed_but_can_t_be_resolved():
    held = (Device(-1, "USB Audio: USB (hw:1,0)", "ALSA", 1, 48_000),)
    (only,) = listed(Found(held))
    assert only.name == "USB Audio: USB"
    with pytest.raises(LookupError):
        resolve(only.key, held)


ANY_DEVICE = st.builds(
    Device,
    st.integers(0, 99),
    st.one_of(
        st.text(max_size=50), st.sampled_from([row.name for row in tables.GERMAN_LAPTOP + tables.ALSA_ONLY])
    ),
    st.sampled_from([MME, DIRECT, WASAPI, KS, "Core Audio", "ALSA", "OSS", "ASIO"]),
    st.integers(0, 200),
    st.integers(-1, 10**7),
    st.booleans(),
)
ANY_SOURCE = st.builds(
    Source,
    st.text(min_size=1, max_size=20),
    st.text(max_size=50),
    st.integers(0, 64),
    st.integers(0, 10**6),
    *[st.booleans()] * 4,
)


@given(
    st.lists(ANY_DEVICE, max_size=12, unique_by=lambda device: device.index),
    st.none() | st.lists(ANY_SOURCE, max_size=6, unique_by=lambda source: source.name),
)
def test_whatever_is_found_each_microphone_has_a_name_a_key_and_sane_numbers(devices, sources):
    found = Found(tuple(devices), None if sources is None else tuple(sources), "PulseAudio")
    microphones = listed(found)
    assert len(set(names(microphones))) == len(microphones)
    assert len({microphone.key for microphone in microphones}) == len(microphones)
    assert sum(microphone.is_default for microphone in microphones) <= 1 + sum(s.is_default for s in sources or ())
    assert all(microphone.name.strip() and 1 <= microphone.channels <= 8 for microphone in microphones)
    assert all(4_000 <= microphone.sample_rate_hz <= 768_000 for microphone in microphones)
    for microphone in microphones:
        resolve(microphone.key, devices)
    assert listed(found, microphones) == microphones
    assert Found.from_json(json.loads(json.dumps(found.as_json()))) == found


def asked(monkeypatch, told, server="PipeWire"):
    """The sources of a system whose pactl prints `told`."""
    default = "alsa_input.pci-0000_00_1f.3"
    default += "-platform-sof.HiFi__Mic1__source" if server == "PipeWire" else ".analog-stereo"
    name = "PulseAudio (on PipeWire 1.0.5)" if server == "PipeWire" else "pulseaudio"

    def pactl(*words):
        return f"Server Name: {name}\nDefault Source: {default}\n" if words == ("info",) else told

    monkeypatch.setattr(pulse_sources, "_pactl", pactl)
    monkeypatch.setattr(pulse_sources.shutil, "which", lambda name: f"/usr/bin/{name}")
    sources, named = pulse_sources.ask()
    assert named == server
    return sources


def test_a_scan_says_why_there_is_none(monkeypatch):
    def missing():
        raise OSError("PortAudio library not found")

    def silent():
        raise pulse_sources.ServerSilent("timed out")

    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(pulse_sources, "ask", lambda: (None, ""))
    monkeypatch.setattr(portaudio, "library", missing)
    with pytest.raises(Problem, match="PortAudio library is missing"):
        scan()
    monkeypatch.setattr(pulse_sources, "ask", silent)
    with pytest.raises(Problem, match="does not answer"):
        scan()


def test_a_real_server_is_scanned_and_its_microphone_resolved(tmp_path, root):
    code = (
        "import sounddevice\n"
        "from app.capture import devices, microphones\n"
        "first, *others = microphones.scan()\n"
        "index = microphones.resolve(first.key, devices.table(sounddevice))\n"
        "print(first.name, first.key, first.is_default, first.sample_rate_hz, first.channels, len(others))\n"
        "print(sounddevice.query_devices(index)['name'])\n"
    )
    with sound_server(tmp_path, rate_hz=44_100) as server:
        done = subprocess.run(
            [sys.executable, "-c", code],
            env={**server.environment, "PYTHONPATH": str(root)},
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.stdout.splitlines() == [
        "Virtual_Microphone pulse:virtual_microphone True 44100 1 0",
        "pulse",
    ], done.stderr

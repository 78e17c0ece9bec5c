"""How a microphone is opened, refused and given back, on a library of the test's own."""

import os
import threading
from types import SimpleNamespace

import numpy as np
import pytest

from app.capture import portaudio, portaudio_input, pulse_guard
from app.capture.portaudio_input import PortAudioInputs
from app.domain.microphone import Microphone
from app.domain.problem import Problem
from app.domain.take import RawStream

WASAPI_TYPE = 13
RAW_REFUSED = 0x88890027 - 2**32
LAPTOP = Microphone("Laptop", "portaudio:ALSA:Laptop", "ALSA", 96_000, 2)
USB = Microphone("USB", "portaudio:Windows WASAPI:USB", "WASAPI", 48_000, 1)
PULSE = Microphone("Room", "pulse:room_source", "PulseAudio", 48_000, 1)


class PortAudioError(Exception):
    pass


class Stream:
    def __init__(self, library, asked):
        self.library = library
        self.asked = asked
        self.samplerate = float(asked["samplerate"])
        self.channels = asked["channels"]
        self.closed = False

    def start(self):
        if self.library.fails_to_start:
            raise self.library.fails_to_start

    def stop(self, ignore_errors):
        self.asked["finished_callback"]()

    def close(self, ignore_errors):
        self.closed = True


class Library:
    """Stands in for sounddevice: `refuse` says of what was asked which error it is, if any."""

    PortAudioError = PortAudioError

    def __init__(self):
        self._initialized = 1
        self.restarts = 0
        self.refuse = lambda asked: None
        self.fails_to_start = None
        self.streams = []
        self.asked = []
        self.environments = []
        self.devices = [
            ("ALSA", "Laptop", 2, 48_000),
            ("Windows WASAPI", "USB", 1, 48_000),
            ("ALSA", "pulse", 32, 44_100),
        ]
        self.late_devices = []
        self.host_error = SimpleNamespace(hostApiType=0, errorCode=0)
        self._lib = SimpleNamespace(
            paWASAPI=WASAPI_TYPE, eStreamOptionRaw=1, Pa_GetLastHostErrorInfo=lambda: self.host_error
        )

    def _terminate(self):
        self._initialized = 0

    def _initialize(self):
        self._initialized = 1
        self.restarts += 1
        self.devices += self.late_devices

    def query_hostapis(self, index=None):
        hosts = ["ALSA", "Windows WASAPI"]
        rows = [
            {
                "name": host,
                "devices": [i for i, device in enumerate(self.devices) if device[0] == host],
                "default_input_device": -1,
            }
            for host in hosts
        ]
        return rows if index is None else rows[index]

    def query_devices(self, index):
        host, name, channels, rate_hz = self.devices[index]
        return {
            "name": name,
            "max_input_channels": channels,
            "default_samplerate": float(rate_hz),
            "hostapi": 0 if host == "ALSA" else 1,
        }

    def WasapiSettings(self):
        return SimpleNamespace(_streaminfo=SimpleNamespace(streamOption=0))

    def InputStream(self, **asked):
        self.asked.append(asked)
        self.environments.append(os.environ.get("PULSE_SOURCE"))
        error = self.refuse(asked)
        if error is not None:
            raise error
        self.streams.append(Stream(self, asked))
        return self.streams[-1]


@pytest.fixture
def library(monkeypatch):
    one = Library()
    monkeypatch.setattr(portaudio, "library", lambda: one)
    monkeypatch.setattr(pulse_guard.shutil, "which", lambda _: None)
    monkeypatch.setattr(portaudio_input, "number_of", lambda source: "3")
    yield one
    assert portaudio.restart_if_idle(one), "a stream is still counted as open"


def opened(microphone, deliver=lambda block, overflowed: None, ended=lambda: None):
    return PortAudioInputs().open(microphone, deliver, ended)


def error(code, host=()):
    return PortAudioError("refused", code, *host)


def test_it_is_opened_at_its_own_rate_with_its_own_channels(library):
    one = opened(LAPTOP)
    [asked] = library.asked
    assert (one.sample_rate_hz, one.channels, one.raw_stream) == (96_000, 2, RawStream.UNKNOWN)
    assert (asked["device"], asked["dtype"], asked["extra_settings"]) == (0, "float32", None)
    assert asked["blocksize"] == 2048, "as long as 1024 at 48 kHz"
    one.close()
    assert library.streams[0].closed
    one.close()


def test_blocks_are_passed_on_with_the_systems_word(library):
    got = []
    one = opened(LAPTOP, lambda block, overflowed: got.append((block, overflowed)))
    callback = library.asked[0]["callback"]
    block = np.zeros((4, 2), np.float32)
    callback(block, 4, None, SimpleNamespace(input_overflow=False))
    callback(block, 4, None, SimpleNamespace(input_overflow=True))
    assert [overflowed for _, overflowed in got] == [False, True] and got[0][0] is block
    one.close()
    callback(block, 4, None, SimpleNamespace(input_overflow=True))
    assert len(got) == 2


def test_an_end_that_was_not_asked_for_is_told_and_one_that_was_is_not(library):
    ends = []
    one = opened(LAPTOP, ended=lambda: ends.append(1))
    library.asked[0]["finished_callback"]()
    assert ends == [1]
    one.close()
    assert ends == [1]


def test_a_rate_it_cannot_do_is_not_the_end(library):
    library.refuse = lambda asked: error(-9997) if asked["samplerate"] == 96_000 else None
    one = opened(LAPTOP)
    assert (one.sample_rate_hz, one.channels) == (48_000, 2)
    one.close()


def test_nor_are_channels_or_a_rate_that_is_called_a_device(library):
    library.refuse = lambda asked: error(-9996) if asked["channels"] == 2 else None
    one = opened(LAPTOP)
    assert (one.sample_rate_hz, one.channels) == (96_000, 1)
    one.close()


@pytest.mark.parametrize(
    ("refusal", "sentence", "attempts"),
    [
        (error(-9985), "being used by another program", 1),
        (error(-9999, [(1, 0x8889000A - 2**32, "in use")]), "being used by another program", 1),
        (error(-9999, [(1, 0x80070005 - 2**32, "denied")]), "not permitted", 1),
        (error(-9999, [(1, 0x88890004 - 2**32, "gone")]), "was disconnected", 1),
        (error(-9993), "can't be opened", 1),
        (error(-9999, [(1, 7, "who knows")]), "can't be opened", 6),
        (error(-9997), "can't be opened", 6),
        (PortAudioError("no code at all"), "can't be opened", 1),
    ],
)
def test_each_refusal_has_its_sentence(library, refusal, sentence, attempts):
    library.refuse = lambda asked: refusal
    with pytest.raises(Problem, match=sentence) as told:
        opened(LAPTOP)
    assert len(library.asked) == attempts
    assert not portaudio._agreement._users
    assert sentence != "can't be opened" or "refused" in told.value.detail or "no code" in told.value.detail


def test_one_that_opens_and_does_not_start_is_given_back(library):
    library.fails_to_start = error(-9985)
    with pytest.raises(Problem, match="another program"):
        opened(LAPTOP)
    assert all(stream.closed for stream in library.streams)


def test_one_plugged_in_later_is_found_by_looking_again(library):
    library.late_devices = [("ALSA", "Field recorder", 1, 44_100)]
    one = opened(Microphone("Field", "portaudio:ALSA:Field recorder", "ALSA", 44_100, 1))
    assert library.restarts == 1
    assert one.sample_rate_hz == 44_100
    one.close()


def test_one_that_is_gone_is_told_and_an_open_stream_survives_the_look(library):
    portaudio.begin_use()
    try:
        with pytest.raises(Problem, match="was disconnected"):
            opened(Microphone("Field", "portaudio:ALSA:Field recorder", "ALSA", 44_100, 1))
        assert library.restarts == 0
    finally:
        portaudio.end_use()


def test_a_source_of_the_sound_server_is_named_in_the_environment_while_it_is_opened(library, monkeypatch):
    monkeypatch.setenv("PULSE_SOURCE", "mine")
    one = opened(PULSE)
    assert library.asked[0]["device"] == 2
    assert library.environments == ["room_source"]
    assert os.environ["PULSE_SOURCE"] == "mine"
    one.close()
    monkeypatch.delenv("PULSE_SOURCE")
    opened(PULSE).close()
    assert "PULSE_SOURCE" not in os.environ


def test_a_source_the_server_no_longer_has_was_disconnected(library, monkeypatch):
    monkeypatch.setattr(portaudio_input, "number_of", lambda source: "")
    library.refuse = lambda asked: error(-9999, [(-1, 0, "")])
    with pytest.raises(Problem, match="was disconnected"):
        opened(PULSE)


def test_a_system_that_does_not_answer_is_told_and_a_late_answer_closed(library, monkeypatch):
    monkeypatch.setattr(portaudio_input, "OPEN_WITHIN_S", 0.05)
    go_on = threading.Event()
    library.refuse = lambda asked: go_on.wait(20) and None
    with pytest.raises(Problem, match="does not answer"):
        opened(LAPTOP)
    assert not portaudio.restart_if_idle(library), "what hangs is still in use"
    go_on.set()
    wait_for(lambda: library.streams and library.streams[0].closed and not portaudio._agreement._users)


def test_a_stream_that_hangs_when_it_is_closed_is_left_to_itself(library, monkeypatch):
    monkeypatch.setattr(portaudio, "CLOSE_WITHIN_S", 0.05)
    go_on = threading.Event()
    monkeypatch.setattr(Stream, "stop", lambda self, ignore_errors: go_on.wait(20))
    one = opened(LAPTOP)
    one.close()
    assert not library.streams[0].closed
    go_on.set()
    wait_for(lambda: library.streams[0].closed and not portaudio._agreement._users)


def wait_for(true):
    patience = threading.Event()
    for _ in range(2000):
        if true():
            return
        patience.wait(0.01)
    raise AssertionError("it does not come")


def test_without_portaudio_it_is_said_what_to_install(monkeypatch):
    def missing():
        raise OSError("PortAudio library not found")

    monkeypatch.setattr(portaudio, "library", missing)
    with pytest.raises(Problem, match="PortAudio"):
        opened(LAPTOP)


class TestRawStream:
    """Only WASAPI has the wish; PortAudio opens the stream whether it was granted or not."""

    def test_granted(self, library):
        one = opened(USB)
        assert library.asked[0]["extra_settings"]._streaminfo.streamOption == 1
        assert one.raw_stream is RawStream.YES
        one.close()

    def test_refused_in_passing(self, library):
        def refuse(asked):
            library.host_error = SimpleNamespace(hostApiType=WASAPI_TYPE, errorCode=RAW_REFUSED)

        library.refuse = refuse
        one = opened(USB)
        assert one.raw_stream is RawStream.NO
        one.close()

    def test_refused_altogether(self, library):
        library.refuse = lambda asked: error(-9999) if asked["extra_settings"] else None
        one = opened(USB)
        assert one.raw_stream is RawStream.NO
        assert (one.sample_rate_hz, len(library.asked)) == (48_000, 2)
        one.close()

    def test_another_trouble_on_the_way_leaves_it_unknown(self, library):
        def trouble(asked):
            library.host_error = SimpleNamespace(hostApiType=WASAPI_TYPE, errorCode=5)

        library.refuse = trouble
        one = opened(USB)
        assert one.raw_stream is RawStream.UNKNOWN
        one.close()

    def test_an_old_trouble_says_nothing(self, library):
        library.host_error = SimpleNamespace(hostApiType=WASAPI_TYPE, errorCode=5)
        one = opened(USB)
        assert one.raw_stream is RawStream.YES
        one.close()

    def test_a_library_that_has_changed_is_asked_for_nothing(self, library):
        del library._lib.eStreamOptionRaw
        one = opened(USB)
        assert one.raw_stream is RawStream.UNKNOWN
        one.close()

    def test_the_installed_library_has_what_we_ask_for(self):
        sounddevice = pytest.importorskip("sounddevice", exc_type=(ImportError, OSError))
        settings = sounddevice.WasapiSettings()
        settings._streaminfo.streamOption = sounddevice._lib.eStreamOptionRaw
        assert settings._streaminfo.streamOption == 1
        assert sounddevice._lib.paWASAPI == WASAPI_TYPE
        assert hasattr(sounddevice._lib.Pa_GetLastHostErrorInfo(), "errorCode")
        assert hasattr(sounddevice, "_exit_handler") and hasattr(sounddevice, "_initialized")

"""Playback on a loudspeaker of the test's own, which asks for sound when it is told to."""

import numpy as np
import pytest

from app.capture import output as output_module
from app.capture import portaudio
from app.capture.output import PortAudioOutput
from app.capture.playback import STALLED_AFTER_S, TAIL_S, Playback
from app.domain.problem import Problem

RATE_HZ = 8000


class Clock:
    def __init__(self):
        self.now = 100.0

    def __call__(self):
        return self.now


class Loudspeaker:
    """Stands in for the sound card: `pull` is its callback."""

    def __init__(self, clock, rate_hz=None):
        self.clock = clock
        self.rate_hz = rate_hz
        self.opened = []

    def __call__(self, sample_rate_hz, fill, ended):
        device = _Device(self.rate_hz or sample_rate_hz, fill, ended, self.clock)
        self.opened.append(device)
        return device

    @property
    def last(self):
        return self.opened[-1]


class _Device:
    latency_s = 0.0

    def __init__(self, sample_rate_hz, fill, ended, clock):
        self.sample_rate_hz = sample_rate_hz
        self._fill, self.ended, self._clock = fill, ended, clock
        self.heard = np.zeros(0, dtype=np.float32)
        self.closed = False
        self.over = False

    def pull(self, seconds, block=80):
        for _ in range(round(seconds * self.sample_rate_hz / block)):
            if self.over:
                return
            out = np.empty(block, dtype=np.float32)
            more = self._fill(out, self.latency_s)
            self.heard = np.r_[self.heard, out]
            self._clock.now += block / self.sample_rate_hz
            if not more:
                self.over = True
                self.ended()

    def close(self):
        self.closed = True


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def speaker(clock):
    return Loudspeaker(clock)


@pytest.fixture
def playback(speaker, clock):
    return Playback(speaker, clock)


def tone(seconds=1.0, hz=250.0):
    return (0.5 * np.sin(2 * np.pi * hz * np.arange(int(seconds * RATE_HZ)) / RATE_HZ)).astype(np.float32)


def test_no_device_is_opened_before_there_is_something_to_play(playback, speaker):
    assert not playback.playing
    assert playback.position_s == 0.0
    playback.stop()
    assert speaker.opened == []


def test_it_plays_to_its_end_stops_by_itself_and_gives_the_device_back(playback, speaker):
    playback.play(tone(), RATE_HZ)
    speaker.last.pull(0.5)
    assert playback.playing
    assert playback.position_s == pytest.approx(0.5, abs=0.011)
    speaker.last.pull(0.52)
    assert not playback.playing
    speaker.last.pull(TAIL_S)
    assert not playback.playing
    assert speaker.last.closed
    assert playback.problem is None
    np.testing.assert_allclose(speaker.last.heard[100:7900], tone()[100:7900], atol=1e-6)


def test_it_starts_where_it_is_told(playback, speaker):
    playback.play(tone(), RATE_HZ, start_s=0.75)
    speaker.last.pull(0.1)
    assert playback.position_s == pytest.approx(0.85, abs=0.011)
    np.testing.assert_allclose(speaker.last.heard[100:700], tone()[6100:6700], atol=1e-6)


def test_a_loop_never_ends_and_its_place_starts_again(playback, speaker):
    playback.play(tone(0.5), RATE_HZ, loop=True)
    speaker.last.pull(1.25)
    assert playback.playing
    assert playback.position_s == pytest.approx(0.25, abs=0.011)


def test_stop_fades_and_is_believed_at_once(playback, speaker):
    playback.play(tone(), RATE_HZ)
    speaker.last.pull(0.3)
    playback.stop()
    assert not playback.playing
    speaker.last.pull(0.3)
    assert speaker.last.over
    assert np.abs(np.diff(speaker.last.heard)).max() < 0.12
    assert not playback.playing
    assert speaker.last.closed
    assert playback.problem is None


def test_the_other_sound_goes_on_in_the_same_device(playback, speaker):
    playback.play(tone(), RATE_HZ)
    speaker.last.pull(0.3)
    playback.play(tone(hz=100.0), RATE_HZ, start_s=0.3, gain_db=-6.0206)
    speaker.last.pull(0.2)
    assert len(speaker.opened) == 1
    assert playback.position_s == pytest.approx(0.5, abs=0.011)
    np.testing.assert_allclose(speaker.last.heard[2600:3900], tone(hz=100.0)[2600:3900] / 2, atol=1e-4)


def test_after_the_end_the_device_is_opened_anew(playback, speaker):
    playback.play(tone(0.1), RATE_HZ)
    speaker.last.pull(0.5)
    playback.play(tone(0.1), RATE_HZ)
    assert len(speaker.opened) == 2
    assert speaker.opened[0].closed


def test_a_device_with_its_own_rate_is_given_that_rate(clock):
    speaker = Loudspeaker(clock, rate_hz=12_000)
    playback = Playback(speaker, clock)
    playback.play(tone(), RATE_HZ, start_s=0.5)
    speaker.last.pull(0.25)
    assert playback.position_s == pytest.approx(0.75, abs=0.011)
    spectrum = np.abs(np.fft.rfft(speaker.last.heard))
    assert np.argmax(spectrum) * 12_000 / speaker.last.heard.size == pytest.approx(250.0, abs=5)


def test_a_device_that_ends_by_itself_is_a_problem_with_something_to_do(playback, speaker):
    playback.play(tone(), RATE_HZ)
    speaker.last.pull(0.3)
    speaker.last.ended()
    assert not playback.playing
    assert speaker.last.closed
    assert playback.problem is not None
    assert playback.problem.to_do.endswith(".")
    playback.play(tone(), RATE_HZ)
    assert playback.problem is None


def test_a_device_that_falls_silent_is_noticed(playback, speaker, clock):
    playback.play(tone(), RATE_HZ)
    speaker.last.pull(0.3)
    clock.now += STALLED_AFTER_S / 2
    assert playback.playing
    clock.now += STALLED_AFTER_S
    assert not playback.playing
    assert playback.problem is not None


def test_nothing_to_play_ends_at_once(playback, speaker):
    playback.play(np.zeros(0, dtype=np.float32), RATE_HZ)
    speaker.last.pull(0.05)
    assert not playback.playing
    assert playback.problem is None


class _Library:
    """Stands in for sounddevice where there is no device."""

    class PortAudioError(Exception):
        pass

    def __init__(self, devices):
        self._devices = devices
        self._initialized = 1
        self.restarts = 0
        self.rates = []

    def query_devices(self, kind):
        if not self._devices:
            raise self.PortAudioError("Error querying device -1")
        return self._devices[0]

    def _terminate(self):
        self.restarts += 1

    def _initialize(self):
        pass

    def OutputStream(self, samplerate, **_):
        self.rates.append(samplerate)
        raise self.PortAudioError("Device unavailable")


def test_no_loudspeaker_is_told_after_looking_again(monkeypatch, clock):
    library = _Library([])
    monkeypatch.setattr(output_module, "_sounddevice", lambda: library)
    with pytest.raises(Problem, match="No loudspeaker was found"):
        Playback(PortAudioOutput, clock).play(tone(), RATE_HZ)
    assert library.restarts == 1


def test_looking_for_a_loudspeaker_never_ends_a_recording(monkeypatch, clock):
    library = _Library([])
    monkeypatch.setattr(output_module, "_sounddevice", lambda: library)
    portaudio.begin_use()
    try:
        with pytest.raises(Problem, match="No loudspeaker was found"):
            Playback(PortAudioOutput, clock).play(tone(), RATE_HZ)
    finally:
        portaudio.end_use()
    assert library.restarts == 0
    assert portaudio.restart_if_idle(library)


def test_a_device_that_refuses_is_tried_at_its_own_rate_and_then_told(monkeypatch, clock):
    library = _Library([{"max_output_channels": 2, "default_samplerate": 44_100.0}])
    monkeypatch.setattr(output_module, "_sounddevice", lambda: library)
    with pytest.raises(Problem, match="can't be used"):
        Playback(PortAudioOutput, clock).play(tone(), RATE_HZ)
    assert library.rates == [RATE_HZ, 44_100]


def test_a_system_without_portaudio_is_told_what_to_install(monkeypatch, clock):
    import builtins

    real = builtins.__import__

    def missing(name, *args, **kwargs):
        if name == "sounddevice":
            raise OSError("PortAudio library not found")
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(Problem, match="libportaudio2"):
        Playback(PortAudioOutput, clock).play(tone(), RATE_HZ)

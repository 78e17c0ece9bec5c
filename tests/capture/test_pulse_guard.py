"""The sound server's word that a microphone has gone, from a `pactl` of the test's own."""

import os
import threading
import time

import pytest

from app.capture import pulse_guard
from app.capture.pulse_guard import PulseGuard, number_of

PACTL = """#!/bin/sh
case "$1" in
subscribe)
    echo $$ > "{folder}/pid"
    while :; do
        if [ -s "{folder}/event" ]; then cat "{folder}/event"; rm "{folder}/event"; fi
        sleep 0.02
    done ;;
*)
    cat "{folder}/sources"
    : > "{folder}/asked" ;;
esac
"""
SOURCES = "0\troom.monitor\tmodule\tfloat32le 1ch 48000Hz\tRUNNING\n7\tmicrophone\tmodule\ts16le\tRUNNING\n"

pytestmark = pytest.mark.skipif(os.name != "posix", reason="a shell script stands in for pactl")


@pytest.fixture
def server(tmp_path, monkeypatch):
    script = tmp_path / "pactl"
    script.write_text(PACTL.format(folder=tmp_path))
    script.chmod(0o755)
    (tmp_path / "sources").write_text(SOURCES)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr(pulse_guard, "LOOK_AGAIN_S", 0.2)
    return tmp_path


@pytest.fixture
def guarded(server):
    gone = threading.Event()
    guard = PulseGuard("microphone", gone.set)
    until((server / "pid").exists)
    yield guard, gone
    guard.close()
    until(lambda: "sound server" not in [thread.name for thread in threading.enumerate()])


def until(true):
    end_s = time.monotonic() + 20
    while not true():
        assert time.monotonic() < end_s
        time.sleep(0.01)


def says(server, line):
    (server / "coming").write_text(line)
    (server / "coming").rename(server / "event")
    until(lambda: not (server / "event").exists())


def test_the_removal_of_the_microphone_is_told(server, guarded):
    _, gone = guarded
    says(server, "Event 'change' on source #7\nEvent 'remove' on source #70\nEvent 'remove' on source-output #7\n")
    says(server, "Event 'remove' on source #0\nEvent 'new' on source #9\n")
    assert not gone.is_set()
    says(server, "Event 'remove' on source #7\n")
    assert gone.wait(20)


def test_one_that_was_plugged_in_again_at_once_is_another(server, monkeypatch):
    """It has a new number by the time of the second look, and the recording is elsewhere."""
    monkeypatch.setattr(pulse_guard, "LOOK_AGAIN_S", 2.0)
    gone = threading.Event()
    guard = PulseGuard("microphone", gone.set)
    until((server / "asked").exists)
    (server / "sources").write_text(SOURCES.replace("7\t", "8\t"))
    assert gone.wait(20)
    guard.close()


def test_after_closing_nothing_is_told(server, guarded):
    guard, gone = guarded
    guard.close()
    until(lambda: "sound server" not in [thread.name for thread in threading.enumerate()])
    assert not gone.is_set()


def test_the_number_of_a_source_none_and_no_answer(server):
    assert number_of("microphone") == "7"
    assert number_of("micro") == ""
    (server / "pactl").write_text("#!/bin/sh\nexit 1\n")
    assert number_of("microphone") is None


def test_without_pactl_nothing_happens(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    guard = PulseGuard("microphone", lambda: None)
    guard.close()
    assert number_of("microphone") is None

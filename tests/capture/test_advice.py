"""What a technician reads: one sentence of what, one of what to do, and the page of this very system."""

import re
import sys

import pytest

from app.capture import advice

SYSTEMS = sorted(advice._PLACES)
ALL = {
    "no_microphone": lambda system: advice.no_microphone(system=system),
    "blocked": lambda system: advice.blocked(system=system),
    "lost": lambda system: advice.lost("USB mic", 12.3),
    "lost_idle": lambda system: advice.lost("USB mic"),
    "lost_at_once": lambda system: advice.lost("USB mic", 0.0),
    "stalled": lambda system: advice.stalled("USB mic", 75.0),
    "busy": lambda system: advice.busy("USB mic", "Device unavailable"),
    "refused": lambda system: advice.refused("USB mic", "Invalid device", system=system),
    "no_portaudio": lambda system: advice.no_portaudio("not found", system=system),
    "silent": lambda system: advice.sound_system_silent("timeout"),
    "unknown": lambda system: advice.microphones_unknown("exit code 1"),
    "disk_full": lambda system: advice.disk_full(3_600.0, system=system),
    "no_space": lambda system: advice.disk_full(system=system),
    "longest": lambda system: advice.longest(22_000.0),
}


@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize("which", sorted(ALL))
def test_each_is_one_sentence_and_one_thing_to_do(which, system):
    problem = ALL[which](system)
    for sentence in (problem.what, problem.to_do):
        assert sentence.endswith(".") and sentence[0].isupper()
        assert not re.search(r"[.!?] ", sentence), sentence
        assert "  " not in sentence and "None" not in sentence
        assert len(sentence) <= 200, len(sentence)


@pytest.mark.parametrize(
    ("system", "page"),
    [
        ("windows 11", "Settings › Privacy & security › Microphone"),
        ("windows 10", "Settings › Privacy › Microphone"),
        ("macos", "System Settings › Privacy & Security › Microphone"),
        ("macos 12", "System Preferences › Security & Privacy › Microphone"),
        ("gnome", "Settings › Sound › Input"),
        ("kde", "System Settings › Sound"),
        ("linux", "sound settings"),
    ],
)
def test_silence_names_both_causes_and_where_each_is_put_right(system, page):
    problem = advice.blocked(system=system)
    assert "muted" in problem.what and "not permitted" in problem.what
    assert page in problem.to_do and "mute" in problem.to_do


def test_windows_says_that_desktop_programs_have_a_switch_of_their_own():
    for system in ("windows 10", "windows 11"):
        assert "Let desktop apps access your microphone" in advice.blocked(system=system).to_do
        assert "Let desktop apps access your microphone" in advice.refused("X", system=system).to_do


def test_what_was_kept_is_said():
    assert "12.3 s are kept" in advice.lost("USB mic", 12.3).what
    assert "kept" not in advice.lost("USB mic").what
    assert "nothing had been recorded" in advice.stalled("USB mic", 0.0).what
    assert "1 min 15 s are kept" in advice.stalled("USB mic", 75.0).what
    assert "kept" in advice.disk_full(4.0).what and "kept" not in advice.disk_full().what


def test_a_microphone_without_a_name_reads_well():
    assert advice.lost("").what.startswith("The microphone was")
    assert advice.lost("Yeti").what.startswith("The microphone “Yeti” was")


def test_the_library_is_installed_as_the_system_does_it():
    assert "libportaudio2" in advice.no_portaudio(system="gnome").to_do
    assert "libportaudio2" not in advice.no_portaudio(system="windows 11").to_do


@pytest.mark.parametrize(
    ("desktop", "system"),
    [
        ("ubuntu:GNOME", "gnome"),
        ("KDE", "kde"),
        ("X-Cinnamon", "cinnamon"),
        ("XFCE", "xfce"),
        ("sway", "linux"),
        ("", "linux"),
    ],
)
def test_linux_is_known_by_its_desktop(monkeypatch, desktop, system):
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", desktop)
    assert advice.this_system() == system
    monkeypatch.delenv("XDG_CURRENT_DESKTOP")
    assert advice.this_system() == "linux"


@pytest.mark.parametrize(
    ("version", "system"), [("15.1", "macos"), ("13.0", "macos"), ("12.7.6", "macos 12"), ("", "macos")]
)
def test_macos_is_known_by_its_version(monkeypatch, version, system):
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(advice.platform, "mac_ver", lambda: (version, ("", "", ""), ""))
    assert advice.this_system() == system


@pytest.mark.parametrize(
    ("build", "system"), [(19_045, "windows 10"), (22_000, "windows 11"), (26_100, "windows 11")]
)
def test_windows_is_known_by_its_build_for_11_calls_itself_10(monkeypatch, build, system):
    class Version:
        pass

    Version.build = build
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(sys, "getwindowsversion", Version, raising=False)
    assert advice.this_system() == system

"""What pactl says, in both of its forms, and when it says nothing."""

import shutil
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.capture import pulse_sources
from app.capture.devices import Source
from tests.sound_server import sound_server


@pytest.fixture
def server(tmp_path, monkeypatch):
    with sound_server(tmp_path) as running:
        for name, value in running.environment.items():
            monkeypatch.setenv(name, value)
        monkeypatch.delenv("PULSE_SOURCE", raising=False)
        yield running


def test_a_real_server_tells_its_sources_and_which_is_the_default(server):
    sources, name = pulse_sources.ask()
    assert name == "PulseAudio"
    assert sources == (
        Source("room.monitor", "Monitor of Null Output", 1, 48_000, monitor=True),
        Source("virtual_microphone", "Virtual_Microphone", 1, 48_000, is_default=True),
    )


def test_text_and_json_of_the_same_server_say_the_same(server, monkeypatch):
    server.add_microphone("gerät", "room", "Mühlen-Gerät")
    by_json = pulse_sources.ask()
    assert by_json[0] is not None and by_json[0][-1].description == "Mühlen-Gerät"
    ask = pulse_sources._pactl
    monkeypatch.setattr(pulse_sources, "_pactl", lambda *words: None if "json" in words else ask(*words))
    assert pulse_sources.ask() == by_json


def test_numbers_with_a_decimal_comma_do_not_break_the_json(server, monkeypatch):
    expected = pulse_sources.ask()
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    monkeypatch.setenv("LANGUAGE", "de")
    assert pulse_sources.ask() == expected


def test_a_monitor_is_known_by_its_class_alone():
    (row,) = pulse_sources._rows('Source #0\n\tName: a\n\tProperties:\n\t\tdevice.class = "monitor"\n')
    assert pulse_sources._source(row, "").monitor


def test_pactl_is_asked_not_to_translate(tmp_path, monkeypatch):
    pactl = tmp_path / "pactl"
    pactl.write_text('#!/bin/sh\necho "Default Source: $LC_ALL,$LANGUAGE,$1"\n', encoding="utf-8")
    pactl.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("LANGUAGE", "de")
    assert pulse_sources._pactl("info") == "Default Source: C,,info\n"


def test_a_server_that_is_gone_is_none(server):
    server.kill()
    assert pulse_sources.ask() == (None, "")


def test_a_server_that_hangs_is_told_apart(server, monkeypatch):
    monkeypatch.setattr(pulse_sources, "PATIENCE_S", 0.5)
    server.stop_answering()
    with pytest.raises(pulse_sources.ServerSilent):
        pulse_sources.ask()
    server.answer_again()
    assert pulse_sources.ask()[1] == "PulseAudio"


def test_a_system_without_pactl_is_none(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    assert pulse_sources.ask() == (None, "")


def test_a_pactl_that_can_t_be_run_is_none(monkeypatch):
    def refused(*words, **how):
        raise PermissionError("not allowed")

    monkeypatch.setattr(shutil, "which", lambda name: name)
    monkeypatch.setattr(subprocess, "run", refused)
    assert pulse_sources.ask() == (None, "")


@pytest.mark.parametrize(
    "told", ["", "Source #1\n", "rubbish\n\tName: x\n", "Source #1\n\tName: \n\t\t = \n", "\t\t\t"]
)
def test_whatever_it_prints_no_source_is_made_up(monkeypatch, told):
    monkeypatch.setattr(shutil, "which", lambda name: name)
    monkeypatch.setattr(pulse_sources, "_pactl", lambda *words: told)
    assert pulse_sources.ask() == ((), "PulseAudio")


@given(st.text())
def test_no_text_is_an_error(told):
    row = pulse_sources._rows(f"Source #1\n\tName: a\n{told}")[0]
    pulse_sources._source(row, "a")


def test_a_source_that_says_little_is_taken_as_it_is(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: name)
    monkeypatch.setattr(pulse_sources, "_pactl", lambda *words: "Source #0\n\tName: a\n")
    assert pulse_sources.ask()[0] == (Source("a", "", 1, 48_000),)

"""Whether a window can be opened is asked before Qt is, since Qt ends the program."""

import socket
from pathlib import Path

import pytest

from app.main.display import why_no_display


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY", "XDG_RUNTIME_DIR"):
        monkeypatch.delenv(name, raising=False)


def test_no_display_at_all():
    assert why_no_display() == "no display is set"


def test_a_display_that_is_not_there(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DISPLAY", ":4093")
    assert ":4093" in why_no_display()


@pytest.mark.parametrize("nonsense", ["nonsense", ":", ":abc", "host:"])
def test_a_display_that_makes_no_sense(monkeypatch: pytest.MonkeyPatch, nonsense: str):
    monkeypatch.setenv("DISPLAY", nonsense)
    assert why_no_display()


def test_a_wayland_display(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert why_no_display()
    (tmp_path / "wayland-0").touch()
    assert why_no_display() == ""


def test_a_display_that_answers(monkeypatch: pytest.MonkeyPatch):
    number = 4094
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as server:
        server.bind(f"\0/tmp/.X11-unix/X{number}")
        server.listen()
        monkeypatch.setenv("DISPLAY", f":{number}.0")
        assert why_no_display() in ("", "the system library libxcb-cursor0 is missing")


def test_other_systems_and_a_chosen_platform_are_trusted(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert why_no_display() == ""
    monkeypatch.delenv("QT_QPA_PLATFORM")
    monkeypatch.setattr("sys.platform", "win32")
    assert why_no_display() == ""

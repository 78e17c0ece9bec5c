"""Is there a screen? Asked before Qt is: Qt ends the whole program when it finds none."""

import ctypes
import os
import socket
import sys
from pathlib import Path


def why_no_display() -> str:
    """The reason why no window can be opened, as part of a sentence; "" when one can."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return ""
    if _wayland():
        return ""
    display = os.environ.get("DISPLAY", "")
    if not display:
        return "no display is set"
    if not _answers(display):
        return f"the display {display} does not answer"
    try:
        ctypes.CDLL("libxcb-cursor.so.0")
    except OSError:
        return "the system library libxcb-cursor0 is missing"
    return ""


def _wayland() -> bool:
    name = os.environ.get("WAYLAND_DISPLAY", "")
    return bool(name) and (Path(os.environ.get("XDG_RUNTIME_DIR", "/")) / name).exists()


def _answers(display: str) -> bool:
    host, _, rest = display.rpartition(":")
    number = rest.split(".")[0]
    if not number.isdigit():
        return False
    try:
        if host in ("", "unix"):
            return _connects(socket.AF_UNIX, f"/tmp/.X11-unix/X{number}") or _connects(
                socket.AF_UNIX, f"\0/tmp/.X11-unix/X{number}"
            )
        with socket.create_connection((host, 6000 + int(number)), timeout=2.0):
            return True
    except OSError:
        return False


def _connects(family: int, address: str) -> bool:
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.settimeout(2.0)
        try:
            probe.connect(address)
        except OSError:
            return False
    return True

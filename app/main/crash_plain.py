"""Tells of a crash without Qt: on standard error, and in a box of the system's own where it has one."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

_TITLE = "Earshot"
_LONGEST = 4000
_BOXES = (
    ("zenity", "--text-info", f"--title={_TITLE}", "--width=720", "--height=420"),
    ("xmessage", "-buttons", "Close", "-file", "-"),
)
"""What a Linux desktop may have; both take the text on standard input, and it can be marked and copied there."""


def tell_plainly(line: str, text: str, log_file: Path) -> None:
    """Say what happened where it can be read and copied; whatever fails here, the log has it all.

    Args:
        line: the last line of the error.
        text: the whole of it, for whoever helps.
        log_file: where more is.
    """
    told = _words(line, text, log_file)
    if sys.stderr is not None:
        print(told, file=sys.stderr, flush=True)
    try:
        if sys.platform == "win32":
            _message_box(told)
        elif sys.platform == "darwin":
            _dialog(line, log_file)
        else:
            _box(told)
    except (OSError, ValueError):
        return


def _words(line: str, text: str, log_file: Path) -> str:
    return (
        "Something went wrong inside Earshot; your history is safe.\n"
        f"Start Earshot again. The log has the details: {log_file}\n\n{line}\n\n{text[:_LONGEST]}"
    )


def _box(told: str) -> None:
    """Of its own: it stays when the program ends."""
    from app.main.display import why_no_display

    if why_no_display() or os.environ.get("QT_QPA_PLATFORM") == "offscreen":
        return
    command = next((box for box in _BOXES if shutil.which(box[0])), None)
    if command is None:
        return
    box = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=system_environment(os.environ),
        start_new_session=True,
    )
    assert box.stdin is not None
    box.stdin.write(told.encode("utf-8", "replace"))
    box.stdin.close()
    # Nobody waits for it; Python would warn of that when the program ends.
    box.returncode = 0


def system_environment(ours: Mapping[str, str]) -> dict[str, str]:
    """The environment for a program of the system's: a bundle's own libraries are not for it."""
    found = {name: value for name, value in ours.items() if name != "LD_LIBRARY_PATH_ORIG"}
    if getattr(sys, "frozen", False):
        found.pop("LD_LIBRARY_PATH", None)
        if ours.get("LD_LIBRARY_PATH_ORIG"):
            found["LD_LIBRARY_PATH"] = ours["LD_LIBRARY_PATH_ORIG"]
    return found


def _message_box(told: str) -> None:
    """Windows' own; Ctrl+C copies its text."""
    import ctypes

    error_icon, to_front = 0x10, 0x10000
    words = f"{told}\n\nCtrl+C copies this text."
    ctypes.windll.user32.MessageBoxW(None, words, _TITLE, error_icon | to_front)  # type: ignore[attr-defined]


def _dialog(line: str, log_file: Path) -> None:
    """macOS' own, by a script that gets the words as arguments and not as code."""
    script = (
        "on run {what, where}\n"
        '  set answer to display alert what message where buttons {"Copy", "Close"} default button 2\n'
        '  if button returned of answer is "Copy" then set the clipboard to what & return & where\n'
        "end run"
    )
    subprocess.Popen(
        ["osascript", "-e", script, f"Something went wrong inside Earshot: {line}", f"The log: {log_file}"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )

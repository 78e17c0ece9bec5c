"""What macOS reads of the program before it lets it hear: property lists and the icon."""

import plistlib
import re

import pytest

from installer.macos import build
from tests.house import ROOT

FOLDER = ROOT / "installer" / "macos"
INFO = plistlib.loads((FOLDER / "Info.plist").read_bytes(), fmt=plistlib.FMT_XML)
ALLOWED = plistlib.loads((FOLDER / "entitlements.plist").read_bytes(), fmt=plistlib.FMT_XML)


@pytest.mark.parametrize("name", ["Info.plist", "entitlements.plist"])
def test_a_list_says_each_key_once_and_is_written_as_apple_writes_it(name):
    text = (FOLDER / name).read_text(encoding="utf-8")
    assert text.startswith(
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN"'
    )
    keys = re.findall(r"<key>(.+?)</key>", text)
    assert keys and len(keys) == len(set(keys))


def test_the_question_for_the_microphone_says_what_it_is_for_and_that_nothing_leaves():
    asked = INFO["NSMicrophoneUsageDescription"]
    assert "machine" in asked and "stays on this computer" in asked


def test_the_hardened_runtime_allows_the_microphone_and_nothing_else():
    assert ALLOWED == {"com.apple.security.device.audio-input": True}


def test_pyinstaller_writes_version_names_and_icon_itself():
    written = {
        "CFBundleShortVersionString",
        "CFBundleVersion",
        "CFBundleName",
        "CFBundleIdentifier",
        "CFBundleIconFile",
    }
    assert not written & INFO.keys()


def test_the_oldest_macos_is_a_version_and_no_older_than_the_locked_packages():
    assert re.fullmatch(r"\d+\.\d+", INFO["LSMinimumSystemVersion"])
    assert float(INFO["LSMinimumSystemVersion"]) >= 14.0


def test_the_icon_is_one_that_macos_reads(tmp_path):
    from PIL import Image

    for size in build.ICON_PX:
        Image.new("RGBA", (size, size), (0, 0, 0, 0)).save(tmp_path / f"{size}.png")
    build.write_icon(tmp_path, tmp_path / "out.icns")
    assert (tmp_path / "out.icns").read_bytes().startswith(b"icns")
    with Image.open(tmp_path / "out.icns") as icon:
        assert {(16, 16, 2), (128, 128, 1), (512, 512, 1)} <= set(icon.info["sizes"])


def test_the_image_holds_the_program_and_where_to_drag_it(tmp_path, monkeypatch):
    done = []
    monkeypatch.setattr(build, "run", lambda *command: done.append(command) or "")
    (tmp_path / "Earshot.app").mkdir()
    for _ in range(2):
        command = build.image_command(tmp_path / "Earshot.app", tmp_path / "out.dmg")
    assert done[0][0] == "ditto"
    assert (tmp_path / "image" / "Applications").is_symlink()
    assert command[-1] == tmp_path / "out.dmg" and tmp_path / "image" in command

"""What goes into the Linux packages, without building them: the man page, the desktop's files, modes and times."""

import argparse
import configparser
import os
import shutil
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from app.main import cli
from tests.installer.scripts import ROOT, script

FILES = ROOT / "installer" / "linux" / "files"
man_page, deb, strip, compare = (
    script(name) for name in ("linux.man_page", "linux.deb", "linux.strip", "compare_builds")
)


def test_the_man_page_tells_every_command_and_option():
    page = man_page.page(cli.parser(), "1.2", 0).replace(r"\-", "-")
    sub = next(one for one in cli.parser()._actions if isinstance(one, argparse._SubParsersAction))
    for name, command in sub.choices.items():
        assert f'.SS "earshot {name}"' in page
        for action in command._actions:
            assert all(option in page for option in action.option_strings), (name, action.option_strings)
    assert '.SS "earshot backup restore"' in page
    assert "1970-01-01" in page


@pytest.mark.skipif(shutil.which("man") is None, reason="needs man")
def test_the_man_page_is_set_without_a_warning(tmp_path):
    page = tmp_path / "earshot.1"
    page.write_text(man_page.page(cli.parser(), "1.2", 0), encoding="utf-8")
    told = subprocess.run(
        ["man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z", page], capture_output=True, check=True
    )
    assert not told.stderr


def test_what_a_help_text_says_means_nothing_to_the_typesetter():
    parser = argparse.ArgumentParser(prog="earshot")
    parser.add_argument("--odd", help=r".SH 'quoted' \fBbold 5 %% ~")
    page = man_page.page(parser, "1", 0)
    assert "\n.SH 'quoted'" not in page
    assert r"\&.SH 'quoted' \efBbold 5 % \(ti" in page


def test_the_desktop_entry_opens_the_sound_files_that_the_program_reads():
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str
    entry.read(FILES / "earshot.desktop", encoding="utf-8")
    told = entry["Desktop Entry"]
    assert told["Exec"] == "earshot open %F"
    assert {"audio/x-wav", "audio/flac", "audio/ogg", "audio/mpeg", "audio/x-aiff"} <= set(
        told["MimeType"].split(";")
    )


def test_the_metadata_name_the_desktop_entry_and_the_icon():
    about = ET.parse(FILES / "earshot.metainfo.xml").getroot()
    assert about.findtext("launchable") == "earshot.desktop"
    assert about.findtext("icon") == "earshot"
    assert (ROOT / "resources" / "icons" / "program" / "earshot.svg").is_file()


def _made(folder: Path) -> "deb.Made":
    (folder / "bundle" / "_internal").mkdir(parents=True)
    (folder / "bundle" / "earshot").write_bytes(b"\x7fELF GLIBC_2.17 GLIBC_2.9 GLIBC_2.34")
    (folder / "bundle" / "_internal" / "data").write_text("x" * 3000, encoding="utf-8")
    icons = folder / "icons"
    icons.mkdir()
    for size in deb.SIZES_PX:
        (icons / f"{size}.png").write_bytes(b"png")
    return deb.Made(folder / "bundle", ROOT, icons, ".TH EARSHOT 1\n", "1.2", 1_700_000_000)


@pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="needs dpkg")
def test_two_packages_of_the_same_files_are_the_same(tmp_path):
    for name, mask in (("one", 0o022), ("other", 0o077)):
        before = os.umask(mask)
        try:
            (tmp_path / name).mkdir()
            deb.lay_out(_made(tmp_path / name), tmp_path / name / "root")
            deb.pack(tmp_path / name / "root", tmp_path / f"{name}.deb", 1_700_000_000, small=False)
        finally:
            os.umask(before)
    assert compare.differences(tmp_path / "one" / "root", tmp_path / "other" / "root") == []
    assert (tmp_path / "one.deb").read_bytes() == (tmp_path / "other.deb").read_bytes()


@pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="needs dpkg")
def test_the_package_asks_for_what_the_program_is_linked_with(tmp_path):
    root = tmp_path / "root"
    deb.lay_out(_made(tmp_path), root)
    control = (root / "DEBIAN" / "control").read_text(encoding="utf-8")
    assert "libc6 (>= 2.34), " in control
    assert "libportaudio2" in control
    assert (root / "usr/bin/earshot").readlink() == Path("../lib/earshot/earshot")
    assert (root / "usr/lib/earshot/earshot").stat().st_mode & 0o777 == 0o755
    assert (root / "usr/lib/earshot/_internal/data").stat().st_mode & 0o777 == 0o644


def test_a_comparison_names_what_differs(tmp_path):
    for name, text in (("one", "a"), ("other", "b")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "file").write_text(text, encoding="utf-8")
        os.utime(tmp_path / name / "file", (0, 0))
    (tmp_path / "one" / "alone").touch()
    found = compare.differences(tmp_path / "one", tmp_path / "other")
    assert found == ["alone", "file"]
    assert compare.unexpected(found, {"fi*": "a reason"}) == ["alone"]


def _library(offset: int, address: int) -> bytes:
    header = bytearray(64 + 56)
    header[:4] = b"\x7fELF"
    header[32:40] = (64).to_bytes(8, "little")
    header[54:58] = (56).to_bytes(2, "little") + (1).to_bytes(2, "little")
    header[64:68] = (1).to_bytes(4, "little")
    header[72:88] = offset.to_bytes(8, "little") + address.to_bytes(8, "little")
    header[112:120] = (0x1000).to_bytes(8, "little")
    return bytes(header)


def test_a_library_whose_parts_lie_off_the_pages_is_not_stripped():
    assert strip.loads(_library(0x2010, 0x5010))
    assert not strip.loads(_library(0x2010, 0x5000))

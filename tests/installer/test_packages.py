"""What goes into the Linux packages, without building them: the man page, the desktop's files, modes and times."""

import argparse
import configparser
import os
import shutil
import struct
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from app.main import cli
from tests.installer.scripts import ROOT, script

FILES = ROOT / "installer" / "linux" / "files"
man_page, deb, strip, compare, bundle, icu, chroot = (
    script(name)
    for name in (
        *("linux.man_page", "linux.deb", "linux.strip", "compare_builds"),
        *("linux.bundle", "linux.icu", "linux.chroot"),
    )
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


def test_a_file_that_is_there_twice_is_kept_once(tmp_path):
    for kind, content in (("fan", b"same"), ("pump", b"same"), ("slider", b"other")):
        (tmp_path / kind / "1").mkdir(parents=True)
        (tmp_path / kind / "1" / "ear.onnx").write_bytes(content)
        (tmp_path / kind / "1" / "judge.onnx").write_bytes(b"judge")
    bundle.once(tmp_path, "ear.onnx")
    links = {path.parts[-3]: path.is_symlink() for path in tmp_path.rglob("ear.onnx")}
    assert links == {"fan": False, "pump": True, "slider": False}
    assert (tmp_path / "pump/1/ear.onnx").readlink() == Path("../../fan/1/ear.onnx")
    assert (tmp_path / "pump/1/ear.onnx").read_bytes() == b"same"
    assert not (tmp_path / "pump/1/judge.onnx").is_symlink()


def _common_data(**items: bytes) -> bytes:
    """As ICU's own tool packs it: a header that tells its length, the list, the names, the items."""
    header = struct.pack("<H", 32) + bytes(30)
    names = [f"icudt73l/{name}".encode() + b"\0" for name in items]
    at = 4 + 8 * len(items)
    start = at + sum(map(len, names))
    rows = b""
    for name, item in zip(names, items.values(), strict=True):
        rows += struct.pack("<II", at, start)
        at, start = at + len(name), start + len(item)
    return header + struct.pack("<I", len(items)) + rows + b"".join(names) + b"".join(items.values())


def test_of_icus_data_stays_what_qt_asks_for():
    items = {"coll/de.res": b"sorting", "curr/de.res": b"money", "de.res": b"German", "ibm-5348.cnv": b"old"}
    data = _common_data(**items)
    assert icu.items(data) == {f"icudt73l/{name}": item for name, item in items.items()}
    kept = icu.items(icu.without(data))
    assert {name: item.rstrip(b"\0") for name, item in kept.items()} == {
        "icudt73l/coll/de.res": b"sorting",
        "icudt73l/de.res": b"German",
    }
    assert icu.without(data)[:32] == data[:32]


_SORTED = """
from PySide6.QtCore import QCollator, QLocale
words = "\u00d6l Zahn \u00e4hre Apfel \u00c5ngstr\u00f6m zebra caz \u03b6 \u03b1 \u044f \u0431 \u4e1c".split()
for name in ("en", "de", "sv", "da", "el", "ru", "zh", "tr", "ja"):
    print(ascii([sorted(words, key=QCollator(QLocale(name)).sortKey), QLocale(name).toUpper("istanbul")]))
print([line.split()[-1] for line in open("/proc/self/maps") if "libicudata" in line][0])
"""


@pytest.mark.skipif(not all(map(shutil.which, ("as", "ld", "nm"))), reason="needs binutils")
@pytest.mark.skipif(sys.platform != "linux", reason="only here Qt brings its own ICU")
def test_qt_sorts_as_before_with_less_of_icus_data(tmp_path):
    import PySide6

    before = Path(PySide6.__file__).parent / "Qt" / "lib"
    (library,) = before.glob("libicudata.so.*")
    (tmp_path / "lib").mkdir()
    shutil.copy(library, tmp_path / "lib")
    assert icu.shrink(tmp_path / "lib", tmp_path / "scratch") > library.stat().st_size / 2
    told = [
        subprocess.run(
            [sys.executable, "-c", _SORTED],
            env={**os.environ, "LD_LIBRARY_PATH": str(folder)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.splitlines()
        for folder in (before, tmp_path / "lib")
    ]
    assert told[0][:-1] == told[1][:-1]
    assert Path(told[1][-1]).parent == tmp_path / "lib"


def test_only_what_asks_for_the_internet_is_told(tmp_path):
    log, calls = tmp_path / "log", tmp_path / "calls"
    (tmp_path / "base").mkdir()
    inside = chroot.Chroot(tmp_path / "base", tmp_path / "root", log, calls)
    asked = "12 connect(3, {sa_family=AF_INET6, sin6_port=htons(443)}, 28) = -1 ENETUNREACH"
    calls.write_text(f"11 socket(AF_UNIX, SOCK_STREAM, 0) = 3\n{asked}\n", encoding="utf-8")
    assert inside.asked_for_network() == [asked]
    assert inside.asked_for_network() == []

"""What Windows gets: the version resource, the icon, and a setup that compiles without a warning."""

import re
import shutil
import subprocess

import pytest

from installer.windows import build
from installer.windows.version import version_resource
from tests.house import ROOT

SCRIPT = ROOT / "installer" / "windows" / "earshot.nsi"
TEXT = SCRIPT.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("version", "numbers"),
    [("0.1.0", "(0, 1, 0, 0)"), ("1.20.3", "(1, 20, 3, 0)"), ("0.0.65535", "(0, 0, 65535, 0)")],
)
def test_the_version_resource_says_the_version_twice_as_numbers_and_twice_as_text(version, numbers):
    told = version_resource(version)
    assert told.count(numbers) == 2 and told.count(f"'{version}'") == 2
    compile(told, "version.txt", "eval")


@pytest.mark.parametrize("version", ["1.0", "1.0.0rc1", "1.0.70000", "", "1.0.0.0"])
def test_a_version_that_windows_cannot_count_is_refused(version):
    with pytest.raises(ValueError, match="three numbers"):
        version_resource(version)


def test_the_icon_has_every_size_that_windows_asks_for(tmp_path):
    from PIL import Image

    for size in build.ICON_PX:
        Image.new("RGBA", (size, size), (0, 0, 0, 0)).save(tmp_path / f"{size}.png")
    build.write_icon(tmp_path, tmp_path / "out.ico")
    with Image.open(tmp_path / "out.ico") as icon:
        assert icon.info["sizes"] == {(size, size) for size in build.ICON_PX}


def test_the_side_of_the_setup_is_of_the_icons_own_colour_to_its_edges(tmp_path):
    from PIL import Image

    blue = (31, 86, 168)
    Image.new("RGBA", (256, 256), (*blue, 255)).save(tmp_path / "256.png")
    build.write_side(tmp_path, tmp_path / "side.bmp")
    with Image.open(tmp_path / "side.bmp") as side:
        assert side.size == build.SIDE_PX and side.mode == "RGB"
        assert {side.getpixel(at) for at in ((0, 0), (327, 627), (164, 200))} == {blue}


def test_the_sums_are_as_sha256sum_reads_them(tmp_path):
    (tmp_path / "a.bin").write_bytes(b"abc")
    build.write_sums([tmp_path / "a.bin"], tmp_path / "sums")
    abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert (tmp_path / "sums").read_bytes() == f"{abc}  a.bin\n".encode()


def test_the_setup_asks_for_no_administrator_and_writes_for_this_user_only():
    assert "RequestExecutionLevel user" in TEXT
    assert not re.search(r"HKLM|HKCR|PROGRAMFILES|SetShellVarContext all", TEXT, re.IGNORECASE)


def test_whole_folders_are_deleted_only_where_they_are_ours():
    deleted = set(re.findall(r'RMDir /r "(.+?)"', TEXT))
    ours = {r"$INSTDIR\_internal", r"$INSTDIR\${name}", r"$INSTDIR\${name}.old"}
    history = {r"$LOCALAPPDATA\Earshot", r"$INSTDIR\earshot-data"}
    assert deleted == ours | history
    asked = re.search(r"\$\{If\} \$DeleteHistory == \$\{BST_CHECKED\}(.+?)\$\{EndIf\}", TEXT, re.DOTALL)
    for folder in history:
        assert TEXT.count(f'RMDir /r "{folder}"') == 1 and f'RMDir /r "{folder}"' in asked[1]


def test_what_is_registered_is_taken_away_again():
    written = set(re.findall(r'WriteReg\w+ HKCU "(.+?)"', TEXT))
    removed = set(re.findall(r'DeleteRegKey HKCU "(.+?)"', TEXT)) | set(
        re.findall(r'DeleteRegValue HKCU "(.+?)"', TEXT)
    )
    left = [key for key in written if not any(key == one or key.startswith(one + "\\") for one in removed)]
    assert left == []


@pytest.mark.skipif(shutil.which("makensis") is None, reason="needs NSIS (apt-get install nsis)")
def test_it_compiles_without_a_warning(tmp_path):
    from PIL import Image

    (tmp_path / "bundle" / "_internal").mkdir(parents=True)
    (tmp_path / "bundle" / "earshotw.exe").write_bytes(b"")
    Image.new("RGBA", (256, 256)).save(tmp_path / "256.png")
    Image.new("RGBA", (32, 32)).save(tmp_path / "icon.ico")
    build.write_side(tmp_path, tmp_path / "side.bmp")
    told = {"VERSION": "0.1.0", "BUNDLE": tmp_path / "bundle", "OUT": tmp_path / "s.exe"}
    told |= {"ICON": tmp_path / "icon.ico", "SIDE": tmp_path / "side.bmp"}
    command = ["makensis", "-V2", "-WX", *(f"-D{name}={value}" for name, value in told.items()), str(SCRIPT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "s.exe").read_bytes().startswith(b"MZ")

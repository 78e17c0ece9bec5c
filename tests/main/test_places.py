"""Folders that are no place for a history: told by their names, their markers, the environment, the drive."""

import json
from pathlib import Path

import pytest

from app.main import paths, places
from app.main.places import mounts_of_linux, mounts_of_mac, remote_mount, synchronised_by, trouble_with, warn_once

MOUNTINFO = r"""
22 1 259:1 / / rw,relatime shared:1 - ext4 /dev/nvme0n1p1 rw
40 22 0:35 / /mnt/hall\0402 rw,relatime shared:2 - cifs //server/hall rw,vers=3.0
41 22 0:36 / /home/anna/plant rw - fuse.sshfs anna@server: rw
42 22 0:37 / /net rw - nfs4 server:/net rw
43 42 0:38 / /net/here rw - ext4 /dev/sdb1 rw
"""
MAC = """/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
//anna@server/plant on /Volumes/plant (smbfs, nodev, nosuid, mounted by anna)
"""


@pytest.mark.parametrize(
    ("folder", "program"),
    [
        ("OneDrive/Earshot", "OneDrive"),
        ("OneDrive - Fans & Sons/history", "OneDrive"),
        ("Library/CloudStorage/OneDrive-FansSons/history", "OneDrive"),
        ("Dropbox (Fans)/history", "Dropbox"),
        ("Library/Mobile Documents/com~apple~CloudDocs/history", "iCloud Drive"),
        ("Library/CloudStorage/GoogleDrive-a@b.c/My Drive/history", "Google Drive"),
        ("Nextcloud/history", "Nextcloud"),
        ("Documents/history", ""),
        ("Dropboxes and crates/history", ""),
        ("My OneDrive notes/history", ""),
    ],
)
def test_a_sync_programs_folder_is_known_by_its_name(tmp_path: Path, folder: str, program: str):
    assert synchronised_by(tmp_path / folder, {}) == program


@pytest.mark.parametrize(
    ("marker", "program"),
    [(".dropbox.cache", "Dropbox"), (".sync_0a1b2c.db", "Nextcloud"), (".stfolder", "Syncthing")],
)
def test_a_sync_programs_folder_is_known_by_what_it_leaves_there(tmp_path: Path, marker: str, program: str):
    (tmp_path / "plant" / marker).mkdir(parents=True)
    assert synchronised_by(tmp_path / "plant" / "deep" / "history", {}) == program
    assert synchronised_by(tmp_path / "elsewhere", {}) == ""


def test_a_renamed_onedrive_is_known_by_the_environment(tmp_path: Path):
    environment = {"OneDriveCommercial": str(tmp_path / "Work"), "OneDrive": ""}
    assert synchronised_by(tmp_path / "Work" / "history", environment) == "OneDrive"
    assert synchronised_by(tmp_path / "Workshop" / "history", environment) == ""


@pytest.mark.parametrize("content", ['{"personal": {"path": "PLACE"}}', "not json", "[]", '{"personal": 3}'])
def test_a_renamed_dropbox_is_known_by_its_own_note(tmp_path: Path, content: str):
    (tmp_path / ".dropbox").mkdir()
    (tmp_path / ".dropbox" / "info.json").write_text(content.replace("PLACE", str(tmp_path / "shared")))
    found = synchronised_by(tmp_path / "shared" / "history", {"HOME": str(tmp_path)})
    assert found == ("Dropbox" if "PLACE" in content else "")


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/home/anna/history", ""),
        ("/mnt/hall 2/history", "cifs"),
        ("/mnt/hall 20/history", ""),
        ("/home/anna/plant", "fuse.sshfs"),
        ("/net/there/history", "nfs4"),
        ("/net/here/history", ""),
    ],
)
def test_a_network_drive_is_known_by_its_file_system(folder: str, kind: str):
    assert remote_mount(folder, mounts_of_linux(MOUNTINFO)) == kind


def test_macs_network_drives_are_known_too():
    table = mounts_of_mac(MAC)
    assert remote_mount("/Volumes/plant/history", table) == "smbfs" and remote_mount("/Users/anna", table) == ""


def test_a_usual_folder_is_no_trouble(tmp_path: Path):
    assert trouble_with(tmp_path / "history") is None


def test_one_is_warned_once_of_each_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(paths, "data_folder", lambda: tmp_path / "own")
    first, second = tmp_path / "Dropbox" / "one", tmp_path / "Dropbox" / "two"
    told = warn_once(first)
    assert told is not None and "Dropbox" in told.what and str(first) in told.what and "--history" in told.to_do
    assert warn_once(first) is None
    assert warn_once(second) is not None
    assert list(tmp_path.iterdir()) == [tmp_path / "own"], "the folder itself is not touched"


@pytest.mark.parametrize("damaged", ["", "{}", "[1, null]", "\x00"])
def test_a_damaged_note_only_warns_once_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damaged: str):
    monkeypatch.setattr(paths, "data_folder", lambda: tmp_path)
    (tmp_path / places._TOLD).write_text(damaged)
    folder = tmp_path / "Dropbox"
    assert warn_once(folder) is not None
    assert json.loads((tmp_path / places._TOLD).read_text()) == [str(folder)]

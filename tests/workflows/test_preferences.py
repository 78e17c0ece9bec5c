"""Settings are kept beside the history, whatever happens to their file."""

import json
import os
import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.problem import Problem
from app.domain.settings import SETTINGS, Group, Settings
from app.workflows import settings_file
from app.workflows.preferences import DAMAGED_NAME, FILE_NAME, Preferences

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c63f8cfc0f01f0005000201a5f645400000000049454e44ae426082"
)
WILD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=4,
)
KEYS = st.sampled_from([one.key for one in SETTINGS]) | st.text(max_size=8)


@pytest.fixture
def mine(tmp_path: Path) -> Preferences:
    return Preferences(tmp_path)


def kept(folder: Path) -> dict[str, object]:
    return json.loads((folder / FILE_NAME).read_text(encoding="utf-8"))


def exported(path: Path, **values: object) -> Path:
    path.write_text(json.dumps({"format": "earshot-settings", "settings": values}), encoding="utf-8")
    return path


def picture(folder: Path, content: bytes = PNG) -> Path:
    path = folder / "logo.png"
    path.write_bytes(content)
    return path


def test_nothing_is_there_and_nothing_is_made_before_somebody_chooses(mine: Preferences, tmp_path: Path):
    assert mine.now == Settings()
    assert mine.trouble is None
    assert mine.change(take_s=30) == Settings()
    assert list(tmp_path.iterdir()) == []


def test_what_is_chosen_holds_at_once_and_at_the_next_start(mine: Preferences, tmp_path: Path):
    told: list[Settings] = []
    mine.listen(told.append)
    made = mine.change(inspector=" M.  Großmann ", take_s=60)
    assert made == mine.now == Settings(inspector="M. Großmann", take_s=60)
    assert told == [made]
    assert Preferences(tmp_path).now == made
    assert [one.name for one in tmp_path.iterdir()] == [FILE_NAME]


def test_the_file_holds_no_defaults(mine: Preferences, tmp_path: Path):
    mine.change(take_s=60, paper="A4")
    mine.change(take_s=30)
    assert kept(tmp_path) == {"format": "earshot-settings", "settings": {"paper": "A4"}}


def test_who_ended_listening_hears_no_more(mine: Preferences):
    told: list[Settings] = []
    end = mine.listen(told.append)
    end()
    end()
    mine.change(take_s=60)
    assert told == []


def test_a_group_is_reset_and_no_other(mine: Preferences):
    mine.change(paper="A4", appearance="dark", controls="large")
    assert mine.reset(Group.LOOK) == Settings(paper="A4")


@pytest.mark.parametrize("values", [{"take_s": 31}, {"colour": "red"}, {"live_floor_dbfs": -20.0}])
def test_a_value_that_can_not_be_is_our_own_bug(mine: Preferences, tmp_path: Path, values: dict[str, object]):
    with pytest.raises(ValueError):
        mine.change(paper="A4", **values)
    assert mine.now == Settings() and list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"\xff\xfe{\x00}\x00",
        b"[]",
        b"7",
        b"null",
        b'{"settings": {}}',
        b'{"format": "earshot-settings", "settings": []}',
        b"[" * 100_000,
        b"1" * 5000,
    ],
    ids=lambda content: content[:24].decode("ascii", "replace"),
)
def test_a_damaged_file_costs_the_memory_and_is_put_aside(tmp_path: Path, content: bytes):
    (tmp_path / FILE_NAME).write_bytes(content)
    mine = Preferences(tmp_path)
    assert mine.now == Settings()
    assert mine.trouble is not None and DAMAGED_NAME in mine.trouble.to_do
    assert (tmp_path / FILE_NAME).read_bytes() == content, "looking changes nothing"
    mine.change(take_s=60)
    assert Preferences(tmp_path).now == Settings(take_s=60)
    assert (tmp_path / DAMAGED_NAME).read_bytes() == content


def test_what_can_be_read_but_is_too_deep_to_be_written_is_told(tmp_path: Path):
    def deeper(frames: int) -> None:
        if frames:
            deeper(frames - 1)
        else:
            settings_file.write(path, top)

    path = tmp_path / FILE_NAME
    path.write_bytes(b'{"format": "earshot-settings", "settings": {}, "deep": ' + b"[" * 700 + b"]" * 700 + b"}")
    top = settings_file.read(path)
    with pytest.raises(Problem):
        deeper(400)
    assert [one.name for one in tmp_path.iterdir()] == [FILE_NAME]


def test_a_folder_in_the_file_s_place_is_put_aside_too(tmp_path: Path):
    (tmp_path / FILE_NAME).mkdir()
    mine = Preferences(tmp_path)
    assert mine.trouble is not None
    mine.change(take_s=60)
    assert Preferences(tmp_path).now.take_s == 60


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_in_the_file_s_place_is_not_waited_for(tmp_path: Path):
    os.mkfifo(tmp_path / FILE_NAME)
    assert Preferences(tmp_path).trouble is not None


def test_what_a_newer_version_wrote_survives(tmp_path: Path):
    newer = {
        "format": "earshot-settings",
        "written_by": "9.0",
        "settings": {"dialect": "de", "appearance": "sepia", "take_s": 60, "paper": "A4"},
    }
    (tmp_path / FILE_NAME).write_text(json.dumps(newer))
    mine = Preferences(tmp_path)
    assert mine.now == Settings(take_s=60, paper="A4")
    mine.change(paper="system", controls="large")
    newer["settings"] = {"dialect": "de", "appearance": "sepia", "take_s": 60, "controls": "large"}
    assert kept(tmp_path) == newer
    mine.change(appearance="dark")
    assert kept(tmp_path)["settings"]["appearance"] == "dark"


def test_two_programs_keep_what_the_other_chose(tmp_path: Path):
    one, other = Preferences(tmp_path), Preferences(tmp_path)
    one.change(paper="A4", take_s=60)
    other.change(controls="large", take_s=10)
    wanted = Settings(paper="A4", controls="large", take_s=10)
    assert Preferences(tmp_path).now == wanted
    told: list[Settings] = []
    one.listen(told.append)
    one.look_again()()
    assert one.now == wanted and told == [wanted]
    one.look_again()()
    assert told == [wanted]


def test_what_is_chosen_while_the_file_is_read_again_is_newer(tmp_path: Path):
    one, other = Preferences(tmp_path), Preferences(tmp_path)
    other.change(paper="A4")
    take_on = one.look_again()
    one.change(take_s=60)
    take_on()
    assert one.now == Settings(take_s=60)
    one.look_again()()
    assert one.now == Settings(take_s=60, paper="A4")


def test_many_at_once_leave_a_whole_file(tmp_path: Path):
    def work(seed: int) -> None:
        mine = Preferences(tmp_path)
        for at in range(5):
            mine.change(company=f"{seed} {at}", take_s=(10, 60)[at % 2])
            assert Preferences(tmp_path).trouble is None

    threads = [Thread(target=work, args=(seed,)) for seed in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Preferences(tmp_path).now.company.endswith(" 4")
    assert [one.name for one in tmp_path.iterdir()] == [FILE_NAME]


def test_what_can_not_be_written_holds_and_is_written_with_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    mine = Preferences(tmp_path)
    mine.change(paper="A4")
    before = (tmp_path / FILE_NAME).read_bytes()
    troubles: list[Problem] = []

    def run(write) -> None:
        try:
            write()
        except Problem as problem:
            troubles.append(problem)

    def full(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    mine.write_on(run)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", full)
        assert mine.change(take_s=60).take_s == 60
    assert troubles[0].what == "The disk is full: the settings file was not kept."
    assert (tmp_path / FILE_NAME).read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == [FILE_NAME], "nothing is left behind"
    mine.change(controls="large")
    assert Preferences(tmp_path).now == Settings(paper="A4", take_s=60, controls="large")
    assert len(troubles) == 1


def test_a_folder_that_may_not_be_written_to_costs_nothing_else(tmp_path: Path, monkeypatch):
    def closed(self: Path, *args, **kwargs):
        raise PermissionError(13, "Permission denied")

    mine = Preferences(tmp_path)
    monkeypatch.setattr(Path, "open", closed)
    assert mine.change(appearance="dark").appearance == "dark"
    with pytest.raises(Problem, match="may not be written to"):
        mine.keep()


def test_the_folder_is_made_when_something_is_kept(tmp_path: Path):
    mine = Preferences(tmp_path / "not" / "yet")
    mine.change(take_s=60)
    assert Preferences(tmp_path / "not" / "yet").now.take_s == 60


def test_a_logo_is_kept_with_the_photos_and_travels_with_the_file(mine: Preferences, tmp_path: Path):
    stored = mine.keep_logo(picture(tmp_path))
    assert mine.logo is None, "not yet"
    mine.change(logo=stored, company="Nordwind")
    assert mine.logo is not None and mine.logo.read_bytes() == PNG
    out = tmp_path / "sent.json"
    mine.export_to(out)
    theirs = Preferences(tmp_path / "theirs")
    found = theirs.look_into(out)
    assert (found.unknown, found.refused) == ((), ())
    assert theirs.now == Settings(), "only looked into"
    theirs.change(**found.values)
    assert theirs.now == mine.now
    assert theirs.logo is not None and theirs.logo.read_bytes() == PNG


def test_a_logo_that_is_gone_is_none_and_its_settings_can_be_exported(mine: Preferences, tmp_path: Path):
    mine.change(logo=mine.keep_logo(picture(tmp_path)), paper="A4")
    (tmp_path / mine.now.logo).unlink()
    assert mine.logo is None
    mine.export_to(tmp_path / "sent.json")
    found = mine.look_into(tmp_path / "sent.json")
    assert found.refused == ("logo",) and found.values["paper"] == "A4" and "logo" not in found.values


@pytest.mark.parametrize("content", [b"GIF89a", b"", b"%PDF-1.7"])
def test_no_other_file_is_a_logo(mine: Preferences, tmp_path: Path, content: bytes):
    with pytest.raises(Problem):
        mine.keep_logo(picture(tmp_path, content))
    assert not (tmp_path / "photos").exists()


def test_a_name_that_is_empty_here_empties_no_other_there(mine: Preferences, tmp_path: Path):
    mine.change(paper="Letter")
    mine.export_to(tmp_path / "sent.json")
    theirs = Preferences(tmp_path / "theirs")
    theirs.change(inspector="A. Nowak", paper="A4", take_s=60)
    theirs.change(**theirs.look_into(tmp_path / "sent.json").values)
    assert theirs.now == Settings(inspector="A. Nowak", paper="Letter")


def test_what_is_unknown_and_what_can_not_be_is_named_and_left_out(mine: Preferences, tmp_path: Path):
    mine.change(take_s=10)
    found = mine.look_into(exported(tmp_path / "x.json", dialect="de", take_s=45, paper="A4", logo=7))
    assert found.values == {"paper": "A4"}
    assert found.unknown == ("dialect",)
    assert set(found.refused) == {"take_s", "logo"}


@pytest.mark.parametrize("content", [b"hello", b"{}", b"[]", b'{"format": "other", "settings": {}}', b"\x89PNG"])
def test_a_foreign_file_is_told_in_one_sentence(mine: Preferences, tmp_path: Path, content: bytes):
    path = tmp_path / "holiday.json"
    path.write_bytes(content)
    with pytest.raises(Problem, match="is not a settings file of Earshot"):
        mine.look_into(path)


def test_a_file_that_is_not_there_or_too_large_is_told(mine: Preferences, tmp_path: Path):
    with pytest.raises(Problem, match="could not be found"):
        mine.look_into(tmp_path / "none.json")
    huge = tmp_path / "huge.json"
    with huge.open("wb") as out:
        out.truncate(settings_file.MOST_BYTES + 1)
    with pytest.raises(Problem, match="is not a settings file"):
        mine.look_into(huge)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(values=st.dictionaries(KEYS, WILD), beside=st.dictionaries(st.text(max_size=6), WILD))
def test_whatever_json_it_is_only_what_can_be_is_taken_over(tmp_path: Path, values, beside):
    path = tmp_path / "wild.json"
    path.write_text(json.dumps({**beside, "format": "earshot-settings", "settings": values}))
    mine = Preferences(tmp_path / "mine")
    found = mine.look_into(path)
    assert set(found.values) | set(found.unknown) | set(found.refused) == set(values)
    mine.change(**found.values)
    assert Preferences(tmp_path / "mine").now == mine.now
    (tmp_path / "mine" / FILE_NAME).unlink(missing_ok=True)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50, deadline=None)
@given(content=st.binary())
def test_whatever_bytes_it_is_the_program_starts(tmp_path: Path, content: bytes):
    (tmp_path / FILE_NAME).write_bytes(content)
    assert Preferences(tmp_path).now == Settings()


def test_settings_are_read_without_anything_heavy():
    heavy = "('numpy', 'tempfile', 'base64', 'app.recordings.photos')"
    code = f"import sys, app.workflows.preferences; print(*[m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []

"""Folders people label themselves, and the table they may label them with."""

from pathlib import Path

import pytest

from app.domain.problem import Problem
from tests.training.datasets.trees import counts, names, plant, write
from training.datasets import open_data_set


@pytest.mark.parametrize(
    ("root", "files", "expected"),
    [
        (
            "werk",
            ["pump/P 7/OK/1.wav", "pump/P 7/defekt/1.WAV"],
            {"pump/P 7 recorded normal": 1, "pump/P 7 recorded abnormal": 1},
        ),
        ("lüfter", ["Nr 3/healthy/a.wav", "Nr 3/faulty/a.flac"], {"lüfter/Nr 3 recorded normal": 1}),
        (
            "P7",
            ["normal/a.wav", "abnormal/a.wav", "worn/b.wav"],
            {"P7/P7 recorded normal": 1, "P7/P7 recorded abnormal": 2},
        ),
        (
            "site",
            ["FAN/F1/motor end/1450 rpm/good/a.wav"],
            {"fan/F1 motor end 1450 rpm recorded normal": 1},
        ),
        ("pumps", ["p1/normal_01.wav", "p1/broken 02.wav"], {"pumps/p1 recorded normal": 1}),
        ("mixed", ["fan/f/ok/6dB/a.wav", "fan/f/ok/0dB/a.wav"], {"fan/f +6dB normal": 1, "fan/f 0dB normal": 1}),
        ("two", ["x/m/broken_a/1.wav", "x/m/broken_b/1.wav", "x/m/ok/1.wav"], {"x/m recorded abnormal": 2}),
    ],
)  # fmt: skip
def test_a_folder_with_labels(tmp_path: Path, root: str, files: list[str], expected: dict[str, int]):
    data_set = open_data_set(plant(tmp_path / root, *files))
    assert data_set.kind == "folder with labels"
    assert expected.items() <= counts(data_set).items()


def test_files_are_in_the_order_people_count(tmp_path: Path):
    plant(tmp_path / "m", *(f"normal/clip {number}.wav" for number in (10, 9, 1)))
    assert names(open_data_set(tmp_path / "m"), "m/m", "recorded", "normal") == [
        "clip 1.wav",
        "clip 9.wav",
        "clip 10.wav",
    ]


def test_bad_files_are_named_one_by_one_and_the_rest_is_used(tmp_path: Path):
    root = plant(tmp_path / "m", "normal/good.wav")
    whole = write(root / "normal/cut.wav", seconds=4).read_bytes()
    (root / "normal/cut.wav").write_bytes(whole[: len(whole) * 3 // 4])
    (root / "normal/empty.wav").write_bytes(b"")
    (root / "normal/text.wav").write_text("no sound at all, but named like it")
    (root / "normal/head.wav").write_bytes(whole[:20])
    write(root / "normal/short ü.wav", seconds=1.9)
    (root / "normal/folder.wav").mkdir()
    data_set = open_data_set(root)
    assert counts(data_set) == {"m/m recorded normal": 1}
    assert sorted(data_set.skipped) == [
        "normal/cut.wav: is cut short: 25 % of it is missing, skipped.",
        "normal/empty.wav: is empty, skipped.",
        "normal/head.wav: is no sound file, or its header is damaged, skipped.",
        "normal/short ü.wav: is shorter than 2 s, skipped.",
        "normal/text.wav: is no sound file, or its header is damaged, skipped.",
    ]


def test_a_machine_with_faulty_sound_only_is_named(tmp_path: Path):
    plant(tmp_path / "x", "a/broken/1.wav", "b/ok/1.wav")
    data_set = open_data_set(tmp_path / "x")
    assert [machine.id for machine in data_set.machines] == ["b"]
    assert data_set.skipped == ("x/a: no healthy clips, machine skipped.",)


def test_a_slash_in_no_name_breaks_the_keys_of_a_bands_folder(tmp_path: Path):
    (tmp_path / "labels.csv").write_text("file,label,machine,type\na.wav,ok,P 1/2,pump/feed\n")
    write(tmp_path / "a.wav")
    assert counts(open_data_set(tmp_path)) == {"pump-feed/P 1-2 recorded normal": 1}


def test_labels_in_a_table(tmp_path: Path):
    plant(tmp_path / "set", "a.wav", "sub/b.wav", "c.wav", "d.wav")
    (tmp_path / "set/labels.csv").write_text(
        "\ufeffFile;Label;Machine;Type;Condition;SNR\r\n"
        "a.wav;ok;Lüfter 1;fan;50 Hz;\r\n"
        "sub\\b.wav;FAULTY;Lüfter 1;fan;50 Hz;\r\n"
        "c.wav;normal;Lüfter 2;fan;;6 dB\r\n"
        "d.wav;perhaps;Lüfter 2;fan;;\r\n"
        "gone.wav;ok;;;;\r\n"
        "../labels.csv;ok;;;;\r\n"
        "/etc/passwd;ok;;;;\r\n",
        encoding="utf-8",
    )
    data_set = open_data_set(tmp_path / "set")
    assert counts(data_set) == {
        "fan/Lüfter 1 50 Hz recorded normal": 1,
        "fan/Lüfter 1 50 Hz recorded abnormal": 1,
        "fan/Lüfter 2 +6dB normal": 1,
    }
    assert [note.split(":")[0] for note in data_set.skipped] == [
        f"labels.csv, line {line}" for line in (5, 6, 7, 8)
    ]


@pytest.mark.parametrize("text", ["", "name,what\na.wav,ok\n", "\x00\x00"])
def test_a_table_without_its_columns_is_a_problem(tmp_path: Path, text: str):
    (tmp_path / "labels.csv").write_text(text)
    with pytest.raises(Problem, match=r"labels\.csv"):
        open_data_set(tmp_path)


def test_a_table_in_another_encoding_is_a_problem(tmp_path: Path):
    (tmp_path / "labels.csv").write_bytes("file,label\nLüfter.wav,ok\n".encode("latin-1"))
    with pytest.raises(Problem, match="UTF-8"):
        open_data_set(tmp_path)


def test_data_sets_side_by_side_are_each_read_by_their_own_names(tmp_path: Path):
    plant(
        tmp_path / "all",
        "mimii/fan/id_00/normal/-6dB_00000000.wav",
        "bldc/M1/normal/1450.wav",
        "bldc/M1/propeller_fault/1450.wav",
        "mine/P1/ok/a.wav",
    )
    data_set = open_data_set(tmp_path / "all")
    assert set(data_set.kind.split(" + ")) == {
        "raw MIMII",
        "brushless motors with a propeller",
        "folder with labels",
    }
    assert set(counts(data_set)) == {
        "fan/id_00 -6dB normal",
        "bldc/M1 1450 recorded normal",
        "bldc/M1 1450 recorded abnormal",
        "mine/P1 recorded normal",
    }


def test_a_licence_file_counts(tmp_path: Path):
    plant(tmp_path / "m", "normal/a.wav")
    assert open_data_set(tmp_path / "m").licence == "none stated"
    (tmp_path / "m/LICENSE.md").write_text("\n# CC0 1.0\n\nmore\n")
    assert open_data_set(tmp_path / "m").licence == "CC0 1.0"


def test_what_is_nothing_says_what_was_looked_for(tmp_path: Path):
    with pytest.raises(Problem, match="no folder"):
        open_data_set(tmp_path / "nowhere")
    write(tmp_path / "x" / "take.wav")
    with pytest.raises(Problem, match=r"1 sound files.*earshot-export\.json.*MIMII.*DCASE"):
        open_data_set(tmp_path / "x")
    (tmp_path / "z").mkdir()
    (tmp_path / "z" / "6_dB_fan.zip").write_bytes(b"PK")
    with pytest.raises(Problem, match="Unpack"):
        open_data_set(tmp_path / "z")

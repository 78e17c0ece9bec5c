"""The exchange and export commands: written, looked into, taken in; what they print and how they end."""

import argparse
import json

import pytest

from app.history.history import History
from app.main import exchange_commands, tables_command
from tests.history.builders import inspection, machine, review


@pytest.fixture
def command(tmp_path, capsys):
    parser = argparse.ArgumentParser()
    commands = parser.add_subparsers(dest="command")
    exchange_commands.add_command(commands)
    tables_command.add_command(commands)

    def run(history: str, *words: object):
        options = parser.parse_args([str(word) for word in words])
        act = exchange_commands.exchange if options.command == "exchange" else tables_command.export
        code = act(options, tmp_path / history)
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


@pytest.fixture
def fan(tmp_path):
    with History.open(tmp_path / "mine") as history:
        fan = history.add_machine(machine("Fan 3"))
        kept = history.add_inspection(inspection(fan))
        history.add_review(review(kept.id))
    return fan


def test_there_and_into_another_history(command, fan, tmp_path):
    out = tmp_path / "fan.earshot"
    code, said, err = command(
        "mine", "exchange", "write", out, "--machine", "fan 3", "--by", "me", "--recordings", "none"
    )
    assert (code, err) == (0, "") and "1 machine, 1 visit, 0 recordings" in said

    code, said, _ = command("theirs", "exchange", "look", out)
    assert code == 0 and "by me" in said and "Fan 3: new. 1 visit, 1 review, 1 version new, nothing there" in said
    code, said, _ = command("theirs", "exchange", "take-in", out, "--json")
    (told,) = json.loads(said)["machines"]
    assert code == 0 and (told["is"], told["new"]["visits"]) == ("new", 1)
    assert "1 visit, 1 review, 1 version there already" in command("theirs", "exchange", "look", out)[1]
    assert "written from this history" in command("mine", "exchange", "look", out)[1]


def test_missing_recordings_are_named(command, fan, tmp_path):
    code, said, err = command("mine", "exchange", "write", tmp_path / "x.earshot", "--recordings", "all", "--json")
    assert code == 2 and "was left out" in err and json.loads(said)["recordings"] == 0


def test_machines_are_matched_by_name_or_code_when_one_says_so(command, fan, tmp_path):
    for name in ("by-name", "by-code"):
        with History.open(tmp_path / name) as history:
            history.add_machine(machine("AHU three"))
    out = tmp_path / "x.earshot"
    command("mine", "exchange", "write", out, "--site", "Hall 2", "--recordings", "none")
    assert "“AHU three” here has the same asset code" in command("by-code", "exchange", "look", out)[1]
    for words in (("by-name", "--match", "Fan 3=ahu three"), ("by-code", "--match-codes")):
        code, said, _ = command(words[0], "exchange", "take-in", out, *words[1:])
        assert code == 0 and "Fan 3, here AHU three: taken for one here" in said
    with pytest.raises(Exception, match="names no machine"):
        command("by-name", "exchange", "take-in", out, "--match", "Fan 3=Nobody")


def test_tables(command, fan, tmp_path):
    out = tmp_path / "orders.csv"
    code, said, _ = command("mine", "export", "--cmms", out, "--profile", "semicolon", "--machine", "Fan 3")
    assert (
        code == 0
        and said == f"{out}: 1 row.\n"
        and out.read_bytes().startswith(b"\xef\xbb\xbfasset_code;machine;")
    )
    with pytest.raises(Exception, match="no inspection"):
        command("mine", "export", "--cmms", out, "--since", "2030-01-01")
    with pytest.raises(Exception, match="no machine named"):
        command("mine", "export", "--cmms", out, "--machine", "Nobody")
    pytest.importorskip("pyarrow")
    code, said, _ = command(
        "mine", "export", "--parquet", tmp_path / "tables", "--until", "2030-01-01T00:00+00:00"
    )
    assert code == 0 and "inspections.parquet: 1 row." in said

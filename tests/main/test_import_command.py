"""The import command: previewed, done, tried again; what it prints."""

import argparse
import json

import pytest

from app.main import import_command
from tests.e2e.support import healthy_wav


@pytest.fixture
def command(tmp_path, capsys):
    parser = argparse.ArgumentParser()
    import_command.add_command(parser.add_subparsers(dest="command"))

    def run(*words: str):
        options = parser.parse_args(["import", str(tmp_path / "archive"), *words])
        code = import_command.import_archive(options, tmp_path / "history")
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def test_preview_then_import_then_once_more(command, tmp_path):
    for number in range(2):
        healthy_wav(tmp_path / "archive" / "Fan 1" / "normal" / f"2025010{number + 1}_080000.wav", number, 2.5)
    healthy_wav(tmp_path / "archive" / "Fan 1" / "2025-02-01T080000Z.wav", 7, 2.5)
    broken = tmp_path / "archive" / "Fan 1" / "broken.wav"
    broken.write_bytes(b"RIFF")

    code, out, _ = command("--preview", "--json")
    first, doubts = map(json.loads, out.splitlines())
    assert code == 0 and (first["machine"], first["files"], first["to_learn"]) == ("Fan 1", 4, 2)
    assert first["time_from"] == {"file name": 3, "date of the file": 1} and doubts["no_machine"] == []
    assert not (tmp_path / "history" / "takes").exists()
    assert "Fan 1, new fan: 4 files, 2 to learn from" in command("--preview")[1]

    code, out, err = command("--json")
    told = {one["file"].split("/")[-1]: one for one in map(json.loads, out.splitlines())}
    assert code == 2 and told["broken.wav"]["result"] == "failed" and "cut off" in told["broken.wav"]["problem"]
    assert told["2025-02-01T080000Z.wav"]["verdict"] and told["20250101_080000.wav"]["result"] == "learnt"
    assert ".csv" in err

    healthy_wav(broken, 9, 2.5)
    code, out, _ = command("--retry")
    assert code == 0 and "2 files judged" in out and "0 failed" in out

"""The log: never larger than it may be, whoever writes it, and never what breaks the program."""

import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.main import logs
from app.main.logs import MOST_BYTES, OLD_FILES, SharedLog, start_logging
from app.main.paths import log_path
from tests.conftest import ROOT
from tests.e2e.disks import fill, small_disk

LINE = "x" * 99


@pytest.fixture
def root_logger() -> Iterator[logging.Logger]:
    """As it was before, afterwards."""
    root, level, raises = logging.getLogger(), logging.getLogger().level, logging.raiseExceptions
    yield root
    for handler in [h for h in root.handlers if h.get_name() == "earshot"]:
        root.removeHandler(handler)
        handler.close()
    root.setLevel(level)
    logging.raiseExceptions = raises


def shared(path: Path, most_bytes: int = 2_000) -> SharedLog:
    return SharedLog(path, maxBytes=most_bytes, backupCount=OLD_FILES, encoding="utf-8", delay=True)


def say(handler: logging.Handler, text: str) -> None:
    handler.emit(logging.LogRecord("app", logging.INFO, "", 0, text, None, None))


def lines(folder: Path) -> list[str]:
    return [line for path in folder.iterdir() for line in path.read_text("utf-8").splitlines()]


def test_it_is_limited_in_size_and_keeps_the_newest(tmp_path: Path):
    handler = shared(tmp_path / "earshot.log")
    for number in range(500):
        say(handler, f"{number} {LINE}")
    handler.close()
    files = sorted(tmp_path.iterdir())
    assert [path.name for path in files] == ["earshot.log", *(f"earshot.log.{n + 1}" for n in range(OLD_FILES))]
    assert all(path.stat().st_size <= 2_000 for path in files)
    kept = sorted(int(line.split()[0]) for line in lines(tmp_path))
    assert kept == list(range(500 - len(kept), 500))


def test_two_programs_write_one_log_and_lose_no_line(tmp_path: Path):
    first, second = shared(tmp_path / "earshot.log"), shared(tmp_path / "earshot.log")
    for number in range(30):
        say(first, f"a{number} {LINE}")
        say(second, f"b{number} {LINE}")
    first.close()
    second.close()
    kept = {line.split()[0] for line in lines(tmp_path)}
    # Both go on with the newest file: the newest lines of both are there, none of them in an old file alone.
    newest = {f"{who}{number}" for who in "ab" for number in range(5, 30)}
    assert newest <= kept
    assert {"a29", "b29"} <= {line.split()[0] for line in (tmp_path / "earshot.log").read_text().splitlines()}


def test_where_the_other_program_keeps_it_from_being_renamed_nothing_old_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    old = tmp_path / "earshot.log.1"
    old.write_text("from before\n")

    def refuse(self: Path, target: Path) -> Path:
        raise PermissionError("in use by another program")

    handler = shared(tmp_path / "earshot.log")
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", refuse)
        for number in range(1000):
            say(handler, f"{number} {LINE}")
            assert (tmp_path / "earshot.log").stat().st_size <= 2_000 * (OLD_FILES + 2)
    handler.close()
    assert old.read_text() == "from before\n"
    assert lines(tmp_path)[-1].startswith("999") or any(line.startswith("999 ") for line in lines(tmp_path))


def test_a_log_that_was_deleted_begins_anew(tmp_path: Path):
    handler = shared(tmp_path / "earshot.log")
    say(handler, "one")
    (tmp_path / "earshot.log").unlink()
    say(handler, "two")
    handler.close()
    assert (tmp_path / "earshot.log").read_text() == "two\n"


def test_a_full_disk_costs_lines_and_nothing_else(tmp_path: Path, root_logger: logging.Logger, capfd):
    with small_disk(tmp_path / "disk", megabytes=2) as disk:
        start_logging(disk)
        logging.getLogger("app").warning("before")
        filler = fill(disk, leave_bytes=0)
        for _ in range(200):
            logging.getLogger("app").warning(LINE * 100)
        filler.unlink()
        logging.getLogger("app").warning("after")
        said = log_path(disk).read_text()
        assert "before" in said and said.rstrip().endswith("after")
    assert capfd.readouterr().err == ""


def test_a_folder_that_cannot_be_made_costs_the_file_alone(tmp_path: Path, root_logger: logging.Logger):
    (tmp_path / "file").touch()
    start_logging(tmp_path / "file" / "history")
    assert logs.is_logging()
    logging.getLogger("app").info("said")


@pytest.mark.slow
def test_two_real_programs_at_once_stay_within_the_limit(tmp_path: Path):
    program = (
        "import logging, sys; from pathlib import Path; from app.main import logs;"
        f"logs.start_logging(Path({str(tmp_path)!r}));"
        f"[logging.getLogger('app').info('%s %d %s', sys.argv[1], n, {LINE!r}) for n in range(20000)]"
    )
    both = [subprocess.Popen([sys.executable, "-c", program, who], cwd=ROOT, env={**os.environ}) for who in "ab"]
    assert [one.wait(120) for one in both] == [0, 0]
    sizes = [path.stat().st_size for path in tmp_path.glob("earshot.log*")]
    assert 0 < len(sizes) <= OLD_FILES + 2 and max(sizes) < 1.1 * MOST_BYTES
    said = (tmp_path / "earshot.log").read_text() + (tmp_path / "earshot.log.1").read_text()
    assert " a 19999 " in said and " b 19999 " in said

"""`demo` on the command line: what it fills, what it says, what it refuses."""

from pathlib import Path

import pytest

from app.history.history import History
from app.main import paths
from app.main.cli import main
from app.main.demo_command import default_folder
from app.workflows.demo import lives, make_demo
from app.workflows.demo.sound import Fault
from app.workflows.demo.stories import Plot, Story


@pytest.fixture(autouse=True)
def no_sound(monkeypatch: pytest.MonkeyPatch):
    """Making sound is what takes time; that it is made is tested with the job itself."""
    monkeypatch.setattr(lives, "Voiced", lambda imagined, *_, **__: imagined)
    quiet = Story(Plot.QUIET, Fault.FOREIGN)
    monkeypatch.setattr(make_demo, "stories", lambda placed, chance: (quiet,) * len(placed))


def test_it_fills_a_folder_and_says_how_to_open_it_and_never_a_second_time(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    folder = tmp_path / "my demo"
    wish = ["demo", "--fleet", "2", "--years", "0.2", "--until", "2026-11-20", "--folder", str(folder)]
    assert main(wish) == 0
    said = capsys.readouterr().out
    assert said.startswith("2 machines, ") and "2026-11-20" in said and "2 healthy." in said
    assert "0 recordings can be played" in said and "missing" in said
    assert f"python -m app --history '{folder}'" in said or f'python -m app --history "{folder}"' in said
    with History.open(folder) as history:
        assert len(history.machines()) == 2
    assert main(wish) == 2
    assert "holds machines already" in capsys.readouterr().err


@pytest.mark.parametrize(
    "wrong", [("--fleet", "0"), ("--fleet", "many"), ("--years", "0"), ("--until", "tomorrow"), ("--seed", "x")]
)
def test_what_it_cannot_make_is_bad_input(wrong: tuple[str, str], capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as ended:
        main(["demo", *wrong])
    assert ended.value.code == 2 and wrong[0] in capsys.readouterr().err


def test_without_a_folder_it_is_never_this_users_own():
    assert default_folder() not in (paths.default_history(), paths.sample_history())
    assert default_folder().parent == paths.default_history().parent

"""What workflows keep or raise is English and can be told in another language, with every name and number."""

from itertools import combinations
from pathlib import Path

import pytest

from app.diagnosis.kinematics import Turning
from app.domain.problem import Problem
from app.domain.quality import NEVER_OVERRULED, Check
from app.domain.take import SoundFormat, Take
from app.language import retold
from app.workflows import explain, inspect_take, learn_healthy
from app.workflows.archive.naming import Pattern, guess
from app.workflows.archive.plan_lines import damaged
from app.workflows.archive.table import read_table
from app.workflows.exchange import problems
from app.workflows.review import Joining
from tests.language.another_tongue import another_tongue, english_in, numbers_in

FILE = Path("7")
REFUSED = OSError(5, "broken")
MAY_FAIL = [check for check in Check if check not in NEVER_OVERRULED]


def of(problem: Problem) -> list[str]:
    return [problem.what, problem.to_do]


def takes(count: int) -> list[Take]:
    return [Take(f"{n}", f"{n}.ж", "", SoundFormat(48000, 1, 1, "WAV", "PCM", 24)) for n in range(count)]


def table_problem(path: Path, text: str) -> Problem:
    path.write_text(text, "utf-8")
    with pytest.raises(Problem) as refused:
        read_table(path)
    return refused.value


def exchange() -> list[str]:
    told = [problems.newer(FILE, 9, 1), problems.no_sound(FILE, "7", Problem("", "")), problems.no_photo(FILE, "")]
    told += [
        problems.no_room(FILE, 2_100_000, 999),
        problems.not_written(FILE, REFUSED),
        problems.nothing_chosen(),
    ]
    plain = (
        problems.not_an_exchange,
        problems.damaged,
        problems.foreign,
        problems.too_large,
        problems.unknown_word,
    )
    told += [make(FILE) for make in (*plain, problems.contradicts)]
    return [sentence for problem in told for sentence in of(problem)]


def archive(folder: Path) -> list[str]:
    pattern = Pattern("{type}/{machine}/{label}")
    named = [pattern.read(path) for path in ("1.wav", "7/2/gut/1.wav", "fan/2/8/1.wav")]
    named += guess(["a/b/1/2/3/4.wav", "c/d/5/6/7/8.wav"], "x")
    told = [table_problem(folder / "1.ж", text) for text in ("file,machine\n", "file,machine\n,7\n", "file\n1\n")]
    told += [table_problem(folder / "2.ж", f"file,machine,{more}\n1,2,3\n") for more in ("type", "label", "time")]
    return [sentence for problem in (*told, damaged(FILE, REFUSED)) for sentence in of(problem)] + [
        one for one in named if isinstance(one, str)
    ]


def verdicts() -> list[str]:
    overruled = [of_many for count in (1, 2, 3, 4) for of_many in combinations(MAY_FAIL, count)]
    return [
        *(inspect_take._used_anyway(checks) for checks in overruled[::7]),
        explain._speed(Turning(shaft_hz=29.0), 1480.0),
        *(learn_healthy._names(takes(count)) for count in (1, 3, 9)),
        *Joining,
    ]


def test_every_sentence_is_retold_whole_and_with_its_numbers(tmp_path: Path):
    with another_tongue(tmp_path):
        for sentence in (*exchange(), *archive(tmp_path), *verdicts()):
            told = retold(sentence)
            assert english_in(told) <= WORDS_OF_A_TABLE, f"{sentence}\n{told}"
            assert numbers_in(told) == numbers_in(sentence), f"{sentence}\n{told}"


WORDS_OF_A_TABLE = {"imports", "machine", "type", "point", "condition", "label"}
"""What somebody has to write just so, and the name of a folder."""

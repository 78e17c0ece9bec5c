"""What `self-test` tries, in the order in which one part needs the other."""

import json
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

from app.domain.problem import Problem
from app.domain.verdict import State
from app.main import paths
from app.main.self_test_lines import Worth

if TYPE_CHECKING:
    from app.diagnosis.registry import Installed, ModelRegistry
    from app.domain.inspection import Inspection
    from app.domain.microphone import Microphone

_INSTALL = "Install Earshot again."
_SENTENCE = "4 dB louder than healthy at 0.09–0.17 kHz."
"""As a verdict says it."""

_DEVICES_WITHIN_S = 20.0
"""A virus scanner may hold up what is started for the first time; usually it is a fraction of a second."""


@dataclass(frozen=True, slots=True)
class Part:
    """`check` gives what was found in a few words.

    It raises Problem with what is wrong and what to do, `Worth` what is to be noted, anything else as it comes.
    """

    name: str
    check: Callable[[], str]


def parts(folder: Path) -> Iterator[Part]:
    """All of them; they may write below `folder`."""
    from app.ui.self_test import fonts, icons, window

    with _Devices() as devices:
        yield Part("program", _program)
        yield Part("database", lambda: _database(folder))
        yield Part("history", lambda: _history(folder / "history"))
        yield from _models()
        job = _Job(folder / "job")
        yield Part("verdict", job.verdict)
        yield Part("report", job.report)
        yield Part("sound devices", devices.found)
    yield Part("window", window)
    yield Part("fonts", fonts)
    yield Part("icons", icons)
    yield Part("languages", _languages)
    yield Part("data folder", _data_folder)


def _program() -> str:
    import platform
    import sys

    from app import __version__

    kind = "installed" if getattr(sys, "frozen", False) else "from source"
    system = platform.platform(terse=True)
    return f"Earshot {__version__}, {kind}, Python {platform.python_version()}, {system}"


def _database(folder: Path) -> str:
    """A write-ahead log is what lets two programs use one history."""
    raw = sqlite3.connect(folder / "plain.db")
    try:
        (mode,) = raw.execute("PRAGMA journal_mode = WAL").fetchone()
    finally:
        raw.close()
    if mode != "wal":
        raise Problem(
            f"SQLite {sqlite3.sqlite_version} makes no write-ahead log in {folder}, but “{mode}”.",
            "Let TMPDIR name a folder on a drive of this computer, then try again.",
        )
    return f"SQLite {sqlite3.sqlite_version}, write-ahead log"


def _history(folder: Path) -> str:
    """Made through every format there has been, written, closed, read, backed up, looked into."""
    from app.domain.machine import Machine, MachineType, MeasuringPoint, OperatingCondition
    from app.history import upgrade
    from app.history.history import History
    from app.recordings.take_store import TakeStore
    from app.workflows.backups import BackUpHistory

    name = "Lüfter 3 – ≤ 40 °C"
    condition = OperatingCondition("Full speed", rpm=1480.0)
    with History.open(folder) as history:
        history.add_machine(Machine(name, MachineType.FAN, (MeasuringPoint("Inlet", (condition,)),)))
    with History.open(folder) as history:
        history.check()
        found = history.machine_named(name)
        kept = found.points[0].conditions[0].rpm if found else None
    backups = BackUpHistory(folder, TakeStore(folder))
    made = backups.make()
    looked = backups.look(made.path).contents if made else None
    if kept != condition.rpm or looked is None or not looked.whole or looked.machines != 1:
        raise Problem("What was written to a history is not what was read from it or from its backup.", _INSTALL)
    if looked.revision != upgrade.REVISIONS[-1]:
        raise Problem(f"A new history has format {looked.revision}, not {upgrade.REVISIONS[-1]}.", _INSTALL)
    return f"written, read and backed up, format {looked.revision}"


def _models() -> Iterator[Part]:
    from app.diagnosis.registry import ModelRegistry

    registry = ModelRegistry(paths.MODELS)
    kinds = registry.kinds()
    if not kinds:
        yield Part("models", _no_model)
    for kind in kinds:
        installed = registry.judging(kind)
        assert installed is not None
        yield Part(f"model {kind}", lambda installed=installed: _golden(registry, installed))  # type: ignore[misc]


def _no_model() -> str:
    raise Problem(f"There is no model in {paths.MODELS}, so nothing can be judged.", _INSTALL)


def _golden(registry: "ModelRegistry", installed: "Installed") -> str:
    """The sound that its card describes, heard and judged here as it was where the model was made."""
    from app.diagnosis.self_test import failures

    model = registry.load(installed)
    wrong = failures(model, json.loads(model.card.text)["self_test"])
    if wrong:
        raise Problem(f"The {installed.kind} model computes otherwise than its card says: {wrong[0]}", _INSTALL)
    return f"{installed.version}, computes what its card says"


class _Job:
    """The technician's own job on the sample fan: learn, inspect, report."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made: tuple[Inspection, bytes] | None = None

    def verdict(self) -> str:
        """One healthy take learnt, the damaged one inspected, printed while the history is open."""
        from app.main.wiring import opened

        with opened(self._folder) as workflows:
            machine = workflows.sample.machine()
            condition = machine.points[0].conditions[0]
            workflows.learn(machine.id, condition.id, workflows.sample.healthy_takes[:3])
            inspection = workflows.inspect(machine.id, condition.id, workflows.sample.later_take)
            out = workflows.report(inspection.id, self._folder / "report.pdf")
        self._made = inspection, out.read_bytes()
        verdict = inspection.verdict
        if verdict.state is not State.ABNORMAL:
            raise Problem(f"The sample fan with its damaged blade was judged {verdict.state.value}.", _INSTALL)
        return f"sample fan judged {verdict.state.value}, score {verdict.score:.2f}"

    def report(self) -> str:
        """Its words are read back out of the file."""
        from app.reports.pdf_a_text import printed_text
        from app.workflows.sample_fan import NAME

        if self._made is None:
            raise Worth("Not tried, since there was no verdict to print.")
        inspection, pdf = self._made
        text = "".join(printed_text(pdf) or ())
        wanted = (NAME, inspection.verdict.finding, inspection.take.sha256[:8])
        missing = [words for words in wanted if "".join(words.split()) not in "".join(text.split())]
        if missing:
            raise Problem(f"The report was written, but “{missing[0]}” can't be read back from it.", _INSTALL)
        return f"{len(pdf) / 1000:.0f} kB, its words can be read back"


class _Devices:
    """As the window looks for them: by a child process, which a bundle may fail to start.

    It looks while the other parts are tried, and may take its time.
    """

    def __enter__(self) -> Self:
        from app.capture.scanner import MicrophoneWatch, child_command

        self._command = child_command()
        self._watch = MicrophoneWatch(self._command)
        self._watch.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._watch.close()

    def found(self) -> str:
        """The names of the microphones."""
        import subprocess

        from app.capture.advice import no_portaudio

        found, problem = self._look()
        if problem is not None:
            if problem.what == no_portaudio("").what:
                raise problem
            raise Worth(problem.what, problem.to_do)
        if found is None:
            raise Problem(
                f"The look for microphones said nothing within {_DEVICES_WITHIN_S:.0f} s "
                f"({subprocess.list2cmdline(self._command)}).",
                "Try again; if it stays so, install Earshot again.",
            )
        if not found:
            raise Worth("No microphone.", "Plug one in, or inspect recordings made elsewhere.")
        return ", ".join(one.name for one in found)

    def _look(self) -> "tuple[Sequence[Microphone] | None, Problem | None]":
        watch, until_s = self._watch, time.monotonic() + _DEVICES_WITHIN_S
        while watch.microphones is None and watch.problem is None and time.monotonic() < until_s:
            time.sleep(0.02)
        return watch.microphones, watch.problem


def _languages() -> str:
    """Each that can be chosen speaks: our texts and Qt's own. Afterwards the one is spoken that was."""
    from app.language import LANGUAGES, SOURCE, retold, speak, spoken, spoken_from
    from app.ui.speaking import qt_speaks

    before = spoken()
    spoken_from(paths.LANGUAGES)
    try:
        for code, name in LANGUAGES.items():
            if speak(code) != code or not qt_speaks(code):
                raise Problem(f"The texts of {name} are missing in {paths.LANGUAGES}.", _INSTALL)
            if (retold(_SENTENCE) == _SENTENCE) != (code == SOURCE):
                raise Problem(f"A sentence of a verdict is not told in {name}.", _INSTALL)
    finally:
        speak(before)
    return ", ".join(LANGUAGES.values())


def _data_folder() -> str:
    """Where the user's own history would be; looked at, not touched."""
    from app.main.places import trouble_with

    history = paths.default_history()
    trouble = trouble_with(history)
    if trouble is not None:
        raise Worth(trouble.what, trouble.to_do)
    return f"{history} (portable)" if paths.portable_folder() else str(history)

"""The command line: no command opens the window; `learn`, `inspect` and `record` do the same jobs for scripts."""

import argparse
import io
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from app import __version__
from app.domain.problem import Cancelled, Problem
from app.main import (
    backup_commands,
    demo_command,
    exchange_commands,
    export,
    import_command,
    models,
    paths,
    report_command,
    self_test,
    support_command,
    tables_command,
    verify_command,
)

if TYPE_CHECKING:
    import logging

OPEN = "open"
DID_ITS_JOB = 0
OUR_FAULT = 1
BAD_INPUT = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and gives the exit code: 0 did its job, 2 bad input, 1 our own fault."""
    for stream in (sys.stdout, sys.stderr):
        # A file name may hold bytes that are no text; printing it must not be what fails.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    options = parser().parse_args(arguments)
    history: Path = options.history or _default_history(options.command)
    try:
        return _run(options, history)
    except Problem as problem:
        _log(history).warning("%s %s", problem, problem.detail)
        print(problem, file=sys.stderr)
        return BAD_INPUT
    except (Cancelled, KeyboardInterrupt):
        print("Stopped. What was finished is kept.", file=sys.stderr)
        return BAD_INPUT
    except Exception:  # noqa: BLE001 - the last line of defence: loud in the log, calm on the screen
        _log(history).exception("unexpected")
        where = paths.log_path(history)
        print(f"Something in Earshot itself went wrong. The log tells more: {where}", file=sys.stderr)
        return OUR_FAULT


def _run(options: argparse.Namespace, history: Path) -> int:
    if options.command == self_test.NAME:
        # It leaves the history alone, and so no log in it.
        return self_test.self_test(options, history)
    if options.command and options.command != OPEN:
        _log(history)
        return _command(options.command)(options, history)
    from app.main.display import why_no_display

    reason = why_no_display()
    files = tuple(options.files) if options.command == OPEN else ()
    if reason and files:
        raise Problem(f"No window can be opened: {reason}.", "Inspect the files with the command “inspect”.")
    if reason:
        from app.main.without_display import try_sample

        history = options.history or paths.sample_history()
        _log(history)
        return try_sample(reason, history)
    from app.main.window import open_window

    return open_window(history, files)


def _command(name: str) -> "Callable[[argparse.Namespace, Path], int]":
    from app.main import commands

    if name == "record":
        from app.main.recording import record

        return record
    return {
        "learn": commands.learn,
        "inspect": commands.inspect,
        export.NAME: export.export_training,
        models.NAME: models.model,
        backup_commands.NAME: backup_commands.backup,
        import_command.NAME: import_command.import_archive,
        demo_command.NAME: demo_command.demo,
        exchange_commands.NAME: exchange_commands.exchange,
        tables_command.NAME: tables_command.export,
        report_command.NAME: report_command.report,
        verify_command.NAME: verify_command.verify,
        support_command.NAME: support_command.support,
    }[name]


def _default_history(command: str | None) -> Path:
    """Simulated machines must not get among this user's own."""
    return demo_command.default_folder() if command == demo_command.NAME else paths.default_history()


def _log(history: Path) -> "logging.Logger":
    """Imported only here: the window paints before anything is logged."""
    import logging

    from app.main.logs import start_logging

    start_logging(history)
    return logging.getLogger("app.main")


def parser() -> argparse.ArgumentParser:
    """Every command with its arguments: what is typed is read by it, and the manual page is made from it."""
    parser = argparse.ArgumentParser(
        prog="earshot", description="Does this machine still sound like itself? Without a command: the window."
    )
    parser.add_argument("--version", action="version", version=f"Earshot {__version__}")
    _add_history(parser, None)
    commands = parser.add_subparsers(dest="command")
    learn = commands.add_parser("learn", help="learn how a machine sounds when it is healthy")
    _add_machine(learn)
    _add_files(learn)
    learn.add_argument("--start-over", action="store_true", help="leave out what was learnt before")
    inspect = commands.add_parser("inspect", help="compare recordings with the machine's healthy sound")
    _add_machine(inspect)
    _add_files(inspect)
    inspect.add_argument(
        "--pdf", type=Path, metavar="OUT", help="write a report; a folder when there are several files"
    )
    _add_record(commands.add_parser("record", help="record a machine with a microphone, then inspect the take"))
    for one in (export.add_command(commands), import_command.add_command(commands)):
        _add_history(one, argparse.SUPPRESS)
    demo_command.add_command(commands)
    for one in (*exchange_commands.add_command(commands), tables_command.add_command(commands)):
        _add_history(one, argparse.SUPPRESS)
    for one in (*models.add_command(commands), *backup_commands.add_command(commands)):
        _add_history(one, argparse.SUPPRESS)
    reports = (*report_command.add_command(commands), verify_command.add_command(commands))
    for one in (*reports, support_command.add_command(commands), _add_open(commands)):
        _add_history(one, argparse.SUPPRESS)
    self_test.add_command(commands)
    return parser


def _add_open(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> argparse.ArgumentParser:
    """What a file manager calls."""
    what = "open the window, with sound files where some are given"
    opened: argparse.ArgumentParser = commands.add_parser(OPEN, help=what)
    opened.add_argument("files", nargs="*", type=Path, metavar="FILE")
    return opened


def _add_record(record: argparse.ArgumentParser) -> None:
    _add_machine(record)
    record.add_argument("--seconds", type=_seconds, default=10.0, metavar="S", help="how long (default: 10)")
    record.add_argument(
        "--device", metavar="NAME", help="microphone, or a part of its name (default: the system's)"
    )
    purpose = record.add_mutually_exclusive_group()
    purpose.add_argument("--healthy", action="store_true", help="learn from the take instead of inspecting it")
    purpose.add_argument("--room", action="store_true", help="record the room: machine off, or from afar")
    purpose.add_argument(
        "--use-anyway", action="store_true", help="judge the take even if it fails the quality gate"
    )


def _seconds(text: str) -> float:
    seconds = float(text)
    if not 2.0 <= seconds <= 3600.0:
        raise argparse.ArgumentTypeError("from 2 to 3600 seconds")
    return seconds


def _add_history(parser: argparse.ArgumentParser, default: object) -> None:
    parser.add_argument(
        "--history", type=Path, metavar="DIR", default=default, help="history folder (default: this user's)"
    )


def _add_machine(parser: argparse.ArgumentParser) -> None:
    # SUPPRESS: given before the command it counts too, and is not overwritten by this one's default.
    _add_history(parser, argparse.SUPPRESS)
    parser.add_argument("--machine", required=True, metavar="NAME", help="machine; added when it is new")
    parser.add_argument(
        "--type", default="fan", choices=("fan", "pump", "slider", "other"), help="for a new machine"
    )
    parser.add_argument("--point", metavar="NAME", help="measuring point (default: the machine's first)")
    parser.add_argument("--condition", metavar="NAME", help="operating condition (default: the point's first)")
    parser.add_argument("--rpm", type=float, help="speed of a new operating condition")
    parser.add_argument(
        "--fixed",
        action="store_true",
        help="of a new measuring point: its microphone is mounted and its gain never changes, so loudness counts",
    )
    parser.add_argument("--json", action="store_true", help="one JSON object a file on standard output")


def _add_files(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")

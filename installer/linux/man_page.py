"""The man page, written from the command line's own parser, so that both tell the same."""

import argparse
import sys
import time
from collections.abc import Iterator

_ABOUT = """Earshot compares a machine's sound with that machine's own healthy sound, offline. Without a
command it opens its window; where there is no screen it does the same job on a sample fan. The commands do what
the window does, for scripts and archives, on the same history."""

_FILES = (
    ("$XDG_DATA_HOME/Earshot/history", "the history: database, takes, photos, backups and log"),
    ("~/.local/share/Earshot/history", "the same where XDG_DATA_HOME is not set"),
)
_EXITS = (
    ("0", "did its job"),
    ("1", "a fault of the program itself; the log tells more"),
    ("2", "bad input, or a history that can't be used; one sentence says what to do"),
)


def page(parser: argparse.ArgumentParser, version: str, time_s: int) -> str:
    """The page for section 1 as roff."""
    date = time.strftime("%Y-%m-%d", time.gmtime(time_s))
    lines = [
        f'.TH EARSHOT 1 "{date}" "Earshot {_plain(version)}" "User Commands"',
        ".SH NAME",
        r"earshot \- tell by ear whether a machine sounds like itself",
        ".SH SYNOPSIS",
        ".B earshot",
        r"[\fIoptions\fR] [\fIcommand\fR \&...]",
        ".SH DESCRIPTION",
        *_text(_ABOUT),
        ".SH OPTIONS",
        *_options(parser),
        ".SH COMMANDS",
        *_commands(parser),
        ".SH EXIT STATUS",
        *_pairs(_EXITS),
        ".SH FILES",
        *_pairs(_FILES),
    ]
    return "\n".join(lines) + "\n"


def _commands(parser: argparse.ArgumentParser, above: str = "earshot") -> Iterator[str]:
    """Each command with its options; commands of commands as `backup make`."""
    for group in _groups(parser):
        told = {choice.dest: choice.help or "" for choice in group._choices_actions}
        for name, command in group.choices.items():
            yield f'.SS "{_plain(above)} {_plain(name)}"'
            help_text = told.get(name) or name
            yield from _text(f"{help_text[0].upper()}{help_text[1:]}.")
            yield from _options(command, with_help=False)
            yield from _commands(command, f"{above} {name}")


def _options(parser: argparse.ArgumentParser, with_help: bool = True) -> Iterator[str]:
    """Options and arguments; `--help` is told once and not at each command."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction) or action.help == argparse.SUPPRESS:
            continue
        if isinstance(action, argparse._HelpAction) and not with_help:
            continue
        yield ".TP"
        yield _signature(action)
        yield _plain(_help(parser, action))


def _signature(action: argparse.Action) -> str:
    value = "" if action.nargs == 0 else _value(action)
    if not action.option_strings:
        return value or rf"\fI{_plain(action.dest)}\fR"
    return ", ".join(rf"\fB{_plain(name)}\fR" for name in action.option_strings) + (f" {value}" if value else "")


def _value(action: argparse.Action) -> str:
    if action.metavar is None and action.choices:
        return "|".join(rf"\fI{_plain(str(choice))}\fR" for choice in action.choices)
    name = action.metavar if isinstance(action.metavar, str) else action.dest.upper()
    more = r" \&..." if action.nargs in {"+", "*"} else ""
    return rf"\fI{_plain(name)}\fR{more}"


def _help(parser: argparse.ArgumentParser, action: argparse.Action) -> str:
    if not action.help:
        return {"type": "kind of a new machine", "files": "sound files"}.get(action.dest, action.dest)
    return parser._get_formatter()._expand_help(action)


def _groups(parser: argparse.ArgumentParser) -> "Iterator[argparse._SubParsersAction[argparse.ArgumentParser]]":
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            yield action


def _pairs(pairs: tuple[tuple[str, str], ...]) -> Iterator[str]:
    for name, meaning in pairs:
        yield from (".TP", rf"\fI{_plain(name)}\fR", _plain(meaning))


def _text(text: str) -> list[str]:
    return [_plain(line) for line in text.splitlines()]


def _plain(text: str) -> str:
    """Nothing of it means anything to roff."""
    told = text.replace("\\", r"\e").replace("-", r"\-").replace("~", r"\(ti").replace('"', r"\(dq")
    return r"\&" + told if told.startswith((".", "'")) else told


if __name__ == "__main__":
    sys.path.insert(0, sys.argv[1])
    from app import __version__
    from app.main.cli import parser

    sys.stdout.write(page(parser(), __version__, int(sys.argv[2])))

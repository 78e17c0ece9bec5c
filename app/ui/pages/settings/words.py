"""What the settings page says."""

from app.domain import words
from app.domain.problem import Problem
from app.domain.settings import BY_KEY, LEAST_SPAN_DB, Choice, Kind, Setting, Settings, Value
from app.language import later, say, tr, tr_many
from app.ui.pages.offer import Notice
from app.workflows.preferences import Imported

FILE_NAME = later("Earshot settings.json")
"""What an exported file is proposed to be called."""

LOGO_GONE = later("The picture is not there any more. Choose it again.")

_LEVELS_DBFS = tuple(range(-120, 21, 10))
_NAMED, _LONGEST_KEY = 8, 40


def level(value: Value) -> str:
    """ "−80 dBFS"."""
    return f"{words.number(float(value))} dBFS"


def choices(setting: Setting, now: Settings) -> tuple[Choice, ...]:
    """What may be chosen. Of levels those that leave room between the two, and the one that holds."""
    if setting.words.kind is not Kind.LEVEL:
        return setting.words.choices
    offered = {float(one) for one in _LEVELS_DBFS if _leaves_room(setting.key, one, now)}
    held = float(setting.of(now))
    return tuple(Choice(one, level(one)) for one in sorted(offered | {held}))


def shown(setting: Setting, value: Value) -> str:
    """A value in words; empty for a text or a picture that nobody gave."""
    if setting.words.kind is Kind.LEVEL:
        return level(value)
    if setting.words.kind in (Kind.TEXT, Kind.PICTURE):
        return str(value)
    return next(tr(one.word) for one in setting.words.choices if one.value == value)


def back(setting: Setting) -> str:
    """What a reset does: "Reset Paper: As the system"."""
    name, value = tr(setting.words.name), shown(setting, setting.default)
    if not value:
        return tr("Reset {setting}: none", setting=name)
    return tr("Reset {setting}: {value}", setting=name, value=value)


def imported(name: str, changed: tuple[str, ...]) -> str:
    """What an import came to, in one line: the names of what it changed."""
    if not changed:
        return tr("{file}: everything in it was so already.", file=name)
    return tr("{file}: {settings} changed.", file=name, settings=_listed([_name(key) for key in changed]))


def left_out(name: str, found: Imported) -> Notice | None:
    """What of the file was not taken over and why; None where all of it was."""
    lines = []
    if found.refused:
        what = _listed([_name(key) for key in found.refused])
        lines.append(tr("{settings}: what the file says can't be; it stays as it was.", settings=what))
    if found.unknown:
        what = _listed([_short(key) for key in found.unknown])
        lines.append(tr("{names}: unknown to this version of Earshot.", names=what))
    return Notice(tr("Some of {file} was left out.", file=name), lines=tuple(lines)) if lines else None


def nothing_in_it(name: str) -> Problem:
    """A file of ours without a single setting."""
    return Problem(
        say("There is no setting in “{name}”.", name=name), later("Choose another file that Earshot has exported.")
    )


def no_picture(name: str) -> Problem:
    """A file that begins like a picture and is none."""
    return Problem(
        say("The picture in “{name}” can't be shown.", name=name),
        later("Save it anew as JPEG or PNG, then choose it again."),
    )


def _leaves_room(key: str, level_dbfs: float, now: Settings) -> bool:
    if key == "live_floor_dbfs":
        return now.live_ceiling_dbfs - level_dbfs >= LEAST_SPAN_DB
    return level_dbfs - now.live_floor_dbfs >= LEAST_SPAN_DB


def _name(key: str) -> str:
    return tr(BY_KEY[key].words.name)


def _short(key: str) -> str:
    """A key of a stranger's file, as it may be shown."""
    told = "".join(one if one.isprintable() else "�" for one in key[:_LONGEST_KEY])
    return f"“{told}…”" if len(key) > _LONGEST_KEY else f"“{told}”"


def _listed(names: list[str]) -> str:
    """ "Paper, Logo and 3 more"."""
    if len(names) > _NAMED:
        more = len(names) - _NAMED
        return tr_many("{names} and {n} more", "{names} and {n} more", more, names=", ".join(names[:_NAMED]))
    if len(names) == 1:
        return names[0]
    return tr("{names} and {last}", names=", ".join(names[:-1]), last=names[-1])

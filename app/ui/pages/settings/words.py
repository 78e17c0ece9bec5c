"""What the settings page says."""

from app.domain import words
from app.domain.problem import Problem
from app.domain.settings import BY_KEY, LEAST_SPAN_DB, Choice, Kind, Setting, Settings, Value
from app.ui.pages.offer import Notice
from app.workflows.preferences import Imported

FILE_NAME = "Earshot settings.json"
"""What an exported file is proposed to be called."""

LOGO_GONE = "The picture is not there any more. Choose it again."

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
    """A value in words."""
    if setting.words.kind is Kind.LEVEL:
        return level(value)
    if setting.words.kind in (Kind.TEXT, Kind.PICTURE):
        return str(value) or "none"
    return next(one.word for one in setting.words.choices if one.value == value)


def back(setting: Setting) -> str:
    """What a reset does: "Reset Paper: As the system"."""
    return f"Reset {setting.words.name}: {shown(setting, setting.default)}"


def imported(name: str, changed: tuple[str, ...]) -> str:
    """What an import came to, in one line: the names of what it changed."""
    if not changed:
        return f"{name}: everything in it was so already."
    return f"{name}: {_listed([_name(key) for key in changed])} changed."


def left_out(name: str, found: Imported) -> Notice | None:
    """What of the file was not taken over and why; None where all of it was."""
    lines = []
    if found.refused:
        what = _listed([_name(key) for key in found.refused])
        lines.append(f"{what}: what the file says can't be; it stays as it was.")
    if found.unknown:
        lines.append(f"{_listed([_short(key) for key in found.unknown])}: unknown to this version of Earshot.")
    return Notice(f"Some of {name} was left out.", lines=tuple(lines)) if lines else None


def nothing_in_it(name: str) -> Problem:
    """A file of ours without a single setting."""
    return Problem(f"There is no setting in “{name}”.", "Choose another file that Earshot has exported.")


def no_picture(name: str) -> Problem:
    """A file that begins like a picture and is none."""
    return Problem(
        f"The picture in “{name}” can't be shown.", "Save it anew as JPEG or PNG, then choose it again."
    )


def _leaves_room(key: str, level_dbfs: float, now: Settings) -> bool:
    if key == "live_floor_dbfs":
        return now.live_ceiling_dbfs - level_dbfs >= LEAST_SPAN_DB
    return level_dbfs - now.live_floor_dbfs >= LEAST_SPAN_DB


def _name(key: str) -> str:
    return BY_KEY[key].words.name


def _short(key: str) -> str:
    """A key of a stranger's file, as it may be shown."""
    told = "".join(one if one.isprintable() else "�" for one in key[:_LONGEST_KEY])
    return f"“{told}…”" if len(key) > _LONGEST_KEY else f"“{told}”"


def _listed(names: list[str]) -> str:
    """ "Paper, Logo and 3 more"."""
    if len(names) > _NAMED:
        return f"{', '.join(names[:_NAMED])} and {words.number(len(names) - _NAMED)} more"
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))

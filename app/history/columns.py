"""How single values lie in the database: plain types that every database knows, checked on the way in and out."""

import json
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Generic, TypeVar

from sqlalchemy import Dialect, String, Text
from sqlalchemy.types import TypeDecorator

from app.history.problems import damaged_entry, unknown_word
from app.language import later, say

WordEnum = TypeVar("WordEnum", bound=StrEnum)


class UtcTime(TypeDecorator[datetime]):
    """An aware moment as ISO 8601 text in UTC, always 32 characters long, so that text order is time order."""

    impl = String(32)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """Refuse naive times: nobody could say later which moment was meant."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a time without its zone cannot be kept: {value}")
        return value.astimezone(UTC).isoformat(timespec="microseconds")

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Problem when the text is no aware moment."""
        if value is None:
            return None
        try:
            return datetime.fromisoformat(value).astimezone(UTC)
        except (TypeError, ValueError) as error:
            raise damaged_entry(later("a time"), repr(value)) from error


class Word(TypeDecorator[WordEnum], Generic[WordEnum]):
    """An enum by its name in the code: its value is a word on the screen, and those may be reworded."""

    impl = String(16)
    cache_ok = True

    def __init__(self, kind: type[WordEnum]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: WordEnum | None, dialect: Dialect) -> str | None:
        """The member's name; plain text equal to a member's value is taken as that member."""
        return None if value is None else self.kind(value).name

    def process_result_value(self, value: Any, dialect: Dialect) -> WordEnum | None:
        """Problem when there is no such member."""
        return None if value is None else member(self.kind, value)


class PlainText(TypeDecorator[str]):
    """Free text. Half characters, as in file names with broken bytes, become U+FFFD: no database takes them."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """The text as it can be kept."""
        return None if value is None else whole_characters(value)


class Json(TypeDecorator[Any]):
    """Details that are only ever read together, as JSON text. ASCII, so that any text in it survives as it is."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str:
        """Refuses NaN and infinity: JSON has no word for them."""
        return json.dumps(value, allow_nan=False, separators=(",", ":"))

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        """Problem when the text is not JSON."""
        try:
            return json.loads(value)
        except (TypeError, ValueError) as error:
            raise damaged_entry(later("details"), repr(value)[:200]) from error


def member(kind: type[WordEnum], name: str) -> WordEnum:
    """The member of that name; Problem when this program has none such, for a word left out would be a lie."""
    try:
        return kind[name]
    except KeyError as error:
        raise unknown_word(say("a word (“{name}”)", name=name), f"{name!r} is not in {kind.__name__}") from error


def whole_characters(text: str) -> str:
    """The text with every half character (lone surrogate) replaced by U+FFFD."""
    return "".join("\ufffd" if "\ud800" <= letter <= "\udfff" else letter for letter in text)

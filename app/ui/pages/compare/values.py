"""What the compare page shows, as plain values."""

from dataclasses import dataclass

from app.domain.verdict import State


@dataclass(frozen=True, slots=True)
class Choice:
    """Something A or B can be: `key` is an inspection's id, or "baseline " and the id of one of its takes."""

    key: str
    text: str
    state: State | None
    tip: str = ""


@dataclass(frozen=True, slots=True)
class CompareFace:
    """The words of the page: the finding, what has to be known with it, and the choices.

    `troubles` are sentences on recordings that are lost or altered. `machine_id`, `inspection_id` lead back.
    """

    machine: str
    facts: str
    chip: str
    finding: str
    notes: tuple[str, ...]
    troubles: tuple[str, ...]
    choices: tuple[Choice, ...]
    a: str
    b: str
    matched: bool
    why: str

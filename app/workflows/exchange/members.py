"""What an exchange file consists of: the names of its members, how large each may be, and its first page.

manifest.json                     format, program, who made it when, from which history
machines/<id>/machine.json        a machine as it is
machines/<id>/<kind>.jsonl        its rows, one JSON object a line; arrays as base64 of little-endian floats
routes.jsonl, route_runs.jsonl, seen_alerts.jsonl
takes/<sha256>.<ending>           recordings as they came, not compressed
photos/<sha256>.jpg
reports/<machine>.pdf             for people who look into the file without Earshot
SHA256SUMS                        of every other member, as `sha256sum -c` reads it
"""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.history.exchange.damage import DamageError
from app.history.exchange.kinds import OF_ALL, OF_MACHINE, Kind
from app.history.exchange.values import hexadecimal, moment, text, whole

FORMAT = 1
ENDING = ".earshot"
MANIFEST, SUMS, MACHINE = "manifest.json", "SHA256SUMS", "machine.json"

MOST_MEMBERS = 250_000
LONGEST_LINE = 256 << 20
MANIFEST_BYTES = 1 << 20
PHOTO_BYTES = 25 << 20
TAKE_BYTES = 16 << 30

_ID, _SHA = r"[0-9a-f]{32}", r"[0-9a-f]{64}"
_KINDS = "|".join(kind.name for kind in OF_MACHINE)
_ALL = "|".join(kind.name for kind in OF_ALL)
MACHINE_NAME = re.compile(rf"machines/({_ID})/machine\.json")
TAKE_NAME = re.compile(rf"takes/({_SHA})((?:\.[a-z0-9]{{1,8}})?)")
PHOTO_NAME = re.compile(rf"photos/({_SHA})\.(?:jpg|png)")
_LIMITS: tuple[tuple[re.Pattern[str], int], ...] = (
    (re.compile(r"manifest\.json"), MANIFEST_BYTES),
    (re.compile(r"SHA256SUMS"), 200 * MOST_MEMBERS),
    (MACHINE_NAME, 16 << 20),
    (re.compile(rf"machines/{_ID}/(?:{_KINDS})\.jsonl"), 64 << 30),
    (re.compile(rf"(?:{_ALL})\.jsonl"), 1 << 30),
    (TAKE_NAME, TAKE_BYTES),
    (PHOTO_NAME, PHOTO_BYTES),
    (re.compile(r"reports/[^/\\\x00-\x1f]{1,150}\.pdf"), 100 << 20),
)


def most_bytes(name: str) -> int | None:
    """How large a member of that name may be, None where none is called so."""
    return next((limit for pattern, limit in _LIMITS if pattern.fullmatch(name)), None)


def machine_member(machine_id: str) -> str:
    """The member that holds a machine."""
    return f"machines/{machine_id}/{MACHINE}"


def rows_member(kind: Kind, machine_id: str = "") -> str:
    """The member that holds a machine's rows of a kind, or those about several machines."""
    return f"machines/{machine_id}/{kind.name}.jsonl" if machine_id else f"{kind.name}.jsonl"


@dataclass(frozen=True, slots=True)
class Manifest:
    """The first page. `history_id` is the history it was written from; `recordings` says which came along."""

    history_id: str
    app_version: str
    made_at: datetime
    made_by: str
    recordings: str
    machines: int


def manifest_out(manifest: Manifest) -> dict[str, Any]:
    """The first page as JSON takes it."""
    return {
        "program": "Earshot",
        "format": FORMAT,
        "history_id": manifest.history_id,
        "app_version": manifest.app_version,
        "made_at": manifest.made_at.isoformat(),
        "made_by": manifest.made_by,
        "recordings": manifest.recordings,
        "machines": manifest.machines,
    }


def format_of(given: Any) -> int:
    """The number of the format; DamageError when it is no first page of ours."""
    if not isinstance(given, dict) or given.get("program") != "Earshot":
        raise DamageError("the first page is not Earshot's")
    number = whole(given.get("format"))
    if not number:
        raise DamageError("format 0")
    return number


def manifest_in(given: dict[str, Any]) -> Manifest:
    """The first page in that JSON; DamageError when it is none such."""
    return Manifest(
        hexadecimal(given.get("history_id"), 32),
        text(given.get("app_version"))[:100],
        moment(given.get("made_at")),
        text(given.get("made_by"))[:200],
        text(given.get("recordings"))[:100],
        whole(given.get("machines")),
    )

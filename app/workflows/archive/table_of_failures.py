"""What an import left out and why, as a table that opens in any spreadsheet and starts nothing there."""

import csv
import io
import os
from collections.abc import Iterator
from pathlib import Path

from app.language import later
from app.recordings.file_problems import unwritable
from app.workflows.archive.journal import Progressed, Result

_HEADING = ("file", "machine", "result", "what happened", "what to do")
_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def safe_cell(text: str) -> str:
    """The text in one line and such that no spreadsheet takes it for a formula (OWASP, CSV injection)."""
    flat = " ".join(text.replace("\0", " ").splitlines())
    readable = flat.encode("utf-8", "replace").decode("utf-8")
    # Also as it reads in one line: a page break before it becomes a blank.
    starts = any(one.lstrip(" ").startswith(_STARTS_FORMULA) for one in (text, readable))
    return f"'{readable}" if starts else readable


def rows(done: Progressed) -> Iterator[tuple[str, ...]]:
    """One row for each file that is not in the history by this import: failed, then doubled, then nobody's."""
    plan = done.plan
    for result in (Result.FAILED, Result.DUPLICATE):
        for file in plan.files:
            outcome = done.outcomes.get(file.number)
            if outcome is not None and outcome.result is result:
                yield file.path, file.place.words, result.value, outcome.what, outcome.to_do
    for one in plan.unmatched:
        yield one.path, "", "no machine", one.why, "Name its machine by a pattern or in a table."


def write_table(done: Progressed, path: Path) -> Path | None:
    """Writes the table, whole or not at all; None where nothing is to be told, and then none is left there.

    Raises:
        Problem: it can't be written.
    """
    told = list(rows(done))
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(_HEADING)
    writer.writerows([safe_cell(cell) for cell in row] for row in told)
    part = path.with_name(f"{path.name}.part")
    try:
        if not told:
            path.unlink(missing_ok=True)
            return None
        with part.open("wb") as file:
            # The byte order mark tells Excel that this is UTF-8.
            file.write(out.getvalue().encode("utf-8-sig"))
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        raise unwritable(path.parent, error, later("table of what failed")) from error
    return path

"""A picture inside a settings file, as text; unpacked into a file for a moment: pictures are kept from files."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.domain.problem import Problem
from app.language import later
from app.recordings.file_problems import for_log, unreadable


def packed(path: Path) -> str:
    """The file's content as base64; Problem when it can't be read."""
    import base64

    try:
        return base64.b64encode(path.read_bytes()).decode("ascii")
    except OSError as error:
        raise unreadable(path, error) from error


@contextmanager
def unpacked(packed: object) -> Iterator[Path]:
    """A file with that content, until it was looked at; Problem when there is none in it."""
    import base64
    from tempfile import TemporaryDirectory

    try:
        content = base64.b64decode(str(packed), validate=True)
        with TemporaryDirectory() as folder:
            path = Path(folder) / "picture"
            path.write_bytes(content)
            yield path
    except (OSError, ValueError) as error:
        raise Problem(
            later("The picture in the file can't be read."), later("Export the settings again."), for_log(error)
        ) from error

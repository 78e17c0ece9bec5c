"""The import command as a program of its own that tests can kill; its batches are small, so that many are hit."""

import argparse
import sys
from functools import partial
from pathlib import Path

from app.main import import_command
from app.workflows.archive import archive_import
from app.workflows.progress import Progress


def tell(progress: Progress) -> None:
    sys.stdout.write(f"done {progress.index}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--history", type=Path, required=True)
    import_command.add_command(parser.add_subparsers(dest="command"))
    options = parser.parse_args()
    archive_import.ArchiveImport = partial(archive_import.ArchiveImport, batch_files=4)
    import_command._tell_progress = tell
    sys.stderr.isatty = lambda: True
    sys.exit(import_command.import_archive(options, options.history))

"""Names the texts that nobody asks for in the user's language: `python -m tests.language app/ui`."""

import sys
from pathlib import Path

from tests.house import ROOT
from tests.language.bare import bare_texts


def main(given: list[str]) -> int:
    """Prints what is bare in files or folders; 1 when there is any."""
    found = 0
    for one in map(Path, given or [str(ROOT / "app" / "ui")]):
        for path in sorted(one.rglob("*.py")) if one.is_dir() else [one]:
            for line, text in bare_texts(path):
                found += 1
                sys.stdout.write(f"{path}:{line}: {text[:90]!r}\n")
    return int(found > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Where the pictures go, and which of them are worth keeping in the repository."""

from dataclasses import dataclass
from pathlib import Path

KEPT = frozenset(
    (
        "start-3-read-light",
        "add-machine-light",
        "no-baseline-light",
        "dropped-files-light",
        "result-abnormal-light",
        "result-abnormal-dark",
        "result-abnormal-touch-portrait-light",
        "result-confirmed-light",
        "result-other-machine-light",
        "result-drift-light",
        "baseline-after-repair-light",
        "record-recording-light",
        "record-recording-dark",
        "record-recording-touch-landscape-light",
        "record-failed-light",
        "record-verdict-light",
        "watch-healthy-light",
        "watch-abnormal-light",
        "model-light",
        "model-dark",
        "model-refused-light",
        "model-compared-light",
        "fleet-light",
        "fleet-dark",
        "fleet-table-light",
        "route-light",
        "plan-light",
        "trend-light",
        "compare-light",
        "exchange-light",
        "archive-light",
        "backups-light",
        "bin-light",
        "form-light",
    )
)
"""One picture a page and state; the others are for eyes while the window is worked on (`--all`)."""


@dataclass(frozen=True, slots=True)
class Album:
    """A folder; `whole` takes every picture in, not only those that are kept."""

    folder: Path
    whole: bool = False

    def wants(self, name: str) -> bool:
        """Whether it takes that picture, light or dark."""
        return any(self.place(f"{name}-{look}") for look in ("light", "dark"))

    def place(self, name: str) -> Path | None:
        """The file of a picture, None where it is not wanted."""
        return self.folder / f"{name}.png" if self.whole or name in KEPT else None

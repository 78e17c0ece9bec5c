"""Which recordings of a shown take are not on this computer, and what is said of that."""

from dataclasses import dataclass

from app.language import later, tr

GONE = later("The recording of this visit is not on this computer.")
STILL = later("The verdict, its figures and the band levels beside are kept.")
GET_BACK = later(
    "To hear it, take in an exchange file that holds it (Data, Exchange), or copy the folder “takes” from where "
    "it was made into the history folder."
)
_KEPT = later("This is its picture; an exchange file brings the sound back.")
_HEALTHY = later("The healthy recordings of the baseline are not on this computer.")


@dataclass(frozen=True, slots=True)
class Absent:
    """`take` when the take itself is not there, `healthy` when the one that it is compared with is not."""

    take: bool = False
    healthy: bool = False

    @property
    def reason(self) -> str:
        """Why something can't be heard; empty where all can."""
        return tr(GONE) if self.take else tr(_HEALTHY) if self.healthy else ""

    @property
    def kept_line(self) -> str:
        """What is said below a picture whose recording is gone."""
        return f"{tr(GONE)} {tr(_KEPT)}"


HERE = Absent()
"""All of them are there."""

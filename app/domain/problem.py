"""What the environment did to us, told in the user's words; anything else that is raised is our own bug."""


class Problem(Exception):  # noqa: N818 - not a defect of the program
    """Something outside the program went wrong and the user can act on it.

    Args:
        what: what happened, one sentence with a full stop.
        to_do: what the user can do about it, one sentence with a full stop.
        detail: technical text for the log, never shown first.
    """

    def __init__(self, what: str, to_do: str, detail: str = "") -> None:
        super().__init__(f"{what} {to_do}".strip())
        self.what = what
        self.to_do = to_do
        self.detail = detail


class Cancelled(Exception):  # noqa: N818 - a wish of the user, not an error
    """The user asked a job to stop; nothing of the unfinished part is kept."""

"""Notices a microphone that has gone silent without a word: most systems only stop delivering."""

STALLED_AFTER_S = 1.0
"""No block for this long: whatever the system says, the microphone is gone."""

FIRST_BLOCK_WITHIN_S = 5.0
"""A headset needs seconds to change from playing to listening; nothing can be lost meanwhile."""

_LONGEST_LOOK_S = 0.25
"""A longer time between two looks was our own absence (the laptop slept, the disk was slow): it proves nothing."""


class Watchdog:
    """Counts the time without a block in looks, so that waking from sleep is not taken for a lost microphone."""

    def __init__(self, now_s: float) -> None:
        self._looked_s = now_s
        self._silent_s = 0.0
        self._patience_s = FIRST_BLOCK_WITHIN_S

    def heard(self, now_s: float) -> None:
        """A block is here."""
        self._looked_s = now_s
        self._silent_s = 0.0
        self._patience_s = STALLED_AFTER_S

    def stalled(self, now_s: float) -> bool:
        """Look again while there is nothing to be heard: whether that has gone on for too long."""
        self._silent_s += min(max(now_s - self._looked_s, 0.0), _LONGEST_LOOK_S)
        self._looked_s = now_s
        return self._silent_s >= self._patience_s

"""The clock that sound is counted against: seconds that never go back, and go on while the laptop sleeps."""

import time


def running_s() -> float:
    """Seconds from an arbitrary start.

    Linux's monotonic clock stands still while the system is suspended, and what was not heard then would not be
    missed. Its boot time goes on.
    """
    boot_time = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boot_time is None else time.clock_gettime(boot_time)

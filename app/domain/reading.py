"""What a technician reads off other instruments at a visit: kept with its unit and drawn beside the score."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from app.domain.identity import new_id, now
from app.language import later


class Quantity(StrEnum):
    """What was read; the value is the word shown."""

    TEMPERATURE = later("temperature")
    VIBRATION = later("vibration velocity")
    CURRENT = later("current")
    PRESSURE = later("pressure")
    SPEED = later("speed")
    LOAD = later("load")
    OIL = later("oil level")


UNITS: dict[Quantity, tuple[str, ...]] = {
    Quantity.TEMPERATURE: ("°C", "°F"),
    Quantity.VIBRATION: ("mm/s", "in/s"),
    Quantity.CURRENT: ("A",),
    Quantity.PRESSURE: ("bar", "kPa", "psi"),
    Quantity.SPEED: ("rpm",),
    Quantity.LOAD: ("%",),
    Quantity.OIL: ("%",),
}
"""The units a quantity may be typed in. A reading keeps the unit it was typed in; the first is the one drawn."""

_TO_FIRST: dict[str, tuple[float, float]] = {
    "°F": (5.0 / 9.0, -160.0 / 9.0),
    "in/s": (25.4, 0.0),
    "kPa": (0.01, 0.0),
    "psi": (0.0689475729, 0.0),
}


@dataclass(frozen=True, slots=True)
class Reading:
    """One value at one operating condition. Never changed: another takes its place, or it is withdrawn.

    `inspection_id` is the visit it was typed in at, None where it came alone; `replaces` the reading it corrects.
    A reading without a value withdraws the one it replaces. `at` is when the instrument was read, which a
    correction leaves as it is; `typed_at` when somebody typed it in.
    """

    condition_id: str
    quantity: Quantity
    value: float | None
    unit: str
    inspection_id: str | None = None
    replaces: str | None = None
    by: str = ""
    id: str = field(default_factory=new_id)
    at: datetime = field(default_factory=now)
    typed_at: datetime = field(default_factory=now)

    @property
    def drawn(self) -> float | None:
        """The value in the quantity's first unit."""
        if self.value is None:
            return None
        factor, offset = _TO_FIRST.get(self.unit, (1.0, 0.0))
        return self.value * factor + offset

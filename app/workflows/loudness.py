"""Whether a take's loudness is evidence: only where nothing but the machine can have changed it."""

from app.domain.machine import MeasuringPoint
from app.domain.take import Take


def level_counts(point: MeasuringPoint, device: str, healthy: list[Take]) -> bool:
    """Whether microphone, placement and gain are those of the baseline's takes; `device` is empty for a file.

    That nobody moves the microphone or turns its gain only a technician can know, who says so of the point; which
    microphone it was is known of what Earshot recorded itself, and must then be one and the same.
    """
    devices = {device, *(take.device for take in healthy)} - {""}
    return point.fixed and len(devices) <= 1

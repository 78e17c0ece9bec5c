"""Why a microphone could not be opened: from the codes of PortAudio and the systems below it to a sentence."""

from typing import Any

from app.capture import advice
from app.domain.problem import Problem

UNAVAILABLE = -9985
_OF_ONE_WAY = {
    -9994,  # sample format
    -9996,  # device: what WASAPI says when it is the rate
    -9997,  # sample rate
    -9998,  # number of channels
    -9999,  # anything that the system below did not explain
}

_HELD_BY_ANOTHER = {
    0x8889_000A,  # AUDCLNT_E_DEVICE_IN_USE
    0x8889_0019,  # AUDCLNT_E_EXCLUSIVE_MODE_ONLY
}
_NOT_PERMITTED = {0x8007_0005}  # E_ACCESSDENIED
_GONE = {0x8889_0004}  # AUDCLNT_E_DEVICE_INVALIDATED


def problem(error: Any, name: str) -> Problem:
    """What to tell of a PortAudioError from opening the microphone of that name."""
    code, host_code = codes(error)
    detail = str(error)
    if code == UNAVAILABLE or host_code in _HELD_BY_ANOTHER:
        return advice.busy(name, detail)
    if host_code in _NOT_PERMITTED:
        permission = advice.blocked()
        return Problem(permission.what, permission.to_do, detail)
    if host_code in _GONE:
        lost = advice.lost(name)
        return Problem(lost.what, lost.to_do, detail)
    return advice.refused(name, detail)


def is_final(error: Any) -> bool:
    """Whether another rate or another number of channels would be refused as well."""
    code, host_code = codes(error)
    return code not in _OF_ONE_WAY or host_code in _HELD_BY_ANOTHER | _NOT_PERMITTED | _GONE


def codes(error: Any) -> tuple[int, int]:
    """PortAudio's own code, and the code of the system below it; 0 where there is none."""
    code = error.args[1] if len(error.args) > 1 else 0
    host_code = error.args[2][1] & 0xFFFF_FFFF if len(error.args) > 2 else 0
    return code, host_code

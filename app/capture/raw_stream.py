"""The one place that asks for sound without the system's noise suppression and gain control.

Only WASAPI can be asked. PortAudio opens the stream even where Windows refuses the wish, and mentions the refusal
only as its last host error; so that is read before and after. What is not sure is unknown, never "raw".
"""

import logging
from collections.abc import Callable
from typing import Any, TypeVar

from app.domain.take import RawStream

_REFUSED = 0x8889_0027
"""AUDCLNT_E_RAW_MODE_UNSUPPORTED"""

Stream = TypeVar("Stream")

log = logging.getLogger(__name__)


def opened_raw(sd: Any, device: int, open_with: Callable[[Any], Stream]) -> tuple[Stream, RawStream]:
    """Open a stream raw where that can be asked for, otherwise as it comes; and say which it has become.

    Args:
        sd: the imported sounddevice.
        device: index in PortAudio's table.
        open_with: opens the stream with these extra settings of the host API, None for none.
    """
    settings = _settings(sd, device)
    if settings is None:
        return open_with(None), RawStream.UNKNOWN
    before = _last_host_error(sd)
    try:
        stream = open_with(settings)
    except sd.PortAudioError as refused:
        log.info("no raw stream: %s", refused)
        return open_with(None), RawStream.NO
    after = _last_host_error(sd)
    if after == _REFUSED:
        return stream, RawStream.NO
    return stream, RawStream.YES if after == before else RawStream.UNKNOWN


def _settings(sd: Any, device: int) -> Any:
    """What asks WASAPI for it; None elsewhere, and where the library is too old or too new for it.

    sounddevice has no word for it yet, only the structure that PortAudio takes it from.
    """
    try:
        host = sd.query_hostapis(sd.query_devices(device)["hostapi"])
        if "WASAPI" not in host["name"]:
            return None
        settings = sd.WasapiSettings()
        settings._streaminfo.streamOption = sd._lib.eStreamOptionRaw
        return settings
    except AttributeError as changed:
        log.warning("a raw stream can't be asked for: %s", changed)
        return None


def _last_host_error(sd: Any) -> int:
    info = sd._lib.Pa_GetLastHostErrorInfo()
    # Windows counts its errors as signed, PortAudio's field is a long of either width.
    return int(info.errorCode) & 0xFFFF_FFFF if info.hostApiType == sd._lib.paWASAPI else 0

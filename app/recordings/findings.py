"""What the quality gate says: limits, and sentences a technician can act on."""

from app.domain.quality import Check, Finding, Grade
from app.domain.take import CLIP_S, SHORTEST_CLIP_S
from app.language import later, say

TOO_QUIET_DBFS = -70.0
"""Below, a laptop microphone's own noise (−65…−75 dBFS) and the ear's floor (1e-8) hide the machine."""

QUIET_DBFS = -60.0
FAR_ABOVE_FULL_SCALE_DBFS = 12.0
LOST_IN_MIX_DB = 10.0
"""How much more than unrelated channels (10 log10 n) a mix may lose."""

CLIPPED_NOTED = 0.00005
CLIPPED_FAILED = 0.01
"""Measured on 43 machine recordings cut off on purpose: no band level moves by more than 0.1 dB at 0.01 %, by up
to 0.6 dB at 0.1 %, and by up to 4 dB at 1 %, which is what a fault does."""

SILENT_NOTED_S = 1.0
SILENT_FAILED = 0.2
"""Silence pulls every band's mean towards the ear's floor; a fifth of it outweighs any machine."""

SILENT_ALL = 0.99
LOWEST_RATE_HZ = 16_000
TELEPHONE_HZ = 4_400.0
WIDE_HZ = 7_000.0
SURE_FROM_S = CLIP_S - 0.05

_NO_MICROPHONE = later(
    "Check that the microphone is plugged in, not muted and allowed for the recorder, then record again."
)


def level(rms_dbfs: float, peak_dbfs: float, silent: bool, lost_beyond_chance_db: float) -> Finding:
    """Is it loud enough, in one channel too, and on a sane scale?"""
    value = f"{_signed(rms_dbfs)} dBFS"
    if silent:
        return _failed(Check.LEVEL, later("no sound"), later("There is no sound in this take."), _NO_MICROPHONE)
    if peak_dbfs > FAR_ABOVE_FULL_SCALE_DBFS:
        return _failed(
            Check.LEVEL,
            value,
            later("The samples lie far above full scale: the file was written on a wrong scale."),
            later("Export it again as 16 or 24 bit WAV."),
        )
    if rms_dbfs < TOO_QUIET_DBFS:
        return _failed(
            Check.LEVEL,
            value,
            say(
                "The take is too quiet to tell the machine from the microphone's own noise ({level}).",
                level=value,
            ),
            later("Go closer or turn the input level up, then record again."),
        )
    if lost_beyond_chance_db > LOST_IN_MIX_DB:
        return _failed(
            Check.LEVEL,
            value,
            later("The channels cancel each other: one of them is wired the wrong way round."),
            later("Use one microphone only, or switch off its phase inversion, then record again."),
        )
    if rms_dbfs < QUIET_DBFS:
        return _noted(
            Check.LEVEL,
            value,
            say("The take is quiet ({level}).", level=value),
            later("Go closer or turn the input level up next time."),
        )
    return _passed(Check.LEVEL, value)


def clipping(share: float) -> Finding:
    """Was the input overdriven? `share` of all samples, 0 to 1."""
    value = _percent(share)
    if share >= CLIPPED_FAILED:
        return _failed(
            Check.CLIPPING,
            value,
            say("The input was overdriven: {share} of the samples are cut off.", share=value),
            later("Turn the input level down, then record again."),
        )
    if share >= CLIPPED_NOTED:
        return _noted(
            Check.CLIPPING,
            value,
            say("The input was overdriven now and then: {share} of the samples are cut off.", share=value),
            later("Turn the input level down a little next time."),
        )
    return _passed(Check.CLIPPING, later("none"))


def signal(longest_s: float, total_s: float, share: float) -> Finding:
    """Did something arrive from the microphone all the time?"""
    length = seconds(total_s)
    value = say("{length_words} silent", length_words=length)
    if share >= SILENT_ALL:
        what = later("Every sample is the same: nothing came from a microphone.")
        return _failed(Check.SILENCE, later("silent"), what, _NO_MICROPHONE)
    what = say("Nothing came from the microphone for {length_words} of this take.", length_words=length)
    if share >= SILENT_FAILED:
        return _failed(
            Check.SILENCE,
            value,
            what,
            later("Check the microphone, its cable and its mute switch, then record again."),
        )
    if longest_s >= SILENT_NOTED_S or total_s >= SILENT_NOTED_S:
        return _noted(
            Check.SILENCE,
            value,
            what,
            later("Check the microphone and its cable before the next take."),
        )
    return _passed(Check.SILENCE, later("no gaps"))


def bandwidth(upper_hz: float, sample_rate_hz: int, measured: bool) -> Finding:
    """Does the sound reach as far up as the model listens?"""
    value = f"0–{upper_hz / 1000:.2g} kHz"
    if sample_rate_hz < LOWEST_RATE_HZ:
        return _failed(
            Check.BANDWIDTH,
            value,
            say(
                "The take has only {rate} samples a second; at least {least} are needed.",
                rate=f"{sample_rate_hz:,}",
                least=f"{LOWEST_RATE_HZ:,}",
            ),
            later("Set the recorder to 48,000 samples a second (48 kHz), then record again."),
        )
    if not measured:
        return _noted(
            Check.BANDWIDTH,
            later("not measured"),
            later("There is too little sound to measure how far up it reaches."),
            later("Record at least 10 s of the running machine."),
        )
    if upper_hz < TELEPHONE_HZ:
        return _failed(
            Check.BANDWIDTH,
            value,
            say(
                "There is no sound above {frequency} kHz, as from a telephone or a Bluetooth headset.",
                frequency=f"{upper_hz / 1000:.2g}",
            ),
            later("Use the built-in or a wired microphone, then record again."),
        )
    if upper_hz < WIDE_HZ:
        return _noted(
            Check.BANDWIDTH,
            value,
            say(
                "There is no sound above {frequency} kHz: a filter or a lossy format removed it.",
                frequency=f"{upper_hz / 1000:.2g}",
            ),
            later("Record as WAV at 48 kHz with all filters off next time."),
        )
    return _passed(Check.BANDWIDTH, value)


def length(duration_s: float) -> Finding:
    """Is there enough of it?"""
    value = seconds(duration_s)
    if duration_s < SHORTEST_CLIP_S:
        return _failed(
            Check.LENGTH,
            value,
            say(
                "The take is too short: {length_words}, and at least {least} s are needed.",
                length_words=value,
                least=f"{SHORTEST_CLIP_S:.0f}",
            ),
            later("Record 10 s or more."),
        )
    if duration_s < SURE_FROM_S:
        return _noted(
            Check.LENGTH,
            value,
            say("The take is short ({length_words}), so the verdict is less sure.", length_words=value),
            later("Record 10 s or more."),
        )
    return _passed(Check.LENGTH, value)


def complete(missing_s: float) -> Finding:
    """Is all of it there that the file promised?"""
    if missing_s <= 0.0:
        return _passed(Check.COMPLETE, later("complete"))
    missing = seconds(missing_s)
    return _noted(
        Check.COMPLETE,
        say("{length_words} missing", length_words=missing),
        say("The file ends early: {length_words} of what was recorded are not in it.", length_words=missing),
        later("Copy it from the recorder again if the missing part matters."),
    )


def seconds(duration_s: float) -> str:
    """A length of time as people say it: 0.4 s, 12 s, 3 min 5 s, 2 h 0 min."""
    if duration_s < 0.1:
        return later("less than 0.1 s")
    if duration_s < 9.95:
        return f"{duration_s:.1f} s"
    whole = round(duration_s)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s"
    return f"{whole // 3600} h {whole % 3600 // 60} min"


def _signed(number: float) -> str:
    return f"{number:.0f}".replace("-", "−")


def _percent(share: float) -> str:
    return f"{100.0 * share:.2g} %" if share < 0.995 else "100 %"


def _passed(check: Check, value: str) -> Finding:
    return Finding(check, Grade.PASSED, value)


def _noted(check: Check, value: str, what: str, to_do: str) -> Finding:
    return Finding(check, Grade.NOTED, value, what, to_do)


def _failed(check: Check, value: str, what: str, to_do: str) -> Finding:
    return Finding(check, Grade.FAILED, value, what, to_do)

"""Numbers and times as people read them: one spelling for the window, the report and the command line.

Real minus signs, real dashes, a decimal point, and "–" for what nobody knows. The mark between thousands is the
language's; `kept_number` and `count` are English always, for what is kept and for the command line. What holds a
unit and no word reads alike in every language.
"""

from datetime import datetime, tzinfo
from math import isfinite

from app.domain.take import RawStream, SoundFormat
from app.language import grouping, later, tr, tr_many

UNKNOWN = "–"
"""Stands where a value is not known; its place is kept."""

MINUS = "−"

_ENGLISH_GROUPING = ","
_CHANNELS = {1: later("mono"), 2: later("stereo")}
_RAW = {
    RawStream.YES: later("raw stream"),
    RawStream.NO: later("not a raw stream"),
    RawStream.UNKNOWN: later("raw stream not known"),
}


def number(value: float | None, decimals: int = 0) -> str:
    """The number with the language's mark between thousands and a real minus; "–" for None, NaN and infinity."""
    return kept_number(value, decimals).replace(_ENGLISH_GROUPING, grouping())


def kept_number(value: float | None, decimals: int = 0) -> str:
    """The number with thousands commas whatever is spoken: for sentences that are kept."""
    if value is None or not isfinite(value):
        return UNKNOWN
    text = f"{value:,.{decimals}f}"
    if text.startswith("-"):
        text = text[1:]
        return MINUS + text if any(digit in text for digit in "123456789") else text
    return text


def count(how_many: int, noun: str) -> str:
    """ "1 clip", "9 clips", "1,200 visits": for English nouns that take an s, in English always."""
    return f"{kept_number(how_many)} {noun}" if how_many == 1 else f"{kept_number(how_many)} {noun}s"


def capital(text: str) -> str:
    """The text with a capital at its beginning and the rest as it is: "in Ordnung" to "In Ordnung"."""
    return text[:1].upper() + text[1:]


def score_text(score: float | None) -> str:
    """A score with the two decimals that the thresholds have."""
    return number(score, 2)


def decibels(level_dbfs: float | None) -> str:
    """A level against full scale: "−28 dBFS"."""
    return f"{number(level_dbfs)} dBFS" if number(level_dbfs) != UNKNOWN else UNKNOWN


def relative_db(difference_db: float | None) -> str:
    """A difference of two levels, always with its sign: "+11 dB", "−4 dB", "0 dB"."""
    text = number(difference_db)
    if text == UNKNOWN:
        return UNKNOWN
    plus = "" if text.startswith(MINUS) or text == "0" else "+"
    return f"{plus}{text} dB"


def _khz(hz: float) -> str:
    return number(hz / 1000.0, 2 if hz < 995 else 1)


def frequency_khz(hz: float) -> str:
    """One frequency: "0.12 kHz" below 1 kHz, "2.1 kHz" from there."""
    return f"{_khz(hz)} kHz"


def range_khz(low_hz: float, high_hz: float) -> str:
    """A frequency range: "0.09–0.17 kHz", "2.1–2.6 kHz"; one number when both ends round to it."""
    low, high = _khz(low_hz), _khz(high_hz)
    return f"{high} kHz" if low == high else f"{low}–{high} kHz"


def rate_khz(sample_rate_hz: int) -> str:
    """A sample rate: "48 kHz", "44.1 kHz", "11.025 kHz"."""
    return f"{sample_rate_hz / 1000:.3f}".rstrip("0").rstrip(".") + " kHz"


def length_s(seconds: float) -> str:
    """How long something lasts: "30.0 s", "5 min 3 s", "2 h 3 min"."""
    if not isfinite(seconds):
        return UNKNOWN
    if round(seconds, 1) < 60:
        return f"{seconds:.1f} s"
    whole = round(seconds)
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s"
    minutes = round(seconds / 60)
    return f"{number(minutes // 60)} h {minutes % 60} min"


def seconds_or_dash(seconds: float | None) -> str:
    """A moment in a take: "14.1 s", or "–" while there is none."""
    return UNKNOWN if seconds is None or not isfinite(seconds) else f"{seconds:.1f} s"


def iso_time(when: datetime | None, zone: tzinfo | None = None) -> str:
    """ISO 8601 with the offset, in `zone` or else the system's: "2026-11-22 09:14:08 +01:00"."""
    if when is None:
        return UNKNOWN
    text = when.astimezone(zone).isoformat(sep=" ", timespec="seconds")
    return f"{text[:19]} {text[19:]}"


def iso_date(when: datetime | None, zone: tzinfo | None = None) -> str:
    """The day in `zone` or else the system's: "2026-11-22"."""
    return UNKNOWN if when is None else when.astimezone(zone).date().isoformat()


def channels_text(channels: int) -> str:
    """ "mono", "stereo", "8 channels"."""
    if channels in _CHANNELS:
        return tr(_CHANNELS[channels])
    return tr_many("{n} channel", "{n} channels", channels)


def bits_text(sound: SoundFormat) -> str:
    """How finely the samples are kept: "24 bit", or the encoding's name where bits mean nothing."""
    return tr("{bits} bit", bits=sound.bits) if sound.bits else sound.encoding


def format_text(sound: SoundFormat) -> str:
    """A sound file in one line: "30.0 s, 48 kHz, 24 bit, mono"."""
    length, rate = length_s(sound.duration_s), rate_khz(sound.sample_rate_hz)
    return ", ".join(part for part in (length, rate, bits_text(sound), channels_text(sound.channels)) if part)


def raw_text(raw: RawStream) -> str:
    """Whether the system left the sound alone while recording, in words."""
    return tr(_RAW[raw])


def short_hash(sha256: str) -> str:
    """Enough of a hash to compare by eye: "7c1e94a0…b35d"."""
    return f"{sha256[:8]}…{sha256[-4:]}" if len(sha256) > 12 else sha256

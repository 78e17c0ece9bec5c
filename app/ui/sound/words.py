"""What the plots say in words: the take in one line, the read-out under the cursor, the text for those who cannot
see them."""

from math import floor

from app.domain import words
from app.domain.inspection import Inspection
from app.domain.take import RawStream, SoundPicture
from app.domain.verdict import ExcessRange
from app.ui.sound.curves import BandCurves
from app.ui.sound.ticks import clock

JOINT = " · "


def facts(inspection: Inspection) -> tuple[str, ...]:
    """Length, rate, bits, channels and stream of the take, the most telling first."""
    sound = inspection.take.format
    parts = [
        words.length_s(sound.duration_s),
        words.rate_khz(sound.sample_rate_hz),
        words.bits_text(sound),
        words.channels_text(sound.channels),
    ]
    # A file never says whether the stream was raw; only what is known is worth a place in the line.
    if inspection.take.raw_stream is not RawStream.UNKNOWN:
        parts.append(words.raw_text(inspection.take.raw_stream))
    return tuple(part for part in parts if part)


def moment(seconds: float, total_s: float) -> str:
    """A moment in a take: "24.4 s", or "12:24.4" in one longer than two minutes."""
    tenths = floor(max(seconds, 0.0) * 10 + 1e-6) / 10
    return f"{tenths:.1f} s" if total_s <= 120.0 else clock(tenths, 0.1)


def picture_readout(seconds: float, hz: float, level_db: float, total_s: float) -> str:
    """The spectrogram under the cursor: "24.4 s · 0.12 kHz · −34 dB"."""
    parts = (moment(seconds, total_s), words.frequency_khz(hz), f"{words.number(level_db)} dB")
    return JOINT.join(parts)


def wave_readout(seconds: float, peak: float, total_s: float) -> str:
    """The waveform under the cursor: "24.4 s · 0.21 FS"."""
    return JOINT.join((moment(seconds, total_s), f"{words.number(peak, 2)} FS"))


def stretch(start_s: float, end_s: float, total_s: float) -> str:
    """A stretch of time: "8.0–17.5 s"."""
    start, end = moment(start_s, total_s), moment(end_s, total_s)
    return f"{start.removesuffix(' s')}–{end}"


def bands_readout(hz: float, curves: BandCurves) -> str:
    """The band curve under the cursor, and how much louder than healthy it is: "0.12 kHz · −26 dB · +11 dB"."""
    level_db, healthy_db = curves.at(hz)
    parts = [words.frequency_khz(hz), f"{words.number(level_db)} dB"]
    if healthy_db is not None:
        parts.append(words.relative_db(level_db - healthy_db))
    return JOINT.join(parts)


def range_text(one: ExcessRange) -> str:
    """ "0.09–0.17 kHz"."""
    return words.range_khz(one.low_hz, one.high_hz)


def description(inspection: Inspection, picture: SoundPicture | None, curves: BandCurves | None) -> str:
    """The plots in sentences, for screen readers."""
    take = f"The take lasts {words.length_s(inspection.take.format.duration_s)}."
    loudness = inspection.quality
    level, peak = words.decibels(loudness.level_dbfs), words.decibels(loudness.peak_dbfs)
    sentences = [take, f"Its level is {level}, its peak {peak}."]
    if picture is not None and picture.level_db.size:
        loudest = float(picture.frequency_hz[int(picture.level_db.mean(axis=1).argmax())])
        sentences.append(f"It is loudest around {words.frequency_khz(loudest)}.")
    if curves is None or curves.healthy is None:
        sentences.append("There is no baseline to compare it with.")
        return " ".join(sentences)
    sentences.append(f"The baseline comes from {words.count(curves.healthy.clip_count, 'clip')}.")
    for one in curves.ranges:
        side = "louder" if one.excess_db > 0 else "quieter"
        sentences.append(f"{range_text(one)}: {words.number(abs(one.excess_db))} dB {side} than healthy.")
    if not curves.ranges:
        sentences.append("No frequency range differs from the baseline enough to be marked.")
    return " ".join(sentences)

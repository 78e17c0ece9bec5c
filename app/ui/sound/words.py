"""What the plots say in words: the take in one line, the read-out under the cursor, the text for those who cannot
see them."""

from math import floor

from app.domain import words
from app.domain.inspection import Inspection
from app.domain.take import RawStream, SoundPicture
from app.domain.verdict import ExcessRange
from app.domain.why import Marker, MarkerKind, Moment
from app.language import later, tr, tr_many
from app.ui.sound.curves import BandCurves
from app.ui.sound.ticks import clock

JOINT = " · "
_LOUDER = later("{range}: {db} dB louder than healthy.")
_QUIETER = later("{range}: {db} dB quieter than healthy.")


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


def marker_names(ticks: list[tuple[Marker, float]]) -> list[tuple[str, float]]:
    """What the lowest tick of each kind is called, blade pass first, with its place: "blade pass", "shaft × 3"."""
    named = []
    for kind in (MarkerKind.BLADE_PASS, MarkerKind.SHAFT):
        of_kind = [(marker.order, at) for marker, at in ticks if marker.kind is kind]
        if of_kind:
            order, at = min(of_kind)
            name = tr(kind.value)
            named.append((name if order == 1 else f"{name} × {order}", at))
    return named


def all_through(moments: tuple[Moment, ...], duration_s: float) -> bool:
    """Whether the difference is heard in the whole take: then there is no moment to mark."""
    return len(moments) == 1 and moments[0].end_s - moments[0].start_s >= 0.95 * duration_s


def _marks(inspection: Inspection) -> list[str]:
    """Sentences on when the difference is heard and where shaft and blades lie."""
    verdict, total_s = inspection.verdict, inspection.take.format.duration_s
    sentences = []
    if all_through(verdict.moments, total_s):
        sentences.append(tr("The difference is heard all through."))
    elif verdict.moments:
        spans = ", ".join(stretch(one.start_s, one.end_s, total_s) for one in verdict.moments)
        sentences.append(tr("The difference is heard at {spans}.", spans=spans))
    for marker in verdict.markers:
        if marker.order == 1:
            values = {"part": words.capital(tr(marker.kind.value)), "hz": words.number(marker.hz, 1)}
            if marker.excess_db is None:
                sentences.append(tr("{part}: {hz} Hz.", **values))
            else:
                grown = words.relative_db(marker.excess_db)
                sentences.append(tr("{part}: {hz} Hz, {grown} against healthy.", **values, grown=grown))
    return sentences


def description(inspection: Inspection, picture: SoundPicture | None, curves: BandCurves | None) -> str:
    """The plots in sentences, for screen readers."""
    take = tr("The take lasts {length}.", length=words.length_s(inspection.take.format.duration_s))
    loudness = inspection.quality
    level, peak = words.decibels(loudness.level_dbfs), words.decibels(loudness.peak_dbfs)
    sentences = [take, tr("Its level is {level}, its peak {peak}.", level=level, peak=peak)]
    if picture is not None and picture.level_db.size:
        loudest = float(picture.frequency_hz[int(picture.level_db.mean(axis=1).argmax())])
        sentences.append(tr("It is loudest around {frequency}.", frequency=words.frequency_khz(loudest)))
    if curves is None or curves.healthy is None:
        sentences.append(tr("There is no baseline to compare it with."))
        return " ".join(sentences)
    clips = curves.healthy.clip_count
    sentences.append(tr_many("The baseline comes from {n} clip.", "The baseline comes from {n} clips.", clips))
    for one in curves.ranges:
        values = {"range": range_text(one), "db": words.number(abs(one.excess_db))}
        louder = one.excess_db > 0
        sentences.append(tr(_LOUDER if louder else _QUIETER, **values))
    if not curves.ranges:
        sentences.append(tr("No frequency range differs from the baseline enough to be marked."))
    sentences += _marks(inspection)
    return " ".join(sentences)

"""The field's short names for how sound is stored."""

from app.domain.take import SoundFormat

_CONTAINERS = {
    "WAV": "WAV",
    "WAVEX": "WAV",
    "RF64": "RF64",
    "W64": "Wave64",
    "FLAC": "FLAC",
    "OGG": "OGG",
    "MP3": "MP3",
    "AIFF": "AIFF",
    "AU": "AU",
    "CAF": "CAF",
}
_ENCODINGS: dict[str, tuple[str, int | None]] = {
    "PCM_S8": ("8 bit", 8),
    "PCM_U8": ("8 bit", 8),
    "PCM_16": ("16 bit", 16),
    "PCM_24": ("24 bit", 24),
    "PCM_32": ("32 bit", 32),
    "FLOAT": ("float 32", 32),
    "DOUBLE": ("float 64", 64),
    "ALAC_16": ("Apple Lossless 16 bit", 16),
    "ALAC_20": ("Apple Lossless 20 bit", 20),
    "ALAC_24": ("Apple Lossless 24 bit", 24),
    "ALAC_32": ("Apple Lossless 32 bit", 32),
    "ULAW": ("µ-law", None),
    "ALAW": ("A-law", None),
    "VORBIS": ("Vorbis", None),
    "OPUS": ("Opus", None),
    "MPEG_LAYER_I": ("MPEG layer 1", None),
    "MPEG_LAYER_II": ("MP2", None),
    "MPEG_LAYER_III": ("MP3", None),
    "IMA_ADPCM": ("ADPCM", None),
    "MS_ADPCM": ("ADPCM", None),
    "GSM610": ("GSM", None),
}
_BYTES_A_SAMPLE = {"PCM_S8": 1, "PCM_U8": 1, "PCM_16": 2, "PCM_24": 3, "PCM_32": 4, "FLOAT": 4, "DOUBLE": 8}


def is_known(container: str) -> bool:
    """Whether libsndfile's name is one of a container we vouch for; it sees sound in many other files."""
    return container in _CONTAINERS


def sound_format(sample_rate_hz: int, channels: int, frames: int, container: str, subtype: str) -> SoundFormat:
    """The format from libsndfile's own names of container and subtype."""
    encoding, bits = _ENCODINGS.get(subtype, (subtype.replace("_", " "), None))
    return SoundFormat(sample_rate_hz, channels, frames, _CONTAINERS[container], encoding, bits)


def frames_that_fit(subtype: str, channels: int, file_size: int) -> int | None:
    """The most frames a file of that size can hold, where a sample has a fixed size."""
    size = _BYTES_A_SAMPLE.get(subtype)
    return file_size // (size * channels) if size else None

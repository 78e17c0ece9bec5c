"""What a file is by its first bytes: endings lie, and some decoders see sound in anything."""

from pathlib import Path

from app.domain.problem import Problem
from app.language import later, say
from app.recordings.file_problems import shown

HEAD_BYTES = 64
"""How much of a file must be looked at."""

_AS_WAV = later("Save or export it as WAV, then open that file.")
_UNPACK, _CHOOSE = later("Unpack it and open the recordings in it."), later("Choose the recording instead.")
_FOREIGN = (
    (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", later("a Windows Media (WMA) file")),
    (b"#!AMR", later("an AMR voice recording")),
    (b"\x1a\x45\xdf\xa3", later("a WebM or Matroska file")),
    (b"DSD ", later("a DSD file")),
    (b"wvpk", later("a WavPack file")),
    (b"MAC ", later("a Monkey's Audio file")),
    (b"MThd", later("a MIDI file")),
)
_NO_SOUND = (
    (b"PK\x03\x04", later("a ZIP archive"), _UNPACK),
    (b"\x1f\x8b", later("a compressed archive"), _UNPACK),
    (b"7z\xbc\xaf", later("a 7-Zip archive"), _UNPACK),
    (b"Rar!", later("a RAR archive"), _UNPACK),
    (b"%PDF", later("a PDF document"), _CHOOSE),
    (b"\x89PNG", later("a picture"), _CHOOSE),
    (b"\xff\xd8\xff", later("a picture"), _CHOOSE),
    (b"SQLite format 3", later("a database"), _CHOOSE),
)


def refuse_foreign(path: Path, head: bytes) -> None:
    """Problem, naming what the file is, unless `head` (its first 64 bytes) begins a sound file we read."""
    if _is_readable_sound(head):
        return
    name = shown(path)
    for magic, kind in _FOREIGN:
        if head.startswith(magic):
            raise Problem(
                say("“{name}” is {kind_words}, which Earshot does not read.", name=name, kind_words=kind), _AS_WAV
            )
    if head[4:8] == b"ftyp":
        raise Problem(say("“{name}” is an M4A, MP4 or 3GP file, which Earshot does not read.", name=name), _AS_WAV)
    if _is_adts(head):
        raise Problem(say("“{name}” is an AAC file, which Earshot does not read.", name=name), _AS_WAV)
    if head[:4] == b"RIFF" and head[8:12] == b"AVI ":
        raise Problem(say("“{name}” is an AVI video, which Earshot does not read.", name=name), _AS_WAV)
    for magic, kind, to_do in _NO_SOUND:
        if head.startswith(magic):
            raise Problem(say("“{name}” is {kind_words}, not a sound file.", name=name, kind_words=kind), to_do)
    if len(head) < 12 and head[:4] in (b"RIFF", b"RIFX", b"RF64", b"BW64", b"FORM"):
        raise Problem(
            say("“{name}” is cut off: only its first bytes are there.", name=name),
            later("Copy it from the recorder again."),
        )
    if _is_text(head):
        raise Problem(say("“{name}” holds text, not sound.", name=name), later("Choose the recording itself."))
    raise Problem(
        say("“{name}” is not a sound file that Earshot knows.", name=name),
        later("Use WAV, FLAC, OGG, MP3 or AIFF; if it should be one, copy it from the recorder again."),
    )


def _is_readable_sound(head: bytes) -> bool:
    if head[:4] in (b"RIFF", b"RIFX", b"RF64", b"BW64"):
        return head[8:12] == b"WAVE"
    if head[:4] == b"FORM":
        return head[8:12] in (b"AIFF", b"AIFC")
    known = (b"fLaC", b"OggS", b".snd", b"dns.", b"caff", b"riff", b"ID3")
    return head.startswith(known) or _is_mpeg(head)


def _is_mpeg(head: bytes) -> bool:
    """An MPEG audio frame header: 11 set bits, then a layer, a bit rate and a sample rate that exist."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return False
    version, layer = head[1] >> 3 & 3, head[1] >> 1 & 3
    bit_rate, sample_rate = head[2] >> 4, head[2] >> 2 & 3
    return version != 1 and layer != 0 and bit_rate not in (0, 15) and sample_rate != 3


def _is_adts(head: bytes) -> bool:
    return len(head) >= 2 and head[0] == 0xFF and head[1] & 0xF6 == 0xF0


def _is_text(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        return True
    return bool(head) and all(byte >= 0x20 or byte in b"\t\r\n\f" for byte in head) and 0x7F not in head

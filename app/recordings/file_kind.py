"""What a file is by its first bytes: endings lie, and some decoders see sound in anything."""

from pathlib import Path

from app.domain.problem import Problem
from app.recordings.file_problems import shown

HEAD_BYTES = 64
"""How much of a file must be looked at."""

_AS_WAV = "Save or export it as WAV, then open that file."
_FOREIGN = (
    (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "a Windows Media (WMA) file"),
    (b"#!AMR", "an AMR voice recording"),
    (b"\x1a\x45\xdf\xa3", "a WebM or Matroska file"),
    (b"DSD ", "a DSD file"),
    (b"wvpk", "a WavPack file"),
    (b"MAC ", "a Monkey's Audio file"),
    (b"MThd", "a MIDI file"),
)
_NO_SOUND = (
    (b"PK\x03\x04", "a ZIP archive", "Unpack it and open the recordings in it."),
    (b"\x1f\x8b", "a compressed archive", "Unpack it and open the recordings in it."),
    (b"7z\xbc\xaf", "a 7-Zip archive", "Unpack it and open the recordings in it."),
    (b"Rar!", "a RAR archive", "Unpack it and open the recordings in it."),
    (b"%PDF", "a PDF document", "Choose the recording instead."),
    (b"\x89PNG", "a picture", "Choose the recording instead."),
    (b"\xff\xd8\xff", "a picture", "Choose the recording instead."),
    (b"SQLite format 3", "a database", "Choose the recording instead."),
)


def refuse_foreign(path: Path, head: bytes) -> None:
    """Problem, naming what the file is, unless `head` (its first 64 bytes) begins a sound file we read."""
    if _is_readable_sound(head):
        return
    name = shown(path)
    for magic, kind in _FOREIGN:
        if head.startswith(magic):
            raise Problem(f"“{name}” is {kind}, which Earshot does not read.", _AS_WAV)
    if head[4:8] == b"ftyp":
        raise Problem(f"“{name}” is an M4A, MP4 or 3GP file, which Earshot does not read.", _AS_WAV)
    if _is_adts(head):
        raise Problem(f"“{name}” is an AAC file, which Earshot does not read.", _AS_WAV)
    if head[:4] == b"RIFF" and head[8:12] == b"AVI ":
        raise Problem(f"“{name}” is an AVI video, which Earshot does not read.", _AS_WAV)
    for magic, kind, to_do in _NO_SOUND:
        if head.startswith(magic):
            raise Problem(f"“{name}” is {kind}, not a sound file.", to_do)
    if len(head) < 12 and head[:4] in (b"RIFF", b"RIFX", b"RF64", b"BW64", b"FORM"):
        raise Problem(f"“{name}” is cut off: only its first bytes are there.", "Copy it from the recorder again.")
    if _is_text(head):
        raise Problem(f"“{name}” holds text, not sound.", "Choose the recording itself.")
    raise Problem(
        f"“{name}” is not a sound file that Earshot knows.",
        "Use WAV, FLAC, OGG, MP3 or AIFF; if it should be one, copy it from the recorder again.",
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

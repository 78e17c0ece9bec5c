"""What a device's name gives away: whether it hears a room at all, and what a person would call it.

The system's own names are all that the host APIs have in common. They are cut, translated, read with the wrong
code page and decorated with addresses; Windows' come in the language of the system.
"""

import codecs
import re
import unicodedata

from app.language import later

UNNAMED = later("Microphone")
"""For a device whose driver forgot its name."""

_ADDRESS = re.compile(r"[\s:-]*\((?:plug)?hw:[\w=]+(?:,[\w=]+)?\)\s*$")
_UNRESOLVED = re.compile(r"\(@[^()]*?%1\s*(?P<role>[^%()]*)%0\s*;\s*\((?P<name>.*)\)\)\s*$", re.DOTALL)

_LOOPBACK = re.compile(
    r"""^(?:stereo[ -]?mix|stereomix|mono[ ]mix|wave[ ]?out[ ]mix|what[ ](?:u|you)[ ]hear|rec\.?[ ]playback
        |mixage[ ]st[ée]r[ée]o|mezcla[ ]est[ée]reo|mixagem[ ]est[ée]reo|missaggio[ ]stereo|miks[ ]stereo
        |стерео[ ]?микшер|立体声混音|立體聲混音|ステレオ[ ]ミキサー|스테레오[ ]믹스
        |monitor[ ](?:of|von|de|di|van|för)\b|moniteur[ ]de\b|loopback\b)
    |\[loopback\]$
    |\.monitor$
    |\bvb-audio\b|\bvoicemeeter\b|\bvirtual[ ]audio[ ]cable\b|\bsteam[ ]streaming\b
    |^blackhole[ ]\d+ch|^soundflower\b|^zoomaudiodevice\b|^microsoft[ ]teams[ ]audio\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""What plays comes back: the card's own mix, a monitor, or a cable from one program to another."""

_MAPPER = re.compile(
    r"""^microsoft[ ].*[ ]-[ ](?:input|output)$|.*[ ]microsoft[ ]-[ ](?:input|output)$
    |^primary[ ]sound[ ]capture[ ]driver$|^prim[äa]r\w*[ ].*(?:soundaufnahme|ljudin)\w*$
    |^pilote[ ].*capture[ ].*principal$|^controlador[ ]primario[ ]de[ ]captura.*$""",
    re.IGNORECASE | re.VERBOSE,
)
"""A door to whatever is the default; PortAudio itself adds " - Input" to Windows' mapper, in every language."""

_TELEPHONE = re.compile(
    r"hands[ -]?free|freisprech|mains[ -]libres|manos[ ]libres|\b(?:hsp|hfp)\b|\bairpods\b", re.I
)


_MISREAD = frozenset("ÃÂâ")
"""What the first bytes of é, ® and “ look like in Windows-1252."""


def cleaned(name: str) -> str:
    """The name for a person: without addresses, line breaks and what a wrong code page made of its letters."""
    name = _UNRESOLVED.sub(r"(\g<name> \g<role>)", repaired(name))
    name = "".join(" " if unicodedata.category(each)[0] in "CZ" else each for each in name)
    name = " ".join(_ADDRESS.sub("", " ".join(name.split())).split())
    return name.strip(" :\ufffd") or UNNAMED


def repaired(name: str) -> str:
    """UTF-8 that was read as Windows-1252 ("HochauflÃ¶send") read again; anything else as it is.

    Only where it is sure: all of it is UTF-8, with an accented letter or a typographic sign of western Europe. A
    last letter that was cut in two is left out.
    """
    if not _MISREAD & set(name):
        return name
    try:
        raw = b"".join(_byte(each) for each in name)
        read = codecs.getincrementaldecoder("utf-8")("strict").decode(raw)
    except UnicodeError:
        return name
    # A single "é" at the end looks like the first half of a letter, and is none.
    return name if read.isascii() else read


def _byte(letter: str) -> bytes:
    """Windows maps the five bytes that 1252 leaves open to the control characters of the same number."""
    try:
        return letter.encode("cp1252")
    except UnicodeEncodeError:
        return letter.encode("latin-1")


def is_loopback(name: str) -> bool:
    """Whether it hears what is played instead of the room."""
    return _LOOPBACK.search(name) is not None


def is_mapper(name: str) -> bool:
    """Whether it is Windows' door to the default device."""
    return _MAPPER.search(name) is not None


def is_hands_free(name: str) -> bool:
    """Whether it is the telephone side of a headset."""
    return _TELEPHONE.search(name) is not None

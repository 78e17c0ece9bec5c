"""What ships beside the Python packages: libraries inside their wheels, Python itself, fonts, icons, models.

No package's metadata tells of these, so they are declared here, once: `licences.py` takes their texts from here,
`sbom.py` their names, versions and files. Versions are read from the libraries themselves where these say them.
"""

from dataclasses import dataclass

TEXTS = "installer/licences_texts"
LINUX, WINDOWS, MACOS = "linux", "windows", "macos"
EVERYWHERE = (LINUX, WINDOWS, MACOS)

REPLACE = """\
These libraries are separate files beside the program, in the folder `_internal` (on macOS in
`Earshot.app/Contents/Frameworks`), and you may replace them by your own build: close Earshot, put your files in
the place of those there under the same names, start Earshot. Nothing checks them. On macOS sign the program again
afterwards: `codesign --force --deep --sign - Earshot.app`. You may take them apart to find faults in your changes.
"""
QT_NOTE = f"""\
Qt and its Python binding are used unchanged, under the GNU Lesser General Public License, version 3.

{REPLACE}
Their source: https://download.qt.io/official_releases/QtForPython/ and https://download.qt.io/official_releases/qt/,
in the folder of this version. Who has given you Earshot gives you the same source on request.
"""
LGPL_2_NOTE = f"""\
This library is used unchanged, under the GNU Lesser General Public License, version 2.1 or later.

{REPLACE}"""


@dataclass(frozen=True, slots=True)
class Part:
    """Something bundled that is no Python package.

    Attributes:
        licence: SPDX expression.
        texts: files below the root that hold its licence.
        kind: CycloneDX type: `library`, `platform`, `data` or `machine-learning-model`.
        inside: the Python package whose wheel brings it, "" where none does.
        says: a pattern with one group that finds the version in the bytes of the files that match `where`.
        where: globs below site-packages, for `says`.
        files: globs below the root of the files that it is.
        libraries: how the names of its library files in a bundle begin, where no package brings them.
        systems: where it is bundled.
        note: what a reader must know before the texts.
    """

    name: str
    licence: str
    texts: tuple[str, ...]
    kind: str = "library"
    inside: str = ""
    says: bytes = b""
    where: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    libraries: tuple[str, ...] = ()
    systems: tuple[str, ...] = EVERYWHERE
    note: str = ""


def _text(*names: str) -> tuple[str, ...]:
    return tuple(f"{TEXTS}/{name}.txt" for name in names)


def _in_sound_files(name: str, licence: str, texts: tuple[str, ...], says: bytes = b"", note: str = "") -> Part:
    return Part(
        name, licence, texts, inside="soundfile", says=says, where=("_soundfile_data/libsndfile*",), note=note
    )


_XIPH = _text("libsndfile-parts")
_LESSER = _text("LGPL-2.1")

PARTS = (
    Part(
        "Earshot",
        "MIT",
        ("LICENSE",),
        "data",
        files=(
            "resources/samples/*",
            "resources/icons/program/*",
            "resources/languages/**/*.[mp]o",
            "app/history/migrations/**/*.py",
        ),
    ),
    Part("Python", "PSF-2.0", _text("Python"), "platform", libraries=("libpython3", "python3")),
    Part(
        "PyInstaller's start program",
        "GPL-2.0-or-later WITH Bootloader-exception",
        _text("PyInstaller"),
        libraries=("earshot",),
        note="Its licence has an exception: programs made with it are under whatever licence their makers choose.",
    ),
    Part(
        "Qt",
        "LGPL-3.0-only",
        _text("LGPL-3.0", "GPL-3.0", "Qt-third-party"),
        inside="pyside6-essentials",
        says=rb"Qt (6\.\d+\.\d+) \(",
        where=(
            "PySide6/Qt/lib/libQt6Core.so.6",
            "PySide6/Qt6Core.dll",
            "PySide6/Qt/lib/QtCore.framework/Versions/A/QtCore",
        ),
        note=QT_NOTE,
    ),
    Part(
        "ICU",
        "Unicode-3.0",
        _text("ICU"),
        inside="pyside6-essentials",
        says=rb"libicuuc\.so\.(\d+)",
        where=("PySide6/Qt/lib/libicuuc.so*",),
        systems=(LINUX,),
    ),
    Part(
        "PortAudio",
        "MIT",
        _text("PortAudio"),
        inside="sounddevice",
        says=rb"PortAudio V(\d+\.\d+\.\d+\S*),",
        where=("_sounddevice_data/portaudio-binaries/libportaudio*",),
        systems=(WINDOWS, MACOS),
    ),
    _in_sound_files("libsndfile", "LGPL-2.1-or-later", _LESSER, rb"libsndfile-(\d+\.\d+\.\d+)", LGPL_2_NOTE),
    _in_sound_files("FLAC", "BSD-3-Clause", _XIPH, rb"reference libFLAC (\d+\.\d+\.\d+)"),
    _in_sound_files("Ogg", "BSD-3-Clause", _XIPH),
    _in_sound_files("Vorbis", "BSD-3-Clause", _XIPH, rb"Xiph\.Org libVorbis (\d+\.\d+\.\d+)"),
    _in_sound_files("Opus", "BSD-3-Clause", _XIPH, rb"libopus (\d+\.\d+(?:\.\d+)?)"),
    _in_sound_files("mpg123", "LGPL-2.1-only", _LESSER, note=LGPL_2_NOTE),
    _in_sound_files("LAME", "LGPL-2.0-or-later", _LESSER, rb"LAME(\d+\.\d+)", LGPL_2_NOTE),
    Part("OpenSSL", "Apache-2.0", _text("Apache-2.0"), inside="python", libraries=("libcrypto", "libssl")),
    Part("SQLite", "blessing", _text("SQLite"), inside="python", libraries=("libsqlite3", "sqlite3")),
    Part("libffi", "MIT", _text("libffi"), inside="python", libraries=("libffi",)),
    Part("bzip2", "bzip2-1.0.6", _text("bzip2"), inside="python", libraries=("libbz2",)),
    Part("XZ Utils", "0BSD", _text("xz"), inside="python", libraries=("liblzma",)),
    Part("zlib", "Zlib", _text("zlib"), inside="python", libraries=("libz.", "zlib1")),
    Part("Expat", "MIT", _text("expat"), inside="python", libraries=("libexpat",)),
    Part("libmpdec", "BSD-2-Clause", _text("mpdecimal"), inside="python", libraries=("libmpdec",)),
    Part("libuuid", "BSD-3-Clause", _text("libuuid"), inside="python", libraries=("libuuid",), systems=(LINUX,)),
    Part(
        "Microsoft's C and C++ runtime",
        "LicenseRef-Microsoft-Distributable-Code",
        _text("Microsoft-runtime"),
        libraries=("vcruntime", "msvcp", "concrt", "ucrtbase", "api-ms-win-"),
        systems=(WINDOWS,),
    ),
    Part("Inter", "OFL-1.1", ("resources/fonts/LICENSE-Inter.txt",), "data", files=("resources/fonts/*",)),
    Part("Lucide", "ISC AND MIT", ("resources/icons/LICENSE-Lucide.txt",), "data", files=("resources/icons/*",)),
    Part("Colour maps magma and viridis", "CC0-1.0", _text("CC0-1.0"), "data", files=("resources/colour-maps/*",)),
    Part(
        "Models",
        "CC-BY-SA-4.0",
        ("models/README.md", *_text("CC-BY-SA-4.0")),
        "machine-learning-model",
        files=("models/*/*/*",),
    ),
)

"""The Debian package and the tarball: the bundle, what desktops want to know, and no date but the commit's."""

import gzip
import hashlib
import os
import re
import shutil
import time
from dataclasses import dataclass
from email.utils import formatdate
from pathlib import Path

from linux.icons import SIZES_PX
from linux.steps import run

FILES = Path(__file__).with_name("files")
MAINTAINER = "The Earshot founders <maintainers@users.noreply.b-seed-49f7deb9.example>"

PRESET = 1
THREADS = 2
"""xz packs the same bytes with any number of threads but one. Preset 6 saves an eighth in four times the time."""

# Proved in a clean chroot by installer/prove.py, which also asks the loader about every library of the bundle.
DEPENDS = (
    *("libstdc++6", "libgcc-s1", "zlib1g", "libzstd1", "libexpat1", "libfreetype6", "libx11-6", "libx11-xcb1"),
    *("libegl1", "libgl1", "libxkbcommon0", "libdbus-1-3", "libglib2.0-0 | libglib2.0-0t64", "libfontconfig1"),
    *("libxcb1", "libxcb-cursor0", "libxkbcommon-x11-0", "libxcb-glx0", "libxcb-icccm4", "libxcb-image0"),
    *("libxcb-keysyms1", "libxcb-randr0", "libxcb-render-util0", "libxcb-render0", "libxcb-shape0", "libxcb-shm0"),
    *("libxcb-sync1", "libxcb-util1", "libxcb-xfixes0", "libxcb-xkb1", "libportaudio2"),
)
RECOMMENDS = (
    "pulseaudio-utils",
    "libcups2 | libcups2t64",
    "libwayland-client0",
    "libwayland-cursor0",
    "xdg-utils",
)


@dataclass(frozen=True, slots=True)
class Made:
    """What goes into a package."""

    bundle: Path
    tree: Path
    icons: Path
    """Holds `<size>.png`."""
    man_page: str
    version: str
    time_s: int


def lay_out(made: Made, root: Path) -> None:
    """The package's files below `root`, with their final modes and times."""
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(made.bundle, root / "usr/lib/earshot", symlinks=True)
    (root / "usr/bin").mkdir()
    (root / "usr/bin/earshot").symlink_to("../lib/earshot/earshot")
    share = root / "usr/share"
    _for_desktops(made, share)
    document = share / "doc/earshot"
    _write(document / "copyright", (FILES / "copyright").read_bytes())
    _write(document / "changelog.gz", _packed(_changelog(made).encode()))
    _write(document / "NEWS.gz", _packed((made.tree / "CHANGELOG.md").read_bytes()))
    _write(share / "lintian/overrides/earshot", (FILES / "lintian-overrides").read_bytes())
    control = _control(made, _size_kib(root))
    sums = "".join(f"{_md5(path)}  {path.relative_to(root)}\n" for path in _plain_files(root))
    _write(root / "DEBIAN/control", control.encode())
    _write(root / "DEBIAN/md5sums", sums.encode())
    settle(root, made.time_s)


def pack(root: Path, package: Path, time_s: int, small: bool = True) -> Path:
    """Writes the package; one that nobody keeps need not be small."""
    packing = ["-Zxz", f"-z{PRESET}", f"--threads-max={THREADS}"] if small else ["-Znone"]
    package.unlink(missing_ok=True)
    run(
        ["dpkg-deb", "--root-owner-group", *packing, "--build", root, package],
        environment=os.environ | {"SOURCE_DATE_EPOCH": str(time_s)},
    )
    return package


def tarball(made: Made, laid_out: Path, work: Path, out: Path) -> Path:
    """The same for other distributions: unpack it anywhere and start it."""
    name = f"earshot-{made.version}-linux-{os.uname().machine}"
    folder = work / name
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(made.bundle, folder, symlinks=True)
    for part in ("applications", "icons", "man", "metainfo"):
        shutil.copytree(laid_out / "usr/share" / part, folder / "share" / part)
    told = (FILES / "README.txt").read_text(encoding="utf-8")
    needed = "\n".join(f"    {one}" for one in DEPENDS)
    told = told.replace("@GLIBC@", newest_glibc(made.bundle)).replace("@DEPENDS@", needed)
    _write(folder / "README.txt", told.encode())
    settle(folder, made.time_s)
    packed = out / f"{name}.tar.xz"
    packed.unlink(missing_ok=True)
    same = ["--sort=name", "--owner=0", "--group=0", "--numeric-owner", "--format=gnu", f"--mtime=@{made.time_s}"]
    run(
        ["tar", *same, "-C", work, "-cJf", packed, name],
        environment=os.environ | {"XZ_OPT": f"-{PRESET} -T{THREADS}"},
    )
    shutil.rmtree(folder)
    return packed


def architecture() -> str:
    """As Debian calls this machine's."""
    return run(["dpkg", "--print-architecture"]).strip()


def newest_glibc(bundle: Path) -> str:
    """The C library that the bundle asks for, as `2.35`."""
    versions = set()
    for path in (bundle / "earshot", *bundle.rglob("*.so*")):
        if not path.is_symlink():
            versions.update(re.findall(rb"GLIBC_(\d+)\.(\d+)", path.read_bytes()))
    major, minor = max((int(one), int(two)) for one, two in versions)
    return f"{major}.{minor}"


def settle(root: Path, time_s: int) -> None:
    """Modes and times that do not depend on who builds when."""
    for path in (*sorted(root.rglob("*"), reverse=True), root):
        if not path.is_symlink():
            runs = path.is_dir() or (path.name == "earshot" and path.parent.name != "overrides")
            path.chmod(0o755 if runs else 0o644)
        os.utime(path, (time_s, time_s), follow_symlinks=False)


def _for_desktops(made: Made, share: Path) -> None:
    date = time.strftime("%Y-%m-%d", time.gmtime(made.time_s))
    about = (FILES / "earshot.metainfo.xml").read_text(encoding="utf-8")
    about = about.replace("@VERSION@", made.version).replace("@DATE@", date)
    _write(share / "metainfo/earshot.metainfo.xml", about.encode())
    _write(share / "applications/earshot.desktop", (FILES / "earshot.desktop").read_bytes())
    _write(share / "man/man1/earshot.1.gz", _packed(made.man_page.encode()))
    hicolor = share / "icons/hicolor"
    for size in SIZES_PX:
        _write(hicolor / f"{size}x{size}/apps/earshot.png", (made.icons / f"{size}.png").read_bytes())
    picture = made.tree / "resources/icons/program/earshot.svg"
    _write(hicolor / "scalable/apps/earshot.svg", picture.read_bytes())


def _control(made: Made, size_kib: int) -> str:
    return f"""Package: earshot
Version: {made.version}
Architecture: {architecture()}
Maintainer: {MAINTAINER}
Installed-Size: {size_kib}
Depends: libc6 (>= {newest_glibc(made.bundle)}), {", ".join(DEPENDS)}
Recommends: {", ".join(RECOMMENDS)}
Section: science
Priority: optional
Description: tell by ear whether a machine sounds like itself
 Earshot compares the sound of a fan, a pump or another rotating machine with
 that machine's own healthy sound, offline, and says what differs, where and by
 how much. Where an honest verdict is not possible it says so.
 .
 It keeps a history of machines, visits and reports, shows the fleet, routes and
 trends, and has commands for scripts and archives.
"""


def _changelog(made: Made) -> str:
    """In Debian's own form, which its tools read; what changed for people is in NEWS.gz beside it."""
    when = formatdate(made.time_s)
    return f"""earshot ({made.version}) stable; urgency=medium

  * See /usr/share/doc/earshot/NEWS.gz

 -- {MAINTAINER}  {when}
"""


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _packed(content: bytes) -> bytes:
    return gzip.compress(content, 9, mtime=0)


def _plain_files(root: Path) -> list[Path]:
    return [path for path in sorted(root.rglob("*")) if path.is_file() and not path.is_symlink()]


def _size_kib(root: Path) -> int:
    return sum(-(-path.stat().st_size // 1024) for path in _plain_files(root))


def _md5(path: Path) -> str:
    return hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()


def sums(files: list[Path], out: Path) -> Path:
    """A file that `sha256sum --check` reads."""
    out.write_text("".join(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in files))
    return out

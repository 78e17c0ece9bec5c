"""The one command: makes the bundle, the Debian package and the tarball in `dist`, checks them, and proves them.

`python installer/build.py` on Debian 12, so that what it makes runs on that and everything newer. `--no-proof`
leaves out the clean Debian (it needs root), `--accept-sizes` takes today's sizes as those that later builds are
measured by. Windows and macOS have a `build.py` of their own beside this one.
"""

import argparse
import json
import shutil
import sys
from pathlib import Path

import prove
from linux import sizes, source
from linux.chroot import is_possible
from linux.lint import lint
from linux.making import copied, make, package
from linux.steps import Failed, say, step

RECORDED = source.ROOT / "installer" / "sizes.json"


def weigh(measured: Path, packed: Path, out: Path, accept: bool) -> None:
    """Prints what each package costs. Failed when one grew by more than 5 % since it was recorded."""
    by_package = json.loads(measured.read_text(encoding="utf-8"))
    now = {"on disk": sum(by_package.values()), "packed": packed.stat().st_size, "by package": by_package}
    (out / "sizes.json").write_text(json.dumps(now, indent=1) + "\n", encoding="utf-8")
    for line in sizes.as_table(by_package):
        say(line)
    say(f"        {now['on disk'] / 1e6:7.1f} MB  on disk, {now['packed'] / 1e6:.1f} MB packed")
    for line in sizes.missed(now["on disk"], now["packed"]):
        say(f"        {line}")
    if accept:
        shutil.copyfile(out / "sizes.json", RECORDED)
    recorded = json.loads(RECORDED.read_text(encoding="utf-8"))
    with step("no package grew by more than 5 %"):
        grown = sizes.grown(by_package, recorded["by package"])
        if grown:
            raise Failed("\n".join([*grown, "If it has to be: --accept-sizes, and say why in the commit."]))


def main() -> int:
    """The exit code: 0 all is made and proved, 1 a step failed, 2 made but not proved."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--no-proof", action="store_true", help="leave out the clean Debian")
    parser.add_argument("--accept-sizes", action="store_true", help="record today's sizes")
    options = parser.parse_args()
    work, out = source.ROOT / "build" / "linux", source.ROOT / "dist"
    out.mkdir(exist_ok=True)
    try:
        made = make(copied(work), work, out)
        files = package(made, work, out)
        weigh(work / "sizes.json", files[0], out, options.accept_sizes)
        lint(files[0], work / "package", made.man_page)
        reason = "left out, as asked" if options.no_proof else is_possible()
        if reason:
            say(f"Made, not proved: {reason}.")
            return 0 if options.no_proof else 2
        prove.Proof(files[0], source.ROOT / "build" / "proof")()
    except Failed as failed:
        say(str(failed))
        return 1
    say("Made and proved: " + ", ".join(str(path.relative_to(source.ROOT)) for path in files))
    return 0


if __name__ == "__main__":
    sys.exit(main())

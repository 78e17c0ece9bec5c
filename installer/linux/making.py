"""From a tree to the files that are given to people, a step after the other."""

import os
from pathlib import Path

from linux import bundle, deb, source
from linux.steps import run, step

BILL = "earshot-linux.cdx.json"


def copied(work: Path) -> Path:
    """The tree as it is now: nobody changes the copy while it is built from."""
    with step(f"a copy of {source.commit()}"):
        source.copy(work / "tree")
    return work / "tree"


def make(tree: Path, work: Path, out: Path) -> deb.Made:
    """The bundle and what goes with it, made in `work` from a copy of the tree."""
    time_s = source.commit_time_s()
    with step("an environment of exactly the locked packages"):
        python = bundle.environment(work.parent / "environment", tree)
    with step("the bundle"):
        folder = bundle.build(python, tree, work / "bundle", time_s)
    with step("icons and man page"):
        scripts = tree / "installer" / "linux"
        icon = tree / "resources" / "icons" / "program" / "earshot.svg"
        run([python, scripts / "icons.py", icon, work / "icons"])
        man_page = run([python, "-B", scripts / "man_page.py", tree, str(time_s)])
        measured = run([python, "-B", scripts / "sizes.py", folder])
    (work / "sizes.json").write_text(measured, encoding="utf-8")
    with step("the licences that About shows are those of the locked packages"):
        run([python, "-B", tree / "installer" / "licences.py", "--check"])
    with step("the bill of materials"):
        bill = [tree / "installer" / "sbom.py", out / BILL, "--bundle", folder]
        run([python, "-B", *bill], environment=os.environ | {"SOURCE_DATE_EPOCH": str(time_s)})
    return deb.Made(folder, tree, work / "icons", man_page, source.version(tree), time_s)


def package(made: deb.Made, work: Path, out: Path) -> list[Path]:
    """The package, the tarball, the bill of materials and the file with their sums."""
    root = work / "package"
    with step("the Debian package"):
        deb.lay_out(made, root)
        name = f"earshot_{made.version}_{deb.architecture()}.deb"
        packed = deb.pack(root, out / name, made.time_s)
    with step("the tarball"):
        tarball = deb.tarball(made, root, work, out)
    files = [packed, tarball, out / BILL]
    return [*files, deb.sums(files, out / "SHA256SUMS")]

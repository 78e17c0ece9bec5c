"""What Windows shows of the program in its properties, in the task manager and where it asks to trust it."""

import re

TEXT = """\
VSVersionInfo(
  ffi=FixedFileInfo(
    filevers={numbers}, prodvers={numbers}, mask=0x3f, flags=0x0, OS=0x40004, fileType=0x1, subtype=0x0
  ),
  kids=[
    StringFileInfo([
      StringTable('040904B0', [
        StringStruct('CompanyName', 'The Earshot founders'),
        StringStruct('FileDescription', 'Earshot'),
        StringStruct('FileVersion', '{version}'),
        StringStruct('InternalName', 'earshot'),
        StringStruct('LegalCopyright', 'MIT licence'),
        StringStruct('ProductName', 'Earshot'),
        StringStruct('ProductVersion', '{version}')])]),
    VarFileInfo([VarStruct('Translation', [0x0409, 1200])])
  ]
)
"""


def version_resource(version: str) -> str:
    """The file that PyInstaller takes for `version=`. ValueError for a version that is not three numbers."""
    found = re.fullmatch(r"(\d+)\.(\d+)\.(\d+)", version)
    if found is None or max(map(int, found.groups())) > 0xFFFF:
        raise ValueError(f"Windows counts versions as three numbers: {version!r}")
    return TEXT.format(version=version, numbers=(*map(int, found.groups()), 0))

"""Simple MAPI, the way in which Windows hands a file to the user's own mail program."""

import ctypes
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from app.ui.pages.mailing import Letter

_LOGON_UI, _MODELESS = 0x1, 0x4 | 0x8
"""Ask who one is where the mail program must, and show the message without waiting until it is sent."""

_DONE = (0, 1)
"""Sent, or thought better of: both mean that the message was there with its file."""


class _File(ctypes.Structure):
    _fields_ = (
        ("reserved", ctypes.c_ulong),
        ("flags", ctypes.c_ulong),
        ("position", ctypes.c_ulong),
        ("path", ctypes.c_wchar_p),
        ("name", ctypes.c_wchar_p),
        ("kind", ctypes.c_void_p),
    )


class _Message(ctypes.Structure):
    _fields_ = (
        ("reserved", ctypes.c_ulong),
        ("subject", ctypes.c_wchar_p),
        ("text", ctypes.c_wchar_p),
        ("kind", ctypes.c_wchar_p),
        ("received", ctypes.c_wchar_p),
        ("conversation", ctypes.c_wchar_p),
        ("flags", ctypes.c_ulong),
        ("sender", ctypes.c_void_p),
        ("recipient_count", ctypes.c_ulong),
        ("recipients", ctypes.c_void_p),
        ("file_count", ctypes.c_ulong),
        ("files", ctypes.POINTER(_File)),
    )


def send(letter: "Letter", library: Any = None) -> bool:
    """Open the message with its file; False where there is no mail program that answers to MAPI.

    `library` has a function `MAPISendMailW`; without one it is the system's.
    """
    try:
        # Only Windows has it, and only there is this called without a library.
        mapi = library or ctypes.WinDLL("mapi32")  # type: ignore[attr-defined]
        opened = mapi.MAPISendMailW
    except (OSError, AttributeError):
        return False
    file = _File(position=0xFFFFFFFF, path=str(letter.file), name=letter.file.name)
    message = _Message(subject=letter.subject, text=letter.text, file_count=1, files=ctypes.pointer(file))
    flags, nobody = ctypes.c_ulong(_LOGON_UI | _MODELESS), ctypes.c_void_p(0)
    return opened(nobody, nobody, ctypes.byref(message), flags, ctypes.c_ulong(0)) in _DONE

"""Asks a window to close, as a window manager does when its cross is clicked; there is none on a bare Xvfb."""

import ctypes
import ctypes.util
import sys

_CLIENT_MESSAGE = 33
_FORMAT_BITS = 32


class _Message(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_int),
        ("serial", ctypes.c_ulong),
        ("send_event", ctypes.c_int),
        ("display", ctypes.c_void_p),
        ("window", ctypes.c_ulong),
        ("message_type", ctypes.c_ulong),
        ("format", ctypes.c_int),
        ("data", ctypes.c_long * 5),
    )


class _Event(ctypes.Union):
    # Xlib reads a whole XEvent, which is longer than each kind of it.
    _fields_ = (("message", _Message), ("whole", ctypes.c_long * 24))


def ask_to_close(window: int) -> None:
    """Sends WM_DELETE_WINDOW to a window of the display that the environment names."""
    x11 = ctypes.CDLL(ctypes.util.find_library("X11"))
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XInternAtom.restype = ctypes.c_ulong
    display = ctypes.c_void_p(x11.XOpenDisplay(None))
    protocols, delete = (x11.XInternAtom(display, name, 0) for name in (b"WM_PROTOCOLS", b"WM_DELETE_WINDOW"))
    event = _Event()
    event.message = _Message(
        _CLIENT_MESSAGE, 0, 1, display, window, protocols, _FORMAT_BITS, (ctypes.c_long * 5)(delete)
    )
    x11.XSendEvent(display, ctypes.c_ulong(window), 0, 0, ctypes.byref(event))
    x11.XCloseDisplay(display)


if __name__ == "__main__":
    ask_to_close(int(sys.argv[1]))

"""Asks the system's own question whether the microphone may be used, where it has one."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QMicrophonePermission, QObject, QPermission, Qt


class Permission:
    """macOS asks the user, and remembers; where nobody asks, the answer is yes."""

    def __init__(self, context: QObject) -> None:
        self._context = context

    def __call__(self, then: Callable[[bool], None]) -> None:
        """Tell `then` whether it may be used, now or when the user has answered."""
        app = QCoreApplication.instance()
        wanted = QMicrophonePermission()
        if app is None:
            then(True)
            return
        held = app.checkPermission(wanted)
        if held is Qt.PermissionStatus.Undetermined:
            app.requestPermission(wanted, self._context, lambda answer: then(_granted(answer)))
        else:
            then(held is Qt.PermissionStatus.Granted)


def _granted(answer: QPermission) -> bool:
    return answer.status() is Qt.PermissionStatus.Granted

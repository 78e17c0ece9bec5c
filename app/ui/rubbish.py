"""Python's search for rubbish, kept to the GUI's thread.

Python looks for objects that only hold each other whenever some thread has made many, on that thread. Where one of
them is a timer of Qt's, deleting it on a worker crashes the program.
"""

import gc
import time

from PySide6.QtCore import QObject, QTimer

_LOOK_EVERY_MS = 500
_ENOUGH = 10_000
"""So many objects must have been made since: a search of so few is not felt."""
_SEARCHES = 10
"""So often what is young is searched before what is older is as well."""
_WHOLE_EVERY_S = 60.0
"""All that lives is searched so often at most, since the window does not answer meanwhile."""

_working: set["Rubbish"] = set()


class Rubbish(QObject):
    """Searches from its making until `end`; as long as there is one, nobody else does."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._whole_s = time.monotonic()
        self._clock = QTimer(self)
        self._clock.setInterval(_LOOK_EVERY_MS)
        self._clock.timeout.connect(self.look)
        self._clock.start()
        _working.add(self)
        gc.disable()

    def look(self) -> None:
        """Search what is young, if enough was made since; now and then what is older, and at last everything."""
        made, searched, searched_more = gc.get_count()
        if made < _ENOUGH:
            return
        if searched_more > _SEARCHES and time.monotonic() - self._whole_s > _WHOLE_EVERY_S:
            self._whole_s = time.monotonic()
            gc.collect()
        else:
            gc.collect(1 if searched > _SEARCHES else 0)

    def end(self) -> None:
        """No worker is left: Python may search again where it likes."""
        self._clock.stop()
        _working.discard(self)
        if not _working:
            gc.enable()

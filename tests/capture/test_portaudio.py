"""What the users of PortAudio agree on, on a library of the test's own."""

import atexit
import sys
import threading
from types import SimpleNamespace

import pytest

from app.capture import portaudio
from app.capture.bounded import bounded


class Library:
    """Counts how often it is started anew."""

    def __init__(self):
        self._initialized = 1
        self.restarts = 0
        self.refuse = False
        self.hang = threading.Event()
        self.hang.set()

    def _terminate(self):
        assert self._initialized, "PortAudio not initialized"
        self._initialized = 0

    def _initialize(self):
        assert self.hang.wait(20)
        if self.refuse:
            raise OSError("no sound system")
        self._initialized = 1
        self.restarts += 1


def test_it_is_started_anew_only_while_nobody_uses_it():
    library = Library()
    portaudio.begin_use()
    portaudio.begin_use()
    assert not portaudio.restart_if_idle(library)
    portaudio.end_use()
    assert not portaudio.restart_if_idle(library)
    portaudio.end_use()
    assert portaudio.restart_if_idle(library)
    assert library.restarts == 1


def test_after_a_start_that_failed_the_next_one_works():
    library = Library()
    library.refuse = True
    with pytest.raises(OSError, match="no sound system"):
        portaudio.restart_if_idle(library)
    library.refuse = False
    assert portaudio.restart_if_idle(library)


def test_while_it_is_started_nobody_opens_anything(monkeypatch):
    monkeypatch.setattr(portaudio, "COURTESY_S", 0.05)
    library = Library()
    library.hang.clear()
    starting = threading.Thread(target=portaudio.restart_if_idle, args=(library,))
    starting.start()
    try:
        until_starting = threading.Event()
        while portaudio._agreement.begin_start():
            portaudio._agreement.end_start()
            until_starting.wait(0.01)
        with pytest.raises(TimeoutError):
            portaudio.begin_use()
        assert not portaudio.restart_if_idle(Library())
    finally:
        library.hang.set()
        starting.join()
    portaudio.begin_use()
    portaudio.end_use()


def test_a_call_that_hangs_does_not_stop_all_others(monkeypatch):
    monkeypatch.setattr(portaudio, "COURTESY_S", 0.05)
    inside, go_on = threading.Event(), threading.Event()

    def hang():
        with portaudio.alone():
            inside.set()
            go_on.wait(20)

    hanging = threading.Thread(target=hang)
    hanging.start()
    inside.wait(20)
    try:
        with portaudio.alone():
            pass
    finally:
        go_on.set()
        hanging.join()
    with portaudio.alone():
        pass


def test_what_answers_in_time_gives_its_result_or_its_error():
    assert bounded(lambda: 7, 20.0) == 7
    with pytest.raises(KeyError, match="mine"):
        bounded(lambda: {}["mine"], 20.0)


def test_what_comes_too_late_is_undone():
    go_on, undone = threading.Event(), threading.Event()
    given = []

    def late():
        go_on.wait(20)
        return "a stream"

    def undo(result):
        given.append(result)
        undone.set()

    with pytest.raises(TimeoutError):
        bounded(late, 0.02, undo)
    go_on.set()
    assert undone.wait(20)
    assert given == ["a stream"]


def test_after_something_hung_the_library_is_not_ended_at_exit(monkeypatch):
    """Its goodbye closes what is open, and would hang there with the program."""
    library = SimpleNamespace(_exit_handler=lambda: None)
    monkeypatch.setitem(sys.modules, "sounddevice", library)
    taken_back = []
    monkeypatch.setattr(atexit, "unregister", taken_back.append)
    go_on = threading.Event()
    with pytest.raises(TimeoutError):
        bounded(lambda: go_on.wait(20), 0.02)
    go_on.set()
    assert taken_back == [library._exit_handler]


def test_while_the_program_ends_what_must_be_done_is_done_without_a_thread(monkeypatch):
    def no_more(self):
        raise RuntimeError("can't create new thread at interpreter shutdown")

    monkeypatch.setattr(threading.Thread, "start", no_more)
    assert bounded(lambda: 7, 20.0) == 7

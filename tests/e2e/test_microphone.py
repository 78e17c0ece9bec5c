"""A technician records, and what can go wrong goes wrong: through the real PortAudio, in a program of its own."""

import contextlib
import os
import socket
import subprocess
import time
import wave
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import numpy as np
import pytest
import soundfile

from app.capture.unfinished import settle, unfinished
from app.domain.microphone import Ending
from app.recordings.sound_file import open_sound
from tests.capture.wavs import frames_of
from tests.e2e.listening_child import ListeningChild
from tests.sound_server import DESCRIPTION, MICROPHONE, SINK, SoundServer, sound_server

RATE_HZ = 48_000
MOST_CONNECTIONS = 64
"""PulseAudio takes no more."""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[SoundServer]:
    place = tmp_path / "server"
    place.mkdir()
    with sound_server(place) as one:
        yield one


@pytest.fixture
def child(server: SoundServer) -> Iterator[ListeningChild]:
    with ListeningChild(server.environment) as one:
        if missing := one.do("problem_of(lambda: listener.open(MICROPHONE))"):
            assert "PortAudio" in missing["what"], missing
            pytest.skip("needs PortAudio: apt install libportaudio2")
        yield one


def steps(seconds: float, seed: int = 5) -> np.ndarray:
    """24 bit noise as whole steps."""
    return np.random.default_rng(seed).integers(-(2**22), 2**22, round(seconds * RATE_HZ), dtype=np.int32)


def wav_file(path: Path, sound: np.ndarray) -> Path:
    """24 bit, with the second of silence around it without which PulseAudio swallows some."""
    silence = np.zeros(RATE_HZ, np.int32)
    soundfile.write(path, np.concatenate([silence, sound, silence]) << 8, RATE_HZ, "PCM_24")
    return path


def held(path: Path) -> np.ndarray:
    """What a recording holds, as whole 24 bit steps."""
    return np.round(frames_of(path)[:, 0] * 2**23).astype(np.int32)


def place_of(sound: np.ndarray, where: np.ndarray) -> int:
    """Where `sound` begins in `where`, found by its first 64 samples."""
    first = np.lib.stride_tricks.sliding_window_view(where, 64)
    [starts] = np.nonzero((first == sound[:64]).all(axis=1))
    assert starts.size == 1, "not to be found, or more than once"
    return int(starts[0])


def record_again(child: ListeningChild, folder: Path) -> None:
    """The next recording works."""
    child.do("until(lambda: problem_of(lambda: listener.open(MICROPHONE)) is None)")
    child.do(f"begin({str(folder)!r}, 0.5)")
    child.do("until(lambda: not listener.status.recording)")
    done = child.do("done(listener.take_finished())")
    assert (done["ending"], done["frames"]) == ("TIME_UP", RATE_HZ // 2)
    assert frames_of(Path(done["path"])).shape[0] == RATE_HZ // 2


def until_alone(server: SoundServer) -> None:
    """Nothing of the killed program lives on."""
    end_s = time.monotonic() + 20
    while others := [
        each.name
        for each in Path("/proc").iterdir()
        if each.name.isdigit()
        and int(each.name) != server.process.pid
        and str(server.socket).encode() in environment_of(each)
    ]:
        assert time.monotonic() < end_s, others
        time.sleep(0.05)


def environment_of(process: Path) -> bytes:
    try:
        return (process / "environ").read_bytes()
    except OSError:
        return b""


def begun(child: ListeningChild, folder: Path, at_least_s: float = 1.0) -> None:
    child.do(f"begin({str(folder)!r})")
    child.do(f"until(lambda: listener.status.recorded_s > {at_least_s})")


def told(child: ListeningChild) -> tuple[str, dict[str, object]]:
    """What became of the recording that broke off: the sentence, and the take."""
    child.do("until(lambda: not listener.status.recording)")
    problem = child.do("told(listener.status.problem)")
    done = child.do("done(listener.take_finished())")
    assert done["frames"] == frames_of(Path(str(done["path"]))).shape[0] > RATE_HZ // 2
    return problem["what"], done


@pytest.mark.slow
def test_ten_seconds_come_back_to_the_bit(server: SoundServer, child: ListeningChild, tmp_path: Path):
    sound = steps(10.0)
    child.do(f"begin({str(tmp_path)!r})")
    player = server.play(wav_file(tmp_path / "played.wav", sound))
    assert player.wait(60) == 0
    time.sleep(1.0)
    done = child.do("done(listener.finish())")

    assert (done["rate_hz"], done["ending"], done["lost"]) == (RATE_HZ, "ASKED", [0, 0])
    recorded = held(Path(done["path"]))
    start = place_of(sound, recorded)
    np.testing.assert_array_equal(recorded[start : start + sound.size], sound)
    assert child.leave() == 0


@pytest.mark.slow
def test_killed_in_the_middle_of_a_take_all_but_its_last_second_is_offered(
    server: SoundServer, child: ListeningChild, tmp_path: Path
):
    folder = tmp_path / "recording"
    sound = steps(20.0)
    child.do(f"begin({str(folder)!r})")
    player = server.play(wav_file(tmp_path / "played.wav", sound))
    try:
        child.do("until(lambda: listener.status.recorded_s > 10.0)")
        told_s = child.do("listener.status.recorded_s")
        child.kill()
    finally:
        player.kill()
        player.wait()

    until_alone(server)
    [path] = folder.glob("*.part.wav")
    with wave.open(str(path)) as wav:
        assert wav.getnframes() >= (told_s - 1.0) * RATE_HZ
        frames = wav.getnframes()
    assert soundfile.info(path).frames == frames
    with open_sound(path) as opened:
        assert opened.format.frames == frames and not opened.missing_frames
        heard = np.concatenate(list(opened.blocks()))[:, 0]
    recorded = held(path)
    np.testing.assert_array_equal(np.round(heard * 2**23).astype(np.int32), recorded)
    start = place_of(sound, recorded)
    np.testing.assert_array_equal(recorded[start:], sound[: recorded.size - start])

    [offered] = unfinished(folder)
    assert (offered.path, offered.ending, offered.microphone) == (path, Ending.INTERRUPTED, "Virtual microphone")
    assert offered.purpose.machine_id == "fan"
    assert offered.format.frames >= frames
    settle(offered)
    assert not list(folder.iterdir())


def test_an_unplugged_microphone_is_told_though_the_server_offers_another(
    server: SoundServer, child: ListeningChild, tmp_path: Path
):
    """PulseAudio moves the recording to what else there is, and goes on as if nothing had happened."""
    begun(child, tmp_path)
    server.unload(server.module)
    what, done = told(child)
    assert "was disconnected" in what and done["ending"] == "LOST"
    again = child.do("problem_of(lambda: listener.open(MICROPHONE))")
    assert "was disconnected" in again["what"], "not opened under its name as another one"
    server.add_microphone(MICROPHONE, SINK, DESCRIPTION)
    record_again(child, tmp_path)
    assert child.leave() == 0


def test_a_killed_sound_server_is_told(server: SoundServer, child: ListeningChild, tmp_path: Path):
    begun(child, tmp_path)
    server.kill()
    what, done = told(child)
    assert "was disconnected" in what and done["ending"] == "LOST"
    assert child.do("problem_of(lambda: listener.open(MICROPHONE))")
    server.start()
    record_again(child, tmp_path)
    assert child.leave() == 0


@pytest.mark.slow
def test_a_sound_server_that_hangs_is_told_and_holds_up_nobody(
    server: SoundServer, child: ListeningChild, tmp_path: Path
):
    begun(child, tmp_path)
    server.stop_answering()
    what, done = told(child)
    assert "stopped delivering sound" in what and done["ending"] == "STALLED"
    silent = child.do("problem_of(lambda: listener.open(MICROPHONE))")
    assert "does not answer" in silent["what"]
    server.answer_again()
    record_again(child, tmp_path)

    server.stop_answering()
    child.do("listener.close()")
    assert child.leave() == 0, "the program ends although the sound system hangs"


def test_a_suspended_microphone_is_told(server: SoundServer, child: ListeningChild, tmp_path: Path):
    begun(child, tmp_path)
    server._pactl("suspend-source", MICROPHONE, "1")
    what, done = told(child)
    assert "stopped delivering sound" in what and done["ending"] == "STALLED"
    server._pactl("suspend-source", MICROPHONE, "0")
    record_again(child, tmp_path)


def test_a_microphone_that_others_hold_is_told_and_free_again_it_works(
    server: SoundServer, child: ListeningChild, tmp_path: Path
):
    """Other programs take all connections that the sound server has to give."""
    child.do("listener.close()")
    with ExitStack() as others:
        while server._pactl("info", check=False).returncode == 0:
            for _ in range(MOST_CONNECTIONS):
                other = others.enter_context(socket.socket(socket.AF_UNIX))
                other.connect(str(server.socket))
        refused = child.do("problem_of(lambda: listener.open(MICROPHONE))")
        assert "Virtual microphone" in refused["what"] and refused["detail"]
        assert child.do("listener.status.listening") is False
    record_again(child, tmp_path)
    assert child.leave() == 0


@pytest.mark.slow
def test_a_stop_of_the_server_too_short_to_give_up_is_no_gap_or_is_told(
    server: SoundServer, child: ListeningChild, tmp_path: Path
):
    """Either everything comes afterwards, or what is missing is counted."""
    sound = steps(6.0)
    child.do(f"begin({str(tmp_path)!r})")
    player = server.play(wav_file(tmp_path / "played.wav", sound))
    time.sleep(3.0)
    server.stop_answering()
    time.sleep(0.6)
    server.answer_again()
    assert player.wait(60) == 0
    time.sleep(1.0)
    done = child.do("done(listener.finish())")
    recorded = held(Path(done["path"]))
    start = place_of(sound, recorded)
    whole = np.array_equal(recorded[start : start + sound.size], sound)
    assert whole or done["lost"] != [0, 0]


@pytest.mark.slow
def test_a_busy_program_loses_nothing(server: SoundServer, child: ListeningChild, tmp_path: Path):
    """Importing half of the program in the middle of a take, and both cores at work."""
    sound = steps(10.0)
    child.do(f"begin({str(tmp_path)!r})")
    player = server.play(wav_file(tmp_path / "played.wav", sound))
    busy = [subprocess.Popen(["sh", "-c", "while :; do :; done"]) for _ in range(os.cpu_count() or 2)]
    try:
        child.do("import app.main.window, pyqtgraph, sqlalchemy, onnxruntime")
        for _ in range(5):
            child.do("sorted(range(2_000_000), key=lambda x: -x) and None")
        assert player.wait(60) == 0
    finally:
        for each in busy:
            each.kill()
            each.wait()
    time.sleep(1.0)
    done = child.do("done(listener.finish())")
    assert done["lost"] == [0, 0]
    recorded = held(Path(done["path"]))
    start = place_of(sound, recorded)
    np.testing.assert_array_equal(recorded[start : start + sound.size], sound)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own of forty megabytes."""
    place = tmp_path / "disk"
    place.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=40m", "tmpfs", str(place)], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip("needs the right to mount a small tmpfs")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)


def fill(place: Path, leave_bytes: int) -> Path:
    free = os.statvfs(place).f_bavail * os.statvfs(place).f_frsize
    filler = place / "filler"
    # What is being recorded meanwhile takes its share.
    with contextlib.suppress(OSError), filler.open("wb", buffering=0) as out:
        out.write(b"\0" * max(free - leave_bytes, 0))
    return filler


@pytest.mark.parametrize("leave_bytes", [0, 4096, 33 << 20])
def test_a_disk_that_fills_up_is_told_and_what_was_recorded_is_kept(
    child: ListeningChild, tmp_path: Path, small_disk: Path, leave_bytes: int
):
    """All at once by another program, or slowly by the recording itself."""
    child.do(f"begin({str(small_disk)!r}, 20.0)")
    child.do("until(lambda: listener.status.recorded_s > 1.0)")
    filler = fill(small_disk, leave_bytes)
    what, done = told(child)
    assert "disk is full" in what and done["ending"] == "DISK"
    with open_sound(Path(str(done["path"]))) as opened:
        assert opened.format.frames == done["frames"]
    assert child.do("listener.status.listening") is True
    refused = child.do(f"problem_of(lambda: begin({str(small_disk)!r}, 20.0))")
    assert "not enough free space" in refused["what"]
    filler.unlink()
    child.do(f"begin({str(small_disk)!r}, 0.5)")
    child.do("until(lambda: not listener.status.recording)")
    assert child.do("done(listener.take_finished())")["ending"] == "TIME_UP"
    child.kill()
    offered = unfinished(small_disk)
    assert [one.format.frames for one in offered] == [done["frames"], RATE_HZ // 2]

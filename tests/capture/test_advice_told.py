"""What microphones and disks do is kept in English and told in another language, whatever its values are."""

import errno
from collections.abc import Iterator

import pytest

from app.capture import advice, output, part_file
from app.language import retold
from installer.languages import gathered
from tests.capture.test_advice import ALL, SYSTEMS
from tests.language.spoken import german


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A language that says each text in angle brackets."""
    texts = {one.id: f"<{one.id}>" for one in gathered() if isinstance(one.id, str) and one.id}
    with german(tmp_path_factory.mktemp("languages"), texts):
        yield


@pytest.mark.usefixtures("marked")
@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize("which", sorted(ALL))
def test_each_sentence_is_read_back_and_told(which: str, system: str) -> None:
    problem = ALL[which](system)
    for sentence in (problem.what, problem.to_do):
        told = retold(sentence)
        assert told.startswith("<") and told.endswith(">")
        assert told.replace("<", "").replace(">", "") == sentence


@pytest.mark.usefixtures("marked")
def test_words_of_ours_within_a_sentence_are_told_as_well_and_names_stay() -> None:
    lost = advice.lost("USB mic, and 2", 12.3)
    assert retold(lost.what) == "<<The microphone “USB mic, and 2”> was disconnected; 12.3 s are kept.>"
    muted = advice.blocked(system="kde")
    assert retold(muted.to_do).startswith(
        "<Switch mute off in <System Settings › Sound (before Plasma 6: Audio)>, and <"
    )


@pytest.mark.usefixtures("marked")
def test_what_the_disk_and_the_loudspeaker_do_is_told() -> None:
    broken = OSError(errno.EIO, "input/output error")
    for problem in (
        part_file.disk_problem(broken),
        part_file.disk_problem(broken, 75.0),
        output.no_loudspeaker(""),
        output.device_lost(),
    ):
        assert all(retold(sentence).startswith("<") for sentence in (problem.what, problem.to_do))

"""An hour before a fan that is healthy, and the quarter of an hour in which a blade goes."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import chain, repeat
from pathlib import Path
from unittest.mock import patch

import numpy as np

from app.domain.machine import Machine
from app.ui.pages.watch.presenter import WatchPresenter
from tests.pictures.album import Album
from tests.pictures.camera import Camera, rest, until, wait
from tests.pictures.microphone import MicrophoneOpener, StoryTime
from tests.pictures.recording import fan

CLIPS_HEALTHY, CLIPS_FAILING = 372, 84
SOUNDS = 24


def watch_pages(history: Path, album: Album, machine: Machine) -> None:
    """Both pictures of the listening watch; it hears an hour in a minute."""
    opener = MicrophoneOpener(history)
    camera = Camera(opener, history, album)
    camera.desk.open_machine(machine.id)
    until(lambda: camera.desk.result.place)
    camera.desk.show_watch()
    page, presenter = camera.desk.watching.desk.page, camera.desk.watching.desk.presenter
    until(page.big.isEnabled)
    began = datetime.now(UTC) - timedelta(seconds=10 * (CLIPS_HEALTHY + CLIPS_FAILING))
    story = StoryTime(opener.inputs, began)
    presenter._now = story.now
    with patch("app.capture.chunks.datetime", story):
        page.big.click()
        until(lambda: presenter.running and opener.inputs.opened and not opener.inputs.current.closed)
        hear_clips(opener, presenter, repeat(0.0, CLIPS_HEALTHY))
        camera.take_both("watch-healthy")
        hear_clips(opener, presenter, failing())
        camera.take_both("watch-abnormal")
    camera.close()


def failing() -> Iterator[float]:
    """How far the damage is, clip by clip."""
    steps = ((0.0, 12), (0.35, 1), (0.0, 6), (0.42, 38), (0.9, CLIPS_FAILING - 57))
    return chain.from_iterable(repeat(severity, clips) for severity, clips in steps)


def hear_clips(opener: MicrophoneOpener, presenter: WatchPresenter, severities: Iterator[float]) -> None:
    """Ten seconds for each, every one judged before the next is heard."""
    # In no order: what comes round again every few minutes would be seen.
    chosen = np.random.default_rng(CLIPS_HEALTHY).integers(SOUNDS, size=CLIPS_HEALTHY)
    sounds = {}
    for at, severity in enumerate(severities):
        key = (int(chosen[at]), severity)
        if key not in sounds:
            sounds[key] = fan(10.0, 200 + key[0], severity)
        before = presenter.shown.steps[-1].at if presenter.shown and presenter.shown.steps else None
        # A second at a time, so that story and listener keep together.
        for second in np.split(sounds[key], 10):
            opener.hear(second)
        judged(presenter, before)
    rest(0.5)


def judged(presenter: WatchPresenter, before: datetime | None) -> None:
    """Until there is another verdict than the one before."""

    def there() -> bool:
        presenter.tick()
        steps = presenter.shown.steps if presenter.shown else ()
        return bool(steps) and steps[-1].at != before

    wait(there)

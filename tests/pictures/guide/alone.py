"""Pictures of one machine and its technician: the sample fan, the form, the microphone, every verdict."""

import shutil
from collections.abc import Callable
from pathlib import Path

from app.domain.take import RawStream
from app.main.window import Opener
from tests.pictures.album import Album
from tests.pictures.camera import until
from tests.pictures.guide.scissors import WIDE, Scissors, window
from tests.pictures.recording import Take, fan
from tests.pictures.results import Results
from tests.pictures.story import Told


def first_machine(folder: Path, out: Path) -> None:
    """Nothing was heard here yet: the sample fan, then a machine of one's own."""
    shot = window(Opener(folder), folder, out)
    desk = shot.camera.desk
    cards = desk.welcome.cards
    for card in cards[:2]:
        until(card.button.isEnabled)
        card.button.click()
    until(cards[2].button.isEnabled)
    shot.cut("sample-fan", cards)
    desk.add_machine()
    until(lambda: True)
    form = desk.form
    form.facts.name.setText("Supply fan 3")
    form.facts.site.setText("Hall B")
    form.facts.blades.setText("7")
    form.setFocus()
    shot.page("add-machine")
    shot.camera.close()


def machines(history: Path, told: Told, out: Path) -> None:
    """Every verdict on the machine page, and what stands around it."""
    shot = window(Opener(history), history, out, WIDE)
    camera, page = shot.camera, shot.camera.desk.result.page
    camera.machine(told.untaught.id, visits=False)
    shot.without_lists("no-baseline")
    _verdicts(shot, told)
    camera.machine(told.abnormal.id)
    shot.without_lists("machine-page")
    shot.cut("band-abnormal", [page.band])
    assert page.heard is not None
    shot.cut("heard", [page.heard])
    shot.cut("review", [page.quality, page.note])
    Results(camera, told).confirm("Plugged or choked (PLU)")
    shot.cut("confirmed", [page.note])
    camera.desk.result.open_story()
    until(page.story.isVisible)
    shot.cut("baseline", [page.story])
    camera.close()


def _verdicts(shot: Scissors, told: Told) -> None:
    page = shot.camera.desk.result.page
    for name, machine in (
        ("band-healthy", told.healthy),
        ("band-cannot-tell", told.unjudged),
        ("band-other-machine", told.mistaken),
    ):
        shot.camera.machine(machine.id)
        shot.cut(name, [page.band])
    shot.camera.machine(told.slowly.id)
    until(page.drift.isVisible)
    shot.cut("drift", [page.drift])


def microphone(history: Path, told: Told, out: Path) -> None:
    """A take that goes well, one that is not good enough, and one that is judged."""
    album = Album(out)
    scenes: dict[str, Callable[[Take, Scissors], None]] = {
        "recording": _recording,
        "failed": _failed,
        "judged": _judged,
    }
    take = Take(history, album, told.abnormal)
    take.open_page()
    take.write_down_the_place()
    take.record_the_room()
    take.record(fan(31.0, 90, 0.35))
    take.over()
    take.camera.close()
    for name, scene in scenes.items():
        copy = Path(shutil.copytree(history, history.parent / name / "history"))
        take = Take(copy, album, told.abnormal)
        if scene is _failed:
            take.opener.inputs.raw_stream = RawStream.NO
        shot = Scissors(take.camera, out)
        take.open_page()
        take.hear(fan(11.0, 91))
        scene(take, shot)
        take.camera.close()


def _recording(take: Take, shot: Scissors) -> None:
    page = take.camera.desk.record.page
    take.record(fan(18.7, 91))
    shot.page("record-page")
    shot.cut("level", [page.level.meter])
    shot.cut("checks", [page.checks])


def _failed(take: Take, shot: Scissors) -> None:
    sound = fan(31.0, 94)
    sound[sound.shape[0] // 2 :] *= 0.25
    take.record(sound)
    take.over()
    shot.cut("not-good-enough", [take.camera.desk.record.page.record])


def _judged(take: Take, shot: Scissors) -> None:
    take.record(fan(31.0, 95, 0.9))
    take.over()
    shot.page("record-verdict")

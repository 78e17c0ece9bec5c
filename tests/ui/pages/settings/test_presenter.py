"""What the settings page decides."""

import json
from pathlib import Path

import pytest

from app.domain.problem import Problem
from app.domain.settings import Choice, Group, Settings
from app.ui.jobs import Kind
from app.ui.pages.settings.keeping import UNKEPT, keep_on
from app.ui.pages.settings.presenter import FILE, LOGO, READING, SettingsPresenter
from app.ui.pages.settings.values import RowFace, SettingsShown
from app.workflows.preferences import DAMAGED_NAME, FILE_NAME, Preferences
from tests.ui.fakes import InlineJobs
from tests.ui.pages.conftest import Told
from tests.ui.pages.settings.gallery import logo


class Page:
    """The presenter on a folder of its own, and what it tells."""

    def __init__(self, folder: Path, jobs: InlineJobs | None = None) -> None:
        self.told, self.folder = Told(), folder
        self.preferences = Preferences(folder)
        self.presenter = SettingsPresenter(self.preferences, jobs or InlineJobs(), self.told)  # type: ignore[arg-type]
        self.presenter.open()

    @property
    def shown(self) -> SettingsShown:
        return self.told.last("show")

    def row(self, key: str) -> RowFace:
        return next(row for group in self.shown.groups for row in group.rows if row.setting.key == key)

    def undo(self) -> str:
        text, undo = self.told.of("offer_undo")[-1]
        undo()
        return text

    def file(self, text: str | None = None, **values: object) -> Path:
        path = self.folder / "sent.json"
        path.write_text(text or json.dumps({"format": "earshot-settings", "settings": values}))
        return path


@pytest.fixture
def page(qapp, tmp_path: Path) -> Page:
    return Page(tmp_path)


def test_everything_is_shown_as_if_nobody_had_chosen(page: Page, tmp_path: Path):
    assert [group.group for group in page.shown.groups] == list(Group)
    assert not any(group.changed for group in page.shown.groups)
    assert page.row("take_s").value == 30 and page.row("take_s").back == ""
    assert page.shown.folder == str(tmp_path)
    assert page.told.problems() == {}


def test_what_is_chosen_holds_and_can_be_reset(page: Page):
    page.presenter.choose("paper", "Letter")
    assert page.preferences.now.paper == "Letter"
    assert page.row("paper").back == "Reset Paper: As the system"
    page.presenter.reset("paper")
    assert page.row("paper").back == "" and page.preferences.now == Settings()
    assert page.undo() == "Paper reset."
    assert page.row("paper").value == "Letter"


def test_what_is_typed_is_tidied_and_shown_so(page: Page):
    page.presenter.choose("inspector", "  M. Großmann\n")
    assert page.row("inspector").value == "M. Großmann"


def test_a_group_is_reset_with_a_way_back_to_exactly_what_was(page: Page):
    for key, value in (("take_s", 60), ("live_floor_dbfs", -100.0), ("paper", "A4")):
        page.presenter.choose(key, value)
    chosen = page.preferences.now
    page.presenter.reset_group(Group.RECORDING)
    assert page.preferences.now == Settings(paper="A4")
    page.presenter.choose("watch_sound", True)
    assert page.undo() == "Recording reset."
    assert page.preferences.now.take_s == 60 and page.preferences.now.watch_sound
    assert page.preferences.now.live_floor_dbfs == chosen.live_floor_dbfs


def test_levels_are_offered_that_leave_room_and_the_one_that_holds(page: Page):
    page.presenter.choose("live_ceiling_dbfs", -33.0)
    floors = page.row("live_floor_dbfs").choices
    assert floors[0] == Choice(-120.0, "−120 dBFS") and floors[-1].value == -40.0
    ceilings = [one.value for one in page.row("live_ceiling_dbfs").choices]
    assert ceilings[0] == -70.0 and -33.0 in ceilings and ceilings[-1] == 20.0


def test_another_program_s_choice_is_seen_when_the_page_comes(page: Page, tmp_path: Path):
    Preferences(tmp_path).change(paper="A4")
    page.presenter.open()
    assert page.row("paper").value == "A4"


def test_a_damaged_file_is_told_while_the_page_is_open(qapp, tmp_path: Path):
    (tmp_path / FILE_NAME).write_text("{")
    page = Page(tmp_path)
    assert page.told.problems()[READING].startswith("Your settings could not be read")
    page.presenter.leave()
    assert page.told.problems() == {}
    page.presenter.choose("paper", "A4")
    assert (tmp_path / DAMAGED_NAME).read_text() == "{"


def test_a_logo_is_shown_taken_out_and_brought_back(page: Page, tmp_path: Path):
    page.presenter.give_logo(logo(tmp_path / "nord.png"))
    assert page.told.last("show_logo").width() == 600
    assert page.row("logo").back == "Reset Logo: none" and page.preferences.logo is not None
    page.presenter.reset("logo")
    assert page.told.last("show_logo").isNull()
    page.undo()
    assert page.told.last("show_logo").width() == 600


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n and no picture", b"GIF89a"])
def test_what_is_no_picture_is_refused_and_the_logo_stays(page: Page, tmp_path: Path, content: bytes):
    page.presenter.give_logo(logo(tmp_path / "nord.png"))
    before = page.preferences.now
    bad = tmp_path / "bad.png"
    bad.write_bytes(content)
    page.presenter.give_logo(bad)
    assert "bad.png" in page.told.problems()[LOGO]
    assert page.preferences.now == before
    page.presenter.give_logo(logo(tmp_path / "nord.png"))
    assert page.told.problems() == {}


def test_a_logo_that_is_gone_is_said_in_its_place(page: Page, tmp_path: Path):
    page.presenter.give_logo(logo(tmp_path / "nord.png"))
    (tmp_path / page.preferences.now.logo).unlink()
    again = Page(tmp_path)
    assert "not there any more" in again.row("logo").note
    again.presenter.give_logo(logo(tmp_path / "nord.png"))
    assert again.row("logo").note == ""


def test_what_was_exported_is_taken_over_elsewhere_and_can_be_taken_back(page: Page, tmp_path: Path):
    page.presenter.choose("company", "Nordwind")
    page.presenter.choose("take_s", 60)
    page.presenter.give_logo(logo(tmp_path / "nord.png"))
    page.presenter.export_to(tmp_path / "all.json")
    assert page.told.last("show_notice").title == "Settings exported to all.json."
    other = Page(tmp_path / "other")
    other.presenter.choose("inspector", "A. Nowak")
    other.presenter.import_from(tmp_path / "all.json")
    assert other.preferences.now.company == "Nordwind" and other.preferences.now.inspector == "A. Nowak"
    assert other.told.last("show_logo").width() == 600
    assert not other.told.of("show_notice") and not other.shown.busy
    assert other.undo() == "all.json: Company, Logo and Length of a take changed."
    assert other.preferences.now == Settings(inspector="A. Nowak")
    assert other.told.last("show_logo").isNull()


def test_importing_what_is_so_already_is_said(page: Page):
    page.presenter.import_from(page.file(take_s=30))
    assert page.told.last("show_notice").title == "sent.json: everything in it was so already."
    assert not page.told.of("offer_undo")


def test_what_is_unknown_or_can_not_be_is_named_and_left_out(page: Page):
    page.presenter.choose("take_s", 10)
    page.presenter.import_from(page.file(paper="A4", take_s=45, dialect="de", **{"\x07" * 60: 1}))
    assert page.undo() == "sent.json: Paper changed."
    notice = page.told.last("show_notice")
    assert notice.title == "Some of sent.json was left out."
    assert notice.lines[0] == "Length of a take: what the file says can't be; it stays as it was."
    assert notice.lines[1].startswith("“dialect” and “�") and len(notice.lines[1]) < 110
    assert page.preferences.now.take_s == 10


def test_a_file_full_of_strangers_is_told_shortly(page: Page):
    page.presenter.import_from(page.file(**{f"key {at}": at for at in range(500)}))
    (line,) = page.told.last("show_notice").lines
    assert line.endswith("“key 7” and 492 more: unknown to this version of Earshot.")


@pytest.mark.parametrize("text", ["hello", "{}", '{"format": "earshot-settings", "settings": {}}'])
def test_a_bad_file_changes_nothing_and_is_told(page: Page, text: str):
    page.presenter.choose("take_s", 60)
    page.presenter.import_from(page.file(text))
    assert "sent.json" in page.told.problems()[FILE]
    assert page.preferences.now == Settings(take_s=60) and not page.shown.busy
    page.presenter.import_from(page.file(paper="A4"))
    assert page.told.problems() == {}


def test_an_imported_logo_that_is_no_picture_is_left_out(page: Page):
    stored = f"photos/ab/{'ab' * 32}.png"
    broken = {"format": "earshot-settings", "settings": {"logo": stored, "paper": "A4"}, "logo": "iVBORw0KGgo="}
    page.presenter.import_from(page.file(json.dumps(broken)))
    assert page.preferences.now == Settings(paper="A4")
    assert page.told.last("show_notice").lines[0].startswith("Logo:")


def test_where_a_file_can_not_be_written_it_is_told(page: Page, tmp_path: Path):
    (tmp_path / "file").write_text("")
    page.presenter.export_to(tmp_path / "file" / "all.json")
    assert FILE in page.told.problems() and not page.shown.busy


def test_one_file_at_a_time(qapp, tmp_path: Path):
    jobs = InlineJobs(auto=False)
    page = Page(tmp_path, jobs)
    jobs.settle()
    page.presenter.export_to(tmp_path / "one.json")
    page.presenter.export_to(tmp_path / "two.json")
    assert page.shown.busy
    jobs.settle()
    assert not page.shown.busy
    assert (tmp_path / "one.json").exists() and not (tmp_path / "two.json").exists()


def test_what_comes_late_from_a_page_that_was_left_changes_nothing(qapp, tmp_path: Path):
    jobs = InlineJobs(auto=False)
    page = Page(tmp_path, jobs)
    Preferences(tmp_path).change(paper="A4")
    page.presenter.leave()
    jobs.settle()
    assert page.preferences.now == Settings()


def test_what_can_not_be_kept_is_told_until_it_can(page: Page, monkeypatch: pytest.MonkeyPatch):
    def full(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    told, kinds = Told(), []

    class Noting(InlineJobs):
        def run(self, kind: Kind, *args, **kwargs):
            kinds.append(kind)
            return super().run(kind, *args, **kwargs)

    keep_on(page.preferences, Noting(), told)  # type: ignore[arg-type]
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", full)
        page.presenter.choose("take_s", 60)
    key, problem = told.of("show_problem")[-1]
    assert isinstance(problem, Problem) and key == UNKEPT
    assert problem.to_do.startswith("What you chose holds until Earshot is closed.")
    page.presenter.choose("paper", "A4")
    assert told.problems() == {} and kinds == [Kind.HISTORY] * 2
    assert Preferences(page.folder).now == Settings(take_s=60, paper="A4")

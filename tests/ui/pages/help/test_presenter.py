"""Where in the guide one is, how one gets there, and the way back; no widget."""

from app.ui.frame import DATA, FLEET, MACHINE, MODEL, RECORD, ROUTE, SETTINGS, START, WATCH
from app.ui.pages.help.guide import Guide, read_guide
from app.ui.pages.help.presenter import CHAPTER_OF, HelpPresenter
from app.ui.pages.help.values import HelpShown, Spot
from tests.ui.pages.test_presenters_plain import HEAVY, loaded

GUIDE = read_guide()


class View:
    """Keeps what is shown; scrolled to where a test says."""

    def __init__(self) -> None:
        self.shown = HelpShown()
        self.at = 0

    def show(self, shown: HelpShown) -> None:
        self.shown = shown

    def scrolled(self) -> int:
        return self.at


def made() -> tuple[HelpPresenter, View]:
    view = View()
    return HelpPresenter(GUIDE, view), view


def test_f1_leads_to_the_chapter_of_every_page_of_the_rail():
    rail = (START, FLEET, MACHINE, RECORD, WATCH, ROUTE, MODEL, DATA, SETTINGS)
    for key in (item.key for item in rail):
        presenter, view = made()
        presenter.open(key)
        assert view.shown.chapter is not None, key
        assert CHAPTER_OF[key].partition("#")[0] == view.shown.chapter.key


def test_every_section_that_a_page_leads_to_is_there():
    for wanted in CHAPTER_OF.values():
        key, _, anchor = wanted.partition("#")
        chapter = GUIDE.chapter(key)
        assert chapter is not None
        assert anchor in {one.anchor for one in chapter.sections}, wanted


def test_it_opens_at_the_beginning_and_later_where_it_was_left():
    presenter, view = made()
    presenter.open()
    assert view.shown.chapter is GUIDE.chapters[0]
    presenter.choose("data")
    presenter.open()
    assert view.shown.chapter is not None and view.shown.chapter.key == "data"


def test_an_unknown_page_opens_the_guide_all_the_same():
    presenter, view = made()
    presenter.open("no such page")
    assert view.shown.rows
    presenter.open()
    assert view.shown.chapter is GUIDE.chapters[0]


def test_back_leads_to_the_same_lines_and_forward_again():
    presenter, view = made()
    presenter.open("recording")
    view.at = 420
    presenter.follow("05-verdict.md#the-gauge")
    assert view.shown.spot == Spot("verdict", "the-gauge")
    assert (view.shown.back, view.shown.forward) == (True, False)
    view.at = 77
    presenter.back()
    assert view.shown.spot == Spot("recording", "", 420)
    presenter.forward()
    assert view.shown.spot == Spot("verdict", "the-gauge", 77)
    presenter.forward()
    assert view.shown.spot.chapter == "verdict"


def test_a_new_way_forgets_the_old_one_forward():
    presenter, view = made()
    presenter.open("recording")
    presenter.choose("data")
    presenter.back()
    presenter.choose("trend")
    assert not view.shown.forward


def test_a_link_inside_the_page_stays_on_it():
    presenter, view = made()
    presenter.open("recording")
    presenter.follow("#level")
    assert view.shown.spot == Spot("recording", "level")


def test_no_link_leads_out_of_the_guide():
    presenter, view = made()
    presenter.open("recording")
    for address in ("https://example.org/a-page.md", "file:///etc/passwd", "..", "", "#"):
        presenter.follow(address)
        assert view.shown.chapter is not None and view.shown.chapter.key == "recording"


def test_one_turns_its_pages_and_stops_at_the_covers():
    presenter, view = made()
    presenter.open(GUIDE.chapters[0].key)
    presenter.turn(-1)
    assert view.shown.chapter is GUIDE.chapters[0]
    for _ in range(12):
        presenter.turn(1)
    assert view.shown.chapter is GUIDE.chapters[-1]


def test_what_is_found_takes_the_place_of_the_contents_until_it_is_cleared():
    presenter, view = made()
    presenter.open("recording")
    presenter.search("  Bluetooth ")
    assert [row.key for row in view.shown.rows] == ["recording#the-microphone"]
    assert (view.shown.line, view.shown.found) == ("Found in one place", ("bluetooth",))
    presenter.search("xyzzy")
    assert view.shown.line.startswith("Nothing found")
    presenter.search("")
    assert len(view.shown.rows) == len(GUIDE.chapters)
    assert view.shown.chosen == "recording"


def test_without_a_guide_it_says_so_and_nothing_breaks():
    view = View()
    presenter = HelpPresenter(Guide(()), view)
    presenter.open()
    presenter.open("record")
    presenter.search("level")
    presenter.follow("03-recording.md")
    presenter.turn(1)
    presenter.back()
    assert view.shown.chapter is None


def test_it_imports_no_widget():
    assert loaded("app.ui.pages.help.presenter", HEAVY) == []

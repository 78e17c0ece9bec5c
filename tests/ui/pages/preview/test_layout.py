"""Where pages stand, whatever the window and the paper."""

from hypothesis import given
from hypothesis import strategies as st

from app.ui.pages.preview.layout import lay_out, usual_zoom
from app.ui.pages.preview.values import Sheet, Zoom

A4 = Sheet(595.3, 841.9)
sheets = st.lists(st.builds(Sheet, st.floats(100, 1500), st.floats(100, 1500)), min_size=1, max_size=40)
rooms = st.tuples(st.integers(1, 4000), st.integers(1, 3000))


@given(sheets, rooms, st.sampled_from(Zoom), st.floats(1.0, 1.5))
def test_pages_follow_each_other_in_the_middle(pages, room, zoom, scale) -> None:
    layout = lay_out(pages, zoom, room, 16, scale)
    assert len(layout.boxes) == len(pages) and layout.wide >= room[0]
    before = 0
    for box, sheet in zip(layout.boxes, pages, strict=True):
        assert box.top == before + 16 and box.wide >= 1 and box.high >= 1
        assert abs(box.left - (layout.wide - box.wide - box.left)) <= 1
        if min(box.wide, box.high) > 50:
            assert abs(box.high / box.wide - sheet.height_pt / sheet.width_pt) < 0.2
        before = box.bottom
    assert layout.high == before + 16


@given(sheets, rooms, st.sampled_from(Zoom), st.integers(0, 100_000))
def test_what_is_seen_is_in_the_window(pages, room, zoom, top) -> None:
    layout = lay_out(pages, zoom, room, 16)
    for page in layout.seen(top, room[1]):
        assert layout.boxes[page].bottom > top and layout.boxes[page].top < top + room[1]


def test_each_size_is_what_it_says() -> None:
    wide = lay_out([A4] * 2, Zoom.WIDTH, (1000, 700), 16)
    assert wide.boxes[0].wide == 968 and wide.wide == 1000
    whole = lay_out([A4] * 2, Zoom.PAGE, (1000, 700), 16)
    assert whole.boxes[0].high == 668 and whole.top_of(1) == 684
    assert whole.seen(684, 700) == [1], "a whole page is alone in the window"
    full = lay_out([A4], Zoom.FULL, (500, 700), 16, 1.25)
    assert full.boxes[0].wide == round(595.3 * 96 / 72 * 1.25) and full.wide > 500


def test_no_page_is_no_place() -> None:
    layout = lay_out([], Zoom.PAGE, (100, 100), 16)
    assert (layout.boxes, layout.seen(0, 100), layout.top_of(0)) == ((), [], 0)


def test_life_size_where_it_fits() -> None:
    assert usual_zoom([A4], (1138, 700), 16) is Zoom.FULL
    assert usual_zoom([A4], (736, 1100), 16) is Zoom.WIDTH
    assert usual_zoom([A4], (900, 700), 16, 1.5) is Zoom.WIDTH

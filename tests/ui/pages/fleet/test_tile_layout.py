"""Where tiles are: found again where they were put, none over another, and never more looked at than is seen."""

from hypothesis import given
from hypothesis import strategies as st

from app.ui.pages.fleet.tile_layout import Sizes, TileLayout

layouts = st.builds(
    lambda counts, width, heading: TileLayout(counts, width, Sizes(168, 300, 80, 8, heading, 24, 8)),
    st.lists(st.integers(1, 40), max_size=8),
    st.integers(1, 2000),
    st.sampled_from((0, 64, 112)),
)


@given(layouts)
def test_every_tile_is_found_at_its_centre_and_lies_inside(layout):
    for index in range(layout.count):
        box = layout.box(index)
        assert layout.at(box.x + box.wide // 2, box.y + box.high // 2) == index
        assert box.y + box.high <= layout.height


@given(layouts, st.integers(-200, 4000), st.integers(0, 900))
def test_what_is_seen_is_exactly_what_lies_there(layout, top, high):
    seen = layout.tiles(top, top + high)
    assert seen == sorted(set(seen))
    for index in range(layout.count):
        box = layout.box(index)
        touches = box.y <= top + high and box.y + box.high > top
        assert not touches or index in seen
    for index in seen:
        box = layout.box(index)
        assert box.y <= top + high and box.y + box.high + 8 > top, "whole rows, and no row beyond"


@given(layouts, st.sampled_from((-1, 1, 4)))
def test_up_and_down_go_from_row_to_row_over_headings(layout, rows):
    for index in range(layout.count):
        other = layout.below(index, rows)
        assert 0 <= other < layout.count
        here, there = layout.box(index), layout.box(other)
        if rows > 0:
            assert there.y > here.y or other == index
        else:
            assert there.y < here.y or other == index


def test_a_large_section_gets_as_many_columns_as_fit_and_small_ones_wider_tiles():
    sizes = Sizes(168, 300, 80, 8, 64, 24, 8)
    assert TileLayout([23], 994, sizes).columns == 5
    assert TileLayout([6, 6], 1548, sizes).columns == 6
    wide = TileLayout([2, 1], 994, sizes).box(0).wide
    assert 168 <= wide <= 300
    boxes = [TileLayout([5], 994, sizes).box(at) for at in range(5)]
    assert boxes[-1].x + boxes[-1].wide == 994, "flush with what stands above"

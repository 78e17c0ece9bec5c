import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.problem import Problem
from app.reports.text import BODY, BODY_STRONG, TITLE, Typeface


def test_signs_of_the_trade_are_written_as_they_are(typeface):
    text = "41 °C, 3 m² ≤ 5 µm − Öl – größer, Łódź, Вентилятор, Ανεμιστήρας ±2 “…” ›"
    assert typeface.clean(text) == text


def test_letters_from_a_mac_are_composed(typeface):
    assert typeface.clean("O\u0308l") == "Öl"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("مروحة", "□□□□□"),
        ("送風機 7", "□□□ 7"),
        ("ok 🌀", "ok □"),
        ("a\ud800b", "a□b"),
        ("a\x00\tb", "a  b"),
        ("soft\u00adhy\u200bphen\ufeff", "softhyphen"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
    ],
)
def test_what_the_typeface_lacks_is_visible_and_what_has_no_width_is_gone(typeface, text, shown):
    assert typeface.clean(text) == shown


@given(st.text(max_size=200), st.sampled_from([20.0, 80.0, 300.0]))
def test_lines_fit_their_column_and_lose_nothing(typeface, text, width):
    lines = typeface.wrap(text, BODY, width)
    assert all(typeface.width(line, BODY) <= width + 1e-6 for line in lines)
    assert "".join("".join(lines).split(" ")) == "".join(typeface.clean(text).replace("\n", "").split(" "))


@given(st.text(max_size=80), st.floats(30, 200))
def test_a_shortened_line_fits_and_says_that_it_was_shortened(typeface, text, width):
    whole = typeface.clean(text).replace("\n", " ")
    line = typeface.shorten(whole, TITLE, width)
    assert typeface.width(line, TITLE) <= width + 1e-6
    assert line == whole or line.endswith("…")


def test_empty_text_has_no_lines(typeface):
    assert typeface.wrap("", BODY, 100) == []
    assert typeface.wrap("\n\n", BODY, 100) == []


@pytest.mark.parametrize("shown", [BODY, BODY_STRONG])
def test_figures_are_of_one_width(typeface, shown):
    widths = {round(typeface.width(digit, shown), 6) for digit in "0123456789"}
    assert len(widths) == 1


def test_a_lost_font_is_a_problem(tmp_path):
    with pytest.raises(Problem) as caught:
        Typeface(tmp_path)
    assert caught.value.to_do == "Install Earshot again."


def test_a_damaged_font_is_a_problem(tmp_path):
    (tmp_path / "Inter-Regular.ttf").write_bytes(b"not a font")
    with pytest.raises(Problem):
        Typeface(tmp_path)

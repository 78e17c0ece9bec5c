"""The quick length is the least one that has no prime factor but 2, 3 and 5."""

from hypothesis import given
from hypothesis import strategies as st

from app.acoustics.sizes import quick_length


def is_quick(number):
    for prime in (2, 3, 5):
        while number % prime == 0:
            number //= prime
    return number == 1


@given(st.integers(1, 5000))
def test_it_is_the_least_quick_number(at_least):
    expected = next(n for n in range(at_least, 2 * at_least + 1) if is_quick(n))
    assert quick_length(at_least) == expected


@given(st.integers(1, 10**9))
def test_great_numbers_are_quick_too(at_least):
    assert is_quick(quick_length(at_least))
    assert at_least <= quick_length(at_least) <= 2 * at_least


def test_none_is_one():
    assert quick_length(0) == 1

"""Lengths that a Fourier transform is quick at."""


def quick_length(at_least: int) -> int:
    """The least number ≥ `at_least` (and ≥ 1) that has no prime factor but 2, 3 and 5."""
    wanted = max(at_least, 1)
    best = 1 << (wanted - 1).bit_length()
    five = 1
    while five < best:
        odd = five
        while odd < best:
            doublings = max(0, (-(-wanted // odd) - 1).bit_length())
            best = min(best, odd << doublings)
            odd *= 3
        five *= 5
    return best

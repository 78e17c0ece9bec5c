"""Takes, band levels and baselines: same content once, every version kept."""

from dataclasses import replace

import pytest

from app.domain.baseline import Baseline
from tests.history.builders import EAR, add_baseline, clips, condition_of, levels, machine, quality, same, take


def test_take_is_kept_as_it_was_given(history):
    given = take()

    assert history.add_take(given, clips(), quality()) == given
    assert history.take(given.id) == given
    assert history.take_with(given.sha256) == given
    assert history.quality(given.id) == quality()
    assert same(history.clips(given.id, EAR), clips())


def test_same_content_is_kept_once(history):
    first = history.add_take(take(), clips(), quality())

    again = history.add_take(replace(take(sha256=first.sha256), file_name="copy.wav"), clips(), quality())

    assert again == first


@pytest.mark.parametrize("count", [0, 1, 720])
def test_any_number_of_clips(history, count):
    kept = history.add_take(take(), clips(count), quality())

    assert same(history.clips(kept.id, EAR), clips(count))


def test_each_ear_has_its_own_levels(history):
    kept = history.add_take(take(), clips(seed=1), quality())
    history.add_take(kept, clips(seed=2, ear="0" * 64), quality())

    assert same(history.clips(kept.id, EAR), clips(seed=1))
    assert same(history.clips(kept.id, "0" * 64), clips(seed=2, ear="0" * 64))
    assert history.clips(kept.id, "1" * 64) is None


def test_levels_of_another_shape_are_our_mistake_and_nothing_is_kept(history):
    given = take()

    with pytest.raises(ValueError, match="shape"):
        history.add_take(given, replace(clips(), bands=levels(3)[:, :64]), quality())

    assert history.take_with(given.sha256) is None


def test_file_name_of_broken_bytes(history):
    kept = history.add_take(replace(take(), file_name="L\udcfcfter.wav"), clips(), quality())

    assert kept.file_name == "L\ufffdfter.wav"
    assert history.take(kept.id) == kept


def test_baseline_is_kept_as_it_was_given(history):
    condition_id = condition_of(history.add_machine(machine()))
    takes = [history.add_take(take(), clips(seed=i), quality()) for i in range(3)]
    given = Baseline(condition_id, levels(7), tuple(t.id for t in takes), EAR)

    assert history.baseline(condition_id) is None
    assert same(history.add_baseline(given), given)
    assert same(history.baseline(condition_id), given)
    assert history.takes_of_baseline(given.id) == takes


def test_newest_version_counts_and_older_ones_stay(history):
    condition_id = condition_of(history.add_machine(machine()))
    first, second, third = (add_baseline(history, condition_id, clip_count=i) for i in (3, 4, 5))

    assert [b.version for b in (first, second, third)] == [1, 2, 3]
    assert same(history.baseline(condition_id), third)
    assert [b.id for b in history.baselines(condition_id)] == [third.id, second.id, first.id]
    assert same(history.baselines(condition_id)[2], first)


def test_a_version_given_ahead_is_kept(history):
    condition_id = condition_of(history.add_machine(machine()))
    first = add_baseline(history, condition_id)

    ahead = history.add_baseline(replace(first, id="a" * 32, version=7))

    assert ahead.version == 7
    assert add_baseline(history, condition_id).version == 8


@pytest.mark.parametrize(
    "ask",
    [
        lambda h: h.take("nobody"),
        lambda h: h.quality("nobody"),
        lambda h: h.baseline("nobody"),
        lambda h: h.baselines("nobody"),
        lambda h: h.takes_of_baseline("nobody"),
        lambda h: add_baseline(h, "nobody"),
        lambda h: h.add_baseline(Baseline(condition_of(h.add_machine(machine())), levels(1), ("nobody",), EAR)),
    ],
)
def test_unknown_ids_are_key_errors(history, ask):
    with pytest.raises(KeyError):
        ask(history)


def test_unknown_content_is_none(history):
    assert history.take_with("0" * 64) is None
    assert history.clips("nobody", EAR) is None

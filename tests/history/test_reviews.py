"""Reviews follow each other, the newest counts, and none ever changes what the verdict was."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from app.domain.identity import new_id
from app.domain.problem import Problem
from app.domain.review import Found
from app.domain.verdict import State
from tests.history.builders import (
    START,
    add_baseline,
    bare_inspection,
    clips,
    condition_of,
    explained,
    inspection,
    machine,
    review,
    same,
)


@pytest.fixture
def fan(history):
    return history.add_machine(machine())


def test_review_is_kept_as_it_was_given(history, fan):
    kept = history.add_inspection(inspection(fan))
    given = review(kept.id)

    assert history.review(kept.id) is None
    assert history.add_review(given) == given
    assert history.review(kept.id) == given
    assert history.reviews(kept.id) == [given]


def test_newest_review_counts_even_after_the_clock_was_set_back(history, fan):
    kept = history.add_inspection(inspection(fan))
    first = history.add_review(review(kept.id, Found.HEALTHY))
    second = history.add_review(replace(review(kept.id), at=first.at - timedelta(days=400)))

    assert history.review(kept.id) == second
    assert history.reviews(kept.id) == [second, first]


def test_open_takes_back_what_was_said(history, fan):
    kept = history.add_inspection(inspection(fan))
    history.add_review(review(kept.id))
    history.add_review(review(kept.id, Found.OPEN))

    assert history.review(kept.id) is None
    assert [one.found for one in history.reviews(kept.id)] == [Found.OPEN, Found.FAULTY]
    assert history.visits(fan.id)[0].found is None


def test_no_review_changes_the_verdict(history, fan):
    before = history.add_inspection(inspection(fan, state=State.HEALTHY))
    for found in (Found.FAULTY, Found.OPEN, Found.HEALTHY):
        history.add_review(review(before.id, found))

        assert same(history.inspection(before.id), before)


def test_each_visit_says_what_its_own_review_found(history, fan):
    days = [Found.HEALTHY, None, Found.FAULTY]
    for day, found in enumerate(days):
        kept = history.add_inspection(inspection(fan, recorded_at=START + timedelta(days=day)))
        if found:
            history.add_review(review(kept.id, Found.OPEN))
            history.add_review(review(kept.id, found))

    assert [visit.found for visit in history.visits(fan.id)] == days[::-1]
    assert history.fleet()[0].last.found is Found.FAULTY


def test_review_of_an_unknown_inspection_is_a_key_error(history):
    for ask in (history.review, history.reviews, lambda _: history.add_review(review("nobody"))):
        with pytest.raises(KeyError):
            ask("nobody")


def test_everything_said_of_why_is_kept(history, fan):
    given = replace(inspection(fan), verdict=explained())

    history.add_inspection(given)

    assert same(history.inspection(given.id).verdict, given.verdict)


@pytest.mark.parametrize("spoilt", ['{"cannot":"RAIN"}', '{"markers":[["SHAFT"]]}', '{"moments":7}', "[1]", "{"])
def test_reasons_that_cannot_be_read_are_a_problem_of_this_entry_alone(history, fan, spoilt):
    first, other = (history.add_inspection(inspection(fan)).id for _ in range(2))
    with history._database._raw() as raw:
        raw.execute("UPDATE inspection_details SET explained = ? WHERE inspection_id = ?", (spoilt, first))

    with pytest.raises(Problem):
        history.inspection(first)
    assert history.inspection(other).id == other


def test_what_was_heard_comes_with_each_visit_newest_first(history, fan):
    baseline = add_baseline(history, condition_of(fan))
    history.add_inspection(bare_inspection(fan))
    ids = []
    for day in (2, 0, 1):
        given = inspection(fan, baseline if day else None, recorded_at=START + timedelta(days=day))
        given = replace(given, clips=clips(3, seed=day), take=replace(given.take, id=new_id()))
        ids.append(history.add_inspection(given).id)
    history.add_review(review(ids[0], Found.HEALTHY))

    heard = history.heard_visits(condition_of(fan))

    assert [one.inspection_id for one in heard] == [ids[0], ids[2], ids[1]]
    for one, day in zip(heard, (2, 1, 0), strict=True):
        np.testing.assert_allclose(one.bands, clips(3, seed=day).bands.mean(axis=0), rtol=1e-6)
        assert one.bands.dtype == np.float32
    assert [one.baseline_id for one in heard] == [baseline.id, baseline.id, None]
    assert [one.found for one in heard] == [Found.HEALTHY, None, None]
    assert (heard[0].device, heard[0].ear_sha256) == (given.take.device, given.clips.ear_sha256)
    assert len(history.heard_visits(condition_of(fan), limit=2)) == 2
    with pytest.raises(KeyError):
        history.heard_visits("nobody")

"""Who took note of which alert: the newest word counts, all are kept."""


def test_newest_word_counts_and_all_are_kept(history):
    first = history.alerts.seen("a", "looked at it", "M. Großmann")
    second = history.alerts.seen("a", "new belt ordered", "A. Novak")
    other = history.alerts.seen("b")

    assert history.alerts.seen_of(["a", "b", "c"]) == {"a": second, "b": other}
    assert history.alerts.seen_of(["c"]) == history.alerts.seen_of([]) == {}
    assert history.alerts.lines("a") == [second, first]


def test_alert_opened_again_is_not_seen_until_it_is(history):
    history.alerts.seen("a", "looked at it", "M. Großmann")
    opened = history.alerts.open_again("a", "A. Novak")
    assert (opened.open_again, opened.by) == (True, "A. Novak")
    assert history.alerts.seen_of(["a"]) == {}

    again = history.alerts.seen("a")
    assert history.alerts.seen_of(["a"]) == {"a": again}
    assert len(history.alerts.lines("a")) == 3


def test_clock_set_back_changes_nothing(history):
    history.alerts.seen("a", "first")
    with history._database._raw() as raw:
        raw.execute("UPDATE seen_alerts SET seen_at = '2099-01-01T00:00:00.000000+00:00'")
    newer = history.alerts.seen("a", "second")

    assert history.alerts.seen_of(["a"]) == {"a": newer}

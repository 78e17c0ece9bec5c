"""The journal of an import that crashes more than once: what did not come true is never believed later."""

from app.workflows.archive import journal as journals
from app.workflows.archive.journal import Journal, Learning, Outcome, Result


def judged(number: int) -> Outcome:
    return Outcome(number, Result.JUDGED, "a" * 64, f"id-{number}", state="healthy", score=0.0)


def test_of_two_crashes_only_what_came_true_is_believed(hall):
    for number in range(4):
        hall.take(f"Fan/{number}.wav")
    path = journals.begin(hall.folder, hall.plan())
    journal = Journal(path)
    journal.note([judged(0), judged(1), Learning("b", (2,))])
    journal.close()

    done = journals.load(path)
    assert done.doubtful == [judged(0), judged(1), Learning("b", (2,))] and len(done.pending()) == 4
    journal = Journal(path)
    journal.gone_on([judged(0)])
    journal.note([judged(3)])
    journal.came_true()
    journal.close()

    done = journals.load(path)
    assert done.outcomes == {0: judged(0), 3: judged(3)} and done.doubtful == [] and not done.in_baseline
    assert [file.number for file in done.pending()] == [1, 2]


def test_what_failed_is_pending_once_more(hall):
    hall.take("Fan/0.wav")
    path = journals.begin(hall.folder, hall.plan())
    journal = Journal(path)
    journal.note([Outcome(0, Result.FAILED, what="=x\n", to_do="y")])
    journal.came_true()
    journal.once_more()
    journal.close(done=True)
    (path,) = journals.journals(hall.folder, done=True)
    assert len(journals.load(path).pending()) == 1
    assert journals.journals(hall.folder) == []
    assert journals.journals(hall.folder) == [] and journals.reopened(path).name.count(".") == 1

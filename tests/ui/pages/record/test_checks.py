"""The gate's findings as lines: while the take grows, and when it is whole."""

from app.domain.quality import Check, Finding, Grade, Quality
from app.ui.pages.record.checks import LINES, check_lines, passed
from app.ui.pages.record.values import CheckLine, Mark
from tests.ui.pages.record.fakes import LIVE, SPEECH, quality


def by_name(lines: tuple[CheckLine, ...]) -> dict[str, CheckLine]:
    return {line.name: line for line in lines}


def test_before_a_take_every_line_is_there_and_nothing_is_claimed() -> None:
    lines = check_lines(None, recording=False)
    assert [line.name for line in lines] == [name for name, _ in LINES]
    assert {line.mark for line in lines} == {Mark.LATER}
    assert passed(lines) == 0


def test_while_it_grows_what_is_not_known_is_listened_for_and_no_take_is_called_too_short() -> None:
    lines = by_name(check_lines(Quality(LIVE, -28.0, -15.0), recording=True))
    assert lines["Level"] == CheckLine("Level", Mark.PASSED, "−28.6 dBFS")
    assert lines["No speech, no knocks"].mark is Mark.LISTENING
    assert lines["Louder than the room"] == CheckLine("Louder than the room", Mark.LATER, "after stop")
    assert Check.LENGTH.value not in lines


def test_a_bandwidth_that_could_not_be_measured_yet_is_no_warning_yet() -> None:
    early = Finding(Check.BANDWIDTH, Grade.NOTED, "not measured", "There is too little sound.", "Record 10 s.")
    growing = by_name(check_lines(Quality((early,), -28.0, -15.0), recording=True))
    whole = by_name(check_lines(Quality((early,), -28.0, -15.0), recording=False))
    assert growing["Full bandwidth"].mark is Mark.LISTENING
    assert whole["Bandwidth"].mark is Mark.NOTED


def test_what_was_not_measured_has_no_tick() -> None:
    unmeasured = Finding(Check.SPEECH, Grade.PASSED, "not measured")
    lines = check_lines(quality(unmeasured), recording=False)
    line = by_name(lines)["No speech, no knocks"]
    assert (line.mark, line.value) == (Mark.LATER, "not measured")
    assert passed(lines) == len(LINES) - 1


def test_a_line_of_two_checks_that_passed_says_what_the_first_one_found() -> None:
    lines = by_name(check_lines(quality(), recording=False))
    assert lines["Steady level, no noise filter"].value == "steady"


def test_a_line_of_two_checks_tells_the_worse_one_by_its_own_name() -> None:
    lines = by_name(check_lines(quality(SPEECH), recording=False))
    assert lines["Speech"].mark is Mark.FAILED
    assert lines["Speech"].why == f"{SPEECH.what} {SPEECH.to_do}"
    assert "No speech, no knocks" not in lines
    assert passed(check_lines(quality(SPEECH), recording=False)) == len(LINES) - 1


def test_a_whole_take_that_is_too_short_says_so_in_a_line_more() -> None:
    short = Finding(Check.LENGTH, Grade.FAILED, "1 s", "The take is too short.", "Record 10 s.")
    lines = check_lines(quality(short), recording=False)
    assert len(lines) == len(LINES) + 1
    assert lines[-1].mark is Mark.FAILED


def test_a_take_without_a_room_to_compare_with_says_why_that_line_is_open() -> None:
    findings = tuple(f for f in quality().findings if f.check is not Check.ROOM)
    lines = by_name(check_lines(Quality(findings, -28.0, -15.0), recording=False))
    assert lines["Louder than the room"].value == "room not recorded"

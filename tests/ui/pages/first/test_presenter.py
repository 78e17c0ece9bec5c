"""What the first start asks and keeps, and what it says of a microphone, without a widget."""

from dataclasses import replace

import numpy as np

from app.domain.take import RawStream
from app.ui.pages.first import trial
from app.ui.pages.first.values import Screen, Typed
from app.ui.pages.record.values import Mark
from tests.ui.pages.first.conftest import Bench
from tests.ui.pages.record.fakes import BLOCKED, HEADSET, LAPTOP, NO_MICROPHONE, USB
from tests.ui.pages.test_presenters_plain import HEAVY, loaded


def test_it_begins_with_what_is_known_already(bench: Bench) -> None:
    bench.presenter.open()
    shown = bench.told.last("show")
    assert (shown.screen, shown.inspector, shown.company) == (Screen.YOU, "", "Northgate Mill")


def test_it_goes_on_where_the_window_before_was_left(bench: Bench) -> None:
    bench.presenter.open(Typed(Screen.YOU, " L. Mor", ""))
    shown = bench.told.last("show")
    assert (shown.screen, shown.inspector, shown.company) == (Screen.YOU, " L. Mor", "")
    bench.presenter.open(Typed(Screen.MICROPHONE))
    assert bench.told.last("show").screen is Screen.MICROPHONE
    assert bench.preferences.changes == 0


def test_a_name_is_kept_without_what_no_name_has_in_it(bench: Bench) -> None:
    bench.presenter.open()
    bench.presenter.keep("  L. Moreau\u202e ", "Lindenau\tPlant")
    assert bench.preferences.now.inspector == "L. Moreau"
    assert bench.preferences.now.company == "Lindenau Plant"
    assert bench.told.last("show").screen is Screen.MICROPHONE


def test_what_is_skipped_changes_nothing(bench: Bench) -> None:
    bench.presenter.open()
    bench.presenter.skip()
    assert bench.told.last("show").screen is Screen.MICROPHONE
    bench.presenter.skip()
    assert bench.told.of("over") == [()]
    assert bench.preferences.changes == 0


def test_all_of_it_can_be_skipped_and_no_microphone_was_opened(bench: Bench) -> None:
    bench.presenter.open()
    bench.presenter.finish()
    assert bench.told.of("over") == [()]
    assert bench.record.listener.calls == []


def test_the_microphone_is_given_back_when_another_page_comes(bench: Bench) -> None:
    bench.listen()
    assert bench.record.listener.status.listening
    bench.presenter.leave()
    assert not bench.record.listener.status.listening
    assert not bench.presenter.listening


def test_back_leads_to_the_name_and_the_microphone_is_let_go(bench: Bench) -> None:
    bench.listen()
    bench.presenter.back()
    assert bench.told.last("show").screen is Screen.YOU
    assert not bench.record.listener.status.listening


def test_it_asks_for_a_clap_and_then_says_that_it_hears(bench: Bench) -> None:
    bench.listen()
    bench.hear(-58.0)
    assert bench.outcome == trial.CLAP
    bench.hear(-24.0)
    assert bench.outcome == trial.HEARS
    bench.hear(-58.0)
    assert bench.outcome == trial.HEARS, "one clap is enough"


def test_very_little_for_long_is_said_with_what_to_do(bench: Bench) -> None:
    bench.listen()
    bench.hear(-58.0, trial.PATIENCE_S + 1)
    assert bench.outcome == trial.TOO_QUIET
    assert bench.outcome.mark is Mark.NOTED


def test_no_microphone_is_said_plainly(bench: Bench) -> None:
    bench.record.watch.microphones = ()
    bench.presenter.open()
    bench.presenter.skip()
    bench.tick()
    assert bench.outcome == trial.trouble(NO_MICROPHONE)
    assert bench.hearing.microphones.empty == "No microphone"


def test_nobody_knows_yet_which_microphones_there_are(bench: Bench) -> None:
    bench.presenter.open()
    bench.presenter.skip()
    assert bench.outcome == trial.LOOKING


def test_exact_silence_is_a_blocked_microphone(bench: Bench) -> None:
    bench.listen()
    bench.hear(-200.0, zero_s=2.0)
    assert bench.outcome == trial.trouble(BLOCKED)


def test_where_it_is_not_permitted_that_is_said(bench: Bench) -> None:
    bench.permitted = False
    bench.listen()
    assert bench.outcome == trial.trouble(BLOCKED)


def test_a_telephone_is_named(bench: Bench) -> None:
    bench.listen(HEADSET)
    bench.hear(-24.0)
    assert bench.outcome == trial.TELEPHONE


def test_a_system_that_filters_is_suspected(bench: Bench) -> None:
    bench.listen()
    bench.hear(-24.0, raw_stream=RawStream.NO)
    assert bench.outcome == trial.FILTERED


def test_noise_suppression_is_heard_at_work() -> None:
    status = replace(Bench().record.listener.status, rms_dbfs=-24.0, sample_rate_hz=16_000)
    tried = trial.Trial(16_000)
    steady = np.random.default_rng(2).normal(size=16_000 * 12).astype(np.float32) * 0.06
    steady[16_000 * 5 :] *= 0.2
    for second in np.split(steady, 12):
        tried.add(second, status)
    found = tried.outcome(status, telephone=False)
    assert found.mark is Mark.NOTED
    assert "quieter" in found.what
    assert "noise suppression" in found.to_do


def test_another_microphone_is_tried_from_the_beginning(bench: Bench) -> None:
    bench.listen(LAPTOP, USB)
    bench.hear(-24.0)
    assert bench.outcome == trial.HEARS
    bench.presenter.choose(USB.key)
    bench.hear(-58.0)
    assert bench.outcome == trial.CLAP
    assert bench.memory.microphone == USB.name


def test_a_lost_microphone_is_told(bench: Bench) -> None:
    bench.listen()
    bench.hear(-24.0)
    bench.record.listener.lose()
    bench.tick()
    assert bench.outcome.mark is Mark.FAILED
    assert "disconnected" in bench.outcome.what


def test_a_recording_that_is_under_way_is_left_alone(bench: Bench) -> None:
    listener = bench.record.listener
    listener.open(LAPTOP)
    listener.status = replace(listener.status, recording=True)
    bench.listen()
    assert bench.outcome == trial.IN_USE
    assert bench.hearing.microphones.locked
    bench.presenter.leave()
    assert listener.calls == ["open"]
    assert listener.status.recording


def test_once_the_recording_is_over_the_microphone_is_tried(bench: Bench) -> None:
    bench.record.listener.open(LAPTOP)
    bench.listen()
    bench.record.listener.close()
    bench.tick()
    bench.hear(-24.0)
    assert bench.outcome == trial.HEARS


def test_it_imports_no_widget() -> None:
    assert loaded("app.ui.pages.first.presenter", HEAVY) == []

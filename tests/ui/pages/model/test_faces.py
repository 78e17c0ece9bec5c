"""What a card and a history come to on the page: plain values, whatever a card from elsewhere may hold."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.diagnosis.registry import Installed, ModelRegistry
from app.domain.machine import MachineType
from app.domain.review import Found
from app.domain.verdict import State
from app.main import paths
from app.ui.pages.model.card_face import facts
from app.ui.pages.model.comparing import compare_face
from app.ui.pages.model.faces import shown
from app.ui.pages.model.figures import figures
from app.ui.pages.model.track import binned, slot_of, slots, track_of
from app.ui.pages.model.words import judged_by, kind_word
from app.workflows.model_compare import Comparison
from tests.ui.pages.model.fakes import FAULT, FakeModels, card, month, months, oldest_card, two, usual

H, W, A, C = State.HEALTHY, State.WATCH, State.ABNORMAL, State.CANNOT_TELL
ONE, OTHER = (Installed("fan", version, None, True) for version in ("1.0.0", "2.0.0"))  # type: ignore[arg-type]


def told(found) -> dict[str, str]:
    return {fact.name: fact.text for fact in found}


def test_a_card_says_what_it_was_trained_on_and_when_it_cannot_tell():
    lines = told(facts(card("2.0.0"), "fan", shipped=False))
    assert lines["What it is"] == "Hears how a fan differs from its own baseline. It was imported."
    assert lines["Heard"].startswith(
        "3 machines: id_00, id_04, id_06; 3,059 healthy, 1,116 faulty, each at 3 noise"
    )
    assert lines["Licence"] == "CC BY-SA 4.0" and "Hitachi" in lines["Notice"]
    assert lines["Cannot tell"].startswith(
        "Where there is 12 dB more noise than in the baseline, or a take is nei"
    )
    assert "watch from 0.80" in lines["Thresholds"] and "Loudness counts" in lines["Thresholds"]
    whole = next(fact.whole for fact in facts(card("2.0.0"), "fan", shipped=True) if fact.name == "SHA-256")
    assert whole.startswith("ear.onnx 669a066c0000")


def test_the_oldest_card_knows_no_limits_and_has_figures_all_the_same():
    lines = told(facts(oldest_card(), "fan", shipped=True))
    assert "knows none" in lines["Cannot tell"] and "Loudness" not in lines["Thresholds"]
    tables = figures(oldest_card())
    assert [table.word for table in tables] == ["10 s", "30 s", "60 s"]
    assert tables[0].columns == ("Faults found", "False alarms", "Told apart, AUC")
    assert [noise for noise, _ in tables[0].rows] == [
        "6 dB above the noise", "as loud as the noise", "6 dB below the noise", "All together",
    ]  # fmt: skip


@pytest.mark.parametrize("kind", ModelRegistry(paths.MODELS).kinds())
def test_the_cards_that_ship_have_something_to_say_of_everything(kind: str):
    made = json.loads((ModelRegistry(paths.MODELS).versions(kind)[0].folder / "card.json").read_text("utf-8"))
    names = {fact.name for fact in facts(made, kind, shipped=True)}
    assert names >= {
        "What it is",
        "Trained on",
        "Heard",
        "Licence",
        "Notice",
        "Thresholds",
        "Cannot tell",
        "SHA-256",
    }
    notice = next(fact.text for fact in facts(made, kind, shipped=True) if fact.name == "Notice")
    assert notice == " ".join(made["trained_on"]["notice"].split())
    assert all(table.meaning and len(table.rows) > 1 for table in figures(made)) and figures(made)


def test_the_worst_machine_stands_beside_the_mean_and_in_the_sentence():
    table = figures(card("1.0.0"))[0]
    assert table.columns[-1] == "Cannot tell"
    cells = dict(table.rows)["All together"]
    assert (cells[0].mean, cells[0].worst) == ("66 %", "46 %")
    assert "66 of 100 faulty takes abnormal, and 4 of 100 healthy ones" in table.meaning
    assert table.meaning.endswith("at the worst machines 46 of 100 and 8 of 100.")


@pytest.mark.parametrize("part", ["trained_on", "thresholds", "limits", "summary", "sha256"])
@pytest.mark.parametrize(
    "instead", [None, 7, "x", [], {}, [[]], {"n=5 k=1": 3}, {"n=5 k=1": {"all": {"mean": 1}}}]
)
def test_a_card_may_lack_anything(part: str, instead: object):
    made = card("1.0.0") | {part: instead}
    assert told(facts(made, "fan", shipped=False))["What it is"]
    figures(made)


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["mean", "worst", "all", "+6dB", "n=5 k=1", "detections", "machines", "n", "watch"]), inner
    ),
    max_leaves=8,
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from(["trained_on", "thresholds", "limits", "summary", "sha256", "what"]), JSON))
def test_whatever_a_card_holds_the_page_comes_up(made: dict[str, object]):
    facts(made, "pump", shipped=False)
    figures(made)


def test_every_kind_is_named_and_what_judges_it():
    models = usual()
    rows = shown(models.kinds(), [], None).rows
    assert rows is not None
    assert [(row.title, row.note) for row in rows if row.key is None] == [
        ("Fan", ""), ("Pump", ""), ("Slide rail", "judged as any other machine"), ("Any other machine", ""),
    ]  # fmt: skip
    assert [row.key for row in rows if row.in_use] == [("fan", "1.0.0"), ("pump", "1.0.0"), ("generic", "1.0.0")]
    del models.installed["generic"]
    rows = shown(models.kinds(), [], None).rows or ()
    assert rows[-2].note == rows[-1].note == "not judged: no model installed"


def test_the_chosen_version_says_whether_it_judges_and_what_can_be_done():
    models = usual()
    face = shown(models.kinds(), [], ("fan", "2.0.0")).chosen
    assert face and face.line == "Judges nothing until you switch to it. 1.0.0 judges fans."
    assert (face.switch, face.back) == ("Switch to 2.0.0", "")
    models.chosen["fan"] = ["1.0.0", "2.0.0"]
    face = shown(models.kinds(), [], ("fan", "2.0.0")).chosen
    assert face and (face.switch, face.back, face.chip) == ("", "Roll back to 1.0.0", "in use")
    assert face.line == "Judges fans since 23 Oct 2026."


def test_a_broken_version_is_told_where_it_stands_and_the_others_stay_usable():
    models = usual()
    models.add("fan", "1.5.0", problem=FAULT)
    made = shown(models.kinds(), [], ("fan", "1.5.0"))
    row = next(row for row in made.rows or () if row.key == ("fan", "1.5.0"))
    assert row.broken and row.note == "can't be used"
    face = made.chosen
    assert face and face.problem == FAULT and not face.switch and not face.facts
    assert face.versions == ("2.0.0", "1.0.0") and face.line == "It judges nothing."
    models.chosen["fan"] = ["1.5.0"]
    face = shown(models.kinds(), [], ("fan", "1.5.0")).chosen
    assert face and face.line.startswith("No verdict can be given on fans until")


def test_nothing_installed_is_said():
    made = shown(FakeModels().kinds(), [], None)
    assert made.chosen is None and made.facts == "no model is installed" and made.rows


def test_the_generic_model_names_all_it_judges():
    (info,) = (one for one in usual().kinds() if one.kind == "generic")
    assert judged_by(info) == "other machines" and kind_word("generic") == "Any other machine"
    both = replace(info, machine_types=(MachineType.PUMP, MachineType.SLIDER, MachineType.OTHER))
    assert judged_by(both) == "pumps, slide rails and other machines"


def test_the_track_counts_by_version_and_only_its_own_kind():
    made = [*months(3), month(datetime(2026, 11, 1, tzinfo=UTC), "2.0.0", 5, 1, 2), *months(2, kind="pump")]
    track = track_of(made, "fan", "2.0.0")
    assert next((line.version, line.right, line.false_alarms, line.missed) for line in track.lines) == (
        "2.0.0",
        5,
        1,
        2,
    )
    assert track.summary == "13 verdicts given, 8 reviewed: 5 right, 1 false alarm, 2 faults missed."
    assert {one.version for one in track.months} == {"1.0.0", "2.0.0"} and len(track.months) == 4
    assert track_of(made, "slider", "1.0.0").empty
    assert track_of([month(datetime(2026, 1, 1, tzinfo=UTC), "1.0.0")], "fan", "1.0.0").empty


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 400), st.integers(1, 60))
def test_however_many_months_they_fit_and_none_is_lost(how_many: int, most: int):
    every = track_of(months(how_many), "fan", "1.0.0").months
    bars = binned(every, most)
    assert sum(bar.right for bar in bars) == sum(one.right for one in every)
    assert sum(bar.wrong for bar in bars) == sum(one.wrong for one in every)
    assert slots(bars) <= max(most, 5) and slot_of(bars[-1], bars[0]) == slots(bars) - 1
    if how_many <= most:
        assert len(bars) == how_many


def test_a_comparison_is_told_in_sentences():
    verdicts = (
        two(0, "m", W, H, Found.HEALTHY), two(1, "m", A, C, Found.FAULTY), two(2, "m", H, H, None),
    )  # fmt: skip
    face = compare_face(Comparison(ONE, OTHER, verdicts, 2, 10))
    assert face.summary == "Of 3 takes, 1 gets the same verdict."
    assert face.lines[0] == "Of 2 reviewed: 1 right with 1.0.0, 1 right and 1 cannot tell with 2.0.0."
    assert face.lines[1].startswith("2 takes were left out") and face.lines[2] == "10 older takes not looked at."
    assert [row.found for row in face.rows] == ["was healthy", "was faulty"]
    empty = compare_face(Comparison(ONE, OTHER, (), 0))
    assert empty.summary.startswith("There is no stored take") and empty.lines == ()
    alike = compare_face(Comparison(ONE, OTHER, (two(0, "m", H, H, None), two(1, "m", A, A, None)), 1))
    assert alike.summary == "All 2 takes get the same verdict."
    assert "None of them was reviewed" in alike.lines[0] and "1 take was left out" in alike.lines[1]

"""A kept sentence is told in the user's language with the values that are in it."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.language import retold, say, speak

KEPT = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def test_in_english_it_stays():
    assert retold("4 dB louder than healthy at 1–2 kHz.") == "4 dB louder than healthy at 1–2 kHz."


@pytest.mark.usefixtures("german")
def test_words_of_ours_are_retold_and_those_of_others_stay():
    amount = say("{n} dB louder", n=4)
    kept = say("{amount_words} than healthy at {range}.", amount_words=amount, range="0.09–0.17 kHz")
    assert kept == "4 dB louder than healthy at 0.09–0.17 kHz."
    assert retold(kept) == "Bei 0.09–0.17 kHz 4 dB lauter als im Gutzustand."
    assert retold(say("{name} is {state_words}.", name="healthy", state_words="healthy")) == (
        "healthy ist in Ordnung."
    )


@pytest.mark.usefixtures("german")
def test_the_narrower_template_comes_first():
    assert retold("50 % of 9 clips") == "50 % von 9 Abschnitten"
    assert retold("heard in 9 clips") == "zu hören in 9 Abschnitte"


@pytest.mark.usefixtures("german")
def test_a_template_of_a_few_letters_takes_no_whole_sentence():
    assert retold("Somebody talked for 4 s of it.") == "Somebody talked for 4 s of it."
    assert retold("heard in 3 of 4") == "zu hören in 3 von 4"


@pytest.mark.usefixtures("german")
def test_what_is_named_twice_must_be_the_same():
    assert retold("x and healthy again, and x") == "in Ordnung: x"
    assert retold("x and healthy again, and y") == "x and healthy again, and y"


@pytest.mark.usefixtures("german")
def test_what_no_template_fits_stays():
    assert (
        retold("Somebody's own note (with {braces} and 100 %).")
        == "Somebody's own note (with {braces} and 100 %)."
    )
    assert retold("") == ""


@pytest.mark.usefixtures("german")
@KEPT
@given(st.text(min_size=1))
def test_whatever_a_name_is_it_comes_through(name: str):
    kept = say("“{given}” (50 %) was not {what_words}?", given=name, what_words="healthy")
    assert retold(kept) == f"Wurde „{name}“ (50 %) nicht in Ordnung?"


@pytest.mark.usefixtures("german")
@given(st.text())
@KEPT
def test_no_text_breaks_it(text: str):
    assert isinstance(retold(text), str)


@pytest.mark.usefixtures("german")
def test_another_language_forgets_what_was_told():
    assert retold("healthy") == "in Ordnung"
    speak("en")
    assert retold("healthy") == "healthy"


@pytest.mark.usefixtures("german")
def test_sentences_in_one_text_are_told_one_by_one():
    assert retold("Fan 3 is healthy. Fan 4 is healthy. Somebody's words.") == (
        "Fan 3 ist in Ordnung. Fan 4 ist in Ordnung. Somebody's words."
    )


@pytest.mark.usefixtures("german")
def test_somebodys_words_may_be_several_sentences():
    kept = say("“{given}” (50 %) was not {what_words}?", given="New belt. Then rain.", what_words="healthy")
    assert retold(kept) == "Wurde „New belt. Then rain.“ (50 %) nicht in Ordnung?"


@pytest.mark.usefixtures("german")
def test_only_what_is_kept_is_looked_for():
    assert retold("Fan 3 got louder over night.") == "Fan 3 got louder over night."


@pytest.mark.usefixtures("german")
def test_thousands_are_written_as_in_the_language():
    assert retold("12,345 clips") == "12\u202f345 Abschnitte"
    assert retold("1,2 clips") == "1,2 Abschnitte"
